import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passwordFault } from './password.ts';

const common = new Set(['margarita', 'password', 'correcaminos', 'iloveyou']);
const fault = (password: string, own: string[] = []) =>
  passwordFault(password, own, (text) => common.has(text));

describe('a password', () => {
  it('is as long as twelve characters at least, and 128 at most, as people count them', () => {
    expect(fault('')).toBe('missing');
    expect(fault('h7 kd!m2Pq9')).toBe('short');
    expect(fault('h7 kd!m2Pq9z')).toBeUndefined();
    expect(fault('🌵🌽🌶🥑🍫🌮🫔🧉🪅🎺🦎')).toBe('short');
    expect(fault('🌵🌽🌶🥑🍫🌮🫔🧉🪅🎺🦎🐢')).toBeUndefined();
    const long = Array.from({ length: 128 }, (_, at) => String.fromCodePoint(0x4e00 + at * 7)).join('');
    expect(fault(long)).toBeUndefined();
    expect(fault(`${long}x`)).toBe('long');
  });

  it('counts the same however its accents were typed', () => {
    expect(fault('ñandú ñoño')).toBe('short');
    expect(fault('ñandú ñoño'.normalize('NFD'))).toBe('short');
  });

  it('needs no digits, signs or capitals', () => {
    expect(fault('lluvia sobre el comal')).toBeUndefined();
    expect(fault('tres nopales y un colibri')).toBeUndefined();
  });

  it.each(['aaaaaaaaaaaa', 'abababababab', 'perroperroperro', 'aaaabbbbcccc', 'luna24luna24luna24'])(
    'is not the same again and again: %s',
    (password) => expect(fault(password)).toBe('repeated'),
  );

  it.each([
    'abcdefghijklm',
    '1234567890123',
    'qwertyuiop123',
    'zyxwvutsrqpo',
    'asdfghjklqwerty',
    '0987654321ab',
  ])('is no sequence: %s', (password) => expect(fault(password)).toBe('sequence'));

  it.each([
    'margarita2024',
    'MARGARITA-1234',
    'm4rg4r1t4!2024',
    '20margarita24',
    'Correcaminos',
    'P@ssword1234',
  ])('is not one that many people use: %s', (password) => expect(fault(password)).toBe('common'));

  it('may hold a common word where there is more to it', () => {
    expect(fault('margarita bajo el puente')).toBeUndefined();
  });

  it('is not made of the name of the service or of who it is for', () => {
    expect(fault('tequio-mexico')).toBe('own');
    expect(fault('Gobierno4bierto')).toBe('own');
    expect(fault('citlalixochitl', ['Citlali Xóchitl', 'citlali@ejemplo.test'])).toBe('own');
    expect(fault('xochitl.lopez.99', ['Xóchitl López'])).toBe('own');
    expect(fault('xochitl guarda semillas', ['Xóchitl López'])).toBeUndefined();
  });

  it('is never looked at in a way that fails', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ maxLength: 40 }),
        (password, name) => {
          expect([undefined, 'missing', 'short', 'long', 'repeated', 'sequence', 'own', 'common']).toContain(
            fault(password, [name]),
          );
        },
      ),
    );
  });
});
