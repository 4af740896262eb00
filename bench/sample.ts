import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import {
  buildTree,
  createRandom,
  type Order,
  readMethodology,
  type ScoredInstitution,
  type Tree,
} from '../src/modules/metrica/rules/index.ts';

export const root = resolve(import.meta.dirname, '..');
const edition = join(root, 'data', 'metrica', '2017');

export function methodology2017(): Tree {
  return buildTree(readMethodology(JSON.parse(readFileSync(join(edition, 'methodology.json'), 'utf8'))));
}

const measures = ['ga', 't', 'p', 'tg', 'tc', 'pg', 'pc'];

/** The 908 institutions of 2017 as observed. */
export function institutions2017(): ScoredInstitution[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(edition, 'observations.csv')), {
    columns: true,
  });
  return rows.map((row) => ({
    slug: row.slug ?? '',
    unit: row.clave ?? '',
    order: row.order as Order,
    kind: row.kind ?? '',
    scores: new Map(measures.map((measure) => [measure, Number(row[measure])])),
  }));
}

/** The indicators at the bottom of the tree. */
export function leavesOf(tree: Tree): string[] {
  return [...tree.measures.values()].filter(({ parts }) => parts.length === 0).map(({ id }) => id);
}

/** Made-up institutions spread over the 33 units, scored at the leaves of the tree: for load, never shown. */
export function madeUpInstitutions(tree: Tree, count: number): ScoredInstitution[] {
  const random = createRandom(1, 0);
  const leaves = leavesOf(tree);
  return Array.from({ length: count }, (_, at) => ({
    slug: `institution-${String(at).padStart(6, '0')}`,
    unit: String(at % 33).padStart(2, '0'),
    order: 'state',
    kind: 'autonomous',
    scores: new Map(leaves.map((leaf) => [leaf, Math.round(random.nextUnit() * 1e4) / 1e4])),
  }));
}
