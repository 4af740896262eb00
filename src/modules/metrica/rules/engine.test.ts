import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import document from '#data/metrica/2017/methodology.json';
import { evaluate, weightedMean } from './engine.ts';
import type { Methodology, MethodologyNode } from './methodology.ts';
import { readMethodology } from './read-methodology.ts';
import { ScoreError, scoreProblems } from './scores.ts';
import { buildTree, type Tree } from './tree.ts';

const tree = buildTree(readMethodology(document));
const scores = (known: Record<string, number>) => new Map(Object.entries(known));
const observed = (known: Record<string, number>, missing: 'strict' | 'renormalise' = 'strict') =>
  evaluate(tree, scores(known), { missing });

const TG = { tg_access: 0.8, tg_reactive: 0.5, tg_proactive: 0.25, tg_open_data: 1 };
const TC = { tc_availability: 1, tc_clarity: 0.5, tc_completeness: 0.5, tc_speed: 0 };
const PG = { pg_mechanisms: 1, pg_actors: 0.5, pg_functioning: 1, pg_format: 0, pg_followup: 0.5 };
const PC = { pc_method: 1, pc_reception: 1, pc_activation: 0, pc_speed: 0.5 };

describe('an institution observed in every topic', () => {
  const { nodes, root } = observed({ ...TG, ...TC, ...PG, ...PC });
  const score = (id: string) => nodes.get(id)?.score;

  it('has its components computed by the published formulas', () => {
    expect(score('tg')).toBeCloseTo(0.5 * 0.8 + 0.2 * 0.5 + 0.2 * 0.25 + 0.1 * 1, 12);
    expect(score('tc')).toBeCloseTo(0.5, 12);
    expect(score('pg')).toBeCloseTo(0.2 + 0.05 + 0.3 + 0 + 0.15, 12);
    expect(score('pc')).toBeCloseTo(0.2 + 0.3 + 0 + 0.1, 12);
  });

  it('has its index, by dimension and by perspective', () => {
    expect(score('t')).toBeCloseTo((0.65 + 0.5) / 2, 12);
    expect(score('p')).toBeCloseTo((0.7 + 0.6) / 2, 12);
    expect(score('ga_gov')).toBeCloseTo((0.65 + 0.7) / 2, 12);
    expect(score('ga_cit')).toBeCloseTo((0.5 + 0.6) / 2, 12);
    expect(root.score).toBeCloseTo((0.575 + 0.65) / 2, 12);
    expect(root).toMatchObject({ state: 'computed', missing: [] });
  });
});

describe('an institution as 2017 published it', () => {
  // The scores of the federal audit office (ASF).
  const ASF = { ga: 0.5054, t: 0.6778, p: 0.333, tg: 0.5556, tc: 0.8, pg: 0.466, pc: 0.2 };
  const { nodes, root } = observed(ASF);

  it('keeps every published score, and says so', () => {
    for (const [id, score] of Object.entries(ASF)) {
      expect(nodes.get(id)).toEqual({ state: 'observed', score, missing: [] });
    }
    expect(root.score).toBe(0.5054);
  });

  it('has its perspectives computed from the published components', () => {
    expect(nodes.get('ga_gov')).toMatchObject({ state: 'computed', score: (0.5556 + 0.466) / 2 });
    expect(nodes.get('ga_cit')).toMatchObject({ state: 'computed', score: (0.8 + 0.2) / 2 });
  });

  it('does not miss the topics nobody published', () => {
    expect(nodes.get('tg_access')).toEqual({ state: 'unneeded', score: null, missing: [] });
    expect([...nodes.values()].filter(({ state }) => state === 'missing')).toEqual([]);
  });
});

