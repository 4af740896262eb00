import {
  type Bilingual,
  type Dimension,
  type Methodology,
  MethodologyError,
  type MethodologyNode,
  type MethodologyProblem,
  type Perspective,
  type ViewMeasure,
  type WeightedId,
} from './methodology.ts';
import { methodologyProblems, WEIGHTS_TOLERANCE } from './methodology-problems.ts';

/** What a measure is made of: another measure and its weight. */
export interface Part {
  readonly id: string;
  /** The weight in the methodology or, in a reweighted tree, the share of the chosen weights. 0 counts for nothing. */
  readonly weight: number;
  /** The nodes of the tree whose weight this weight goes along with when weights are changed. */
  readonly follows: readonly string[];
}

/** Anything that has a score: a node of the tree or a measure of a view, by the same kind of id. */
export interface Measure {
  readonly id: string;
  readonly symbol: string;
  /** The node it counts in; null for the root and for the measures of views. */
  readonly parent: string | null;
  /** Its weight within its parent; 1 for the root and for the measures of views. */
  readonly weight: number;
  readonly dimension: Dimension | null;
  readonly perspective: Perspective | null;
  readonly label: Bilingual;
  readonly description: Bilingual;
  readonly formula: string | null;
  readonly source: string;
  /** The view it belongs to; null for the nodes of the tree. */
  readonly view: string | null;
  /** What it is made of, in the order of the methodology; empty for what is scored directly. */
  readonly parts: readonly Part[];
}

/** A methodology found sound and ready to evaluate. */
export interface Tree {
  readonly methodology: Methodology;
  readonly root: string;
  /** All measures by id in reading order: the tree from its root, each node before its children, then the views. */
  readonly measures: ReadonlyMap<string, Measure>;
  /** The ids in the order of computation: parts before what is made of them. */
  readonly order: readonly string[];
  /** The measures that each measure is a part of. */
  readonly usedBy: ReadonlyMap<string, readonly string[]>;
}

/** An id that names no measure of the methodology. */
export class UnknownMeasureError extends Error {
  override readonly name = 'UnknownMeasureError';
  readonly measure: string;

  constructor(measure: string) {
    super(`There is no measure "${measure}".`);
    this.measure = measure;
  }
}

/**
 * Makes a methodology ready to evaluate.
 *
 * @throws MethodologyError with every problem, each with its code and the id of the node
 */
export function buildTree(methodology: Methodology): Tree {
  const problems = methodologyProblems(methodology);
  if (problems.length > 0) throw new MethodologyError(problems);
  const measures = readingOrder(methodology);
  const tree: Tree = {
    methodology,
    root: methodology.nodes.find(({ parent }) => parent === null)?.id ?? '',
    measures,
    order: computingOrder(measures),
    usedBy: usesOf(measures),
  };
  const disagreements = viewDisagreements(tree);
  if (disagreements.length > 0) throw new MethodologyError(disagreements);
  return tree;
}

/** The measure with this id. @throws UnknownMeasureError */
export function measureOf(tree: Tree, id: string): Measure {
  const measure = tree.measures.get(id);
  if (!measure) throw new UnknownMeasureError(id);
  return measure;
}

/**
 * How much each indicator at the bottom of the tree counts in a measure, by id; the shares sum to 1.
 * For 2017, access to information (`tg_access`) counts 0.125 in `ga`.
 * @throws UnknownMeasureError
 */
export function leafShares(tree: Tree, id: string): ReadonlyMap<string, number> {
  const { parts } = measureOf(tree, id);
  return parts.length === 0 ? new Map([[id, 1]]) : sharesOfParts(tree, parts);
}

function sharesOfParts(tree: Tree, parts: readonly WeightedId[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { id, weight } of parts) {
    for (const [leaf, share] of leafShares(tree, id)) {
      shares.set(leaf, (shares.get(leaf) ?? 0) + weight * share);
    }
  }
  return shares;
}

function readingOrder({ nodes, views }: Methodology): Map<string, Measure> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const families = Map.groupBy(nodes, ({ parent }) => parent);
  const measures = new Map<string, Measure>();
  const visit = (node: MethodologyNode): void => {
    const children = families.get(node.id) ?? [];
    const parts = children.map(({ id, weight }) => ({ id, weight, follows: [id] }));
    measures.set(node.id, { ...node, view: null, parts });
    children.forEach(visit);
  };
  (families.get(null) ?? []).forEach(visit);
  for (const view of views) {
    for (const measure of view.measures) {
      const parts = measure.parts.map((part) => ({ ...part, follows: followed(measure, part.id, byId) }));
      measures.set(measure.id, { ...measure, parent: null, weight: 1, view: view.id, parts });
    }
  }
  return measures;
}

/**
 * The nodes whose weight a part of a view goes along with: those on the way from the part to the root where the
 * dimension or the perspective that tells the part from the whole is decided. In `ga_gov`, which takes one part
 * from each dimension, `tg` goes along with `t` and `pg` with `p`.
 */
function followed(
  whole: ViewMeasure,
  part: string,
  nodes: ReadonlyMap<string, MethodologyNode>,
): readonly string[] {
  const follows: string[] = [];
  for (let node = nodes.get(part); node?.parent; node = nodes.get(node.parent)) {
    const parent = nodes.get(node.parent);
    if (!parent) break;
    const { byDimension, byPerspective } = splitBetween(parent, node);
    const decides =
      (byDimension && whole.dimension === null) || (byPerspective && whole.perspective === null);
    if (decides) follows.push(node.id);
  }
  return follows;
}

interface Placed {
  readonly dimension: Dimension | null;
  readonly perspective: Perspective | null;
}

/** Whether a node takes one dimension, or one perspective, of a parent that covers both. */
export function splitBetween(parent: Placed, node: Placed): { byDimension: boolean; byPerspective: boolean } {
  return {
    byDimension: parent.dimension === null && node.dimension !== null,
    byPerspective: parent.perspective === null && node.perspective !== null,
  };
}

function computingOrder(measures: ReadonlyMap<string, Measure>): string[] {
  const order = new Set<string>();
  const visit = (id: string): void => {
    if (order.has(id)) return;
    for (const part of measures.get(id)?.parts ?? []) visit(part.id);
    order.add(id);
  };
  for (const id of measures.keys()) visit(id);
  return [...order];
}

function usesOf(measures: ReadonlyMap<string, Measure>): Map<string, string[]> {
  const usedBy = new Map<string, string[]>([...measures.keys()].map((id) => [id, []]));
  for (const { id, parts } of measures.values()) {
    for (const part of parts) usedBy.get(part.id)?.push(id);
  }
  return usedBy;
}

/** A view that recomposes a node must weigh every indicator as the tree does, or one id would mean two things. */
function viewDisagreements(tree: Tree): MethodologyProblem[] {
  return tree.methodology.views.flatMap((view) =>
    view.recompositions
      .filter(({ id, parts }) => !sameShares(leafShares(tree, id), sharesOfParts(tree, parts)))
      .map(({ id }) => ({
        code: 'view_disagrees' as const,
        node: id,
        message: `The view "${view.id}" makes "${id}" weigh its indicators otherwise than the tree does.`,
      })),
  );
}

function sameShares(ours: ReadonlyMap<string, number>, theirs: ReadonlyMap<string, number>): boolean {
  return [...new Set([...ours.keys(), ...theirs.keys()])].every(
    (id) => Math.abs((ours.get(id) ?? 0) - (theirs.get(id) ?? 0)) <= WEIGHTS_TOLERANCE,
  );
}
