import type { Person } from '#platform/access/subject.ts';
import type { Orm } from '#platform/database/types.ts';
import { changedMeanwhile, done, type Outcome, refused } from '#platform/errors/outcome.ts';
import type { JsonObject } from '#platform/ledger/canonical-json.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import type { PendingDocument } from '#platform/uploads/document.tsx';
import { plansActions } from '../policies.ts';
import { type Condition, isPublic, type PlanFacts, refuseMove, type Stage } from '../rules/index.ts';
import {
  type CommitmentRow,
  listCommitmentsOf,
  listMilestones,
  listReports,
  type MilestoneRow,
} from '../store/commitments.ts';
import { publishDrafts } from '../store/drafts.ts';
import { addStage, listStages, type PlanRow, planById, updatePlan } from '../store/plans.ts';
import { findSecretariat } from '../store/secretariats.ts';
import { type ActingOnPlan, actOnPlan, recordAct } from './act.ts';
import { keepDocument } from './files.ts';

/**
 * What of a plan decides which stages it may enter. Until it is published its drafts count, for they are published with
 * it; afterwards those that were published.
 */
export async function factsOf(orm: Orm, plan: PlanRow): Promise<PlanFacts> {
  const { stage, from, to, state, id } = plan;
  const all = (await listCommitmentsOf(orm, id)).filter(({ draft }) => !draft || !isPublic(stage));
  const ids = all.map((one) => one.id);
  const milestones = Map.groupBy(await listMilestones(orm, ids), ({ commitment }) => commitment);
  const reports = Map.groupBy(await listReports(orm, ids), ({ commitment }) => commitment);
  const spoken = (commitment: string, voice: 'officer' | 'reviewer') =>
    (reports.get(commitment) ?? []).some((one) => one.voice === voice && one.milestone === null);
  return {
    ...{ stage, from, to, secretariat: (await findSecretariat(orm, state))?.status ?? 'unknown' },
    commitments: all.map((one) => ({
      ...{ lead: one.lead, dueOn: one.dueOn, milestones: milestones.get(one.id)?.length ?? 0 },
      ...{ reported: spoken(one.id, 'officer'), reviewed: spoken(one.id, 'reviewer') },
    })),
  };
}

/** The day of the last stage whose day is known: the next one is not entered before it. */
async function lastStageDay(orm: Orm, plan: string): Promise<string | null> {
  const days = (await listStages(orm, [plan])).flatMap(({ enteredOn }) => enteredOn ?? []);
  return days.at(-1) ?? null;
}

/** What was promised in a commitment, as the digest in the ledger is made of it. */
export function promiseOf(row: CommitmentRow, milestones: readonly MilestoneRow[]): JsonObject {
  const { number, title, problem, goal, theme, lead, supporting, counterpart } = row;
  return {
    ...{ number, title, problem, goal, theme, lead, supporting, counterpart },
    ...{ sdg_target: row.sdgTarget, starts_on: row.startsOn, due_on: row.dueOn },
    milestones: milestones.map((one) => ({
      ...{ number: one.number, product: one.product, responsible: one.responsible },
      ...{ due_on: one.dueOn, weight: String(one.weight) },
    })),
  };
}

/** Publishes the drafts of a plan. @returns what its entry in the ledger says of all its commitments */
async function publishAll(orm: Orm, plan: string, now: Date): Promise<JsonObject> {
  await publishDrafts(orm, plan, now);
  const rows = await listCommitmentsOf(orm, plan);
  const ids = rows.map(({ id }) => id);
  const milestones = Map.groupBy(await listMilestones(orm, ids), ({ commitment }) => commitment);
  const promises = rows
    .toSorted((one, other) => (one.number < other.number ? -1 : 1))
    .map((row) => promiseOf(row, milestones.get(row.id) ?? []));
  return { commitments: rows.length, commitments_sha256: digestOf(promises) };
}

export interface StageMove {
  to: Stage;
  /** The day from which it holds. */
  on: string;
  document: PendingDocument | null;
  /** Why it goes back; null where it goes on. */
  reason: string | null;
  seen: number;
}

export type StageRefusal = 'no-plan' | 'no-such-move' | 'reason' | 'future' | 'before' | 'conditions';

/** What keeps a plan from being moved: with the conditions that do not hold, where it is these. */
export type MoveOutcome =
  | Outcome<Stage, StageRefusal, PlanRow>
  | { kind: 'refused'; why: 'conditions'; conditions: readonly Condition[] };

async function refuseDay(
  { orm, today, plan }: ActingOnPlan,
  on: string,
): Promise<'future' | 'before' | undefined> {
  if (on > today) return 'future';
  const before = await lastStageDay(orm, plan.id);
  return before !== null && on < before ? 'before' : undefined;
}

/** What the ledger says of the reason of a step back. */
const reasonTold = (reason: string | null): JsonObject =>
  reason === null ? {} : { reason_sha256: digestOf({ reason }) };

/**
 * Moves a plan to another stage. Publishing it publishes all its drafts. @throws Problem 403
 */
export async function movePlan(
  services: Services,
  person: Person,
  id: string,
  { to, on, document, reason, seen }: StageMove,
): Promise<MoveOutcome> {
  let missing: readonly Condition[] = [];
  const outcome = await actOnPlan<Stage, StageRefusal, PlanRow>(
    services,
    person,
    plansActions.plan,
    id,
    async (acting) => {
      const { orm, now, plan } = acting;
      if (plan.version !== seen) return changedMeanwhile(plan);
      const misdated = await refuseDay(acting, on);
      if (misdated) return refused(misdated);
      const given = document === null ? null : 'address' in document ? document.address : document.file.name;
      const refusal = refuseMove(await factsOf(orm, plan), to, { document: given, today: on, reason });
      if (refusal?.why === 'conditions') missing = refusal.conditions;
      if (refusal) return refused(refusal.why);
      const kept = await keepDocument(acting, document);
      if ((await updatePlan(orm, id, seen, { stage: to, updatedAt: now })) === undefined)
        return changedMeanwhile((await planById(orm, id)) ?? plan);
      const published = to === 'published' ? await publishAll(orm, id, now) : {};
      const entry = await recordAct(acting, {
        kind: 'plan-moved',
        act: {
          ...{ from: plan.stage, to, on, document_sha256: kept.sha256, ...published },
          ...reasonTold(reason),
        },
      });
      await addStage(orm, {
        plan: id,
        stage: to,
        enteredOn: on,
        document: kept.document,
        reason,
        entry,
      });
      return done(to);
    },
  );
  return outcome.kind === 'refused' && outcome.why === 'conditions'
    ? { kind: 'refused', why: 'conditions', conditions: missing }
    : outcome;
}
