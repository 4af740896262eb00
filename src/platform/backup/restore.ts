import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { lockDirectory, prepareDirectory } from '../database/directory.ts';
import { formatFile, openRecords, recordsFolder, restoringFolder } from '../database/embedded.ts';
import { knownMigrations } from '../database/migrate.ts';
import type { Database } from '../database/types.ts';
import { StartError } from '../errors/start-error.ts';
import type { Checkpoint } from '../ledger/checkpoint.ts';
import { keyFile, rememberedCheckpoint } from '../ledger/key.ts';
import { lostCheckpoint, recordRestoration, refuseLost, rememberInstead } from '../ledger/set-back.ts';
import { latestCheckpoint, readState, recordedKey } from '../ledger/store.ts';
import { type BackupHeader, keyNames, keysFolder } from './format.ts';
import { readBackup } from './read.ts';

export interface RestoreOptions {
  config: Config;
  file: string;
  /** A folder with `secret.key`, `ledger.key` and what belongs to them. */
  keysFrom: string | undefined;
  /** Why the ledger goes on although the copy is older than what was published. */
  reason: string | undefined;
  now: Date;
}

export interface RestoreReport {
  header: BackupHeader;
  /** Entries of the ledger that were put back. */
  entries: number;
  givenUp: Checkpoint | undefined;
}

/** What lies in every data directory in use, or on every disk, and holds nothing. */
const nothing = ['process.sock', 'process.sock.turn', 'control', 'lost+found'];

async function refuseFull(directory: string): Promise<void> {
  const found = (await readdir(directory)).filter((name) => !nothing.includes(name)).sort();
  if (found.length === 0) return;
  const shown = found.slice(0, 5).join(', ');
  const hint = found.includes(restoringFolder)
    ? 'A restore was cut off there: remove what is in it.'
    : 'Nothing is overwritten: move it away, or set TEQUIO_DATA_DIR to another directory.';
  throw new StartError(
    `The data directory ${directory} is not empty: it holds ${shown}${found.length > 5 ? ' and more' : ''}. ${hint}`,
  );
}

/** Puts keys that were kept apart into their place. */
async function takeKeys(from: string, work: string): Promise<void> {
  await mkdir(join(work, keysFolder), { recursive: true, mode: 0o700 });
  for (const name of Object.values(keyNames)) {
    const source = join(from, name.slice(keysFolder.length + 1));
    try {
      await copyFile(source, join(work, name));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' && name === keyNames.signed) continue;
      throw new StartError(
        `The key ${source} cannot be read: ${code === 'ENOENT' ? 'it is missing' : code}.`,
      );
    }
  }
}

async function refuseNewer(file: string, work: string): Promise<void> {
  const written = Number(await readFile(join(work, formatFile), 'utf8').catch(() => '0'));
  if (written <= knownMigrations()) return;
  throw new StartError(
    `${file} cannot be restored: its records were written by a newer version of Tequio (format ${written}, this one ` +
      `reads ${knownMigrations()}). Use that version.`,
  );
}

/** The records of an unpacked backup, opened and brought to this version's schema: they can be used then. */
async function openUnpacked(file: string, work: string): Promise<Database> {
  try {
    return await openRecords(join(work, recordsFolder));
  } catch (error) {
    throw new StartError(
      `${file} cannot be restored: its database does not open (${(error as Error).message}).`,
      1,
      { cause: error },
    );
  }
}

/** Has the ledger tell of the restoration, and gives what its key has to remember then. */
async function tellLedger(
  database: Database,
  keyAt: string,
  { now, reason }: RestoreOptions,
  header: BackupHeader,
) {
  const { orm } = database;
  const key = await recordedKey(orm);
  const remembered = await rememberedCheckpoint(keyAt, key);
  const givenUp = await lostCheckpoint(orm, remembered);
  if (givenUp && reason === undefined) return refuseLost(orm, givenUp);
  const { size } = await readState(orm);
  await recordRestoration(orm, {
    now,
    copied: new Date(header.time),
    givenUp: givenUp && reason !== undefined ? { checkpoint: givenUp, reason } : undefined,
  });
  return { entries: size, givenUp, newest: (await latestCheckpoint(orm))?.note };
}

/** Unpacks, checks and completes a backup in a folder of its own. */
async function unpack(options: RestoreOptions, work: string) {
  const { config, file, keysFrom } = options;
  const header = await readBackup(file, work);
  await refuseNewer(file, work);
  if (keysFrom) await takeKeys(keysFrom, work);
  const database = await openUnpacked(file, work);
  try {
    await database.migrate();
    const keyAt = config.ledgerKeyFile ?? join(work, keyNames.ledger);
    const told = await tellLedger(database, keyAt, options, header);
    await writeFile(join(work, formatFile), `${knownMigrations()}\n`);
    return { header, ...told };
  } finally {
    await database.close();
  }
}

/**
 * Puts a backup into a data directory that is empty or not there yet: whole, or nothing of it. As long as it goes on,
 * and if it is cut off, the directory does not start.
 * @throws StartError when the directory is in use or holds anything, and for a file that cannot be restored
 */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreReport> {
  const { config } = options;
  const { dataDir } = config;
  const isNew = !existsSync(dataDir);
  await prepareDirectory(dataDir);
  const lock = await lockDirectory(dataDir);
  const work = join(dataDir, restoringFolder);
  const placed: string[] = [];
  let begun = false;
  try {
    await refuseFull(dataDir);
    begun = true;
    await mkdir(work, { mode: 0o700 });
    const { newest, ...report } = await unpack(options, work);
    for (const name of await readdir(work)) {
      await rename(join(work, name), join(dataDir, name));
      placed.push(name);
    }
    if (report.givenUp) await rememberInstead(`${keyFile(config)}.signed`, report.givenUp, newest);
    await rmdir(work);
    return report;
  } catch (error) {
    if (begun) {
      for (const name of [...placed, restoringFolder]) {
        await rm(join(dataDir, name), { recursive: true, force: true });
      }
    }
    throw error;
  } finally {
    await lock.release();
    if (isNew) await rmdir(dataDir).catch(() => undefined);
  }
}
