import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestRank, percentileOfCounts, percentilesOf } from './percentile.ts';

describe('percentiles by nearest rank', () => {
  it('are the 50th and the 950th of a thousand values', () => {
    expect(nearestRank(5, 1000)).toBe(50);
    expect(nearestRank(95, 1000)).toBe(950);
    const values = Float64Array.from({ length: 1000 }, (_, at) => ((at * 617) % 1000) + 1);
    expect(percentilesOf(values, 5, 95)).toEqual([50, 950]);
  });

  it('are always one of the values, the only one where there is one', () => {
    expect(percentilesOf(Float64Array.of(0.3), 5, 95)).toEqual([0.3, 0.3]);
    expect(percentilesOf(Float64Array.of(0.4, 0.2), 5, 95)).toEqual([0.2, 0.4]);
    expect(percentilesOf(Float64Array.of(0.4, 0.2, 0.3), 0, 100)).toEqual([0.2, 0.4]);
  });

  it('are what sorting gives', () => {
    const numbers = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true })), {
      minLength: 1,
      maxLength: 200,
    });
    const percents = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(numbers, percents, (values, drawn) => {
        const [lower, upper] = [Math.min(...drawn), Math.max(...drawn)];
        const sorted = Float64Array.from(values).sort();
        const at = (percent: number) => sorted[nearestRank(percent, values.length) - 1] ?? Number.NaN;
        const found = percentilesOf(Float64Array.from(values), lower, upper);
        // 0 and -0 are the same number; sorting puts one before the other.
        expect(found.map((value) => value + 0)).toEqual([at(lower) + 0, at(upper) + 0]);
      }),
    );
  });

  it('of counts are those of the values counted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (values, percent) => {
          const counts = new Uint32Array(10);
          for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
          const [expected] = percentilesOf(Float64Array.from(values), percent, percent);
          expect(percentileOfCounts(counts, values.length, percent)).toBe(expected);
        },
      ),
    );
  });
});
