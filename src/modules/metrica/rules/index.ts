/** The rules of the Métrica: pure functions over plain data, without clock, randomness or I/O of their own. */
export {
  type AggregateOptions,
  aggregateUnits,
  type Mean,
  type NationalFigures,
  nationalFigures,
  type UnitMeans,
  valuesOf,
} from './aggregate.ts';
export { componentLevel, type Split, splitsOf } from './composition.ts';
export {
  type ConsistencyCheck,
  consistencyOf,
  type Inconsistency,
  inconsistencies,
  roundingTolerance,
} from './consistency.ts';
export { roundHalfUp } from './decimals.ts';
export {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  type MissingPolicy,
  type NodeScore,
  type ScoreState,
} from './engine.ts';
export {
  DuplicateInstitutionError,
  type InstitutionFilter,
  institutionsByUnit,
  type Order,
  type ScoredInstitution,
  selectInstitutions,
} from './institutions.ts';
export type { Interval } from './intervals.ts';
export {
  type Bilingual,
  type Dimension,
  type Methodology,
  MethodologyError,
  type MethodologyNode,
  type MethodologyProblem,
  type MethodologyProblemCode,
  type MethodologyView,
  type Perspective,
  type Recomposition,
  type ViewMeasure,
  type WeightedId,
} from './methodology.ts';
export { methodologyProblems } from './methodology-problems.ts';
export { createRandom, type Random } from './random.ts';
export { type Ranked, rankUnits } from './rank.ts';
export { readMethodology } from './read-methodology.ts';
export type { LeftOut } from './replicates.ts';
export { scoredMeasures } from './scored-measures.ts';
export {
  ScoreError,
  type ScoreProblem,
  type ScoreProblemCode,
  type Scores,
  scoreProblems,
} from './scores.ts';
export {
  buildTree,
  leafShares,
  type Measure,
  measureOf,
  type Part,
  type Tree,
  UnknownMeasureError,
} from './tree.ts';
export {
  rankIntervals,
  UNCERTAINTY_SOURCES,
  type Uncertainty,
  type UncertaintyOptions,
  type UncertaintySource,
  type UnitIntervals,
} from './uncertainty.ts';
export {
  type OurValue,
  type PublishedValue,
  type Verification,
  type VerifiedCell,
  verifyClose,
  verifyRounded,
} from './verify.ts';
export {
  changedMeasures,
  type DimensionWeights,
  LARGEST_WEIGHT,
  type PerspectiveWeights,
  reweigh,
  type SimulatedUnit,
  simulate,
  type WeightChoice,
  type WeightGroup,
  type WeightProblem,
  type WeightProblemCode,
  WeightsError,
  weightProblems,
} from './weights.ts';
