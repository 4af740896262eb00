/**
 * Makes the data sets under `data/` from the raw inputs, all of them or nothing new: the same inputs give the same
 * bytes. Where the inputs come from and what they say is told in `data/README.md`.
 *
 *   node scripts/data/all.ts <folder of raw inputs> [<folder to write to, by default data>]
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeInstitutions } from './institutions.ts';
import { makeMap } from './map.ts';
import { makeMetrica } from './metrica.ts';
import { makePlans } from './plans.ts';
import { makeTerritory } from './territory.ts';

const [raw, out = join(import.meta.dirname, '../../data')] = process.argv.slice(2);
const missing = ['catalogos', 'geo', 'metrica', 'ogp', 'sujetos_obligados'].filter(
  (name) => !raw || !existsSync(join(raw, name)),
);

if (!raw || missing.length > 0) {
  console.error(
    `usage: node scripts/data/all.ts <folder of raw inputs> [<output folder>]; missing: ${missing.join(', ')}`,
  );
  process.exitCode = 2;
} else {
  makeTerritory(raw, out);
  makeMap(raw, out);
  makeMetrica(raw, out, makeInstitutions(raw, out));
  makePlans(raw, out);
}
