import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundHalfUp as printed } from '#platform/i18n/format.ts';
import { roundHalfUp } from './decimals.ts';

describe('rounding as the official annex does', () => {
  it('takes a half up', () => {
    expect(roundHalfUp(0.125, 2)).toBe(0.13);
    expect(roundHalfUp(0.385, 2)).toBe(0.39);
    expect(roundHalfUp(2.5, 0)).toBe(3);
  });

  it('takes up a half whose double lies just below it', () => {
    expect(roundHalfUp(0.195, 2)).toBe(0.2);
    expect(roundHalfUp(1.005, 2)).toBe(1.01);
    expect(roundHalfUp(0.19499999999999998, 2)).toBe(0.2);
  });

  it('leaves below a half what is truly below it', () => {
    expect(roundHalfUp(0.194999, 2)).toBe(0.19);
    expect(roundHalfUp(0.3872, 2)).toBe(0.39);
    expect(roundHalfUp(0.3849, 2)).toBe(0.38);
  });

  it('rounds differences below 0 away from it, and never to a negative zero', () => {
    expect(roundHalfUp(-0.125, 2)).toBe(-0.13);
    expect(Object.is(roundHalfUp(-0.001, 2), 0)).toBe(true);
  });

  it('gives every two-decimal number back as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (hundredths) => {
        expect(roundHalfUp(hundredths / 100, 2)).toBe(hundredths / 100);
      }),
    );
  });

  it('is that of printed texts', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 12 }),
        (value, digits) => {
          expect(printed(value, digits)).toBe(roundHalfUp(value, digits));
        },
      ),
    );
  });

  it('agrees with integer arithmetic for every mean of 27 four-decimal scores', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 270_000 }), (sum) => {
        // Half up in whole numbers: floor(100 * sum / 270000 + 1/2).
        const hundredths = Number((BigInt(sum) * 200n + 270_000n) / 540_000n);
        expect(roundHalfUp(sum / 10_000 / 27, 2)).toBe(hundredths / 100);
      }),
    );
  });
});
