import { expect, it } from 'vitest';
import { createFormat, roundHalfUp } from './format.ts';
import { rich } from './rich.tsx';

it('rounds a mean that is exactly half in decimal upwards', () => {
  expect(roundHalfUp(5.265 / 27, 2)).toBe(0.2);
  expect(createFormat('es-MX').score(0.195)).toBe('0.20');
  expect(createFormat('es-MX').difference(-0.04)).toBe('\u22120.04');
  expect(createFormat('en').integer(1243)).toBe('1,243');
});

it('puts elements into marked parts of a text and escapes the rest', () => {
  const html = (<p>{rich('a < b <x>c</x>.', { x: (s) => <b>{s}</b> })}</p>).toString();
  expect(html).toBe('<p>a &lt; b <b>c</b>.</p>');
});
