import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findProjectRoot(): string {
  let folder = import.meta.dirname;
  for (;;) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'tequio') return folder;
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json of tequio above ${import.meta.dirname}`);
    folder = parent;
  }
}

/** The folder of the checkout or installation: where `package.json`, `data/` and `migrations/` are. */
export const projectRoot = findProjectRoot();

/** The version of this program, from `package.json`. */
export const version: string = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version;
