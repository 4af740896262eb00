import type {
  Methodology,
  MethodologyNode,
  MethodologyProblem,
  MethodologyProblemCode,
  MethodologyView,
  WeightedId,
} from './methodology.ts';

/** How far the weights of siblings may be from 1: room for sums such as 0.1 + 0.2 + 0.7, none for a mistake. */
export const WEIGHTS_TOLERANCE = 1e-9;

const ID = /^[a-z][a-z0-9_]*$/;

/**
 * Everything that keeps a methodology from being an indicator tree with well-weighted views: no, several or badly
 * named nodes, unknown parents, cycles, weights that are not positive numbers or do not sum to 1, views that name
 * what does not exist. Whether a view comes to the same thing as the tree is for `buildTree` to see, which needs
 * a tree without these problems.
 */
export function methodologyProblems(methodology: Methodology): MethodologyProblem[] {
  return [
    ...idProblems(methodology),
    ...rootProblems(methodology.nodes),
    ...parentProblems(methodology.nodes),
    ...nodeWeightProblems(methodology.nodes),
    ...methodology.views.flatMap((view) => viewProblems(view, methodology.nodes)),
  ];
}

function problem(code: MethodologyProblemCode, node: string | null, message: string): MethodologyProblem {
  return { code, node, message };
}

function idProblems({ nodes, views }: Methodology): MethodologyProblem[] {
  const seen = new Set<string>();
  const ids = [...nodes, ...views.flatMap((view) => view.measures)].map(({ id }) => id);
  return ids.flatMap((id) => {
    if (!ID.test(id)) {
      return problem('id_invalid', id, `"${id}" is not an id: lower-case letters, digits and underscores.`);
    }
    if (seen.has(id)) return problem('duplicate_id', id, `There is more than one "${id}".`);
    seen.add(id);
    return [];
  });
}

function rootProblems(nodes: readonly MethodologyNode[]): MethodologyProblem[] {
  const [root, ...others] = nodes.filter((node) => node.parent === null);
  if (!root) return [problem('no_root', null, 'No node is the root: each one names a parent.')];
  return others.map(({ id }) =>
    problem('several_roots', id, `"${id}" has no parent, but "${root.id}" is the root already.`),
  );
}

function parentProblems(nodes: readonly MethodologyNode[]): MethodologyProblem[] {
  const parents = new Map(nodes.map((node) => [node.id, node.parent]));
  const orphans = nodes
    .filter(({ parent }) => parent !== null && !parents.has(parent))
    .map(({ id, parent }) => problem('orphan', id, `"${id}" counts in "${parent}", which does not exist.`));
  return [...orphans, ...cycleProblems(nodes, parents)];
}

/** Reports each cycle once, at its first node in the order of the document. */
function cycleProblems(
  nodes: readonly MethodologyNode[],
  parents: ReadonlyMap<string, string | null>,
): MethodologyProblem[] {
  const reported = new Set<string>();
  const problems: MethodologyProblem[] = [];
  for (const { id } of nodes) {
    const path = [id];
    const visited = new Set(path);
    let above = parents.get(id) ?? null;
    while (above !== null && !visited.has(above)) {
      path.push(above);
      visited.add(above);
      above = parents.get(above) ?? null;
    }
    if (above !== id || reported.has(id)) continue;
    for (const member of path) reported.add(member);
    problems.push(problem('cycle', id, `"${id}" would count in itself: ${[...path, id].join(' -> ')}.`));
  }
  return problems;
}

function nodeWeightProblems(nodes: readonly MethodologyNode[]): MethodologyProblem[] {
  const known = new Set(nodes.map(({ id }) => id));
  const roots = nodes.filter(({ parent }) => parent === null);
  const families = Map.groupBy(
    nodes.filter(({ parent }) => parent !== null && known.has(parent)),
    ({ parent }) => parent ?? '',
  );
  return [
    ...nodes.flatMap((node) => weightProblem(node, node.id)),
    ...roots.flatMap((root) => sumProblem([root], root.id, `The root "${root.id}" must weigh 1`)),
    ...[...families].flatMap(([id, family]) =>
      sumProblem(family, id, `The weights within "${id}" must sum to 1`),
    ),
  ];
}

function weightProblem({ weight }: WeightedId, node: string): MethodologyProblem[] {
  if (Number.isFinite(weight) && weight > 0) return [];
  return [
    problem('weight_invalid', node, `The weight of "${node}" must be a number above 0, not ${weight}.`),
  ];
}

function sumProblem(group: readonly WeightedId[], node: string, rule: string): MethodologyProblem[] {
  if (group.some((member) => weightProblem(member, node).length > 0)) return [];
  const sum = group.reduce((total, { weight }) => total + weight, 0);
  if (Math.abs(sum - 1) <= WEIGHTS_TOLERANCE) return [];
  return [problem('weights_sum', node, `${rule}, not ${Number(sum.toPrecision(12))}.`)];
}

function viewProblems(view: MethodologyView, nodes: readonly MethodologyNode[]): MethodologyProblem[] {
  const inTree = new Set(nodes.map(({ id }) => id));
  const known = new Set([...inTree, ...view.measures.map(({ id }) => id)]);
  const compositions = [...view.measures, ...view.recompositions];
  const unknown = [
    ...view.recompositions.filter(({ id }) => !inTree.has(id)),
    ...compositions.flatMap(({ parts }) => parts.filter(({ id }) => !known.has(id))),
  ].map(({ id }) =>
    problem('view_unknown_node', id, `The view "${view.id}" names "${id}", which does not exist.`),
  );
  const weights = compositions.flatMap(({ id, parts }) => [
    ...parts.flatMap((part) => weightProblem(part, part.id)),
    ...repeatedParts(id, parts),
    ...sumProblem(parts, id, `In the view "${view.id}" the weights within "${id}" must sum to 1`),
  ]);
  return [...unknown, ...weights, ...viewCycleProblems(view)];
}

function repeatedParts(composition: string, parts: readonly WeightedId[]): MethodologyProblem[] {
  return parts
    .filter(({ id }, at) => parts.findIndex((part) => part.id === id) !== at)
    .map(({ id }) => problem('duplicate_id', id, `"${composition}" counts "${id}" more than once.`));
}

function viewCycleProblems({ id: view, measures }: MethodologyView): MethodologyProblem[] {
  const parts = new Map(measures.map((measure) => [measure.id, measure.parts.map(({ id }) => id)]));
  const reaches = (from: string, target: string, visited: Set<string>): boolean =>
    (parts.get(from) ?? []).some((next) => {
      if (next === target) return true;
      if (visited.has(next)) return false;
      visited.add(next);
      return reaches(next, target, visited);
    });
  const looping = measures.find(({ id }) => reaches(id, id, new Set()));
  if (!looping) return [];
  return [
    problem('cycle', looping.id, `In the view "${view}" the measure "${looping.id}" would count in itself.`),
  ];
}
