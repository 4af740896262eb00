import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spanish } from '#platform/i18n/resources.ts';

const src = resolve(import.meta.dirname, '..', '..', 'src');

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
  .map((name) => readFileSync(join(src, name), 'utf8'));

/** Constants that hold the name of an action or of a kind of entry. */
const constants = new Map(
  sources.flatMap((text) =>
    [...text.matchAll(/const (\w+) = '([a-z-]+\.[a-z.-]+)'/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  ),
);

/** What the source gives to the audit trail as an action: in the argument of `recordAudit`, as text or as a constant. */
function writtenActions(): string[] {
  const events = sources.flatMap((text) => text.split('recordAudit(').slice(1));
  return events.flatMap((text) => {
    const line = /\baction: ([^\n]*)/.exec(text.slice(0, 400))?.[1] ?? '';
    const given = line.split(/[,}]/)[0] ?? '';
    const texts = [...given.matchAll(/'([a-z-]+\.[a-z.-]+)'/g)].map(([, action = '']) => action);
    return [...texts, ...(constants.has(given.trim()) ? [constants.get(given.trim()) ?? ''] : [])];
  });
}

describe('what stands in the audit trail', () => {
  it('is found in the source', () => {
    const written = writtenActions();
    expect(written).toContain('administration.setting-changed');
    expect(written).toContain('access.grant-given');
    expect(new Set(written).size).toBeGreaterThan(20);
  });

  it('has a name in words', () => {
    const named = Object.keys(spanish.administration.actions).map((key) => key.replace('/', '.'));
    const nameless = new Set(writtenActions().filter((action) => !named.includes(action)));
    expect([...nameless]).toEqual([]);
  });
});
