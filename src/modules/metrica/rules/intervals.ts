import { percentileOfCounts, percentilesOf } from './percentile.ts';
import { competitionRanks, firstOrder } from './rank.ts';

/** Where the replicates put a unit in a measure, from the lower to the upper percentile. */
export interface Interval {
  /** Lower percentile of the value, 0 to 1. */
  readonly low: number;
  /** Upper percentile of the value, 0 to 1. */
  readonly high: number;
  /** Lower percentile of the rank: the better place. */
  readonly rankMin: number;
  /** Upper percentile of the rank: the worse place. */
  readonly rankMax: number;
}

/** The replicates of one source of uncertainty. */
export interface Draws {
  readonly replicates: number;
  readonly units: number;
  readonly components: number;
  /** Component means, NaN for a unit that takes no part: one block of units x components, or one for each replicate. */
  readonly means: Float64Array;
  /** Rows of loadings, one for each measure: a single block, or one for each replicate. */
  readonly loadings: readonly Float64Array[];
}

/** The intervals of all units in one measure, given by its row in the loadings; null for a unit that takes no part. */
export function intervalsOf(
  draws: Draws,
  row: number,
  percentiles: readonly [number, number],
): (Interval | null)[] {
  const { replicates, units } = draws;
  const values = replicateValues(draws, row);
  const counts = rankCounts(values, units, replicates);
  return Array.from({ length: units }, (_, unit) => {
    const own = values.subarray(unit * replicates, (unit + 1) * replicates);
    if (Number.isNaN(own[0])) return null;
    // Reorders the values of the unit: the ranks are counted already.
    const [low, high] = percentilesOf(own, ...percentiles);
    const ranks = counts.subarray(unit * (units + 1), (unit + 1) * (units + 1));
    return {
      low,
      high,
      rankMin: percentileOfCounts(ranks, replicates, percentiles[0]),
      rankMax: percentileOfCounts(ranks, replicates, percentiles[1]),
    };
  });
}

/** The value of every unit in every replicate. Index: unit * replicates + replicate. */
function replicateValues(draws: Draws, row: number): Float64Array {
  const { replicates, units, components, means, loadings } = draws;
  const values = new Float64Array(units * replicates);
  const blocks = means.length / (units * components) || 1;
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const weights = loadings[replicate % loadings.length] ?? new Float64Array();
    const block = (replicate % blocks) * units * components;
    for (let unit = 0; unit < units; unit += 1) {
      let value = 0;
      for (let column = 0; column < components; column += 1) {
        const mean = means[block + unit * components + column] ?? 0;
        value += (weights[row * components + column] ?? 0) * mean;
      }
      values[unit * replicates + replicate] = value;
    }
  }
  return values;
}

/** How often each unit takes each rank. Index: unit * (units + 1) + rank. */
function rankCounts(values: Float64Array, units: number, replicates: number): Uint32Array {
  const counts = new Uint32Array(units * (units + 1));
  const replicate = new Float64Array(units);
  const ranks = new Uint32Array(units);
  const order = firstOrder(units);
  for (let number = 0; number < replicates; number += 1) {
    for (let unit = 0; unit < units; unit += 1) {
      replicate[unit] = values[unit * replicates + number] ?? Number.NaN;
    }
    competitionRanks(replicate, ranks, order);
    for (let unit = 0; unit < units; unit += 1) {
      const cell = unit * (units + 1) + (ranks[unit] ?? 0);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return counts;
}
