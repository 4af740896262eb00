import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { english, spanish } from '#platform/i18n/resources.ts';

const locales = resolve(import.meta.dirname, '..', '..', 'locales');

type Texts = { [key: string]: string | Texts };

function texts(value: Texts, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') found.set(prefix + key, inner);
    else for (const [path, text] of texts(inner, `${prefix}${key}.`)) found.set(path, text);
  }
  return found;
}

const marks = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}|<\/?(\w+)>/g)].map(([mark]) => mark).sort();

describe('the texts of the interface', () => {
  it('are all registered', () => {
    const files = readdirSync(join(locales, 'es-MX')).map((name) => name.replace('.json', ''));
    expect(Object.keys(spanish).sort()).toEqual(files.sort());
    expect(readdirSync(join(locales, 'en')).sort()).toEqual(readdirSync(join(locales, 'es-MX')).sort());
  });

  it.each(Object.keys(spanish) as (keyof typeof spanish)[])(
    '%s has the same keys and values to fill in in both languages',
    (name) => {
      const es = texts(JSON.parse(readFileSync(join(locales, 'es-MX', `${name}.json`), 'utf8')));
      const en = texts(english[name] as Texts);
      expect([...en.keys()].sort()).toEqual([...es.keys()].sort());
      for (const [key, text] of es) {
        expect(text.trim(), `${name}:${key}`).not.toBe('');
        const plural = /_(one|other|many)$/.test(key);
        // A singular may say "one" in words where the plural gives the count.
        if (!plural) expect(marks(en.get(key) ?? ''), `${name}:${key}`).toEqual(marks(text));
      }
    },
  );

  it('are all used: by their name, or by one that begins like it and goes on with a value', () => {
    const folder = resolve(locales, '..', 'src');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    const named = new Set(
      [...sources.matchAll(/['"`]([\w-]+(?::|\.)?[\w.:-]*)['"`]/g)].map(([, name]) => name),
    );
    const begun = [
      ...new Set([...sources.matchAll(/`([\w-]+[:.][\w.:-]*)\$\{/g)].map(([, start = '']) => start)),
    ];
    const isUsed = (key: string) =>
      named.has(key) ||
      begun.some((start) => key.startsWith(start)) ||
      key.split('.').some((_, at, parts) => at > 0 && named.has(parts.slice(0, at).join('.')));
    const unused = Object.entries(spanish).flatMap(([name, value]) =>
      [...texts(value as Texts).keys()]
        .map((key) => key.replace(/_(zero|one|many|other)$/, ''))
        .filter(
          (key) =>
            !isUsed(`${name}:${key}`) &&
            !(name === 'common' && (isUsed(key) || sources.includes(`.${key}.`))),
        )
        .map((key) => `${name}:${key}`),
    );
    expect(unused).toEqual([]);
  });
});
