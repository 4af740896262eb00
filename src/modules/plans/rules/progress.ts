import type { Completion } from './terms.ts';

/** What part of something is done at each step of the scale: four steps at equal distance. */
export const shares: Readonly<Record<Completion, number>> = {
  'not-started': 0,
  limited: 1 / 3,
  substantial: 2 / 3,
  complete: 1,
};

/** A milestone as the formula sees it. */
export interface Weighed {
  weight: number;
  /** Null while nobody has said how far it is. */
  completion: Completion | null;
}

export interface Progress {
  /** Sum of weight times share over the sum of the weights of what is known, 0 to 1; null where nothing is known. */
  value: number | null;
  /** How many are known, of how many. */
  known: number;
  total: number;
  /** The part of all weight that is known, 0 to 1. */
  knownWeight: number;
}

/** How far something is by its milestones. What is not known is left out of both sums, never taken for zero. */
export function weightedProgress(milestones: readonly Weighed[]): Progress {
  const known = milestones.filter(
    (one): one is Weighed & { completion: Completion } => one.completion !== null,
  );
  const weightOf = (list: readonly Weighed[]) => list.reduce((sum, { weight }) => sum + weight, 0);
  const all = weightOf(milestones);
  const base = weightOf(known);
  const done = known.reduce((sum, { weight, completion }) => sum + weight * shares[completion], 0);
  return {
    value: base > 0 ? done / base : null,
    known: known.length,
    total: milestones.length,
    knownWeight: all > 0 ? base / all : 0,
  };
}

/** How many of a list are at each step of the scale, and of how many it is not known. */
export function countCompletions(
  list: readonly (Completion | null)[],
): Readonly<Record<Completion | 'unknown', number>> {
  const counts = { 'not-started': 0, limited: 0, substantial: 0, complete: 0, unknown: 0 };
  for (const one of list) counts[one ?? 'unknown'] += 1;
  return counts;
}

/** A commitment as the formula of a plan sees it. */
export interface WeighedCommitment {
  completion: Completion | null;
  milestones: readonly Weighed[];
}

/** What a commitment gives to the progress of its plan, in which each has the weight 1. */
export interface ProgressPart {
  /** How many of its milestones are known, of how many; one that has none counts as its only milestone. */
  known: number;
  total: number;
  /** The part of its weight that is known, and the part that is done, 0 to 1. */
  knownWeight: number;
  done: number;
}

/** Within a commitment its milestones share its part by their weights; without any, it counts by what is said of the whole. */
export function progressPart({ completion, milestones }: WeighedCommitment): ProgressPart {
  const { value, known, total, knownWeight } = weightedProgress(
    milestones.length > 0 ? milestones : [{ weight: 1, completion }],
  );
  return { known, total, knownWeight, done: (value ?? 0) * knownWeight };
}

/** How far a plan, or any group of commitments, is: each counts the same, and what is not known is left out. */
export function joinProgress(parts: readonly ProgressPart[]): Progress {
  const sum = (figure: (part: ProgressPart) => number) =>
    parts.reduce((total, part) => total + figure(part), 0);
  const base = sum(({ knownWeight }) => knownWeight);
  return {
    value: base > 0 ? sum(({ done }) => done) / base : null,
    known: sum(({ known }) => known),
    total: sum(({ total }) => total),
    knownWeight: parts.length > 0 ? base / parts.length : 0,
  };
}
