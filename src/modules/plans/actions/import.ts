import type { Person } from '#platform/access/subject.ts';
import type { LoadCheck } from '#platform/data-sets/check.ts';
import type { RowProblem } from '#platform/data-sets/data-set.ts';
import { newId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import { changedMeanwhile, done, type Outcome, refused } from '#platform/errors/outcome.ts';
import type { Services } from '#platform/services.ts';
import type { AcceptedFile } from '#platform/uploads/accept.ts';
import {
  keepPending,
  mostPending,
  type PendingSummary,
  type PendingUpload,
  pendingOf,
  readPending,
  removePending,
} from '#platform/uploads/pending.ts';
import { importName } from '../import/columns.ts';
import { leftAlone, type PlannedDraft, planned, standOf } from '../import/compare.ts';
import { type KnownCommitment, knownOf } from '../import/known.ts';
import { readImport } from '../import/read.ts';
import { plansActions } from '../policies.ts';
import { takesCommitments } from '../rules/index.ts';
import { searchText, updateCommitment } from '../store/commitments.ts';
import { addCommitment, replaceMilestones } from '../store/drafts.ts';
import type { PlanRow } from '../store/plans.ts';
import { type ActingOnPlan, actOnPlan, recordDraft } from './act.ts';

/** What a file would do to a plan as it is now. */
export interface ImportReview {
  /** Rows of the file, without its header. */
  rows: number;
  problems: readonly RowProblem[];
  planned: readonly PlannedDraft[];
  /** Drafts that the file does not name: they stay as they are. */
  left: readonly KnownCommitment[];
  /** What the plan is, for whoever decides on what they have seen. */
  stand: string;
}

/** How many problems are kept with a file: whoever looks at it has it read anew. */
const mostKept = 100;

const kindOf = (name: string) => (name.endsWith('.xlsx') ? 'xlsx' : 'text');

/** What a file would do to a plan, found out without writing anything. */
export async function reviewImport(
  orm: Orm,
  plan: PlanRow,
  { bytes, name }: Pick<PendingUpload, 'bytes' | 'name'>,
): Promise<ImportReview> {
  const known = await knownOf(orm, plan);
  const { rows, drafts, problems } = await readImport(bytes, kindOf(name), known);
  return {
    ...{ rows, problems, planned: planned(drafts, known), left: leftAlone(drafts, known) },
    stand: standOf(plan, known),
  };
}

function checkOf({ rows, problems, planned: plan }: ImportReview): LoadCheck {
  const outcome =
    problems.length > 0 ? 'refused' : plan.every(({ what }) => what === 'same') ? 'unchanged' : 'loadable';
  return {
    ...{ outcome, rows, notes: [], problems: problems.slice(0, mostKept), problemCount: problems.length },
    ...{ rowsBefore: null, figures: [] },
  };
}

const isFor = (plan: string) => (upload: PendingSummary) =>
  upload.dataSet === importName && upload.options.plan === plan;

/** The files that somebody has sent for a plan and not decided on. */
export async function importsOf(orm: Orm, person: Person, plan: string): Promise<PendingSummary[]> {
  return (await pendingOf(orm, person.id)).filter(isFor(plan));
}

/** Somebody's own file for a plan; undefined for any other. */
export async function findImport(
  orm: Orm,
  person: Person,
  plan: string,
  id: string,
): Promise<PendingUpload | undefined> {
  const found = await readPending(orm, id, person.id);
  return found && isFor(plan)(found) ? found : undefined;
}

/**
 * Checks a file and keeps it until its sender decides; one that they sent for this plan before makes way for it.
 * @returns its identifier; undefined where too many files of theirs wait already
 */
export async function sendImport(
  services: Services,
  person: Person,
  plan: PlanRow,
  { name, bytes, sha256 }: AcceptedFile,
): Promise<string | undefined> {
  services.access.require(person, plansActions.plan, { state: plan.state });
  const check = checkOf(await reviewImport(services.orm, plan, { name, bytes }));
  return services.orm.transaction(async (orm) => {
    for (const earlier of await importsOf(orm, person, plan.id))
      await removePending(orm, earlier.id, person.id);
    if ((await pendingOf(orm, person.id)).length >= mostPending) return undefined;
    return keepPending(orm, {
      ...{ person: person.id, dataSet: importName, options: { plan: plan.id }, name, sha256, bytes, check },
      sentAt: services.now(),
    });
  });
}

async function write({ orm, plan, now }: ActingOnPlan, { draft, before }: PlannedDraft): Promise<boolean> {
  const { milestones, supporting, ...facts } = draft;
  const columns = {
    ...{ ...facts, supporting: [...supporting] },
    ...{ draft: true, search: searchText(draft), updatedAt: now },
  };
  const id = before?.row.id ?? newId();
  const written = before
    ? (await updateCommitment(orm, id, before.row.version, columns)) !== undefined
    : await addCommitment(orm, { id, plan: plan.id, state: plan.state, ...columns });
  if (written) await replaceMilestones(orm, id, milestones);
  return written;
}

export type ImportRefusal = 'gone' | 'stage' | 'problems';

/**
 * Writes the commitments of a file into its plan as drafts: all of them or none.
 * @param seen the plan's stand that was shown; where it is another one by now, nothing is written
 * @throws Problem 403
 */
export function importDrafts(
  services: Services,
  person: Person,
  { plan, upload, seen }: { plan: string; upload: string; seen: string },
): Promise<Outcome<number, ImportRefusal | 'no-plan', ImportReview>> {
  return actOnPlan<number, ImportRefusal, ImportReview>(
    services,
    person,
    plansActions.plan,
    plan,
    async (acting) => {
      const { orm } = acting;
      const file = await findImport(orm, person, plan, upload);
      if (!file) return refused('gone');
      if (!takesCommitments(acting.plan.stage)) return refused('stage');
      const review = await reviewImport(orm, acting.plan, file);
      if (review.stand !== seen) return changedMeanwhile(review);
      if (review.problems.length > 0) return refused('problems');
      const writes = review.planned.filter(({ what }) => what !== 'same');
      for (const one of writes) {
        if (!(await write(acting, one)))
          throw new Error(`Commitment ${one.draft.number} changed under a lock`);
      }
      await removePending(orm, upload, person.id);
      if (writes.length > 0) await recordDraft(acting, 'drafts-imported', plan);
      return done(writes.length);
    },
  );
}

/** Takes somebody's file away without importing it. */
export async function dropImport(services: Services, person: Person, plan: PlanRow, id: string) {
  services.access.require(person, plansActions.plan, { state: plan.state });
  if (await findImport(services.orm, person, plan.id, id)) await removePending(services.orm, id, person.id);
}
