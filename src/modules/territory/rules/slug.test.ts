import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLUG_LENGTH, slugOf } from './slug.ts';

describe('a slug', () => {
  it('is made of plain words and hyphens', () => {
    expect(slugOf('Ciudad de México')).toBe('ciudad-de-mexico');
    expect(slugOf('Compañía Operadora, S.A. de C.V. (COSA)')).toBe('compania-operadora-s-a-de-c-v-cosa');
  });

  it('is cut after a whole word when the name is long', () => {
    const name =
      'Sindicato Único de Trabajadores al Servicio de los Poderes del Estado, Municipios e Instituciones';
    expect(slugOf(name)).toBe(
      'sindicato-unico-de-trabajadores-al-servicio-de-los-poderes-del-estado-municipios',
    );
    expect(slugOf(name, 20)).toBe('sindicato-unico-de');
  });

  it('is cut inside the first word only when that alone is too long', () => {
    expect(slugOf('a'.repeat(100))).toBe('a'.repeat(SLUG_LENGTH));
  });

  it('is refused to a text that has nothing to make it from', () => {
    expect(() => slugOf('— …')).toThrow('No slug can be made from "— …"');
    expect(() => slugOf('日本')).toThrow(RangeError);
  });

  it('is safe in an address and within its length, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 80 }), (tail, length) => {
        const slug = slugOf(`a${tail}`, length);
        expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(length);
        expect(slugOf(slug, length)).toBe(slug);
      }),
    );
  });
});
