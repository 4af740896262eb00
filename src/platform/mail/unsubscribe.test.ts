import { expect, it } from 'vitest';
import { secretsOf } from '../secrets/secrets.ts';
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe.ts';

const secrets = secretsOf(Buffer.alloc(32, 1));
const one = { list: 'estado 20, ñ', person: '01890000-0000-7000-8000-000000000000' };

it('names who is to be taken off what, in signs that an address can hold', () => {
  const token = unsubscribeToken(secrets, one);
  expect(token).toMatch(/^[\w.-]+$/);
  expect(readUnsubscribeToken(secrets, token)).toEqual(one);
});

it('takes nobody off what it was not written for', () => {
  const token = unsubscribeToken(secrets, one);
  const other = unsubscribeToken(secrets, { ...one, list: 'otra' });
  const [payload] = other.split('.');
  const [, mark] = token.split('.');
  for (const forged of [`${payload}.${mark}`, `${token}0`, token.slice(0, -1), '', '.', 'x', `${token}.x`]) {
    expect(readUnsubscribeToken(secrets, forged)).toBeUndefined();
  }
  expect(readUnsubscribeToken(secretsOf(Buffer.alloc(32, 2)), token)).toBeUndefined();
});
