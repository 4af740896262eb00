import { byCodeUnit } from './institutions.ts';

/** Values closer than this are the same: what differs less is noise of binary floats, not a difference. */
export const TIE_TOLERANCE = 1e-12;

/** A unit in a ranking. */
export interface Ranked {
  readonly unit: string;
  readonly value: number | null;
  /** 1 for the highest value; null for a unit without a value. */
  readonly rank: number | null;
  /** Whether another unit has the same rank. */
  readonly tied: boolean;
}

/**
 * Competition ranking ("1, 2, 2, 4"): the rank of a unit is one more than the number of units with a higher value.
 * Units without a value are not ranked and come last. Ties are listed in the order of the claves.
 */
export function rankUnits(values: Iterable<readonly [unit: string, value: number | null]>): Ranked[] {
  const units = [...values].sort(([a], [b]) => byCodeUnit(a, b));
  const ranks = new Uint32Array(units.length);
  competitionRanks(
    Float64Array.from(units, ([, value]) => value ?? Number.NaN),
    ranks,
  );
  const sharers = Map.groupBy(ranks, (rank) => rank);
  return units
    .map(([unit, value], at) => {
      const rank = ranks[at] ?? 0;
      if (rank === 0) return { unit, value: null, rank: null, tied: false };
      return { unit, value, rank, tied: (sharers.get(rank)?.length ?? 0) > 1 };
    })
    .sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || 0);
}

/**
 * Writes the competition rank of each value into `ranks`, 0 for NaN. Values within `TIE_TOLERANCE` of each other
 * do not outrank one another.
 *
 * @param order kept by the caller between calls on like values: it starts each sort where the last one ended
 */
export function competitionRanks(
  values: Float64Array,
  ranks: Uint32Array,
  order: Uint32Array = firstOrder(values.length),
): void {
  const ranked = sortDescending(values, order);
  let outranking = 0;
  for (let place = 0; place < ranked; place += 1) {
    const at = order[place] ?? 0;
    const threshold = (values[at] ?? 0) + TIE_TOLERANCE;
    while ((values[order[outranking] ?? 0] ?? 0) > threshold) outranking += 1;
    ranks[at] = outranking + 1;
  }
  for (let place = ranked; place < order.length; place += 1) ranks[order[place] ?? 0] = 0;
}

/** The positions 0 to `count` - 1, to begin sorting from. */
export function firstOrder(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, at) => at);
}

/** Ciura's gaps for Shell sort (2001), extended by the factor 2.25. */
const GAPS = [7983, 3548, 1577, 701, 301, 132, 57, 23, 10, 4, 1];

/**
 * Sorts positions by value, highest first and NaN last, and returns how many values are numbers. A Shell sort: no
 * allocation and no callback, because intervals take tens of thousands of these sorts of some thirty values.
 */
function sortDescending(values: Float64Array, order: Uint32Array): number {
  const count = order.length;
  for (const gap of GAPS) {
    for (let place = gap; place < count; place += 1) {
      const moving = order[place] ?? 0;
      const value = values[moving] ?? 0;
      let hole = place;
      while (hole >= gap && comesAfter(values[order[hole - gap] ?? 0] ?? 0, value)) {
        order[hole] = order[hole - gap] ?? 0;
        hole -= gap;
      }
      order[hole] = moving;
    }
  }
  let ranked = count;
  while (ranked > 0 && Number.isNaN(values[order[ranked - 1] ?? 0])) ranked -= 1;
  return ranked;
}

function comesAfter(value: number, other: number): boolean {
  return value < other || (Number.isNaN(value) && !Number.isNaN(other));
}
