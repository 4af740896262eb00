import { aggregateUnits } from './aggregate.ts';
import { factoredWeight, type Split, splitsOf } from './composition.ts';
import { evaluate } from './engine.ts';
import type { ScoredInstitution } from './institutions.ts';
import type { Dimension, Perspective } from './methodology.ts';
import { rankUnits } from './rank.ts';
import type { Scores } from './scores.ts';
import { type Measure, measureOf, type Tree } from './tree.ts';

/** How much each side counts next to the other: any numbers from 0 to 1000, only their ratio matters. */
export type DimensionWeights = Readonly<Record<Dimension, number>>;
export type PerspectiveWeights = Readonly<Record<Perspective, number>>;

/** The weights a reader chooses. What is absent keeps the weights of the methodology. */
export interface WeightChoice {
  readonly dimension?: DimensionWeights | undefined;
  /** The weights of the perspectives, in both dimensions alike... */
  readonly perspective?: PerspectiveWeights | undefined;
  /** ...unless a dimension has its own. */
  readonly perspectiveIn?: Readonly<Partial<Record<Dimension, PerspectiveWeights | undefined>>> | undefined;
}

/** A group of weights that are shares of one whole. */
export type WeightGroup = 'dimension' | 'perspective' | `perspective.${Dimension}`;

export type WeightProblemCode = 'not_finite' | 'negative' | 'too_large' | 'all_zero';

/** One thing wrong with chosen weights. */
export interface WeightProblem {
  readonly code: WeightProblemCode;
  readonly group: WeightGroup;
  /** The side whose weight is wrong, or null where the group as a whole is. */
  readonly side: Dimension | Perspective | null;
  /** What is wrong, in English, for the API and logs. */
  readonly message: string;
}

/** Weights that cannot be used, with every problem found. */
export class WeightsError extends Error {
  override readonly name = 'WeightsError';
  readonly problems: readonly WeightProblem[];

  constructor(problems: readonly WeightProblem[]) {
    super(problems.map((problem) => problem.message).join(' '));
    this.problems = problems;
  }
}

/** The largest weight taken: beyond it the other side counts for nothing that could be shown. */
export const LARGEST_WEIGHT = 1000;

/** What keeps chosen weights from being used, group by group. */
export function weightProblems(choice: WeightChoice): WeightProblem[] {
  const groups: [WeightGroup, Partial<Record<Dimension | Perspective, number>> | undefined][] = [
    ['dimension', choice.dimension],
    ['perspective', choice.perspective],
    ['perspective.transparency', choice.perspectiveIn?.transparency],
    ['perspective.participation', choice.perspectiveIn?.participation],
  ];
  return groups.flatMap(([group, weights]) => (weights ? groupProblems(group, weights) : []));
}

const SIDES: readonly (Dimension | Perspective)[] = [
  'transparency',
  'participation',
  'government',
  'citizen',
];

function groupProblems(
  group: WeightGroup,
  weights: Partial<Record<Dimension | Perspective, number>>,
): WeightProblem[] {
  const sides = SIDES.flatMap((side) => {
    const weight = weights[side];
    return weight === undefined ? [] : [{ side, weight }];
  });
  const problems = sides.flatMap(({ side, weight }): WeightProblem[] => {
    const wrong = wrongWith(weight);
    if (!wrong) return [];
    return [{ code: wrong[0], group, side, message: `The weight ${group}.${side} ${wrong[1]}.` }];
  });
  if (problems.length > 0 || sides.some(({ weight }) => weight > 0)) return problems;
  return [{ code: 'all_zero', group, side: null, message: `The weights of ${group} are all 0.` }];
}

function wrongWith(weight: number): [WeightProblemCode, string] | null {
  if (!Number.isFinite(weight)) return ['not_finite', `is not a number: ${weight}`];
  if (weight < 0) return ['negative', `is below 0: ${weight}`];
  if (weight > LARGEST_WEIGHT) return ['too_large', `is above ${LARGEST_WEIGHT}: ${weight}`];
  return null;
}

/**
 * The methodology under chosen weights: the same tree, in which dimensions and perspectives count as the reader
 * says. Multiplying all the weights of a group by the same number changes nothing.
 *
 * @throws WeightsError with every problem, each with its group
 */
