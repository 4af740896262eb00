/**
 * The sum of finite doubles, correctly rounded: the double nearest to the true sum, so the order does not matter.
 *
 * Keeps the running sum as non-overlapping partial sums whose exact total is the exact sum so far.
 * Source: J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates",
 * Discrete & Computational Geometry 18 (1997), sections 2 and 3.
 */
export function exactSum(values: Iterable<number>): number {
  const partials: number[] = [];
  for (const value of values) {
    let carried = value;
    let kept = 0;
    for (const partial of partials) {
      const swapped = Math.abs(carried) < Math.abs(partial);
      const larger = swapped ? partial : carried;
      const smaller = swapped ? carried : partial;
      const sum = larger + smaller;
      const error = smaller - (sum - larger);
      if (error !== 0) {
        partials[kept] = error;
        kept += 1;
      }
      carried = sum;
    }
    partials.length = kept;
    partials.push(carried);
  }
  return roundPartials(partials);
}

/** Adds non-overlapping partials, smallest first in the list, with one correct rounding (ties to even). */
function roundPartials(partials: readonly number[]): number {
  let index = partials.length - 1;
  let total = partials[index] ?? 0;
  let rest = 0;
  while (index > 0 && rest === 0) {
    index -= 1;
    const next = partials[index] ?? 0;
    const sum = total + next;
    rest = next - (sum - total);
    total = sum;
  }
  const below = index > 0 ? (partials[index - 1] ?? 0) : 0;
  // `rest` was exactly half a unit in the last place and was rounded to even; what lies below decides the tie.
  if ((rest < 0 && below < 0) || (rest > 0 && below > 0)) {
    const nudged = total + 2 * rest;
    if (nudged - total === 2 * rest) return nudged;
  }
  return total;
}

/**
 * The arithmetic mean of scores, or null for none. The same for any order of the values, and never outside
 * the range of the values, not even by a last bit.
 */
export function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return within(exactSum(values) / values.length, values);
}

/** Holds a mean inside the range of what it was made of, which the last bit of a division may leave. */
export function within(mean: number, values: readonly number[]): number {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return Math.min(highest, Math.max(lowest, mean));
}
