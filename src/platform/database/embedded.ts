import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
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
    connection: { kind: 'pglite', client },
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

/** Says with which number of migrations the records of a directory were written. */
export const formatFile = 'FORMAT';

/** The folder of the embedded database in a data directory. */
export const recordsFolder = 'records';

/** Where a restore into a data directory works until it is done. */
export const restoringFolder = 'restoring';

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

/** A directory in which a restore was cut off may hold half of the records. */
function refuseHalfRestored(directory: string): void {
  if (!existsSync(join(directory, restoringFolder))) return;
  throw new StartError(
    `A restore into the data directory ${directory} was cut off. Remove what is in it and restore again.`,
  );
}

/**
 * Opens the embedded database in a folder, making it if need be. The caller holds the data directory. The database
 * makes its files for everybody to read and write, so nobody else may enter the folder.
 */
export async function openRecords(folder: string, release?: () => Promise<void>): Promise<Database> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const client = await PGlite.create(folder);
  const database = embeddedDatabase(client, release);
  return {
    ...database,
    // A transaction has the only connection to itself; what was written before it is in the files.
    holdStill: (work) =>
      database.orm.transaction(async (session) => {
        await session.execute(sql`checkpoint`);
        return work(folder, session);
      }),
  };
}

/**
 * Opens the embedded database of a data directory, making both if need be.
 * @throws StartError when the directory cannot be used, is held by another process, or is a newer version's.
 */
export async function openEmbedded(directory: string): Promise<Database> {
  await prepareDirectory(directory);
  const lock = await lockDirectory(directory);
  try {
    refuseHalfRestored(directory);
    await refuseNewerDirectory(directory);
    const database = await openRecords(join(directory, recordsFolder), lock.release);
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
        `of the directory, or move ${join(directory, recordsFolder)} away and start again, which loads the shipped data anew.`,
      1,
      { cause: error },
    );
  }
}
