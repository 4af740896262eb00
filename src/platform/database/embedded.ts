import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { StartError } from '../errors/start-error.ts';
import { lockDirectory, prepareDirectory } from './directory.ts';
import { knownMigrations, migrationsFolder, refuseNewerSchema } from './migrate.ts';
import type { Database, Orm } from './types.ts';

/** Wraps a running embedded database; used as it is by tests, which keep theirs in memory. */
export function embeddedDatabase(
  client: PGlite,
  release: () => Promise<void> = async () => undefined,
): Database {
  const orm = drizzle(client) as unknown as Orm;
  return {
    kind: 'pglite',
    orm,
    async ping() {
      await client.query('select 1');
    },
    async migrate() {
      await refuseNewerSchema(orm);
      await migrate(drizzle(client), { migrationsFolder });
    },
    async close() {
      await client.close();
      await release();
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const formatFile = 'FORMAT';

/** The number in the directory's FORMAT file says how many migrations its writer knew. */
async function refuseNewerDirectory(directory: string): Promise<void> {
  const written = Number(await readFile(join(directory, formatFile), 'utf8').catch(() => '0'));
  if (written > knownMigrations()) {
    throw new StartError(
      `The data directory ${directory} was written by a newer version of Tequio (format ${written}, this one reads ${knownMigrations()}). ` +
        'Use that version, or another data directory.',
    );
  }
}

/**
 * Opens the embedded database of a data directory, making both if need be.
 * @throws StartError when the directory cannot be used, is held by another process, or is a newer version's.
 */
export async function openEmbedded(directory: string): Promise<Database> {
  await prepareDirectory(directory);
  const lock = await lockDirectory(directory);
  try {
    await refuseNewerDirectory(directory);
    const database = embeddedDatabase(await PGlite.create(join(directory, 'records')), lock.release);
    return {
      ...database,
      async migrate() {
        await database.migrate();
        await writeFile(join(directory, formatFile), `${knownMigrations()}\n`);
      },
    };
  } catch (error) {
    await lock.release();
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The embedded database in ${directory} does not open (${reasonOf(error)}). Its files may be damaged: put back a copy ` +
        `of the directory, or move ${join(directory, 'records')} away and start again, which loads the shipped data anew.`,
      1,
      { cause: error },
    );
  }
}
