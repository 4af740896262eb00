import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distributionOf } from './bins.ts';

const counts = (values: (number | null)[]) =>
  distributionOf(values, [0, 1], 0.1).bins.map(({ count }) => count);

describe('a distribution', () => {
  it('counts a value at an edge in the bin that begins there, and the end in the last bin', () => {
    expect(counts([0, 0.1, 0.3, 0.6, 0.7, 1])).toEqual([1, 1, 0, 1, 0, 0, 1, 1, 0, 1]);
  });

  it('has edges that read as they should', () => {
    const { bins, digits } = distributionOf([], [0, 1], 0.1);
    expect(bins.map(({ from }) => from)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
    expect(digits).toBe(1);
    expect(distributionOf([], [0, 1], 0.25).digits).toBe(2);
    expect(distributionOf([], [0, 40], 10).digits).toBe(0);
  });

  it('loses no value: every known one is in a bin, every other is counted apart', () => {
    const measured = fc.oneof(fc.double({ min: -2, max: 3 }), fc.constant(null));
    fc.assert(
      fc.property(fc.array(measured), (values) => {
        const { bins, count, unknown } = distributionOf(values, [0, 1], 0.05);
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(count);
        expect(count + unknown).toBe(values.length);
      }),
    );
  });

  it('knows its least, middle and greatest value, and none where nothing is known', () => {
    expect(distributionOf([0.2, 0.9, 0.4, null], [0, 1], 0.1)).toMatchObject({
      least: 0.2,
      median: 0.4,
      greatest: 0.9,
    });
    expect(distributionOf([null], [0, 1], 0.1)).toMatchObject({
      count: 0,
      unknown: 1,
      median: null,
      least: null,
    });
  });

  it('refuses bins that do not fill the domain', () => {
    for (const step of [0.3, 0, -0.1, Number.NaN, 2]) {
      expect(() => distributionOf([], [0, 1], step)).toThrow(RangeError);
    }
  });
});
