import { and, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { holdsAt } from '#platform/access/grants.ts';
import { accessGrants } from '#platform/access/schema.ts';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Completion } from '../rules/index.ts';
import { planReminders, representatives } from '../schema.ts';
import { dayIn } from './figures.ts';
import { published } from './published.ts';

/** A commitment that goes on, as reminders see it. */
export interface OpenCommitment {
  id: string;
  state: string;
  number: string;
  title: string;
  lead: string | null;
  counterpartMember: string | null;
  dueOn: string | null;
  completion: Completion | null;
  lastUpdateOn: string | null;
  since: string | null;
  closed: false;
}

/**
 * The commitments that may need a reminder: those that go on and are due by a day, or that nobody has spoken of since
 * another. Both days lie a little further than any state's calendar, which then decides.
 */
export async function commitmentsToRemind(
  orm: Orm,
  { dueBy, silentSince }: { dueBy: string; silentSince: string },
): Promise<OpenCommitment[]> {
  const lastDay = dayIn(sql`plan_commitments.last_update`, sql`plan_commitments.state`);
  const found = await orm.execute(sql`
    select plan_commitments.id::text, plan_commitments.state, plan_commitments.number, plan_commitments.title,
      plan_commitments.lead, plan_commitments.counterpart_member::text as "counterpartMember",
      plan_commitments.due_on::text as "dueOn", plan_commitments.completion, ${lastDay}::text as "lastUpdateOn",
      s.since::text as since, false as closed
    from plan_commitments
    join plans p on p.id = plan_commitments.plan
    left join (
      select plan, max(entered_on) as since from plan_stages where stage = 'implementation' group by plan
    ) s on s.plan = plan_commitments.plan
    where ${published} and plan_commitments.closed_at is null and p.stage <> 'closed'
      and plan_commitments.completion is distinct from 'complete'
      and (plan_commitments.due_on <= ${dueBy}::date or coalesce(${lastDay}, s.since) <= ${silentSince}::date)
    order by plan_commitments.state, p.edition, plan_commitments.id`);
  return rowsOf<OpenCommitment>(found);
}

/** People by what they answer for: an institution's slug, a state's clave, a member's identifier. */
export type People = ReadonlyMap<string, readonly string[]>;

/** Who holds which part in the exercise now. */
export interface Parts {
  officers: People;
  facilitators: People;
  counterparts: People;
}

function grouped(rows: readonly { key: string | null; person: string | null }[]): People {
  const made = new Map<string, string[]>();
  for (const { key, person } of rows) {
    if (key !== null && person !== null) made.set(key, [...(made.get(key) ?? []), person]);
  }
  return made;
}

/** Everybody who has a part in the exercise at an instant. Whoever speaks for a member does so while their role holds. */
export async function partsAt(orm: Orm, now: Date): Promise<Parts> {
  const { role, person, scopeKind, state, institution } = accessGrants;
  const grants = await orm
    .select({ role, person, scopeKind, state, institution })
    .from(accessGrants)
    .where(and(holdsAt(now), isNotNull(person), inArray(role, ['officer', 'facilitator', 'counterpart'])));
  const voices = await orm
    .select({ key: representatives.member, person: representatives.person, state: representatives.state })
    .from(representatives)
    .where(and(isNull(representatives.endedAt), isNotNull(representatives.person)));
  const ofState = (wanted: 'facilitator' | 'counterpart') =>
    grants.filter((grant) => grant.role === wanted && grant.scopeKind === 'state');
  const holds = new Set(ofState('counterpart').map((grant) => `${grant.person} ${grant.state}`));
  return {
    officers: grouped(
      grants
        .filter((grant) => grant.role === 'officer' && grant.scopeKind === 'institution')
        .map((grant) => ({ key: grant.institution, person: grant.person })),
    ),
    facilitators: grouped(
      ofState('facilitator').map((grant) => ({ key: grant.state, person: grant.person })),
    ),
    counterparts: grouped(voices.filter((voice) => holds.has(`${voice.person} ${voice.state}`))),
  };
}

/** A reminder of a commitment: a step before or after a day. */
export interface Reminder {
  commitment: string;
  /** Its due date; of silence, the day from which that counts. */
  day: string;
  step: string;
}

/** What identifies a reminder. */
export function reminderKey({ commitment, day, step }: Reminder): string {
  return `${commitment} ${day} ${step}`;
}

/** Rows of one statement: far below the number of parameters that PostgreSQL takes. */
const rowsAtOnce = 1000;

/** Notes reminders as sent. @returns the keys of those that were not sent before: of two at the same time one has each */
export async function takeReminders(
  orm: Orm,
  reminders: readonly Reminder[],
  sentAt: Date,
): Promise<Set<string>> {
  const taken = new Set<string>();
  // In one order everywhere, so that two processes wait for each other instead of for ever.
  const ordered = reminders.toSorted((one, other) => (reminderKey(one) < reminderKey(other) ? -1 : 1));
  for (let from = 0; from < ordered.length; from += rowsAtOnce) {
    const rows = await orm
      .insert(planReminders)
      .values(
        ordered
          .slice(from, from + rowsAtOnce)
          .map(({ commitment, day, step }) => ({ commitment, dueOn: day, step, sentAt })),
      )
      .onConflictDoNothing()
      .returning();
    for (const { commitment, dueOn, step } of rows) taken.add(reminderKey({ commitment, day: dueOn, step }));
  }
  return taken;
}
