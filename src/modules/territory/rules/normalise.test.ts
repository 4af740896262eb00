import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesWords, normalise } from './normalise.ts';

describe('a name in the form in which it is searched', () => {
  it('ignores accents and case', () => {
    expect(normalise('MÉXICO')).toBe(normalise('mexico'));
    expect(normalise('Yucatán')).toBe('yucatan');
    expect(normalise('Güémez')).toBe('guemez');
  });

  it('takes ñ as n, composed or not', () => {
    expect(normalise('Ñuu Savi')).toBe('nuu savi');
    expect(normalise('Pen\u0303a')).toBe('pena');
  });

  it('makes one space of punctuation and spaces', () => {
    expect(normalise('  Aeropuerto  de la Ciudad de México, S.A. de C.V. ')).toBe(
      'aeropuerto de la ciudad de mexico s a de c v',
    );
    expect(normalise('Conacyt\u00a0— Gobierno')).toBe('conacyt gobierno');
  });

  it('keeps digits and ordinals readable', () => {
    expect(normalise('Sección 22, 1ª')).toBe('seccion 22 1a');
  });

  it('gives the same when applied twice, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => normalise(normalise(text)) === normalise(text)),
    );
  });
});

describe('a search by words', () => {
  it('finds México by what people type', () => {
    for (const query of ['Mexico', 'méxico', 'estado mex', 'mex est', '']) {
      expect(matchesWords('Estado de México', query)).toBe(true);
    }
  });

  it('does not find inside a word', () => {
    expect(matchesWords('Nuevo León', 'eon')).toBe(false);
    expect(matchesWords('Nuevo León', 'leon viejo')).toBe(false);
  });
});
