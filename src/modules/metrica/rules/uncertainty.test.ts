import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import document from '#data/metrica/2017/methodology.json';
import { aggregateUnits } from './aggregate.ts';
import type { ScoredInstitution } from './institutions.ts';
import { rankUnits } from './rank.ts';
import { readMethodology } from './read-methodology.ts';
import { buildTree } from './tree.ts';
import {
  rankIntervals,
  tellingInterval,
  UNCERTAINTY_SOURCES,
  type Uncertainty,
  type UncertaintySource,
} from './uncertainty.ts';

const tree = buildTree(readMethodology(document));
const COMPONENTS = ['tg', 'tc', 'pg', 'pc'];

function institution(slug: string, unit: string, components: readonly number[]): ScoredInstitution {
  const scores = components.map((score, at): [string, number] => [COMPONENTS[at] ?? '', score]);
  return { slug, unit, order: 'state', kind: 'executive', scores: new Map(scores) };
}

/** Three units: three, two and one institutions. */
const THREE = [
  institution('a1', '01', [0.5, 0.75, 0.25, 0.5]),
  institution('a2', '01', [0.25, 0.5, 0, 0.25]),
  institution('a3', '01', [1, 0.75, 0.5, 0.5]),
  institution('b1', '02', [0.5, 0.5, 0.25, 0.5]),
  institution('b2', '02', [0.75, 1, 0.25, 0.125]),
  institution('c1', '03', [0.5, 0.75, 0.25, 0.375]),
];

const intervalOf = (result: Uncertainty, unit: string, source: UncertaintySource, measure: string) =>
  result.units.find((found) => found.unit === unit)?.intervals[source]?.[measure] ?? null;

const score = fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 10_000);
const anyInstitutions = fc
  .array(fc.tuple(fc.constantFrom('00', '01', '02', '03'), fc.array(score, { minLength: 4, maxLength: 4 })), {
    minLength: 1,
    maxLength: 30,
  })
  .map((drawn) => drawn.map(([unit, components], at) => institution(`i${at}`, unit, components)));
const SHORT = { replicates: 25 };

