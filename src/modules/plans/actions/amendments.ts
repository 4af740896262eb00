import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import { changedMeanwhile, done, type Outcome, refused } from '#platform/errors/outcome.ts';
import type { JsonObject } from '#platform/ledger/canonical-json.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import { plansActions } from '../policies.ts';
import {
  type Change,
  changesBetween,
  isOpenField,
  type Promised,
  type PromisedMilestone,
  refuseDraft,
} from '../rules/index.ts';
import {
  type CommitmentRow,
  commitmentById,
  listMilestones,
  type MilestoneRow,
  searchText,
  updateCommitment,
} from '../store/commitments.ts';
import { addAmendments, addMilestone, updateMilestone } from '../store/drafts.ts';
import { type ActingOnCommitment, actOnCommitment, recordAct } from './act.ts';
import { areInstitutionsOf, counterpartOf, type Draft } from './drafts.ts';

/** What a commitment is to promise from now on. */
export interface Amended extends Omit<Draft, 'number' | 'milestones'> {
  /** Those there are by their identifier, and those that are added. */
  milestones: readonly PromisedMilestone[];
}

export interface Amendment {
  to: Amended;
  reason: string;
  seen: number;
}

export type AmendRefusal =
  | 'draft'
  | 'closed'
  | 'plan-closed'
  | 'no-change'
  | 'faults'
  | 'milestones'
  | 'no-institution'
  | 'no-member';

/** What a commitment promises now. */
function promisedNow(
  { title, problem, goal, theme, sdgTarget, lead, supporting, counterpart, startsOn, dueOn }: CommitmentRow,
  milestones: readonly MilestoneRow[],
): Promised {
  return {
    ...{ title, problem, goal, theme, sdgTarget, lead, supporting, counterpart, startsOn, dueOn },
    milestones: milestones.map(({ id, product, responsible, dueOn: due, weight }) => ({
      ...{ id, product, responsible, dueOn: due, weight },
    })),
  };
}

/** Whether every milestone there is stays, once, and no other is named. */
function keepsAll(now: readonly MilestoneRow[], to: readonly PromisedMilestone[]): boolean {
  const named = to.flatMap(({ id }) => id ?? []);
  return named.length === now.length && now.every(({ id }) => named.includes(id));
}

/** Why what is published cannot be changed at all; undefined where it can. */
export function refuseAmending({
  commitment,
  plan,
}: Pick<ActingOnCommitment, 'commitment' | 'plan'>): 'draft' | 'closed' | 'plan-closed' | undefined {
  if (commitment.draft) return 'draft';
  if (plan.stage === 'closed') return 'plan-closed';
  return commitment.closedAt === null ? undefined : 'closed';
}

async function refuseTo(
  acting: ActingOnCommitment,
  now: readonly MilestoneRow[],
  to: Amended,
): Promise<AmendRefusal | undefined> {
  if (!keepsAll(now, to.milestones)) return 'milestones';
  if (refuseDraft({ ...to, number: acting.commitment.number }).length > 0) return 'faults';
  // Institutions that are named already stay, also where the catalogue no longer has them.
  const { lead, supporting } = acting.commitment;
  const known = [lead, ...supporting];
  const named = [...(to.lead === null ? [] : [to.lead]), ...to.supporting];
  const added = named.filter((slug) => !known.includes(slug));
  return (await areInstitutionsOf(acting, added)) ? undefined : 'no-institution';
}

/** Writes the milestones as they are to be. @returns the identifiers of all of them, in their order */
async function writeMilestones(
  orm: Orm,
  commitment: string,
  now: readonly MilestoneRow[],
  to: readonly PromisedMilestone[],
  changed: ReadonlySet<number | null>,
): Promise<string[]> {
  let number = Math.max(0, ...now.map((one) => one.number));
  const ids: string[] = [];
  for (const [at, { id, ...facts }] of to.entries()) {
    const own = id ?? newId();
    ids.push(own);
    if (id === null) {
      number += 1;
      await addMilestone(orm, { id: own, commitment, number, ...facts });
    } else if (changed.has(at)) await updateMilestone(orm, id, facts);
  }
  return ids;
}

/** What stands in the ledger of a change: days and words of ours as they are, of what was typed a digest. */
function toldOf({ milestone, field, before, after }: Change): JsonObject {
  return {
    field,
    ...(milestone === null ? {} : { milestone: milestone + 1 }),
    ...(isOpenField(field) ? { before, after } : { sha256: digestOf({ before, after }) }),
  };
}

/**
 * Changes what was promised in public, for a reason. What it was before stays in view; the ledger says which fields
 * changed. Reminders follow by themselves: they are counted from the due date there is. @throws Problem 403
 */
export function amendCommitment(
  services: Services,
  person: Person,
  id: string,
  { to, reason, seen }: Amendment,
): Promise<Outcome<number, AmendRefusal | 'no-commitment', CommitmentRow>> {
  return actOnCommitment<number, AmendRefusal, CommitmentRow>(
    services,
    person,
    plansActions.amend,
    id,
    async (acting) => {
      const { orm, now, commitment } = acting;
      const never = refuseAmending(acting);
      if (never) return refused(never);
      if (commitment.version !== seen) return changedMeanwhile(commitment);
      const milestones = await listMilestones(orm, [id]);
      const why = await refuseTo(acting, milestones, to);
      if (why) return refused(why);
      const counterpart =
        to.counterpartMember === commitment.counterpartMember
          ? { counterpart: to.counterpart, counterpartMember: to.counterpartMember }
          : await counterpartOf(acting, to);
      if (!counterpart) return refused('no-member');
      const after: Amended = { ...to, ...counterpart };
      const changes = changesBetween(promisedNow(commitment, milestones), after);
      if (changes.length === 0) return refused('no-change');
      const { milestones: steps, supporting, ...columns } = after;
      const version = await updateCommitment(orm, id, seen, {
        ...{ ...columns, supporting: [...supporting], search: searchText(after), updatedAt: now },
      });
      if (version === undefined) return changedMeanwhile((await commitmentById(orm, id)) ?? commitment);
      const changed = new Set(changes.map(({ milestone }) => milestone));
      const ids = await writeMilestones(orm, id, milestones, steps, changed);
      const entry = await recordAct(acting, {
        kind: 'commitment-amended',
        act: { changes: changes.map(toldOf), reason_sha256: digestOf({ reason }) },
      });
      await addAmendments(
        orm,
        changes.map(({ milestone, field, before, after: later }) => ({
          ...{ id: newId(), commitment: id, field, before, after: later, reason },
          ...{ milestone: milestone === null ? null : (ids[milestone] ?? null) },
          ...{ person: person.id, at: now, entry },
        })),
      );
      return done(changes.length);
    },
  );
}
