import { expect, it } from 'vitest';
import { createFormat } from '../i18n/format.ts';
import { translator } from '../i18n/i18n.ts';
import { classesOf, classLabels } from './classes.ts';

it('puts a threshold in the class above it', () => {
  const { step } = classesOf([0.33, 0.37, 0.4, 0.44]);
  expect([0.2, 0.33, 0.36, 0.37, 0.4, 0.44, 0.9].map(step)).toEqual([1, 2, 2, 3, 4, 5, 5]);
});

it('sorts a value as it is printed: what reads 0.33 is not less than 0.33', () => {
  const { step } = classesOf([0.33, 0.37]);
  expect(step(0.3297)).toBe(step(0.33));
  expect(step(0.3249)).toBe(1);
});

it('spreads fewer classes over the whole ramp', () => {
  expect(classesOf([0.5]).steps).toEqual([1, 5]);
  expect(classesOf([0.3, 0.6]).steps).toEqual([1, 3, 5]);
});

it('has no class for a value that is not known', () => {
  const { step } = classesOf([0.5]);
  expect(step(null)).toBeNull();
  expect(step(Number.NaN)).toBeNull();
});

it('says its ranges in words', () => {
  const format = createFormat('es-MX').score;
  expect(classLabels(classesOf([0.33, 0.4]), format, translator('es-MX'))).toEqual([
    'menos de 0.33',
    '0.33 a 0.40',
    '0.40 o más',
  ]);
  expect(classLabels(classesOf([]), format, translator('es-MX'))).toEqual([]);
});

it('refuses thresholds that do not ascend or are too many', () => {
  expect(() => classesOf([0.4, 0.3])).toThrow(RangeError);
  expect(() => classesOf([0.4, 0.4])).toThrow(RangeError);
  expect(() => classesOf([Number.NaN])).toThrow(RangeError);
  expect(() => classesOf([1, 2, 3, 4, 5])).toThrow(RangeError);
});
