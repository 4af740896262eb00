// Lists every package that Tequio runs or is built with, by its licence. Without arguments it writes
// docs/third-party.md; with --print it writes the same to the standard output.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every package of the lock file, those of other platforms included, without the project itself. */
function packages() {
  const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const found = new Map();
  for (const [path, { license = 'unknown', dev = false, link = false }] of Object.entries(locked)) {
    if (path === '' || link) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const key = `${name} ${license}`;
    found.set(key, { name, license, dev: dev && (found.get(key)?.dev ?? true) });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function table(rows) {
  return [
    '| package | licence |',
    '|---|---|',
    ...rows.map(({ name, license }) => `| ${name} | ${license} |`),
  ];
}

function text() {
  const all = packages();
  const counts = new Map();
  for (const { license } of all) counts.set(license, (counts.get(license) ?? 0) + 1);
  const licences = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return [
    '# Packages of others, and their licences',
    '',
    'Written by `node scripts/third-party.mjs` from `package-lock.json`; a test holds it against the lock file and the',
    'licences against those that may be combined with Apache-2.0. Nothing of a package that is used for building and',
    'testing alone is part of what runs.',
    '',
    '| licence | packages |',
    '|---|---|',
    ...licences.map(([name, count]) => `| ${name} | ${count} |`),
    '',
    '## What Tequio runs with',
    '',
    ...table(all.filter(({ dev }) => !dev)),
    '',
    '## What it is built and tested with',
    '',
    ...table(all.filter(({ dev }) => dev)),
    '',
  ].join('\n');
}

if (process.argv.includes('--print')) process.stdout.write(text());
else writeFileSync(join(root, 'docs', 'third-party.md'), text());
