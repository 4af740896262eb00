import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { compile } from 'sass';
import { describe, expect, it } from 'vitest';

const path = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const css = compile(path('src/styles/main.scss'), {
  style: 'compressed',
  quietDeps: true,
  loadPaths: [path('node_modules')],
}).css;

const tokens = new Map(
  [...readFileSync(path('src/styles/_tokens.scss'), 'utf8').matchAll(/^\$(\w+): (#[0-9a-f]{3,6});/gm)].map(
    ([, name = '', value = '']) => [name, value],
  ),
);

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const of = (name: string) => luminance(tokens.get(name) ?? '');
  const [light, dark] = [of(one), of(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('the palette', () => {
  it.each(['barro', 'piedra', 'anil', 'visited', 'grana', 'nopal'])(
    '%s reads on paper and on white',
    (ink) => {
      expect(contrast(ink, 'amate')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(ink, 'papel')).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(['barro', 'anil', 'grana'])('amate and papel read on %s', (ground) => {
    expect(contrast('amate', ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('papel', ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('has a focus ring that is seen on every ground', () => {
    for (const ground of ['amate', 'papel', 'arena'])
      expect(contrast('barro', ground)).toBeGreaterThanOrEqual(3);
    for (const ground of ['barro', 'anil', 'grana'])
      expect(contrast('cempasuchil', ground)).toBeGreaterThanOrEqual(3);
    expect(contrast('cempasuchil', 'barro')).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the style sheet', () => {
  it('is light', () => {
    expect(gzipSync(css, { level: 9 }).length).toBeLessThanOrEqual(14_000);
  });

  it('asks no other host and carries nobody else’s identity', () => {
    expect(css).not.toMatch(/url\(["']?(?:https?:)?\/\//);
    expect(css).not.toMatch(/GDS Transport|crown|govuk-header|govuk-footer/i);
  });

  it('has one web font, and text before it arrives', () => {
    expect(css.match(/\.woff2/g)).toHaveLength(1);
    expect(css).toContain('font-display:swap');
  });

  it('has no gradients', () => {
    expect(css).not.toContain('gradient');
  });
});
