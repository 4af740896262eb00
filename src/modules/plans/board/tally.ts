import {
  type Completion,
  countCompletions,
  joinProgress,
  type Progress,
  progressPart,
  silenceOf,
  urgencyOf,
} from '../rules/index.ts';
import type { CommitmentFigures } from '../store/figures.ts';
import type { Calendar } from '../store/listing.ts';

/** What a group of commitments comes to on a day. What cannot be told is null, never zero. */
export interface Tally {
  total: number;
  completions: Readonly<Record<Completion | 'unknown', number>>;
  /** Of how many it is known how far they are. */
  known: number;
  /** How many have a due date; how many of them are overdue, null where none has one. */
  dated: number;
  overdue: number | null;
  /** How many it can be told of since when nobody spoke of them; how many of them are silent, null where of none. */
  timed: number;
  silent: number | null;
  progress: Progress;
}

const partOf = (one: CommitmentFigures) =>
  one.milestones > 0
    ? {
        known: one.knownMilestones,
        total: one.milestones,
        knownWeight: one.knownWeight ?? 0,
        done: one.done ?? 0,
      }
    : progressPart({ completion: one.completion, milestones: [] });

/** Adds a group of commitments up. */
export function tally(commitments: readonly CommitmentFigures[], calendar: Calendar): Tally {
  const completions = countCompletions(commitments.map(({ completion }) => completion));
  const dated = commitments.filter(({ dueOn }) => dueOn !== null);
  const timed = commitments.filter(({ lastUpdateOn, since }) => (lastUpdateOn ?? since) !== null);
  const overdue = dated.filter(
    (one) => urgencyOf(one, calendar.todayIn(one.state), calendar).state === 'overdue',
  );
  const silent = timed.filter((one) => silenceOf(one, calendar.todayIn(one.state), calendar) !== null);
  return {
    total: commitments.length,
    completions,
    known: commitments.length - completions.unknown,
    dated: dated.length,
    overdue: dated.length > 0 ? overdue.length : null,
    timed: timed.length,
    silent: timed.length > 0 ? silent.length : null,
    progress: joinProgress(commitments.map(partOf)),
  };
}
