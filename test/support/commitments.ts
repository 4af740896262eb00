import { eq } from 'drizzle-orm';
import { newId } from '#platform/database/identifier.ts';
import type { Services } from '#platform/services.ts';
import type { Completion, Stage } from '../../src/modules/plans/rules/index.ts';
import {
  commitments,
  milestones,
  planStages,
  plans,
  representatives,
  secretariatMembers,
} from '../../src/modules/plans/schema.ts';
import { createPerson, type TestPerson } from './people.ts';

/** What a commitment of a test is like; left out: one of Oaxaca that is carried out, with two milestones. */
export interface TestCommitment {
  state?: string;
  stage?: Stage;
  lead?: string | null;
  supporting?: readonly string[];
  counterpartMember?: string;
  dueOn?: string;
  title?: string;
  draft?: boolean;
  milestones?: number;
  completion?: Completion;
}

let edition = 50;

/** A commitment in a plan of its own, written straight into the records. */
export async function createCommitment(
  { orm, now }: Services,
  options: TestCommitment = {},
): Promise<{ id: string; plan: string; edition: number; milestones: string[] }> {
  edition += 1;
  const { state = '20', stage = 'implementation', lead = 'secretaria-a' } = options;
  const plan = newId();
  const id = newId();
  const at = now();
  await orm.insert(plans).values({ id: plan, state, edition, stage, updatedAt: at });
  await orm.insert(planStages).values({ plan, number: 1, stage, enteredOn: '2027-01-01' });
  const title = options.title ?? `Compromiso ficticio ${edition}`;
  await orm.insert(commitments).values({
    ...{ id, plan, state, number: '1', title, search: title.toLowerCase(), lead, updatedAt: at },
    ...{ supporting: [...(options.supporting ?? [])], dueOn: options.dueOn ?? '2027-12-31' },
    ...{ counterpartMember: options.counterpartMember ?? null, draft: options.draft ?? false },
    completion: options.completion ?? null,
  });
  const ids = Array.from({ length: options.milestones ?? 2 }, () => newId());
  for (const [at, milestone] of ids.entries()) {
    await orm
      .insert(milestones)
      .values({ id: milestone, commitment: id, number: at + 1, product: `Producto ${at + 1}` });
  }
  return { id, plan, edition, milestones: ids };
}

export async function commitmentRow({ orm }: Services, id: string) {
  const [row] = await orm.select().from(commitments).where(eq(commitments.id, id));
  if (!row) throw new Error(`no commitment ${id}`);
  return row;
}

/** An organisation in the secretariat of a state. */
export async function createMember({ orm }: Services, state = '20'): Promise<string> {
  const id = newId();
  const organisation = `Organización ficticia ${id.slice(-4)}`;
  await orm.insert(secretariatMembers).values({ id, state, sector: 'civil-society', organisation });
  return id;
}

export const officerOf = (services: Services, institution: string): Promise<TestPerson> =>
  createPerson(services, { grants: [{ role: 'officer', scope: { kind: 'institution', institution } }] });

export const inState = (
  services: Services,
  role: 'facilitator' | 'reviewer' | 'counterpart',
  state = '20',
): Promise<TestPerson> => createPerson(services, { grants: [{ role, scope: { kind: 'state', state } }] });

/** Somebody who speaks for an organisation. */
export async function represent({ orm, now }: Services, person: TestPerson, member: string, state = '20') {
  await orm.insert(representatives).values({ id: newId(), member, state, person: person.id, since: now() });
}
