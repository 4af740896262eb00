import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainOf, positionScale } from './scale.ts';

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('a position scale', () => {
  it('places the ends at 0 and 100 and the middle between them', () => {
    const scale = positionScale([0.2, 0.6]);
    expect([scale.at(0.2), scale.at(0.4), scale.at(0.6)]).toEqual([0, 50, 100]);
    expect(scale.percent(0.3488)).toBe('37.2%');
  });

  it('keeps a value outside its domain at the nearer end', () => {
    const scale = positionScale([0, 1]);
    expect(scale.at(-3)).toBe(0);
    expect(scale.at(7)).toBe(100);
  });

  it('never places a larger value before a smaller one', () => {
    fc.assert(
      fc.property(value, value, fc.array(value), (a, b, others) => {
        const scale = positionScale(domainOf([a, ...others]));
        expect(scale.at(Math.min(a, b))).toBeLessThanOrEqual(scale.at(Math.max(a, b)));
      }),
    );
  });

  it('writes its ticks with the decimals that tell them apart, and never so many that a phone has no room', () => {
    const scale = positionScale([0.25, 0.6]);
    expect(scale.ticks(5)).toEqual([0.3, 0.4, 0.5, 0.6]);
    expect(scale.tickDigits(5)).toBe(1);
    expect(positionScale([0, 1000]).tickDigits(5)).toBe(0);
    fc.assert(
      fc.property(value, value, (a, b) => {
        fc.pre(Math.abs(a - b) > 1e-3);
        expect(positionScale([Math.min(a, b), Math.max(a, b)]).ticks(5).length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('refuses ends that are no domain', () => {
    for (const ends of [
      [1, 1],
      [2, 1],
      [Number.NaN, 1],
      [0, Infinity],
    ] as const) {
      expect(() => positionScale(ends)).toThrow(RangeError);
    }
  });
});

describe('the domain of values', () => {
  it('has round ends and leaves no value outside', () => {
    expect(domainOf([0.274, 0.511])).toEqual([0.25, 0.55]);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const [from, to] = domainOf(values);
        expect(from).toBeLessThan(to);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(from);
        expect(Math.max(...values)).toBeLessThanOrEqual(to);
      }),
    );
  });

  it('gives one value, or ties, room on both sides', () => {
    const [from, to] = domainOf([0.4, 0.4, null]);
    expect(from).toBeLessThan(0.4);
    expect(to).toBeGreaterThan(0.4);
  });

  it('is 0 to 1 where nothing is known', () => {
    expect(domainOf([null, undefined, Number.NaN])).toEqual([0, 1]);
  });
});
