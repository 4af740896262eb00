import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '#platform/config/project.ts';

/**
 * Licences whose works may be part of one under Apache-2.0. MPL-2.0 holds for its own files alone, OFL-1.1 for fonts,
 * the Creative Commons ones for data.
 */
const compatible = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC-BY-4.0', 'CC0-1.0', 'ISC'],
  ...['MIT', 'MIT-0', 'MPL-2.0', 'OFL-1.1', 'PostgreSQL', 'Python-2.0', 'Unlicense', 'Zlib'],
];

/** Whether an expression of SPDX can be met: one of what stands around `OR`, all of what stands around `AND`. */
function isCompatible(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => compatible.includes(licence)));
}

interface Locked {
  license?: string;
  link?: boolean;
}

const locked = Object.entries(
  (
    JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, Locked>;
    }
  ).packages,
).filter(([path, { link }]) => path !== '' && !link);

describe('the packages of others', () => {
  it('are there at all', () => {
    expect(locked.length).toBeGreaterThan(100);
  });

  it('all have a licence under which they can be part of this work', () => {
    const others = locked
      .filter(([, { license = 'unknown' }]) => !isCompatible(license))
      .map(([path, { license }]) => `${path}: ${license}`);
    expect(others).toEqual([]);
  });

  it('are what docs/third-party.md lists: after a change of packages, run node scripts/third-party.mjs', () => {
    const script = join(projectRoot, 'scripts', 'third-party.mjs');
    const printed = execFileSync(process.execPath, [script, '--print'], { encoding: 'utf8' });
    expect(readFileSync(join(projectRoot, 'docs', 'third-party.md'), 'utf8')).toBe(printed);
  });
});

describe('a licence', () => {
  it.each(['MIT', '(MIT AND Zlib)', '(MIT OR EUPL-1.1+)', 'MIT OR Apache-2.0', 'GPL-3.0 OR MIT'])(
    'may be %s',
    (expression) => {
      expect(isCompatible(expression)).toBe(true);
    },
  );

  it.each(['GPL-3.0-only', 'AGPL-3.0', '(MIT AND GPL-2.0)', 'SSPL-1.0', 'UNLICENSED', 'unknown', ''])(
    'may not be %s',
    (expression) => {
      expect(isCompatible(expression)).toBe(false);
    },
  );
});
