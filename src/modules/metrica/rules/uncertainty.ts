import { type Composition, componentLevel, compositionFrom, loadings } from './composition.ts';
import type { ScoredInstitution } from './institutions.ts';
import { type Draws, type Interval, intervalsOf } from './intervals.ts';
import {
  type LeftOut,
  perturbedLoadings,
  resampledMeans,
  type UnitSample,
  unitSamples,
} from './replicates.ts';
import { measureOf, type Tree } from './tree.ts';

/**
 * What the replicates vary: `sampling` which institutions were looked at, `weights` how much dimensions and
 * perspectives count, `both` the two at once.
 */
export type UncertaintySource = 'sampling' | 'weights' | 'both';

export const UNCERTAINTY_SOURCES: readonly UncertaintySource[] = ['sampling', 'weights', 'both'];

/** The intervals of one unit. */
export interface UnitIntervals {
  readonly unit: string;
  /** How many of its institutions took part. With one only, resampling has nothing to vary and tells nothing. */
  readonly institutions: number;
  /** Its institutions that lack a component and so took no part. */
  readonly leftOut: readonly LeftOut[];
  /** By source, then by measure; null for a unit none of whose institutions could take part. */
  readonly intervals: Readonly<Partial<Record<UncertaintySource, Readonly<Record<string, Interval | null>>>>>;
}

/** The intervals of an edition, with all it takes to make them again. Plain data, fit for JSON. */
export interface Uncertainty {
  readonly seed: number;
  readonly replicates: number;
  readonly spread: number;
  readonly percentiles: readonly [number, number];
  /** The level of the scores that the replicates were made from. */
  readonly components: readonly string[];
  readonly measures: readonly string[];
  /** In the order of the claves. */
  readonly units: readonly UnitIntervals[];
}

export interface UncertaintyOptions {
  /** Default: the year of the edition. An integer from 0 to 2^53 - 1. */
  readonly seed?: number;
  /** Default 1,000; from 1 to 1,000,000. */
  readonly replicates?: number;
  /** How far a weight is drawn from its own value, as a share of it: from 0 to below 1, default 0.25. */
  readonly spread?: number;
  /** Default 5 and 95. */
  readonly percentiles?: readonly [number, number];
  /** Default all three. */
  readonly sources?: readonly UncertaintySource[];
  /** Default every measure that the components determine. The choice changes no interval, only saves time. */
  readonly measures?: readonly string[];
  /** Default the level that `componentLevel` finds. */
  readonly components?: readonly string[];
  /** Units to list even without institutions. */
  readonly units?: readonly string[];
}

type Settings = Required<
  Pick<UncertaintyOptions, 'seed' | 'replicates' | 'spread' | 'percentiles' | 'sources'>
>;

/**
 * Rank and value intervals of all units from seeded replicates. Same institutions (in any order) and same options:
 * same result to the last bit, on every machine.
 *
 * Every replicate is computed from the components of institutions, because weights act on them. With nothing varied
 * it gives the published means up to the rounding of published scores (for 2017: 0.0001 at most); an interval is
 * the spread of the replicates and is not centred by force on the published value. The units of a replicate share
 * one draw of weights; `both` combines the very draws that `sampling` and `weights` use alone. Percentiles are by
 * nearest rank (`nearestRank`).
 *
 * @throws RangeError for options out of range, UnknownMeasureError, DuplicateInstitutionError
 */
export function rankIntervals(
  tree: Tree,
  institutions: readonly ScoredInstitution[],
  options: UncertaintyOptions = {},
): Uncertainty {
  const settings = settingsOf(tree, options);
  const composition = compositionFrom(tree, options.components ?? componentLevel(tree, institutions));
  const measures = determinedMeasures(tree, composition, options.measures);
  const samples = unitSamples(institutions, composition.components, options.units);
  const intervals = new Map(
    [...drawsBySource(tree, composition, samples, settings)].map(([source, draws]) => [
      source,
      measures.map((id) => intervalsOf(draws, composition.measures.indexOf(id), settings.percentiles)),
    ]),
  );
  const { seed, replicates, spread, percentiles } = settings;
  return {
    seed,
    replicates,
    spread,
    percentiles,
    components: composition.components,
    measures,
    units: samples.map(({ unit, size, leftOut }, at) => ({
      unit,
      institutions: size,
      leftOut,
      intervals: Object.fromEntries(
        [...intervals].map(([source, byMeasure]) => [
          source,
          Object.fromEntries(measures.map((id, column) => [id, byMeasure[column]?.[at] ?? null])),
        ]),
      ),
    })),
  };
}

/**
 * What an interval says of a unit: null where it says nothing, because one institution cannot be resampled and what
 * the replicates then give would look certain and is not.
 */
export function tellingInterval(
  { institutions, intervals }: UnitIntervals,
  source: UncertaintySource,
  measure: string,
): Interval | null {
  return institutions < 2 && source !== 'weights' ? null : (intervals[source]?.[measure] ?? null);
}

/** The draws of each source asked for; what two sources share is drawn once. */
function drawsBySource(
  tree: Tree,
  composition: Composition,
  samples: readonly UnitSample[],
  { seed, replicates, spread, sources }: Settings,
): Map<UncertaintySource, Draws> {
  const components = composition.components.length;
  const asItIs = {
    replicates,
    units: samples.length,
    components,
    means: Float64Array.from(samples.flatMap(({ means }) => [...means])),
    loadings: [loadings(tree, composition)],
  };
  const sampled = sources.some((source) => source !== 'weights')
    ? { means: resampledMeans(samples, components, replicates, seed) }
    : {};
  const weighted = sources.some((source) => source !== 'sampling')
    ? { loadings: perturbedLoadings(tree, composition, replicates, seed, spread) }
    : {};
  const draws: Record<UncertaintySource, Draws> = {
    sampling: { ...asItIs, ...sampled },
    weights: { ...asItIs, ...weighted },
    both: { ...asItIs, ...sampled, ...weighted },
  };
  return new Map(sources.map((source) => [source, draws[source]]));
}

function determinedMeasures(
  tree: Tree,
  { components, measures }: Composition,
  wanted: readonly string[] = measures,
): readonly string[] {
  for (const id of wanted) {
    if (!measures.includes(measureOf(tree, id).id)) {
      throw new RangeError(`The measure "${id}" cannot be made from ${components.join(', ')}.`);
    }
  }
  return wanted;
}

function settingsOf(tree: Tree, options: UncertaintyOptions): Settings {
  const {
    seed = tree.methodology.edition,
    replicates = 1000,
    spread = 0.25,
    percentiles = [5, 95],
    sources = UNCERTAINTY_SOURCES,
  } = options;
  if (!Number.isInteger(replicates) || replicates < 1 || replicates > 1_000_000) {
    throw new RangeError(`Replicates are an integer from 1 to 1,000,000, not ${replicates}.`);
  }
  if (!(spread >= 0 && spread < 1)) {
    throw new RangeError(`The spread of weights is from 0 to below 1, not ${spread}.`);
  }
  const [lower, upper] = percentiles;
  if (!(lower >= 0 && lower <= upper && upper <= 100)) {
    throw new RangeError(`Percentiles are from 0 to 100, the lower first, not ${lower} and ${upper}.`);
  }
  return { seed, replicates, spread, percentiles, sources };
}
