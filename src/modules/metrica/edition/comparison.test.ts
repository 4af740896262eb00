import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleEdition } from '../../../../test/support/edition.ts';
import {
  byScore,
  indexComponents,
  nearestInPopulation,
  nearestInRank,
  placeAmong,
  shareInIndex,
  strongestLever,
} from './comparison.ts';

const edition = sampleEdition([
  { slug: 'a', unit: '01', components: [0.8, 0.2, 0.4, 0.2] },
  { slug: 'b', unit: '02', components: [0.6, 0.8, 0.4, 0.6] },
  { slug: 'c', unit: '03', components: [0.6, 0.4, 0.2, 0.4] },
  { slug: 'd', unit: '04', components: [0.2, 0.2, 0.2, 0.2] },
]);

describe('the states that a state is compared with', () => {
  const states = [10, 20, 24, 30, 31, 90, 400].map((population2020, at) => ({
    clave: String(at + 1).padStart(2, '0'),
    population2020,
  }));

  it('are the five nearest in population, nearest first, without itself', () => {
    expect(nearestInPopulation(states, '04').map(({ clave }) => clave)).toEqual([
      '05',
      '03',
      '02',
      '01',
      '06',
    ]);
  });

  it('are none where its population is not known', () => {
    const unknown = [...states, { clave: '08', population2020: null }];
    expect(nearestInPopulation(unknown, '08')).toEqual([]);
    expect(nearestInPopulation(unknown, '07').map(({ clave }) => clave)).not.toContain('08');
  });

  it('are for the federation those next to it in the ranking', () => {
    expect(nearestInRank(edition.units, '03').map(({ clave }) => clave)).toEqual(['01', '02', '04']);
    expect(nearestInRank(edition.units, '20')).toEqual([]);
  });
});

describe('what would move a unit most', () => {
  it('is the component that lies furthest below the best unit, by its share in the index', () => {
    const lever = strongestLever(edition, '01');
    expect(lever).toMatchObject({ component: 'tc', from: 0.2, to: 0.8, rank: 2 });
    expect(lever?.best.clave).toBe('02');
    expect(lever?.gain).toBeCloseTo(0.15, 12);
    expect(lever?.value).toBeCloseTo(0.55, 12);
  });

  it('is nothing to gain, in the lowest component, for a unit that leads in all of them', () => {
    const leader = sampleEdition([
      { slug: 'a', unit: '01', components: [0.8, 0.9, 0.4, 0.5] },
      { slug: 'b', unit: '02', components: [0.1, 0.1, 0.1, 0.1] },
    ]);
    expect(strongestLever(leader, '01')).toMatchObject({ component: 'pg', gain: 0, rank: 1 });
  });

  it('is not known for a unit without values', () => {
    expect(strongestLever(edition, '20')).toBeNull();
  });

  it('never lifts an index above what the best components together give', () => {
    const score = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);
    const components = fc.tuple(score, score, score, score);
    fc.assert(
      fc.property(components, components, (one, other) => {
        const pair = sampleEdition([
          { slug: 'a', unit: '01', components: one },
          { slug: 'b', unit: '02', components: other },
        ]);
        const lever = strongestLever(pair, '01');
        const best = one.map((value, at) => Math.max(value, other[at] ?? 0));
        expect(lever?.gain).toBeGreaterThanOrEqual(0);
        expect(lever?.value).toBeLessThanOrEqual(best.reduce((sum, value) => sum + value / 4, 0) + 1e-12);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the components of the index', () => {
  it('count as much together as the index itself', () => {
    const components = indexComponents(edition);
    expect(components).toEqual(['tg', 'tc', 'pg', 'pc']);
    const { tree } = edition;
    if (!tree) throw new Error('the edition has no tree');
    const shares = components.map((component) => shareInIndex(tree, component));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });
});

describe('the place of an institution', () => {
  const tied = sampleEdition([
    { slug: 'a', unit: '01', components: [0.5, 0.5, 0.5, 0.5] },
    { slug: 'b', unit: '01', components: [0.9, 0.9, 0.9, 0.9] },
    { slug: 'c', unit: '01', components: [0.5, 0.5, 0.5, 0.5] },
  ]);

  it('is shared with those that have the same score', () => {
    expect(placeAmong(tied.institutions, 'b')).toEqual({ rank: 1, of: 3 });
    expect(placeAmong(tied.institutions, 'a')).toEqual({ rank: 2, of: 3 });
    expect(placeAmong(tied.institutions, 'c')).toEqual({ rank: 2, of: 3 });
  });

  it('is not known for one that is not among them', () => {
    expect(placeAmong(tied.institutions, 'z')).toBeNull();
  });

  it('orders lists from the highest score, equal ones by their address', () => {
    expect(byScore(tied.institutions).map(({ slug }) => slug)).toEqual(['b', 'a', 'c']);
  });
});