describe('intervals with a known seed', () => {
  const result = rankIntervals(tree, THREE, { replicates: 20, measures: ['ga', 'ga_gov'] });

  // Worked out apart from this code, by a program in another language that follows only the description.
  const EXPECTED: Record<string, Record<UncertaintySource, [number, number, number, number]>> = {
    '01 ga': {
      sampling: [0.33333333333333337, 0.625, 1, 3],
      weights: [0.4603090773354069, 0.49767659147507787, 1, 2],
      both: [0.3157663879540762, 0.61711757158628, 1, 3],
    },
    '02 ga': {
      sampling: [0.4375, 0.53125, 1, 3],
      weights: [0.45767468197566713, 0.511924105514642, 1, 2],
      both: [0.42185222395999467, 0.5410133957373493, 1, 3],
    },
    '03 ga': {
      sampling: [0.46875, 0.46875, 1, 3],
      weights: [0.4437193455252355, 0.4964885366578809, 2, 3],
      both: [0.4437193455252355, 0.4964885366578809, 1, 3],
    },
    '01 ga_gov': {
      sampling: [0.20833333333333331, 0.625, 1, 3],
      weights: [0.39439534798942993, 0.4349064495809355, 2, 2],
      both: [0.19665431004607486, 0.613877406688554, 1, 3],
    },
    '02 ga_gov': {
      sampling: [0.375, 0.5, 1, 2],
      weights: [0.41244476648810857, 0.45801975577855236, 1, 1],
      both: [0.3633209767127415, 0.5118049352493669, 1, 2],
    },
    '03 ga_gov': {
      sampling: [0.375, 0.375, 1, 3],
      weights: [0.3582965109920724, 0.3886798371857016, 3, 3],
      both: [0.3582965109920724, 0.3886798371857016, 1, 3],
    },
  };

  it('are those that anyone gets from the description', () => {
    for (const [cell, bySource] of Object.entries(EXPECTED)) {
      const [unit = '', measure = ''] = cell.split(' ');
      for (const source of UNCERTAINTY_SOURCES) {
        const interval = intervalOf(result, unit, source, measure);
        const [low, high, rankMin, rankMax] = bySource[source];
        expect(interval, `${cell} ${source}`).toMatchObject({ rankMin, rankMax });
        expect(interval?.low).toBeCloseTo(low, 14);
        expect(interval?.high).toBeCloseTo(high, 14);
      }
    }
  });

  it('are these, to the last bit', () => {
    expect(intervalOf(result, '01', 'both', 'ga')).toEqual({
      low: 0.3157663879540762,
      high: 0.6171175715862801,
      rankMin: 1,
      rankMax: 3,
    });
    expect(intervalOf(result, '02', 'both', 'ga_gov')).toEqual({
      low: 0.36332097671274155,
      high: 0.511804935249367,
      rankMin: 1,
      rankMax: 2,
    });
  });

  it('say how they were made', () => {
    expect(result).toMatchObject({
      seed: 2017,
      replicates: 20,
      spread: 0.25,
      percentiles: [5, 95],
      components: COMPONENTS,
      measures: ['ga', 'ga_gov'],
    });
  });

  it('survive being written down', () => {
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});

describe('intervals of any institutions', () => {
  it('are the same for the same seed, whatever the order of the institutions', () => {
    const shuffled = anyInstitutions.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.nat(), ([all, mixed], seed) => {
        expect(rankIntervals(tree, mixed, { ...SHORT, seed })).toEqual(
          rankIntervals(tree, all, { ...SHORT, seed }),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('depend on the scores only, not on what the institutions are called', () => {
    fc.assert(
      fc.property(anyInstitutions, (all) => {
        const renamed = all.map((one, at) => ({
          ...one,
          slug: `z${String(all.length - at).padStart(3, '0')}`,
        }));
        expect(rankIntervals(tree, renamed, SHORT)).toEqual(rankIntervals(tree, all, SHORT));
      }),
      { numRuns: 40 },
    );
  });

  it('do not depend on which measures and sources were asked for', () => {
    fc.assert(
      fc.property(
        anyInstitutions,
        fc.constantFrom('ga', 't', 'p', 'tg', 'tc', 'pg', 'pc', 'ga_gov', 'ga_cit'),
        fc.constantFrom(...UNCERTAINTY_SOURCES),
        (all, measure, source) => {
          const whole = rankIntervals(tree, all, SHORT);
          const part = rankIntervals(tree, all, { ...SHORT, measures: [measure], sources: [source] });
          for (const { unit, intervals } of part.units) {
            expect(intervals).toEqual({ [source]: { [measure]: intervalOf(whole, unit, source, measure) } });
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('stay within the range of the institutions of the unit, and of the ranks', () => {
    fc.assert(
      fc.property(anyInstitutions, (all) => {
        const { units } = rankIntervals(tree, all, { ...SHORT, measures: ['tg', 'ga'] });
        for (const { unit, intervals } of units) {
          const own = all.filter((one) => one.unit === unit).flatMap(({ scores }) => [...scores.values()]);
          for (const source of UNCERTAINTY_SOURCES) {
            const { low, high, rankMin, rankMax } = intervals[source]?.ga ?? {
              low: 2,
              high: 2,
              rankMin: 0,
              rankMax: 0,
            };
            expect(low).toBeGreaterThanOrEqual(Math.min(...own) - 1e-12);
            expect(low).toBeLessThanOrEqual(high);
            expect(high).toBeLessThanOrEqual(Math.max(...own) + 1e-12);
            expect(rankMin).toBeGreaterThanOrEqual(1);
            expect(rankMin).toBeLessThanOrEqual(rankMax);
            expect(rankMax).toBeLessThanOrEqual(units.length);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are the point itself when weights do not vary, and those of sampling alone when both are drawn', () => {
    fc.assert(
      fc.property(anyInstitutions, (all) => {
        const { units } = rankIntervals(tree, all, { ...SHORT, spread: 0, measures: ['tg'] });
        const means = aggregateUnits(all, ['tg']).map(({ unit, means }): [string, number | null] => [
          unit,
          means.get('tg')?.value ?? null,
        ]);
        const ranks = new Map(rankUnits(means).map((ranked) => [ranked.unit, ranked]));
        for (const { unit, intervals } of units) {
          const { value, rank } = ranks.get(unit) ?? {};
          expect(intervals.weights?.tg).toEqual({ low: value, high: value, rankMin: rank, rankMax: rank });
          expect(intervals.both).toEqual(intervals.sampling);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('do not get narrower when one pair of weights is drawn from a wider range', () => {
    // True of a measure made by one pair: each replicate's share then only moves further from the official one.
    fc.assert(
      fc.property(
        anyInstitutions,
        fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 })),
        (all, drawn) => {
          const options = { replicates: 200, measures: ['t'], sources: ['weights' as const] };
          const [less, more] = [Math.min(...drawn) / 100, Math.max(...drawn) / 100];
          const narrow = rankIntervals(tree, all, { ...options, spread: less });
          const wide = rankIntervals(tree, all, { ...options, spread: more });
          for (const { unit } of narrow.units) {
            const [inner, outer] = [narrow, wide].map((result) => intervalOf(result, unit, 'weights', 't'));
            expect(outer?.low).toBeLessThanOrEqual((inner?.low ?? 0) + 1e-12);
            expect(outer?.high).toBeGreaterThanOrEqual((inner?.high ?? 1) - 1e-12);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a unit that tells little', () => {
  it('has nothing to resample when its institutions are all alike, or only one', () => {
    const result = rankIntervals(tree, THREE, SHORT);
    expect(intervalOf(result, '03', 'sampling', 'ga')).toMatchObject({ low: 0.46875, high: 0.46875 });
    expect(result.units.map(({ institutions }) => institutions)).toEqual([3, 2, 1]);
  });

  it('has an interval that tells something only of weights, where it has one institution', () => {
    const { units } = rankIntervals(tree, THREE, SHORT);
    const told = units.map((unit) =>
      UNCERTAINTY_SOURCES.filter((source) => tellingInterval(unit, source, 'ga') !== null),
    );
    expect(told).toEqual([['sampling', 'weights', 'both'], ['sampling', 'weights', 'both'], ['weights']]);
    const [first] = units;
    if (first) expect(tellingInterval(first, 'both', 'ga')).toEqual(first.intervals.both?.ga);
  });

  it('leaves out the institutions that lack a component, and names them', () => {
    const lacking = institution('a4', '01', [0.1, 0.2, 0.3]);
    const result = rankIntervals(tree, [...THREE, lacking], SHORT);
    const [first] = result.units;
    expect(first?.leftOut).toEqual([{ slug: 'a4', unit: '01', missing: ['pc'] }]);
    expect(first?.institutions).toBe(3);
    expect(result.units.map(({ intervals }) => intervals)).toEqual(
      rankIntervals(tree, THREE, SHORT).units.map(({ intervals }) => intervals),
    );
  });

  it('has no interval and takes no rank without institutions', () => {
    const result = rankIntervals(tree, [...THREE, institution('d1', '04', [0.5])], {
      ...SHORT,
      units: ['05'],
    });
    for (const unit of ['04', '05']) {
      for (const source of UNCERTAINTY_SOURCES) expect(intervalOf(result, unit, source, 'ga')).toBeNull();
    }
    expect(intervalOf(result, '03', 'both', 'ga')?.rankMax).toBeLessThanOrEqual(3);
  });

  it('is not there at all in an empty edition', () => {
    expect(rankIntervals(tree, []).units).toEqual([]);
  });
});

describe('options that make no sense', () => {
  it('are refused', () => {
    const bad = [
      { replicates: 0 },
      { replicates: 1.5 },
      { spread: 1 },
      { spread: -0.1 },
      { spread: Number.NaN },
      { percentiles: [95, 5] as const },
      { percentiles: [5, 101] as const },
      { seed: -1 },
    ];
    for (const options of bad) expect(() => rankIntervals(tree, THREE, options)).toThrow(RangeError);
  });

  it('include measures that do not exist or that the components cannot make', () => {
    expect(() => rankIntervals(tree, THREE, { measures: ['gx'] })).toThrow('There is no measure "gx".');
    expect(() => rankIntervals(tree, THREE, { measures: ['tg_access'] })).toThrow(
      'The measure "tg_access" cannot be made from tg, tc, pg, pc.',
    );
  });
});
