import { bin, max, median, min } from 'd3-array';
import { type Domain, isKnown } from './scale.ts';

/** How many values lie from `from` up to, but not including, `to`; the last bin includes its end. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** The values' distribution over a domain. */
export interface Distribution {
  bins: readonly Bin[];
  /** How many values are known. */
  count: number;
  /** How many are not. */
  unknown: number;
  median: number | null;
  least: number | null;
  greatest: number | null;
  /** The decimals that write the edges of the bins. */
  digits: number;
}

/**
 * Counts values in bins of one width. Values outside the domain count in the first or the last bin.
 * Throws RangeError unless the domain is a whole number of steps.
 */
export function distributionOf(
  values: readonly (number | null)[],
  domain: Domain,
  step: number,
): Distribution {
  const [from, to] = domain;
  const steps = Math.round((to - from) / step);
  if (!(step > 0) || steps < 1 || Math.abs(from + steps * step - to) > step * 1e-6) {
    throw new RangeError(`Bins of ${step} do not fill ${from} to ${to}`);
  }
  // Edges are divided, not added up: three times 0.1 is not 0.3, and 0.3 belongs to the bin that begins there.
  const edge = (i: number) => Number((from + ((to - from) * i) / steps).toPrecision(12));
  const known = values.filter(isKnown);
  const thresholds = Array.from({ length: steps - 1 }, (_, i) => edge(i + 1));
  const clamped = known.map((value) => Math.min(to, Math.max(from, value)));
  const counted = bin<number, number>().domain([from, to]).thresholds(thresholds)(clamped);
  return {
    bins: counted.map((group, i) => ({ from: edge(i), to: edge(i + 1), count: group.length })),
    count: known.length,
    unknown: values.length - known.length,
    median: median(known) ?? null,
    least: min(known) ?? null,
    greatest: max(known) ?? null,
    digits: decimalsOf(edge(1) - from),
  };
}

/** The decimals that a step between round numbers needs: 0.05 takes two, 0.25 two, 10 none. */
function decimalsOf(step: number): number {
  for (let digits = 0; digits < 6; digits += 1) {
    const scaled = step * 10 ** digits;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6) return digits;
  }
  return 6;
}
