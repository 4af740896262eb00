import { describe, expect, it } from 'vitest';
import document from '#data/metrica/2017/methodology.json';
import {
  type Methodology,
  MethodologyError,
  type MethodologyNode,
  type MethodologyView,
  type WeightedId,
} from './methodology.ts';
import { methodologyProblems } from './methodology-problems.ts';
import { readMethodology } from './read-methodology.ts';
import { buildTree, leafShares, measureOf, UnknownMeasureError } from './tree.ts';

const official = readMethodology(document);
const [view] = official.views;
const [gov, cit] = view?.measures ?? [];
if (!view || !gov || !cit) throw new Error('The methodology of 2017 has a view with two measures.');

/** The official methodology with some nodes changed. */
function withNodes(changes: Record<string, Partial<MethodologyNode>>): Methodology {
  return { ...official, nodes: official.nodes.map((node) => ({ ...node, ...changes[node.id] })) };
}

/** The problems, as code and node, that building finds. */
function problemsOf(methodology: Methodology): [string, string | null][] {
  try {
    buildTree(methodology);
  } catch (error) {
    if (error instanceof MethodologyError) return error.problems.map(({ code, node }) => [code, node]);
    throw error;
  }
  return [];
}

describe('a methodology', () => {
  it('is taken when it is sound', () => {
    expect(methodologyProblems(official)).toEqual([]);
    expect(buildTree(official).root).toBe('ga');
  });

  it('is refused, with the name of the parent, when weights of siblings do not sum to 1', () => {
    expect(problemsOf(withNodes({ tg_open_data: { weight: 0.2 } }))).toEqual([['weights_sum', 'tg']]);
    expect(problemsOf(withNodes({ p: { weight: 0.5 + 2e-9 } }))).toEqual([['weights_sum', 'ga']]);
  });

  it('is taken when the sum is 1 but for float noise', () => {
    expect(problemsOf(withNodes({ p: { weight: 0.5 + 5e-10 } }))).toEqual([]);
  });

  it('is refused when a weight is negative, nothing or not a number', () => {
    for (const weight of [-0.5, 0, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(problemsOf(withNodes({ pc_speed: { weight } }))).toEqual([['weight_invalid', 'pc_speed']]);
    }
  });

  it('is refused when the root does not weigh 1', () => {
    expect(problemsOf(withNodes({ ga: { weight: 0.9 } }))).toEqual([['weights_sum', 'ga']]);
  });

  it('is refused when an id is there twice, or is no id', () => {
    const twice = { ...official, nodes: [...official.nodes, ...official.nodes.slice(-1)] };
    expect(problemsOf(twice)).toContainEqual(['duplicate_id', 'pc_speed']);
    expect(problemsOf(withNodes({ pc_speed: { id: 'PC speed' } }))).toEqual([['id_invalid', 'PC speed']]);
  });

  it('is refused when a node counts in one that does not exist', () => {
    expect(problemsOf(withNodes({ tc_speed: { parent: 'tx' } }))).toEqual([
      ['orphan', 'tc_speed'],
      ['weights_sum', 'tc'],
    ]);
  });

  it('is refused when a node counts in itself, directly or round about, once for each circle', () => {
    expect(problemsOf(withNodes({ tc_speed: { parent: 'tc_speed' } }))).toContainEqual(['cycle', 'tc_speed']);
    const circle = problemsOf(withNodes({ t: { parent: 'tg_access' }, p: { weight: 1 } }));
    expect(circle.filter(([code]) => code === 'cycle')).toEqual([['cycle', 't']]);
  });

  it('is refused when it has no root or more than one', () => {
    expect(problemsOf(withNodes({ ga: { parent: 'pc' } }))).toContainEqual(['no_root', null]);
    expect(problemsOf(withNodes({ t: { parent: null } }))).toContainEqual(['several_roots', 't']);
    expect(problemsOf({ ...official, nodes: [], views: [] })).toEqual([['no_root', null]]);
  });

  it('is refused with all its problems at once, in words', () => {
    const broken = withNodes({
      tg_open_data: { weight: 0.2 },
      pc_speed: { weight: -1 },
      tc_speed: { parent: 'tx' },
    });
    expect(() => buildTree(broken)).toThrow('The weights within "tg" must sum to 1, not 1.1.');
    expect(problemsOf(broken)).toEqual([
      ['orphan', 'tc_speed'],
      ['weight_invalid', 'pc_speed'],
      ['weights_sum', 'tg'],
      ['weights_sum', 'tc'],
    ]);
  });
});

describe('a view', () => {
  const withView = (change: Partial<MethodologyView>): Methodology => ({
    ...official,
    views: [{ ...view, ...change }],
  });
  const withGov = (parts: readonly WeightedId[]) => withView({ measures: [{ ...gov, parts }, cit] });

  it('is refused when it names a node that does not exist', () => {
    const problems = problemsOf(
      withGov([
        { id: 'tg', weight: 0.5 },
        { id: 'pz', weight: 0.5 },
      ]),
    );
    expect(problems).toEqual([['view_unknown_node', 'pz']]);
    const recompositions = view.recompositions.map((again) => ({ ...again, id: 'gz' }));
    expect(problemsOf(withView({ recompositions }))).toEqual([['view_unknown_node', 'gz']]);
  });

  it('is refused when its weights do not sum to 1, or one is no weight', () => {
    expect(problemsOf(withGov([{ id: 'tg', weight: 0.5 }]))).toEqual([['weights_sum', 'ga_gov']]);
    expect(problemsOf(withGov([]))).toEqual([['weights_sum', 'ga_gov']]);
    expect(
      problemsOf(
        withGov([
          { id: 'tg', weight: 1.5 },
          { id: 'pg', weight: -0.5 },
        ]),
      ),
    ).toEqual([['weight_invalid', 'pg']]);
  });

  it('is refused when it takes an id that is there already, or counts a part twice', () => {
    expect(problemsOf(withView({ measures: [gov, cit, { ...gov, id: 'tg' }] }))).toContainEqual([
      'duplicate_id',
      'tg',
    ]);
    expect(
      problemsOf(
        withGov([
          { id: 'tg', weight: 0.5 },
          { id: 'tg', weight: 0.5 },
        ]),
      ),
    ).toEqual([['duplicate_id', 'tg']]);
  });

  it('is refused when a measure would count in itself', () => {
    expect(problemsOf(withGov([{ id: 'ga_gov', weight: 1 }]))).toEqual([['cycle', 'ga_gov']]);
  });

  it('is refused when it makes a node of the tree out to be something else', () => {
    const lopsided = withGov([
      { id: 'tg', weight: 0.6 },
      { id: 'pg', weight: 0.4 },
    ]);
    expect(problemsOf(lopsided)).toEqual([['view_disagrees', 'ga']]);
  });
});

describe('a tree', () => {
  const tree = buildTree(official);

  it('computes parts before what is made of them', () => {
    const place = new Map(tree.order.map((id, at) => [id, at]));
    for (const { id, parts } of tree.measures.values()) {
      for (const part of parts) expect(place.get(part.id)).toBeLessThan(place.get(id) ?? -1);
    }
    expect(tree.order).toHaveLength(tree.measures.size);
  });

  it('reads from the root down, the views last, whatever the order of the document', () => {
    const backwards = buildTree({ ...official, nodes: official.nodes.toReversed() });
    expect([...backwards.measures.keys()].slice(0, 2)).toEqual(['ga', 'p']);
    expect([...tree.measures.keys()].slice(-2)).toEqual(['ga_gov', 'ga_cit']);
  });

  it('says which weights the parts of a view go along with', () => {
    const follows = (id: string) => measureOf(tree, id).parts.map((part) => part.follows);
    expect(follows('ga_gov')).toEqual([['t'], ['p']]);
    expect(follows('ga')).toEqual([['t'], ['p']]);
  });

  it('has no other measures', () => {
    expect(() => measureOf(tree, 'gx')).toThrow(UnknownMeasureError);
    expect(() => leafShares(tree, 'gx')).toThrow('There is no measure "gx".');
  });
});
