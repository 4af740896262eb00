import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactSum, meanOf } from './exact-sum.ts';

const score = fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 10_000);
const anyNumber = fc.double({ min: -1e15, max: 1e15, noNaN: true, noDefaultInfinity: true });

describe('the exact sum', () => {
  it('loses nothing to numbers of another size', () => {
    expect(exactSum([1e100, 1, -1e100])).toBe(1);
    expect(exactSum([1, 1e-16, 1e-16])).toBe(1.0000000000000002);
    expect(exactSum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
  });

  it('rounds once, so a sum halfway between two doubles is decided by what is left below it', () => {
    const half = 2 ** -53;
    expect(exactSum([1, half])).toBe(1);
    expect(exactSum([1, half, 2 ** -110])).toBe(1 + 2 ** -52);
    expect(exactSum([1, half, -(2 ** -110)])).toBe(1);
    expect(exactSum([-1, -half, -(2 ** -110)])).toBe(-1 - 2 ** -52);
  });

  it('is 0 for nothing', () => {
    expect(exactSum([])).toBe(0);
  });

  it('is the same in any order, to the last bit', () => {
    fc.assert(
      fc.property(fc.array(anyNumber, { maxLength: 60 }), fc.nat(), (values, turn) => {
        const at = values.length === 0 ? 0 : turn % values.length;
        const turned = [...values.slice(at), ...values.slice(0, at)].reverse();
        expect(exactSum(turned)).toBe(exactSum(values));
      }),
    );
  });

  it('of whole numbers is what integer arithmetic gives', () => {
    const whole = fc.integer({ min: -(2 ** 40), max: 2 ** 40 });
    fc.assert(
      fc.property(fc.array(whole, { maxLength: 60 }), (values) => {
        const expected = values.reduce((sum, value) => sum + BigInt(value), 0n);
        expect(BigInt(exactSum(values))).toBe(expected);
      }),
    );
  });
});

describe('a mean of scores', () => {
  it('is null for none', () => {
    expect(meanOf([])).toBeNull();
  });

  it('lies between the lowest and the highest score', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(score, fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1 }),
        (scores) => {
          const mean = meanOf(scores) ?? Number.NaN;
          expect(mean).toBeGreaterThanOrEqual(Math.min(...scores));
          expect(mean).toBeLessThanOrEqual(Math.max(...scores));
        },
      ),
    );
  });

  it('of the same score over and over is that score', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 50 }),
        (value, count) => {
          expect(meanOf(Array.from({ length: count }, () => value))).toBe(value);
        },
      ),
    );
  });
});
