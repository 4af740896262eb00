import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newRecoveryCodes, readCode, recoveryCodeCount } from './recovery-codes.ts';
import { base32, codeAt, setUpAddress, stepAt, stepOfCode } from './totp.ts';

const secret = '12345678901234567890';

describe('a code of an authenticator application', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %d seconds is the one of RFC 6238, appendix B', (seconds, code) => {
    expect(codeAt(secret, stepAt(new Date(seconds * 1000)))).toBe(code);
  });

  it('is known one step early and one step late, and no more', () => {
    const now = new Date(1_234_567_890_000);
    const step = stepAt(now);
    for (const near of [-1, 0, 1])
      expect(stepOfCode(secret, codeAt(secret, step + near), now)).toBe(step + near);
    for (const far of [-2, 2]) expect(stepOfCode(secret, codeAt(secret, step + far), now)).toBeUndefined();
    for (const wrong of ['', '00592', '0059244', 'ábcdef'])
      expect(stepOfCode(secret, wrong, now)).toBeUndefined();
  });
});

it('writes a secret in Base32 as RFC 4648 has it, without padding', () => {
  const texts = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'];
  const written = ['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'];
  expect(texts.map((text) => base32(Buffer.from(text)))).toEqual(written);
});

it('tells an application where the account is and how codes are made', () => {
  const address = new URL(setUpAddress('foobar', 'Tequio de Oaxaca', 'ana+1@ejemplo.test'));
  expect(address.href).toContain('otpauth://totp/Tequio%20de%20Oaxaca:ana%2B1%40ejemplo.test?');
  expect(address.href).not.toContain('+');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    secret: 'MZXW6YTBOI',
    issuer: 'Tequio de Oaxaca',
  });
});

describe('recovery codes', () => {
  it('are ten, all different, and read back however they are typed', () => {
    const codes = newRecoveryCodes(randomInt);
    expect(new Set(codes).size).toBe(recoveryCodeCount);
    for (const code of codes) {
      expect(code).toMatch(/^[a-hjkmnp-z2-9]{5}-[a-hjkmnp-z2-9]{5}$/);
      for (const typed of [
        code,
        code.toUpperCase(),
        code.replace('-', ' '),
        ` ${code.replace('-', '')} `,
        code.replace('-', '–'),
      ])
        expect(readCode(typed)).toEqual({ kind: 'recovery', code });
    }
  });

  it('are told from codes of the application, and both from anything else', () => {
    expect(readCode('123 456')).toEqual({ kind: 'application', code: '123456' });
    for (const other of ['', '12345', '1234567', 'abcde-fghj', 'abcde-fghjkm', 'ábcde-fghjk'])
      expect(readCode(other), other).toBeUndefined();
  });
});
