import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { projectRoot } from '../config/project.ts';
import { StartError } from '../errors/start-error.ts';
import type { Orm } from './types.ts';

/** Where the generated SQL lies. */
export const migrationsFolder = join(projectRoot, 'migrations');

interface Journal {
  entries: { when: number }[];
}

/** The number of migrations this program knows. */
export function knownMigrations(): number {
  const journal: Journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8'));
  return journal.entries.length;
}

/**
 * Refuses records that a newer program has changed: this one would misread them.
 * @throws StartError when the database names a migration this program does not have.
 */
export async function refuseNewerSchema(orm: Orm): Promise<void> {
  const found = await orm.execute(sql`select to_regclass('drizzle.__drizzle_migrations') as name`);
  if (!rowsOf<{ name: string | null }>(found)[0]?.name) return;
  const applied = await orm.execute(sql`select hash from drizzle.__drizzle_migrations order by id`);
  const known = new Set(readMigrationFiles({ migrationsFolder }).map((migration) => migration.hash));
  const unknown = rowsOf<{ hash: string }>(applied).filter((row) => !known.has(row.hash)).length;
  if (unknown > 0) {
    throw new StartError(
      `The records were written by a newer version of Tequio (${unknown} unknown ${unknown === 1 ? 'migration' : 'migrations'}). ` +
        'Use that version, or another data directory or database.',
    );
  }
}

/** The rows of a raw statement: both drivers return them under `rows`. */
export function rowsOf<Row>(result: unknown): Row[] {
  return (result as { rows: Row[] }).rows;
}
