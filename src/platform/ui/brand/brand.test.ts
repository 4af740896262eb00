import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawings, shareImage } from './files.ts';

const file = (name: string) => readFileSync(new URL(`../../../../public/${name}`, import.meta.url));

describe('the files of the brand', () => {
  it.each(Object.keys(drawings))('%s is the drawing', (name) => {
    expect(file(name).toString()).toBe(drawings[name]);
  });

  it.each([
    ['share-es.png', 1200, 630],
    ['share-en.png', 1200, 630],
    ['apple-touch-icon.png', 180, 180],
  ])('%s is %i by %i pixels and light', (name, width, height) => {
    const png = file(name);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
    expect(png.length).toBeLessThanOrEqual(60_000);
  });

  it('asks the question in both languages', () => {
    expect(shareImage('es')).toContain('>tu gobierno?</text>');
    expect(shareImage('en')).toContain('>government?</text>');
  });
});