export function reweigh(tree: Tree, choice: WeightChoice): Tree {
  const problems = weightProblems(choice);
  if (problems.length > 0) throw new WeightsError(problems);
  const splits = splitsOf(tree);
  const factors = new Map(splits.map((split) => [split.id, factorOf(tree, splits, split, choice)]));
  const measures = [...tree.measures.values()].map((measure) => reweighParts(measure, factors));
  const shares = new Map(
    measures
      .filter(({ view }) => view === null)
      .flatMap(({ parts }) => parts.map((part) => [part.id, part.weight])),
  );
  return {
    ...tree,
    measures: new Map(
      measures.map((measure) => [
        measure.id,
        { ...measure, weight: shares.get(measure.id) ?? measure.weight },
      ]),
    ),
  };
}

/** What the weight of a node is multiplied by so that its side counts as chosen among its siblings. */
function factorOf(tree: Tree, splits: readonly Split[], split: Split, choice: WeightChoice): number {
  const node = measureOf(tree, split.id);
  const siblings = splits
    .filter(({ parent }) => parent === split.parent)
    .map(({ id }) => measureOf(tree, id));
  const official = (same: (sibling: Measure) => boolean) =>
    siblings.filter(same).reduce((sum, { weight }) => sum + weight, 0);
  let factor = 1;
  if (split.byDimension && choice.dimension && node.dimension) {
    factor *= choice.dimension[node.dimension] / official(({ dimension }) => dimension === node.dimension);
  }
  const perspectives = (node.dimension && choice.perspectiveIn?.[node.dimension]) ?? choice.perspective;
  if (split.byPerspective && perspectives && node.perspective) {
    factor *=
      perspectives[node.perspective] / official(({ perspective }) => perspective === node.perspective);
  }
  return factor;
}

function reweighParts(measure: Measure, factors: ReadonlyMap<string, number>): Measure {
  const weights = measure.parts.map((part) => factoredWeight(part, factors));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = measure.parts.map((part, at) => ({ ...part, weight: (weights[at] ?? 0) / total }));
  return { ...measure, parts };
}

/** A share may differ by this much from the official one and still be the same: the noise of a division. */
const SAME_SHARE = 1e-12;

/** The measures that a choice of weights changes: those with another share in them, or in what they are made of. */
export function changedMeasures(official: Tree, reweighed: Tree): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const id of official.order) {
    const chosen = measureOf(reweighed, id).parts;
    const here = measureOf(official, id).parts.some(
      (part, at) => changed.has(part.id) || Math.abs(part.weight - (chosen[at]?.weight ?? 0)) > SAME_SHARE,
    );
    if (here) changed.add(id);
  }
  return changed;
}

/** A unit under the official weights and under the reader's. */
export interface SimulatedUnit {
  readonly unit: string;
  readonly official: { readonly value: number | null; readonly rank: number | null };
  readonly simulated: { readonly value: number | null; readonly rank: number | null };
  /** Places gained: positive where the unit climbs; null where it has no rank in both. */
  readonly move: number | null;
}

/**
 * The units under weights chosen by a reader, and how their ranks move against the official ones; in the order of
 * the simulated ranks. A measure that the choice leaves as it is keeps its published scores, so the official weights
 * give the official ranking; a measure that it changes is made anew from the highest scores below it that it does
 * not change.
 *
 * @param measure what to rank by, `ga` by default the root of the methodology
 * @throws WeightsError, UnknownMeasureError, DuplicateInstitutionError
 */
export function simulate(
  tree: Tree,
  institutions: readonly ScoredInstitution[],
  choice: WeightChoice,
  measure: string = tree.root,
): SimulatedUnit[] {
  measureOf(tree, measure);
  const reweighed = reweigh(tree, choice);
  const changed = changedMeasures(tree, reweighed);
  const recomputed = institutions.map((institution) => ({
    ...institution,
    scores: evaluate(reweighed, withoutMeasures(institution.scores, changed), { who: institution.slug })
      .scores,
  }));
  const official = new Map(rankedBy(institutions, measure).map((ranked) => [ranked.unit, ranked]));
  return rankedBy(recomputed, measure).map(({ unit, value, rank }) => {
    const before = official.get(unit);
    const known = before?.rank != null && rank !== null;
    return {
      unit,
      official: { value: before?.value ?? null, rank: before?.rank ?? null },
      simulated: { value, rank },
      move: known ? (before?.rank ?? 0) - rank : null,
    };
  });
}

function rankedBy(institutions: readonly ScoredInstitution[], measure: string) {
  const units = aggregateUnits(institutions, [measure]);
  return rankUnits(units.map(({ unit, means }) => [unit, means.get(measure)?.value ?? null]));
}

function withoutMeasures(scores: Scores, dropped: ReadonlySet<string>): Scores {
  return new Map([...scores].filter(([id]) => !dropped.has(id)));
}
