import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import document from '#data/metrica/2017/methodology.json';
import { consistencyOf, roundingTolerance } from './consistency.ts';
import { roundHalfUp } from './decimals.ts';
import { readMethodology } from './read-methodology.ts';
import { buildTree } from './tree.ts';

const tree = buildTree(readMethodology(document));
/** The scores that rounding does not explain. */
const inconsistent = (observed: ReadonlyMap<string, number>, decimals: number) =>
  consistencyOf(tree, observed).filter(
    ({ difference }) => Math.abs(difference) > roundingTolerance(decimals),
  );
const scores = (known: Record<string, number>) => new Map(Object.entries(known));

describe('scores published at several levels', () => {
  it('are compared with what their published parts make', () => {
    const checks = consistencyOf(
      tree,
      scores({ ga: 0.5054, t: 0.6778, p: 0.333, tg: 0.5556, tc: 0.8, pg: 0.466, pc: 0.2 }),
    );
    expect(checks.map(({ node }) => node)).toEqual(['t', 'p', 'ga']);
    const [t, p] = checks;
    expect(t).toMatchObject({ observed: 0.6778 });
    expect(t?.difference).toBeCloseTo(0, 12);
    expect(p?.difference).toBeCloseTo(0, 12);
  });

  it('are compared with what lies further down where the level between was not published', () => {
    const [check] = consistencyOf(tree, scores({ ga: 0.5, tg: 0.4, tc: 0.6, pg: 0.2, pc: 0.4 }));
    expect(check?.node).toBe('ga');
    expect(check?.computed).toBeCloseTo(0.4, 12);
    expect(check?.difference).toBeCloseTo(0.1, 12);
  });

  it('are not compared where a part is unknown', () => {
    expect(consistencyOf(tree, scores({ ga: 0.5, t: 0.4 }))).toEqual([]);
  });

  it('that differ by more than rounding can explain are listed with whose they are', () => {
    // The national figures of 2019: participation was published as 0.41, its two components average 0.385.
    const edition2019 = scores({ ga: 0.52, t: 0.64, p: 0.41, tg: 0.72, tc: 0.56, pg: 0.19, pc: 0.58 });
    const found = inconsistent(edition2019, 2);
    expect(found.map(({ node, observed }) => [node, observed])).toEqual([['p', 0.41]]);
    expect(found[0]?.computed).toBeCloseTo(0.385, 12);
    expect(found[0]?.difference).toBeCloseTo(0.025, 12);
  });

  it('made by rounding at four decimals stay within the tolerance for four decimals', () => {
    const component = fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 10_000);
    fc.assert(
      fc.property(component, component, (tg, tc) => {
        const published = scores({ t: roundHalfUp((tg + tc) / 2, 4), tg, tc });
        expect(inconsistent(published, 4)).toEqual([]);
      }),
    );
  });
});
