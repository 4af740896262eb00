import { evaluate, weightedMean } from './engine.ts';
import type { Scores } from './scores.ts';
import { measureOf, type Tree } from './tree.ts';

/** A node known twice: as observed, and as its parts make it. */
export interface ConsistencyCheck {
  readonly node: string;
  readonly observed: number;
  readonly computed: number;
  /** Observed minus computed. */
  readonly difference: number;
}

/** A check with whose it is. */
export interface Inconsistency extends ConsistencyCheck {
  readonly who: string;
}

/**
 * How far rounding alone may take a published score from the one its published parts make: half a unit of the last
 * decimal, and the slack of floats. For the four decimals of 2017: 0.00005.
 */
export function roundingTolerance(decimals: number): number {
  return 0.5 * 10 ** -decimals + 1e-9;
}

/**
 * For every node both observed and computable from its parts (themselves observed, or else computed), the two and
 * their difference, in the order of computation.
 *
 * @throws ScoreError as `evaluate` does
 */
export function consistencyOf(tree: Tree, observed: Scores, who?: string): ConsistencyCheck[] {
  const { scores } = evaluate(tree, observed, who === undefined ? {} : { who });
  return tree.order.flatMap((node) => {
    const score = observed.get(node);
    const { parts } = measureOf(tree, node);
    const known = parts.flatMap(({ id }) => scores.get(id) ?? []);
    if (score === undefined || parts.length === 0 || known.length < parts.length) return [];
    const computed = weightedMean(
      known,
      parts.map(({ weight }) => weight),
    );
    return { node, observed: score, computed, difference: score - computed };
  });
}
