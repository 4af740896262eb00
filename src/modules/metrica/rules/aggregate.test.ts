import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateUnits, nationalFigures, valuesOf } from './aggregate.ts';
import {
  DuplicateInstitutionError,
  type Order,
  type ScoredInstitution,
  selectInstitutions,
} from './institutions.ts';

const institution = (
  slug: string,
  unit: string,
  scores: Record<string, number>,
  order: Order = 'state',
  kind = 'executive',
): ScoredInstitution => ({ slug, unit, order, kind, scores: new Map(Object.entries(scores)) });

const some = [
  institution('pgr', '00', { ga: 0.8, t: 0.66 }, 'federal'),
  institution('asf', '00', { ga: 0.5, t: 0.68 }, 'federal', 'legislative'),
  institution('zapopan', '14', { ga: 0.73, t: 0.74 }, 'municipal', 'municipality'),
  institution('jalisco-dif', '14', { ga: 0.4 }),
  institution('jalisco-congreso', '14', { ga: 0.25, t: 0.5 }, 'state', 'legislative'),
  institution('coyoacan', '09', { ga: 0.9, t: 0.79 }, 'municipal', 'municipality'),
];

describe('the units of an edition', () => {
  const units = aggregateUnits(some, ['ga', 't'], { units: ['00', '09', '14', '20'] });
  const of = (unit: string, measure: string) =>
    units.find((found) => found.unit === unit)?.means.get(measure);

  it('have the simple mean of their institutions, in the order of their claves', () => {
    expect(units.map(({ unit, institutions }) => [unit, institutions])).toEqual([
      ['00', 2],
      ['09', 1],
      ['14', 3],
      ['20', 0],
    ]);
    expect(of('00', 'ga')).toEqual({ value: 0.65, count: 2, missing: [] });
    expect(of('14', 'ga')?.value).toBeCloseTo(0.46, 12);
  });

  it('leave out of a measure the institutions without a score in it, and name them', () => {
    expect(of('14', 't')).toEqual({ value: 0.62, count: 2, missing: ['jalisco-dif'] });
  });

  it('have no value without institutions', () => {
    expect(of('20', 'ga')).toEqual({ value: null, count: 0, missing: [] });
    expect(units.map(valuesOf).at(-1)).toEqual(new Map());
  });

  it('do not count an institution twice', () => {
    expect(() => aggregateUnits([...some, institution('pgr', '01', { ga: 0 })], ['ga'])).toThrow(
      DuplicateInstitutionError,
    );
  });
});

describe('the national figure', () => {
  const units = aggregateUnits(some, ['ga', 't'], { units: ['20'] });
  const { institutions, units: byUnit } = nationalFigures(some, units, ['ga', 't']);

  it('of institutions counts each institution the same', () => {
    expect(institutions.get('ga')?.value).toBeCloseTo((0.8 + 0.5 + 0.73 + 0.4 + 0.25 + 0.9) / 6, 12);
    expect(institutions.get('t')).toMatchObject({ count: 5, missing: ['jalisco-dif'] });
  });

  it('of units counts each unit the same, and names those without a value', () => {
    expect(byUnit.get('ga')?.value).toBeCloseTo((0.65 + 0.9 + 0.46) / 3, 12);
    expect(byUnit.get('ga')).toMatchObject({ count: 3, missing: ['20'] });
  });
});

describe('a selection of institutions', () => {
  const slugs = (filter: Parameters<typeof selectInstitutions>[1]) =>
    selectInstitutions(some, filter).map(({ slug }) => slug);

  it('is of an order, a kind, a unit, or all of these', () => {
    expect(slugs({ order: 'municipal' })).toEqual(['zapopan', 'coyoacan']);
    expect(slugs({ kind: 'legislative' })).toEqual(['asf', 'jalisco-congreso']);
    expect(slugs({ kind: 'legislative', order: 'state' })).toEqual(['jalisco-congreso']);
    expect(slugs({ unit: '14', order: undefined })).toEqual(['zapopan', 'jalisco-dif', 'jalisco-congreso']);
    expect(slugs({})).toHaveLength(6);
  });
});

describe('any institutions', () => {
  const anyInstitutions = fc
    .array(fc.tuple(fc.constantFrom('00', '01', '02'), fc.option(fc.double({ min: 0, max: 1, noNaN: true }))))
    .map((drawn) =>
      drawn.map(([unit, score], at) => institution(`i${at}`, unit, score === null ? {} : { ga: score })),
    );

  it('give the same figures in any order, to the last bit', () => {
    const shuffled = anyInstitutions.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, mixed]) => {
        const units = aggregateUnits(all, ['ga']);
        expect(aggregateUnits(mixed, ['ga'])).toEqual(units);
        expect(nationalFigures(mixed, units, ['ga'])).toEqual(nationalFigures(all, units, ['ga']));
      }),
    );
  });

  it('give units within the range of their institutions', () => {
    fc.assert(
      fc.property(anyInstitutions, (all) => {
        for (const { unit, means } of aggregateUnits(all, ['ga'])) {
          const value = means.get('ga')?.value ?? null;
          const scores = all.filter((one) => one.unit === unit).flatMap((one) => one.scores.get('ga') ?? []);
          if (value === null) expect(scores).toEqual([]);
          else expect(value >= Math.min(...scores) && value <= Math.max(...scores)).toBe(true);
        }
      }),
    );
  });
});
