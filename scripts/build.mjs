// Builds the browser's files and the server into dist/. Runs on the pinned Node.js.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { root } from './setup.mjs';

/** Every key path of a locale file. */
function keys(value, prefix = '') {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' ? [`${prefix}${name}`] : keys(inner, `${prefix}${name}.`),
  );
}

/** A text that one language has and the other lacks stops the build. */
function checkLocales() {
  const folder = join(root, 'locales');
  const read = (lang, file) => keys(JSON.parse(readFileSync(join(folder, lang, file), 'utf8')));
  const problems = [];
  for (const file of readdirSync(join(folder, 'es-MX'))) {
    const spanish = new Set(read('es-MX', file));
    const english = new Set(read('en', file));
    for (const key of spanish) if (!english.has(key)) problems.push(`locales/en/${file} lacks ${key}`);
    for (const key of english) if (!spanish.has(key)) problems.push(`locales/es-MX/${file} lacks ${key}`);
  }
  if (problems.length > 0) {
    process.stderr.write(`${problems.join('\n')}\n`);
    process.exit(1);
  }
}

checkLocales();
rmSync(resolve(root, process.env.BUILD_DIR ?? 'dist'), { recursive: true, force: true });
const configFile = join(root, 'vite.config.ts');
await build({ root, configFile, mode: 'client', logLevel: 'warn' });
await build({ root, configFile, mode: 'server', logLevel: 'warn' });
