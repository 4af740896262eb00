/** What an index looks at: what people can know, or what they can influence. */
export type Dimension = 'transparency' | 'participation';

/** From where it looks: what government offers, or what a citizen obtains. */
export type Perspective = 'government' | 'citizen';

/** A text in both languages of the platform. */
export interface Bilingual {
  readonly es: string;
  readonly en: string;
}

interface Described {
  /** Unique within the methodology: lower-case letters, digits and underscores, a letter first. */
  readonly id: string;
  /** The name the published report gives it, for whoever reads both. */
  readonly symbol: string;
  /** The dimension it belongs to, or null where it covers both. */
  readonly dimension: Dimension | null;
  /** The perspective it belongs to, or null where it covers both. */
  readonly perspective: Perspective | null;
  readonly label: Bilingual;
  readonly description: Bilingual;
  /** How it is made from what lies under it, in ids; null for what is scored directly. */
  readonly formula: string | null;
  /** Where the definition was published. */
  readonly source: string;
}

/** A node of the indicator tree. */
export interface MethodologyNode extends Described {
  /** The node it counts in, or null for the root. */
  readonly parent: string | null;
  /** Its weight within its parent, above 0; siblings sum to 1. The root weighs 1. */
  readonly weight: number;
}

/** A weighted mention of a node or of a measure of the same view. */
export interface WeightedId {
  readonly id: string;
  readonly weight: number;
}

/** A measure that cuts across the tree, such as the index from the government's side only. */
export interface ViewMeasure extends Described {
  readonly parts: readonly WeightedId[];
}

/** Another way to make up a node of the tree, which must come to the same thing. */
export interface Recomposition {
  readonly id: string;
  readonly formula: string;
  readonly source: string;
  readonly parts: readonly WeightedId[];
}

/** An alternative composition of the same indicators: new measures, and the nodes they recompose. */
export interface MethodologyView {
  readonly id: string;
  readonly label: Bilingual;
  readonly description: Bilingual;
  readonly measures: readonly ViewMeasure[];
  readonly recompositions: readonly Recomposition[];
}

/** How an edition of the Métrica turns observations into an index: all of it is data. */
export interface Methodology {
  readonly edition: number;
  readonly label: Bilingual;
  readonly source: string;
  /** The scale of every score; only 0 to 1 is known. */
  readonly scale: readonly [0, 1];
  /** Decimals with which the edition publishes the scores of institutions. */
  readonly decimals: number;
  readonly notes: readonly Bilingual[];
  /** The indicator tree, a parent before its children where it is to be read in order. */
  readonly nodes: readonly MethodologyNode[];
  readonly views: readonly MethodologyView[];
}

export type MethodologyProblemCode =
  | 'shape'
  | 'id_invalid'
  | 'duplicate_id'
  | 'no_root'
  | 'several_roots'
  | 'orphan'
  | 'cycle'
  | 'weight_invalid'
  | 'weights_sum'
  | 'view_unknown_node'
  | 'view_disagrees';

/** One thing wrong with a methodology. */
export interface MethodologyProblem {
  readonly code: MethodologyProblemCode;
  /** The id to look for in the document, or null where the document as a whole is wrong. */
  readonly node: string | null;
  /** What is wrong, in English, for logs and the terminal. */
  readonly message: string;
}

/** A methodology that cannot be used, with every problem found. */
export class MethodologyError extends Error {
  override readonly name = 'MethodologyError';
  readonly problems: readonly MethodologyProblem[];

  constructor(problems: readonly MethodologyProblem[]) {
    super(problems.map((problem) => problem.message).join(' '));
    this.problems = problems;
  }
}
