import { expect, it } from 'vitest';
import { chooseEncoding } from './encoding.ts';

it.each([
  [null, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP;q=0.8', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0,gzip;q=0.0', 'identity'],
  ['brotli', 'identity'],
  ['x-gzip', 'identity'],
])('of %j the best encoding is %s', (accept, encoding) => {
  expect(chooseEncoding(accept)).toBe(encoding);
});
