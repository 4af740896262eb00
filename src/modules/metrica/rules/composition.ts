import type { ScoredInstitution } from './institutions.ts';
import { measureOf, type Part, splitBetween, type Tree } from './tree.ts';

/** A node of the tree that stands for one dimension or one perspective of its parent. */
export interface Split {
  readonly id: string;
  readonly parent: string;
  readonly byDimension: boolean;
  readonly byPerspective: boolean;
}

/**
 * The nodes whose weights say how much dimensions and perspectives count, in reading order; these are the weights
 * that readers may choose and that uncertainty varies. For 2017: `t`, `tg`, `tc`, `p`, `pg`, `pc`.
 */
export function splitsOf(tree: Tree): Split[] {
  return [...tree.measures.values()].flatMap((node) => {
    if (node.parent === null) return [];
    const split = splitBetween(measureOf(tree, node.parent), node);
    if (!split.byDimension && !split.byPerspective) return [];
    return [{ id: node.id, parent: node.parent, ...split }];
  });
}

/** The weight of a part once the weights it goes along with are multiplied by their factors (1 where none is given). */
export function factoredWeight({ weight, follows }: Part, factors: ReadonlyMap<string, number>): number {
  return follows.reduce((product, id) => product * (factors.get(id) ?? 1), weight);
}

/**
 * The level at which the scores of institutions are known: the deepest nodes that together make up the index and
 * that institutions have scores for. A node gives way to its parts where at least half of the institutions that
 * have its score, or could have it from below, have those of all its parts. For 2017: `tg`, `tc`, `pg`, `pc`.
 */
export function componentLevel(tree: Tree, institutions: readonly ScoredInstitution[]): string[] {
  const known = institutions.map(({ scores }) => withComputable(tree, new Set(scores.keys())));
  const levelOf = (id: string): string[] => {
    const parts = measureOf(tree, id).parts.map((part) => part.id);
    const whole = known.filter((ids) => ids.has(id)).length;
    const complete = known.filter((ids) => parts.every((part) => ids.has(part))).length;
    const descends = parts.length > 0 && complete > 0 && complete * 2 >= whole;
    return descends ? parts.flatMap(levelOf) : [id];
  };
  return levelOf(tree.root);
}

/** Adds to known measures all those whose parts are known. */
function withComputable(tree: Tree, known: Set<string>): ReadonlySet<string> {
  for (const id of tree.order) {
    const { parts } = measureOf(tree, id);
    if (parts.length > 0 && parts.every((part) => known.has(part.id))) known.add(id);
  }
  return known;
}

/** How measures are made from components, laid out for computing many times under changing weights. */
export interface Composition {
  readonly components: readonly string[];
  /** The measures that the components determine, in reading order. */
  readonly measures: readonly string[];
  /** The splits above the components, whose weights count in those measures. */
  readonly splits: readonly string[];
}

/** What the components of an edition determine. @throws UnknownMeasureError for an unknown component */
export function compositionFrom(tree: Tree, components: readonly string[]): Composition {
  const determined = withComputable(tree, new Set(components.map((id) => measureOf(tree, id).id)));
  const base = new Set(components);
  const above = (id: string): boolean => determined.has(id) && !base.has(id);
  return {
    components,
    measures: [...tree.measures.keys()].filter((id) => determined.has(id)),
    splits: splitsOf(tree)
      .filter(({ parent }) => above(parent))
      .map(({ id }) => id),
  };
}

/**
 * How much each component counts in each measure: a row for each measure, a column for each component, rows summing
 * to 1. Measures are linear in their components, so this is all there is to know of a choice of weights.
 *
 * @param factors what the weights of nodes are multiplied by before siblings are brought back to a sum of 1
 */
export function loadings(
  tree: Tree,
  { components, measures }: Composition,
  factors: ReadonlyMap<string, number> = new Map(),
): Float64Array {
  const rows = new Map<string, readonly number[]>();
  const rowOf = (id: string): readonly number[] => {
    const done = rows.get(id);
    if (done) return done;
    const row = components.map((component): number => (component === id ? 1 : 0));
    if (!components.includes(id)) {
      const { parts } = measureOf(tree, id);
      const weights = parts.map((part) => factoredWeight(part, factors));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      parts.forEach((part, at) => {
        const share = (weights[at] ?? 0) / total;
        rowOf(part.id).forEach((loading, column) => {
          row[column] = (row[column] ?? 0) + share * loading;
        });
      });
    }
    rows.set(id, row);
    return row;
  };
  return Float64Array.from(measures.flatMap(rowOf));
}
