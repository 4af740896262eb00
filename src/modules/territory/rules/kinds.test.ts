import { describe, expect, it } from 'vitest';
import { INSTITUTION_KINDS, ORDERS, parseKind, parseOrder } from './kinds.ts';

describe('the order of government', () => {
  it.each([
    ['Federal', 'federal'],
    ['Estatal', 'state'],
    [' MUNICIPAL ', 'municipal'],
  ])('%s is %s', (text, order) => {
    expect(parseOrder(text)).toBe(order);
  });

  it('reads our own names too', () => {
    expect(ORDERS.map(parseOrder)).toEqual([...ORDERS]);
  });

  it('is refused with the text and what was expected', () => {
    expect(() => parseOrder('Regional')).toThrow(
      '"Regional" is not an order of government: Federal, Estatal or Municipal was expected',
    );
  });
});

describe('the kind of an institution', () => {
  it('is read from every name the 2017 edition uses', () => {
    const names2017 = [
      'Ejecutivo federal',
      'Ejecutivo estatal',
      'Legislativo',
      'Judicial',
      'Autonomo',
      'Partido',
      'Sindicato',
      'Fideicomiso',
      'Universidad',
      'Municipio',
      'Descentralizado',
    ];
    expect(names2017.map(parseKind)).toEqual([...INSTITUTION_KINDS]);
  });

  it('ignores case and accents', () => {
    expect(parseKind('AUTÓNOMO')).toBe('autonomous');
    expect(parseKind('autonomo')).toBe('autonomous');
  });

  it('reads our own names too', () => {
    expect(INSTITUTION_KINDS.map(parseKind)).toEqual([...INSTITUTION_KINDS]);
  });

  it('is refused with the text quoted', () => {
    expect(() => parseKind('Empresa')).toThrow('"Empresa" is not a kind of institution');
    expect(() => parseKind('')).toThrow(RangeError);
  });
});
