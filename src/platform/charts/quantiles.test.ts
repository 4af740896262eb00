import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classesOf } from './classes.ts';
import { classThresholds } from './quantiles.ts';

const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });

describe('thresholds for the classes of a map', () => {
  it('part values into fifths', () => {
    const values = Array.from({ length: 101 }, (_, i) => i / 100);
    expect(classThresholds(values)).toEqual([0.2, 0.4, 0.6, 0.8]);
  });

  it('leave out what is not known', () => {
    expect(classThresholds([null, 0, undefined, 1, Number.NaN], 2)).toEqual([0.5]);
    expect(classThresholds([null, undefined])).toEqual([]);
  });

  it('are fewer where values are alike', () => {
    expect(classThresholds([0.4, 0.4, 0.4])).toEqual([0.4]);
    expect(classThresholds([0.1, 0.1, 0.1, 0.1, 0.9])).toEqual([0.26]);
  });

  it('are always such that a map can take them, with something in its lowest class unless all are alike', () => {
    fc.assert(
      fc.property(scores, (values) => {
        const thresholds = classThresholds(values);
        const { step } = classesOf(thresholds);
        const steps = new Set(values.map(step));
        expect(steps.has(1) || steps.size === 1).toBe(true);
      }),
    );
  });
});
