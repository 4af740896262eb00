import { type Composition, loadings } from './composition.ts';
import { meanOf } from './exact-sum.ts';
import { institutionsByUnit, type ScoredInstitution } from './institutions.ts';
import { createRandom } from './random.ts';
import type { Tree } from './tree.ts';

/** An institution that lacks a component and so takes no part in the replicates. */
export interface LeftOut {
  readonly slug: string;
  readonly unit: string;
  readonly missing: readonly string[];
}

/** The institutions of a unit that have all components, laid out for resampling. */
export interface UnitSample {
  readonly unit: string;
  /** How many institutions take part. */
  readonly size: number;
  /** Their scores: `size` rows, a column for each component. */
  readonly rows: Float64Array;
  /** The mean of each component, NaN for a unit without institutions. */
  readonly means: Float64Array;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Sets out the institutions of each unit by their scores, upwards, the first component first. So the draws depend on
 * nothing but the published scores: not on the order the institutions came in, nor on how anyone names them.
 */
export function unitSamples(
  institutions: readonly ScoredInstitution[],
  components: readonly string[],
  units: readonly string[] = [],
): UnitSample[] {
  return [...institutionsByUnit(institutions, units)].map(([unit, members]) => {
    const lacks = ({ scores }: ScoredInstitution) => components.filter((id) => !scores.has(id));
    const complete = members.filter((member) => lacks(member).length === 0);
    const scores = complete
      .map((member) => components.map((id) => member.scores.get(id) ?? 0))
      .sort(byScores);
    return {
      unit,
      size: complete.length,
      rows: Float64Array.from(scores.flat()),
      means: Float64Array.from(
        components,
        (_, at) => meanOf(scores.map((row) => row[at] ?? 0)) ?? Number.NaN,
      ),
      leftOut: members
        .filter((member) => !complete.includes(member))
        .map((member) => ({ slug: member.slug, unit, missing: lacks(member) })),
    };
  });
}

function byScores(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((score, column) => score !== b[column]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** The sequence each source of uncertainty draws from: apart, so that leaving one out does not shift the other. */
const STREAM = { sampling: 0, weights: 1 } as const;

/**
 * The component means of every unit in every replicate of the bootstrap: as many institutions as the unit has,
 * drawn from its own with replacement. Index: (replicate * units + unit) * components + component.
 */
export function resampledMeans(
  samples: readonly UnitSample[],
  components: number,
  replicates: number,
  seed: number,
): Float64Array {
  const random = createRandom(seed, STREAM.sampling);
  const means = new Float64Array(replicates * samples.length * components);
  let at = 0;
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    for (const { size, rows } of samples) {
      for (let drawn = 0; drawn < size; drawn += 1) {
        const row = random.nextInt(size) * components;
        for (let column = 0; column < components; column += 1) {
          means[at + column] = (means[at + column] ?? 0) + (rows[row + column] ?? 0);
        }
      }
      for (let column = 0; column < components; column += 1) {
        means[at + column] = (means[at + column] ?? 0) / size;
      }
      at += components;
    }
  }
  return means;
}

/**
 * The loadings of every replicate: each weight of a dimension or perspective multiplied by a draw from
 * 1 - spread to 1 + spread, siblings brought back to a sum of 1; one draw for all units.
 */
export function perturbedLoadings(
  tree: Tree,
  composition: Composition,
  replicates: number,
  seed: number,
  spread: number,
): Float64Array[] {
  const random = createRandom(seed, STREAM.weights);
  return Array.from({ length: replicates }, () => {
    const factors = new Map(composition.splits.map((id) => [id, 1 + spread * (2 * random.nextUnit() - 1)]));
    return loadings(tree, composition, factors);
  });
}
