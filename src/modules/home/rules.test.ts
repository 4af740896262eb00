import { describe, expect, it } from 'vitest';
import { gapChange, gapOf, sideAhead } from './rules.ts';

const sides = (transparency: number, participation: number) => ({ year: 2017, transparency, participation });

describe('transparency against participation', () => {
  it('tells which is ahead as the values are printed', () => {
    expect(sideAhead(sides(0.5, 0.28))).toBe('transparency');
    expect(sideAhead(sides(0.28, 0.5))).toBe('participation');
    expect(sideAhead(sides(0.5, 0.5))).toBe('neither');
    expect(sideAhead(sides(0.501, 0.499))).toBe('neither');
  });

  it('measures the distance without the noise of binary fractions', () => {
    expect(gapOf(sides(0.61, 0.35))).toBe(0.26);
    expect(gapOf(sides(0.35, 0.61))).toBe(0.26);
    expect(gapOf(sides(0.5, 0.28))).toBe(0.22);
  });

  it('tells whether the distance grew from the first edition to the last', () => {
    expect(gapChange(sides(0.5, 0.28), sides(0.61, 0.35))).toBe('wider');
    expect(gapChange(sides(0.61, 0.35), sides(0.5, 0.28))).toBe('narrower');
    expect(gapChange(sides(0.64, 0.42), sides(0.5, 0.28))).toBe('same');
  });
});
