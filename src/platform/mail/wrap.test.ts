import { expect, it } from 'vitest';
import { wrap } from './wrap.ts';

it('breaks lines between words at 72 signs', () => {
  const lines = wrap('ñandú '.repeat(40)).split('\n');
  expect(lines.length).toBe(4);
  for (const line of lines) expect([...line].length).toBeLessThanOrEqual(72);
  expect(lines.join(' ')).toBe('ñandú '.repeat(40).trim());
});

it('leaves a long word whole, and sets the lines after the first in', () => {
  const address = `https://tequio.ejemplo.mx/${'x'.repeat(100)}`;
  expect(wrap(`Mira ${address} ya`)).toBe(`Mira\n${address}\nya`);
  expect(wrap('palabra '.repeat(12), '  ')).toContain('\n  palabra');
  expect(wrap('   ')).toBe('');
});
