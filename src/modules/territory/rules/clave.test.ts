import { describe, expect, it } from 'vitest';
import { CLAVES, FEDERATION, isClave, parseClave, parseMunicipalityClave, stateOf } from './clave.ts';

describe('the clave of a state', () => {
  it('is one of 33, the federation first', () => {
    expect(CLAVES).toHaveLength(33);
    expect(CLAVES[0]).toBe(FEDERATION);
    expect(CLAVES.at(-1)).toBe('32');
    expect(CLAVES.every(isClave)).toBe(true);
  });

  it.each(['', '33', '1', '001', 'AA', '0१', '１2', '-1', '20 '])('is not %j', (text) => {
    expect(() => parseClave(text)).toThrow(RangeError);
  });

  it('is suggested when only a zero is missing', () => {
    expect(() => parseClave('1')).toThrow(
      '"1" is not the clave of a state: two digits from 00 to 32 were expected; did you mean "01"?',
    );
    expect(() => parseClave('33')).toThrow(/00 to 32 were expected$/);
  });
});

describe('the clave of a municipality', () => {
  it('tells its state', () => {
    expect(stateOf(parseMunicipalityClave('20067'))).toBe('20');
  });

  it.each(['', '00001', '33001', '01000', '1001', '010011', '01 01'])('is not %j', (text) => {
    expect(() => parseMunicipalityClave(text)).toThrow(`"${text}" is not the clave of a municipality`);
  });

  it('is suggested when a spreadsheet ate its first zero', () => {
    expect(() => parseMunicipalityClave('1001')).toThrow(/did you mean "01001"\?$/);
  });
});
