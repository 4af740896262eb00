import { within } from './exact-sum.ts';
import { ScoreError, type Scores, scoreProblems } from './scores.ts';
import { type Measure, measureOf, type Tree } from './tree.ts';

/**
 * What to do where a part has no score: `strict` gives no score to the whole (the default); `renormalise` shares
 * the weight of what is missing among the parts that there are.
 */
export type MissingPolicy = 'strict' | 'renormalise';

/**
 * Where a score comes from, or why there is none: `observed` was published or recorded as it is, `computed` was made
 * from its parts, `missing` is lacking, `unneeded` lies below what was observed, so that nothing lacks it.
 */
export type ScoreState = 'observed' | 'computed' | 'missing' | 'unneeded';

export interface NodeScore {
  readonly state: ScoreState;
  /** From 0 to 1, or null where `state` is `missing` or `unneeded`. */
  readonly score: number | null;
  /**
   * The ids that would have to be observed, in the order of the methodology: for a missing score, to have one; for
   * a renormalised one, to have left nothing out. Each is the highest node under which nothing is known: one
   * absent indicator is named itself, a component without any observation is named as a whole.
   */
  readonly missing: readonly string[];
}

export interface Evaluation {
  /** The score of the index as a whole. */
  readonly root: NodeScore;
  readonly nodes: ReadonlyMap<string, NodeScore>;
  /** The scores there are, observed and computed, without their history. */
  readonly scores: Scores;
}

export interface EvaluateOptions {
  /** Default `strict`. */
  readonly missing?: MissingPolicy;
  /** Whose scores they are, for messages. */
  readonly who?: string;
}

const NOTHING: readonly string[] = [];

/**
 * Evaluates the methodology over the scores of one observation, at whatever level they are known. What was observed
 * keeps its score; the rest is the weighted mean of its parts, which never leaves their range.
 *
 * @throws ScoreError for an id the methodology lacks, or a score that is not a number from 0 to 1
 */
export function evaluate(tree: Tree, observed: Scores, options: EvaluateOptions = {}): Evaluation {
  const { missing: policy = 'strict', who = 'an observation' } = options;
  const problems = scoreProblems(tree, observed, who);
  if (problems.length > 0) throw new ScoreError(problems);

  const nodes = new Map<string, NodeScore>();
  const scores = new Map<string, number>();
  for (const id of tree.order) {
    const node = scoreOf(measureOf(tree, id), observed, nodes, policy);
    nodes.set(id, node);
    if (node.score !== null) scores.set(id, node.score);
  }
  markUnneeded(tree, nodes);
  return { root: nodes.get(tree.root) ?? lacking([tree.root]), nodes, scores };
}

function scoreOf(
  { id, parts }: Measure,
  observed: Scores,
  nodes: ReadonlyMap<string, NodeScore>,
  policy: MissingPolicy,
): NodeScore {
  const score = observed.get(id);
  if (score !== undefined) return { state: 'observed', score, missing: NOTHING };

  const known: number[] = [];
  const weights: number[] = [];
  const lacks = new Set<string>();
  let needed = 0;
  let dark = true;
  for (const part of parts) {
    // A weight of 0, which only a reader's own choice of weights gives, needs no score.
    if (part.weight === 0) continue;
    needed += 1;
    const below = nodes.get(part.id) ?? lacking([part.id]);
    for (const absent of below.missing) lacks.add(absent);
    if (below.score !== null || !below.missing.includes(part.id)) dark = false;
    if (below.score === null) continue;
    known.push(below.score);
    weights.push(part.weight);
  }
  if (dark) return lacking([id]);
  const missing = lacks.size === 0 ? NOTHING : [...lacks];
  const enough = known.length === needed || (policy === 'renormalise' && known.length > 0);
  if (!enough) return lacking(missing);
  return { state: 'computed', score: weightedMean(known, weights), missing };
}

function lacking(missing: readonly string[]): NodeScore {
  return { state: 'missing', score: null, missing };
}

/**
 * The mean of values under weights that need not sum to 1, held within the range of the values.
 * @param values at least one
 * @param weights as many, none negative, not all 0
 */
export function weightedMean(values: readonly number[], weights: readonly number[]): number {
  let total = 0;
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    const weight = weights[index] ?? 0;
    total += weight;
    sum += weight * (values[index] ?? 0);
  }
  return within(sum / total, values);
}

/** What has no score, but only lies below observed nodes, is not missing: nothing is made from it. */
function markUnneeded(tree: Tree, nodes: Map<string, NodeScore>): void {
  for (const id of tree.order.toReversed()) {
    if (nodes.get(id)?.state !== 'missing') continue;
    const uses = tree.usedBy.get(id) ?? NOTHING;
    const unneeded =
      uses.length > 0 &&
      uses.every((use) => {
        const state = nodes.get(use)?.state;
        return state === 'observed' || state === 'unneeded';
      });
    if (unneeded) nodes.set(id, { state: 'unneeded', score: null, missing: NOTHING });
  }
}
