/** The rules of the Métrica: pure functions over plain data, without clock, randomness or I/O of their own. */
export {
  aggregateUnits,
  type Mean,
  type NationalFigures,
  nationalFigures,
  valuesOf,
} from './aggregate.ts';
export { componentLevel } from './composition.ts';
export {
  consistencyOf,
  type Inconsistency,
  roundingTolerance,
} from './consistency.ts';
export { roundHalfUp } from './decimals.ts';
export { evaluate } from './engine.ts';
export {
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
  type Perspective,
  type WeightedId,
} from './methodology.ts';
export { createRandom, type Random } from './random.ts';
export { rankUnits } from './rank.ts';
export { readMethodology } from './read-methodology.ts';
export { scoredMeasures } from './scored-measures.ts';
export { ScoreError } from './scores.ts';
export {
  buildTree,
  leafShares,
  type Measure,
  measureOf,
  type Tree,
} from './tree.ts';
export {
  rankIntervals,
  tellingInterval,
  UNCERTAINTY_SOURCES,
  type UncertaintySource,
} from './uncertainty.ts';
export {
  type Verification,
  type VerifiedCell,
  verifyClose,
  verifyRounded,
} from './verify.ts';
export {
  LARGEST_WEIGHT,
  reweigh,
  type SimulatedUnit,
  simulate,
  type WeightChoice,
  type WeightGroup,
  weightProblems,
} from './weights.ts';
