import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearestNames } from './index.ts';

const states = [
  'Aguascalientes',
  'Ciudad de México',
  'Coahuila',
  'Colima',
  'Estado de México',
  'Guanajuato',
  'Guerrero',
  'Michoacán',
  'Nuevo León',
  'Oaxaca',
  'Querétaro',
  'Quintana Roo',
  'San Luis Potosí',
];
const nearest = (typed: string, most = 3) => nearestNames(typed, states, (name) => name, most);

describe('names near to a misspelt one', () => {
  it.each([
    ['oaxca', 'Oaxaca'],
    ['Gunajuato', 'Guanajuato'],
    ['michuacan', 'Michoacán'],
    ['queretarro', 'Querétaro'],
    ['quintanaroo', 'Quintana Roo'],
    ['san-luis-potosi-', 'San Luis Potosí'],
    ['sn luis potosi', 'San Luis Potosí'],
    ['nuevo loen', 'Nuevo León'],
    ['cuidad mexico', 'Ciudad de México'],
    ['AGUASCALIENTE', 'Aguascalientes'],
  ])('%s is taken for %s', (typed, meant) => {
    expect(nearest(typed)[0]).toBe(meant);
  });

  it('are none for what is like no name', () => {
    expect(nearest('xyzzy')).toEqual([]);
    expect(nearest('¿?')).toEqual([]);
    expect(nearest('')).toEqual([]);
  });

  it('are as many as asked for, in the order of nearness', () => {
    expect(nearest('mexico', 5)).toEqual(['Ciudad de México', 'Estado de México']);
    expect(nearest('mexico', 1)).toHaveLength(1);
  });

  it('begin with the name itself, however it is written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.boolean(), (name, upper) => {
        expect(nearest(upper ? name.toUpperCase() : name.toLowerCase())[0]).toBe(name);
      }),
    );
  });
});

describe('the distance between two texts', () => {
  it('counts letters put in, left out, replaced and swapped', () => {
    expect(editDistance('oaxaca', 'oaxca')).toBe(1);
    expect(editDistance('oaxaca', 'oaxacca')).toBe(1);
    expect(editDistance('oaxaca', 'oajaca')).toBe(1);
    expect(editDistance('leon', 'loen')).toBe(1);
    expect(editDistance('', 'leon')).toBe(4);
  });

  it('is the same both ways, 0 only between equals, and at most the longer length', () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const distance = editDistance(one, other);
        expect(distance).toBe(editDistance(other, one));
        expect(distance === 0).toBe(one === other);
        expect(distance).toBeLessThanOrEqual(Math.max([...one].length, [...other].length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs([...one].length - [...other].length));
      }),
    );
  });
});
