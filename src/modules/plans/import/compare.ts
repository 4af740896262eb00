import { canonicalJson, type JsonValue } from '#platform/ledger/canonical-json.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { PlanRow } from '../store/plans.ts';
import type { Known, KnownCommitment } from './known.ts';
import type { ImportedDraft } from './read.ts';

/** What becomes of a commitment of a file. */
export interface PlannedDraft {
  draft: ImportedDraft;
  what: 'added' | 'changed' | 'same';
  /** The draft that is there already. */
  before: KnownCommitment | undefined;
}

function contentOf(draft: ImportedDraft): JsonValue {
  return {
    ...{ number: draft.number, title: draft.title, problem: draft.problem, goal: draft.goal },
    ...{ theme: draft.theme, sdgTarget: draft.sdgTarget, lead: draft.lead },
    supporting: [...draft.supporting],
    ...{ counterpart: draft.counterpart, counterpartMember: draft.counterpartMember },
    ...{ startsOn: draft.startsOn, dueOn: draft.dueOn },
    milestones: draft.milestones.map(({ product, responsible, dueOn, weight }) => ({
      ...{ product, responsible, dueOn, weight },
    })),
  };
}

const isSame = (draft: ImportedDraft, { row, milestones }: KnownCommitment) =>
  canonicalJson(contentOf(draft)) === canonicalJson(contentOf({ ...row, milestones }));

/** What a file would do to the drafts of a plan. */
export function planned(drafts: readonly ImportedDraft[], known: Known): PlannedDraft[] {
  return drafts.map((draft) => {
    const before = known.commitments.get(draft.number);
    const what = before === undefined ? 'added' : isSame(draft, before) ? 'same' : 'changed';
    return { draft, what, before };
  });
}

/** The drafts of a plan that a file does not name: they stay as they are. */
export function leftAlone(drafts: readonly ImportedDraft[], known: Known): KnownCommitment[] {
  const named = new Set(drafts.map(({ number }) => number));
  return [...known.commitments.values()].filter(({ row }) => row.draft && !named.has(row.number));
}

/** What a plan is at a moment: another text as soon as its stage or any of its commitments is another one. */
export function standOf({ stage }: PlanRow, { commitments }: Known): string {
  const versions = [...commitments.values()].map(({ row }) => `${row.id} ${row.version} ${row.draft}`);
  return digestOf({ stage, versions: versions.toSorted() });
}
