import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SampleInstitution, sampleEdition } from '../../../../test/support/edition.ts';
import { UNCERTAINTY_SOURCES } from '../rules/index.ts';
import { type EditionChoice, initialChoice } from './choice.ts';
import { type Selection, selectionOf } from './selection.ts';

const SAMPLE: readonly SampleInstitution[] = [
  { slug: 'a-congreso', unit: '01', kind: 'legislative', components: [0.8, 0.6, 0.4, 0.2] },
  { slug: 'a-salud', unit: '01', components: [0.6, 0.6, 0.2, 0.2] },
  { slug: 'a-sindicato', unit: '01', kind: 'union', components: [0, 0.2, 0, 0.2] },
  { slug: 'b-congreso', unit: '02', kind: 'legislative', components: [0.6, 0.4, 0.6, 0.4] },
  { slug: 'b-municipio', unit: '02', kind: 'municipality', order: 'municipal', components: [0.2, 0.2, 0, 0] },
  { slug: 'b-salud', unit: '02', components: [0.8, 0.8, 0.4, 0.8] },
  { slug: 'c-congreso', unit: '03', kind: 'legislative', components: [0.6, 0.4, 0.6, 0.4] },
];
const edition = sampleEdition(SAMPLE);

const choose = (choice: Partial<EditionChoice>): Selection =>
  selectionOf(edition, { ...initialChoice, ...choice });
const standingOf = (selection: Selection, clave: string) =>
  selection.units.find((unit) => unit.clave === clave)?.standing;

describe('an edition looked at as a whole', () => {
  it('shows the stored values, ranks and intervals of every unit', () => {
    const whole = choose({});
    expect(whole.units).toHaveLength(33);
    expect(whole.ranked.map(({ clave }) => clave)).toEqual(['03', '02', '01']);
    for (const { clave, standing } of whole.ranked) {
      const stored = edition.unitByClave.get(clave)?.measures.ga;
      expect(standing.value).toBe(stored?.value);
      if (standing.count > 1) expect(standing.interval).toEqual(stored?.intervals.both);
    }
  });

  it('leaves units without institutions without a value', () => {
    expect(standingOf(choose({}), '20')).toBeNull();
  });
});

describe('an edition looked at by kind of institution', () => {
  const congresses = choose({ kind: 'legislative' });

  it('takes the mean of these institutions alone', () => {
    expect(congresses.institutions.map(({ slug }) => slug)).toEqual([
      'a-congreso',
      'b-congreso',
      'c-congreso',
    ]);
    expect(standingOf(congresses, '01')?.value).toBeCloseTo(0.5, 12);
    expect(congresses.national?.institutions.get('ga')?.value).toBeCloseTo(0.5, 12);
  });

  it('gives units with the same value the same rank', () => {
    expect(congresses.ranked.map(({ standing }) => standing.rank)).toEqual([1, 1, 1]);
  });

  it('leaves units without such institutions without a value', () => {
    const unions = choose({ kind: 'union' });
    expect(unions.ranked.map(({ clave }) => clave)).toEqual(['01']);
    expect(standingOf(unions, '02')).toBeNull();
  });

  it('shows nothing but no data where no institution fits', () => {
    const none = choose({ kind: 'union', order: 'municipal' });
    expect(none.institutions).toEqual([]);
    expect(none.ranked).toEqual([]);
    expect(none.national).toBeNull();
  });
});

describe('the interval of a unit with a single institution', () => {
  it('is not known where the sample varies, for there is nothing to resample', () => {
    expect(standingOf(choose({ kind: 'legislative' }), '03')?.interval).toBeNull();
    expect(standingOf(choose({ kind: 'legislative', source: 'sampling' }), '03')?.interval).toBeNull();
    expect(standingOf(choose({}), '03')?.interval).toBeNull();
  });

  it('is known where only the weights vary', () => {
    const interval = standingOf(choose({ kind: 'legislative', source: 'weights' }), '01')?.interval;
    expect(interval?.low).toBeLessThan(interval?.high ?? 0);
  });
});

describe('the change since the edition before', () => {
  const before = sampleEdition(
    [
      { slug: 'a-salud', unit: '01', components: [0.2, 0.2, 0.2, 0.2] },
      { slug: 'b-congreso', unit: '02', kind: 'legislative', components: [0.1, 0.1, 0.1, 0.1] },
    ],
    2015,
  );

  it('is the difference of the values of the same choice', () => {
    const whole = selectionOf(edition, initialChoice, before);
    const value = standingOf(whole, '01')?.value ?? 0;
    expect(standingOf(whole, '01')?.change).toBeCloseTo(value - 0.2, 12);
    expect(standingOf(whole, '03')?.change).toBeNull();
    const congresses = selectionOf(edition, { ...initialChoice, kind: 'legislative' }, before);
    expect(standingOf(congresses, '02')?.change).toBeCloseTo(0.5 - 0.1, 12);
    expect(standingOf(congresses, '01')?.change).toBeNull();
  });

  it('is not known where that edition has no values by unit', () => {
    const selection = selectionOf(edition, initialChoice, sampleEdition([], 2015));
    expect(selection.before).toEqual({ year: 2015, comparable: false });
    expect(standingOf(selection, '01')?.change).toBeNull();
  });
});

describe('any choice', () => {
  const orders = fc.constantFrom(undefined, 'federal', 'state', 'municipal' as const);
  const kinds = fc.constantFrom(undefined, 'legislative', 'union', 'municipality' as const);

  it('gives values from 0 to 1, ranks within the units that have one, and ends of intervals in order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...edition.measures),
        orders,
        kinds,
        fc.constantFrom(...UNCERTAINTY_SOURCES),
        (measure, order, kind, source) => {
          const { ranked, units } = choose({ measure, order, kind, source } as EditionChoice);
          expect(units).toHaveLength(33);
          for (const { standing, institutions } of ranked) {
            expect(standing.value).toBeGreaterThanOrEqual(0);
            expect(standing.value).toBeLessThanOrEqual(1);
            expect(standing.rank).toBeGreaterThanOrEqual(1);
            expect(standing.rank).toBeLessThanOrEqual(ranked.length);
            expect(standing.count).toBeLessThanOrEqual(institutions);
            if (!standing.interval) continue;
            expect(standing.interval.low).toBeLessThanOrEqual(standing.interval.high);
            expect(standing.interval.rankMin).toBeLessThanOrEqual(standing.interval.rankMax);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is the same whatever order the institutions come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...SAMPLE], { minLength: SAMPLE.length }), (shuffled) => {
        const choice: EditionChoice = { ...initialChoice, order: 'state' };
        expect(selectionOf(sampleEdition(shuffled), choice).units).toEqual(
          selectionOf(edition, choice).units,
        );
      }),
      { numRuns: 15 },
    );
  });
});