describe('an institution with something missing', () => {
  it('has no score where a needed part is missing, and names the part', () => {
    const { nodes, root } = observed({ tg: 0.5, tc: 0.7, pg: 0.2 });
    expect(root).toEqual({ state: 'missing', score: null, missing: ['pc'] });
    expect(nodes.get('p')).toEqual({ state: 'missing', score: null, missing: ['pc'] });
    expect(nodes.get('ga_cit')?.missing).toEqual(['pc']);
    expect(nodes.get('t')).toMatchObject({ state: 'computed', score: 0.6 });
    expect(nodes.get('ga_gov')).toMatchObject({ state: 'computed', score: 0.35 });
  });

  it('names the single topics where the others of a component are known', () => {
    const { pc_speed: _, ...rest } = PC;
    const { tc_clarity: __, ...others } = TC;
    const { root } = observed({ ...TG, ...others, ...PG, ...rest });
    expect(root.missing).toEqual(['tc_clarity', 'pc_speed']);
  });

  it('misses what a view needs although the tree does not', () => {
    const { nodes, root } = observed({ t: 0.5, pg: 0.2, pc: 0.4 });
    expect(root.state).toBe('computed');
    expect(nodes.get('ga_gov')).toEqual({ state: 'missing', score: null, missing: ['tg'] });
    expect(nodes.get('tg')?.state).toBe('missing');
  });

  it('is missing as a whole when nothing was observed', () => {
    for (const policy of ['strict', 'renormalise'] as const) {
      expect(observed({}, policy).root).toEqual({ state: 'missing', score: null, missing: ['ga'] });
    }
  });

  it('is scored from the parts there are when asked to, and says what was left out', () => {
    const { nodes, root } = observed({ tg_access: 0.8, tg_open_data: 0.2, p: 0.4 }, 'renormalise');
    expect(nodes.get('tg')?.score).toBeCloseTo((0.5 * 0.8 + 0.1 * 0.2) / 0.6, 12);
    expect(nodes.get('tg')?.missing).toEqual(['tg_reactive', 'tg_proactive']);
    expect(nodes.get('t')?.score).toBeCloseTo(0.7, 12);
    expect(root).toMatchObject({ state: 'computed', missing: ['tg_reactive', 'tg_proactive', 'tc'] });
    expect(root.score).toBeCloseTo(0.55, 12);
    expect(nodes.get('tc')?.state).toBe('missing');
  });
});

describe('scores that cannot be', () => {
  const refusal = (known: Record<string, number>) => {
    try {
      evaluate(tree, scores(known), { who: 'oaxaca-congreso' });
    } catch (error) {
      if (error instanceof ScoreError) return error.problems.map(({ code, node, who }) => [code, node, who]);
      throw error;
    }
    return [];
  };

  it('are refused with the node and whose they are', () => {
    expect(refusal({ tg: 1.0001 })).toEqual([['out_of_range', 'tg', 'oaxaca-congreso']]);
    expect(refusal({ pc: -0.1 })).toEqual([['out_of_range', 'pc', 'oaxaca-congreso']]);
    expect(refusal({ t: Number.NaN })).toEqual([['not_a_number', 't', 'oaxaca-congreso']]);
    expect(refusal({ t: Number.POSITIVE_INFINITY })).toEqual([['not_a_number', 't', 'oaxaca-congreso']]);
  });

  it('are refused where the methodology has no such node', () => {
    expect(refusal({ ga: 0.5, tx: 0.5 })).toEqual([['unknown_measure', 'tx', 'oaxaca-congreso']]);
  });

  it('are all listed, in words', () => {
    expect(scoreProblems(tree, scores({ tg: 2, tx: 0 }), 'puebla-dif').map(({ message }) => message)).toEqual(
      [
        'puebla-dif: the score of "tg" is outside 0 to 1: 2.',
        'puebla-dif: the methodology has no node "tx".',
      ],
    );
  });

  it('do not include the ends of the scale', () => {
    expect(refusal({ tg: 0, tc: 1 })).toEqual([]);
  });
});

/** Trees of any shape up to 15 nodes, with weights in any proportion. */
const anyTree: fc.Arbitrary<Tree> = fc
  .array(fc.record({ above: fc.nat(), weight: fc.integer({ min: 1, max: 100 }) }), {
    minLength: 1,
    maxLength: 14,
  })
  .map((drawn) => {
    const parents = drawn.map(({ above }, at) => above % (at + 1));
    const total = (parent: number) =>
      drawn.reduce((sum, { weight }, at) => sum + (parents[at] === parent ? weight : 0), 0);
    const node = (id: string, parent: string | null, weight: number): MethodologyNode => {
      const label = { es: id, en: id };
      const nothing = { dimension: null, perspective: null, formula: null };
      return { id, symbol: id, parent, weight, label, description: label, source: id, ...nothing };
    };
    const nodes = drawn.map(({ weight }, at) => {
      const parent = parents[at] ?? 0;
      return node(`n${at + 1}`, `n${parent}`, weight / total(parent));
    });
    const methodology: Methodology = {
      ...readMethodology(document),
      nodes: [node('n0', null, 1), ...nodes],
      views: [],
    };
    return buildTree(methodology);
  });

