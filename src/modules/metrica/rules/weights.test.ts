import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import document from '#data/metrica/2017/methodology.json';
import type { ScoredInstitution } from './institutions.ts';
import { readMethodology } from './read-methodology.ts';
import { buildTree, measureOf } from './tree.ts';
import {
  changedMeasures,
  reweigh,
  simulate,
  type WeightChoice,
  WeightsError,
  weightProblems,
} from './weights.ts';

const tree = buildTree(readMethodology(document));
const even = { transparency: 1, participation: 1 };

const institution = (unit: string, scores: Record<string, number>): ScoredInstitution => ({
  slug: `institution-${unit}`,
  unit,
  order: 'state',
  kind: 'executive',
  scores: new Map(Object.entries(scores)),
});

/** Published as 2017 was: the index does not equal its parts to the last decimal. */
const PUBLISHED = [
  institution('01', { ga: 0.5001, t: 0.8, p: 0.2, tg: 0.6, tc: 1, pg: 0.3, pc: 0.1 }),
  institution('02', { ga: 0.45, t: 0.5, p: 0.4, tg: 0.7, tc: 0.3, pg: 0.4, pc: 0.4 }),
  institution('03', { ga: 0.4, t: 0.2, p: 0.6, tg: 0.4, tc: 0, pg: 0.5, pc: 0.7 }),
];

describe('the simulator', () => {
  const places = (choice: WeightChoice, measure?: string) =>
    simulate(tree, PUBLISHED, choice, measure).map(({ unit, simulated, move }) => [
      unit,
      simulated.rank,
      move,
    ]);
  const value = (choice: WeightChoice, unit: string, measure?: string) =>
    simulate(tree, PUBLISHED, choice, measure).find((found) => found.unit === unit)?.simulated.value;

  it('gives the published ranking, value by value, under the official weights', () => {
    const choices: WeightChoice[] = [
      {},
      { dimension: even },
      { dimension: { transparency: 50, participation: 50 }, perspective: { government: 7, citizen: 7 } },
    ];
    for (const choice of choices) {
      expect(places(choice)).toEqual([
        ['01', 1, 0],
        ['02', 2, 0],
        ['03', 3, 0],
      ]);
      expect(value(choice, '01')).toBe(0.5001);
    }
  });

  it('moves the ranks when a dimension counts more', () => {
    const participation = { dimension: { transparency: 0, participation: 1 } };
    expect(places(participation)).toEqual([
      ['03', 1, 2],
      ['02', 2, 0],
      ['01', 3, -2],
    ]);
    expect(value(participation, '03')).toBe(0.6);
    expect(value({ dimension: { transparency: 3, participation: 1 } }, '01')).toBeCloseTo(0.65, 12);
  });

  it('weighs the perspectives in both dimensions alike, or in one of them otherwise', () => {
    const citizen = { perspective: { government: 1, citizen: 3 } };
    expect(value(citizen, '01', 't')).toBeCloseTo(0.25 * 0.6 + 0.75 * 1, 12);
    expect(value(citizen, '01', 'p')).toBeCloseTo(0.25 * 0.3 + 0.75 * 0.1, 12);
    const own = { ...citizen, perspectiveIn: { participation: { government: 1, citizen: 0 } } };
    expect(value(own, '01', 't')).toBeCloseTo(0.9, 12);
    expect(value(own, '01', 'p')).toBe(0.3);
    expect(value(own, '01')).toBeCloseTo(0.6, 12);
  });

  it('lets the index by perspective go along with the dimensions', () => {
    const choice = { dimension: { transparency: 1, participation: 3 } };
    expect(value(choice, '01', 'ga_gov')).toBeCloseTo(0.25 * 0.6 + 0.75 * 0.3, 12);
    expect(value({ perspective: { government: 1, citizen: 9 } }, '01', 'ga_gov')).toBeCloseTo(0.45, 12);
  });

  it('keeps the published scores that a choice does not touch', () => {
    const dimensions = reweigh(tree, { dimension: { transparency: 2, participation: 1 } });
    expect([...changedMeasures(tree, dimensions)].sort()).toEqual(['ga', 'ga_cit', 'ga_gov']);
    const perspectives = reweigh(tree, { perspectiveIn: { participation: { government: 2, citizen: 1 } } });
    expect([...changedMeasures(tree, perspectives)].sort()).toEqual(['ga', 'p']);
    expect(measureOf(perspectives, 'pg').weight).toBeCloseTo(2 / 3, 12);
  });

  it('needs no score for what a reader gives no weight', () => {
    const withoutPc = institution('04', { tg: 0.9, tc: 0.9, pg: 0.9 });
    const all = [...PUBLISHED, withoutPc];
    const found = (choice: WeightChoice) => simulate(tree, all, choice).find(({ unit }) => unit === '04');
    expect(found({})).toEqual({
      unit: '04',
      official: { value: null, rank: null },
      simulated: { value: null, rank: null },
      move: null,
    });
    const simulated = found({ perspective: { government: 1, citizen: 0 } })?.simulated;
    expect(simulated?.rank).toBe(1);
    expect(simulated?.value).toBeCloseTo(0.9, 12);
  });

  it('changes nothing when the weights of a group are multiplied by the same number', () => {
    const weight = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(
        weight,
        weight,
        weight,
        weight,
        fc.integer({ min: 1, max: 100 }),
        (t, p, gov, cit, factor) => {
          const choice = (by: number): WeightChoice => ({
            dimension: { transparency: t * by, participation: p * by },
            perspective: { government: gov * by, citizen: cit * by },
          });
          const [once, scaled] = [1, factor].map((by) => simulate(tree, PUBLISHED, choice(by)));
          once?.forEach(({ unit, simulated, move }, at) => {
            expect(scaled?.[at]).toMatchObject({ unit, move });
            expect(scaled?.[at]?.simulated.value).toBeCloseTo(simulated.value ?? -1, 12);
          });
        },
      ),
    );
  });

  it('comes to the same index by dimension and by perspective', () => {
    const weight = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(weight, weight, weight, weight, (t, p, gov, cit) => {
        const choice: WeightChoice = {
          dimension: { transparency: t, participation: p },
          perspective: { government: gov, citizen: cit },
        };
        const components = PUBLISHED.map(({ unit, scores }) =>
          institution(unit, Object.fromEntries([...scores].filter(([id]) => id.length === 2 && id !== 'ga'))),
        );
        const of = (measure: string) =>
          simulate(tree, components, choice, measure).find(({ unit }) => unit === '02')?.simulated.value ??
          -1;
        expect(of('ga')).toBeCloseTo((gov * of('ga_gov') + cit * of('ga_cit')) / (gov + cit), 12);
      }),
    );
  });

  it('knows no other measures', () => {
    expect(() => simulate(tree, PUBLISHED, {}, 'gx')).toThrow('There is no measure "gx".');
  });
});

