import type { Tree } from './tree.ts';

/** Scores by measure id, each from 0 to 1. A measure without a score is absent, never null or NaN. */
export type Scores = ReadonlyMap<string, number>;

export type ScoreProblemCode = 'unknown_measure' | 'not_a_number' | 'out_of_range';

/** One score that cannot be taken. */
export interface ScoreProblem {
  readonly code: ScoreProblemCode;
  /** The id of the node. */
  readonly node: string;
  /** Whose score it is, as the caller named it. */
  readonly who: string;
  readonly score: number;
  /** What is wrong, in English, for logs and the terminal. */
  readonly message: string;
}

/** Scores that cannot be taken, with every problem found. */
export class ScoreError extends Error {
  override readonly name = 'ScoreError';
  readonly problems: readonly ScoreProblem[];

  constructor(problems: readonly ScoreProblem[]) {
    super(problems.map((problem) => problem.message).join(' '));
    this.problems = problems;
  }
}

/**
 * What is wrong with the scores of one observation: ids the methodology does not have, what is not a number,
 * what lies outside 0 to 1.
 *
 * @param who whose scores they are, for the message: an institution's slug, a unit's clave
 */
export function scoreProblems(tree: Tree, scores: Scores, who: string): ScoreProblem[] {
  const problems: ScoreProblem[] = [];
  for (const [node, score] of scores) {
    const wrong = wrongWith(tree, node, score);
    if (wrong) problems.push({ code: wrong[0], node, who, score, message: `${who}: ${wrong[1]}` });
  }
  return problems;
}

function wrongWith({ measures }: Tree, node: string, score: number): [ScoreProblemCode, string] | null {
  if (!measures.has(node)) return ['unknown_measure', `the methodology has no node "${node}".`];
  if (!Number.isFinite(score)) return ['not_a_number', `the score of "${node}" is not a number: ${score}.`];
  if (score < 0 || score > 1) return ['out_of_range', `the score of "${node}" is outside 0 to 1: ${score}.`];
  return null;
}
