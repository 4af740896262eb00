import { describe, expect, it } from 'vitest';
import { createFormat, roundHalfUp } from './format.ts';
import { translator } from './i18n.ts';
import { rich } from './rich.tsx';

it('rounds a mean that is exactly half in decimal upwards', () => {
  expect(roundHalfUp(5.265 / 27, 2)).toBe(0.2);
  expect(createFormat('es-MX').score(0.195)).toBe('0.20');
  expect(createFormat('es-MX').difference(-0.04)).toBe('\u22120.04');
  expect(createFormat('en').integer(1243)).toBe('1,243');
});

it('writes negative numbers with a real minus sign, and none before a zero', () => {
  expect(createFormat('es-MX').decimal(-0.004, 3)).toBe('\u22120.004');
  expect(createFormat('en').decimal(-0.0004, 3)).toBe('0.000');
});

it('writes percentages as each language does, with the decimals they need', () => {
  expect(createFormat('es-MX').percent(0.0625, 2)).toBe('6.25\u00a0%');
  expect(createFormat('en').percent(0.25, 2)).toBe('25%');
});

describe('a name with its article, put into a Spanish text', () => {
  const es = translator('es-MX');

  it('is joined to the preposition before it', () => {
    const state = 'el Estado de México';
    expect(es('territory:institutionPage.caption', { state })).toBe('Institución del Estado de México');
    expect(es('metrica:parts.above', { name: state, part: 'x', by: '0.1' })).toContain('distingue al Estado');
  });

  it('stays as it is after any other word, and in English', () => {
    expect(
      es('metrica:finding.spread.range', { from: 0, to: 1, lowest: 'María el Alto', highest: 'x' }),
    ).toContain('María el Alto');
    expect(translator('en')('territory:institutionPage.caption', { state: 'el Fuerte' })).toBe(
      'Institution of el Fuerte',
    );
  });
});

it('puts elements into marked parts of a text and escapes the rest', () => {
  const html = (<p>{rich('a < b <x>c</x>.', { x: (s) => <b>{s}</b> })}</p>).toString();
  expect(html).toBe('<p>a &lt; b <b>c</b>.</p>');
});