describe('weights that make no sense', () => {
  const problems = (choice: WeightChoice) =>
    weightProblems(choice).map(({ code, group, side }) => [code, group, side]);

  it('are refused with the group and the side', () => {
    const dimension = (transparency: number) => ({ dimension: { transparency, participation: 1 } });
    expect(problems(dimension(Number.NaN))).toEqual([['not_finite', 'dimension', 'transparency']]);
    expect(problems(dimension(Number.POSITIVE_INFINITY))).toEqual([
      ['not_finite', 'dimension', 'transparency'],
    ]);
    expect(problems(dimension(-1))).toEqual([['negative', 'dimension', 'transparency']]);
    expect(problems(dimension(1000.5))).toEqual([['too_large', 'dimension', 'transparency']]);
    expect(problems(dimension(1000))).toEqual([]);
    expect(problems({ perspective: { government: 1, citizen: -2 } })).toEqual([
      ['negative', 'perspective', 'citizen'],
    ]);
  });

  it('are refused when a whole group weighs nothing', () => {
    expect(problems({ dimension: { transparency: 0, participation: 0 } })).toEqual([
      ['all_zero', 'dimension', null],
    ]);
    expect(problems({ perspectiveIn: { participation: { government: 0, citizen: 0 } } })).toEqual([
      ['all_zero', 'perspective.participation', null],
    ]);
    expect(problems({ dimension: { transparency: 0, participation: 1 } })).toEqual([]);
  });

  it('are never computed with', () => {
    const choice = {
      dimension: { transparency: 0, participation: 0 },
      perspective: { government: -1, citizen: 1 },
    };
    expect(() => simulate(tree, PUBLISHED, choice)).toThrow(WeightsError);
    expect(() => reweigh(tree, choice)).toThrow(
      'The weights of dimension are all 0. The weight perspective.government is below 0: -1.',
    );
  });
});