const anyScore = fc.double({ min: 0, max: 1, noNaN: true });

/** A tree with scores for some of its nodes. */
const anyObservation = anyTree.chain((built) =>
  fc.record({
    built: fc.constant(built),
    known: fc
      .array(fc.option(anyScore), { minLength: built.order.length, maxLength: built.order.length })
      .map((drawn) =>
        built.order.flatMap((id, at): [string, number][] => {
          const score = drawn[at];
          return score == null ? [] : [[id, score]];
        }),
      ),
  }),
);

describe('any methodology over any observation', () => {
  const policy = fc.constantFrom('strict' as const, 'renormalise' as const);

  it('gives the same scores whatever the order of what was observed', () => {
    fc.assert(
      fc.property(anyObservation, policy, ({ built, known }, missing) => {
        const forward = evaluate(built, new Map(known), { missing });
        const backward = evaluate(built, new Map(known.toReversed()), { missing });
        expect(backward.nodes).toEqual(forward.nodes);
      }),
    );
  });

  it('keeps every computed score within the range of its parts', () => {
    fc.assert(
      fc.property(anyObservation, policy, ({ built, known }, missing) => {
        const { nodes } = evaluate(built, new Map(known), { missing });
        for (const [id, { state, score }] of nodes) {
          if (state !== 'computed' || score === null) continue;
          const parts = (built.measures.get(id)?.parts ?? []).flatMap(
            (part) => nodes.get(part.id)?.score ?? [],
          );
          expect(score).toBeGreaterThanOrEqual(Math.min(...parts));
          expect(score).toBeLessThanOrEqual(Math.max(...parts));
        }
      }),
    );
  });

  it('gives a score to the root exactly when nothing is missing, or something is known and that is enough', () => {
    fc.assert(
      fc.property(anyObservation, ({ built, known }) => {
        const strict = evaluate(built, new Map(known)).root;
        expect(strict.score === null).toBe(strict.missing.length > 0);
        const lenient = evaluate(built, new Map(known), { missing: 'renormalise' }).root;
        expect(lenient.score === null).toBe(known.length === 0);
      }),
    );
  });

  it('has a score once what it named as missing is observed', () => {
    fc.assert(
      fc.property(anyObservation, anyScore, ({ built, known }, found) => {
        const { missing } = evaluate(built, new Map(known)).root;
        const completed = new Map([...known, ...missing.map((id): [string, number] => [id, found])]);
        expect(evaluate(built, completed).root).toMatchObject({ missing: [] });
        expect(evaluate(built, completed).root.score).not.toBeNull();
      }),
    );
  });

  it('has no use for the choice of policy where nothing is missing', () => {
    fc.assert(
      fc.property(anyTree, fc.infiniteStream(anyScore), (built, stream) => {
        const leaves = built.order.filter((id) => built.measures.get(id)?.parts.length === 0);
        const known = new Map(leaves.map((id) => [id, stream.next().value]));
        expect(evaluate(built, known, { missing: 'renormalise' })).toEqual(evaluate(built, known));
      }),
    );
  });
});

describe('a weighted mean', () => {
  const pairs = fc.array(fc.tuple(anyScore, fc.integer({ min: 1, max: 1000 })), {
    minLength: 1,
    maxLength: 20,
  });

  it('with equal weights is the mean', () => {
    fc.assert(
      fc.property(pairs, (drawn) => {
        const values = drawn.map(([value]) => value);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const equal = values.map(() => 1 / values.length);
        expect(Math.abs(weightedMean(values, equal) - mean)).toBeLessThan(1e-14);
      }),
    );
  });

  it('does not change when all weights are multiplied by the same number', () => {
    fc.assert(
      fc.property(pairs, fc.double({ min: 0.001, max: 1000, noNaN: true }), (drawn, factor) => {
        const values = drawn.map(([value]) => value);
        const weights = drawn.map(([, weight]) => weight);
        const scaled = weights.map((weight) => weight * factor);
        expect(Math.abs(weightedMean(values, scaled) - weightedMean(values, weights))).toBeLessThan(1e-13);
      }),
    );
  });
});
