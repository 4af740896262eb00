import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat, open, realpath, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Config } from '../config/config.ts';
import { version } from '../config/project.ts';
import { formatFile, recordsFolder } from '../database/embedded.ts';
import { rowsOf } from '../database/migrate.ts';
import type { Orm } from '../database/types.ts';
import { StartError } from '../errors/start-error.ts';
import { placeNew } from '../files/whole.ts';
import { keyFile } from '../ledger/key.ts';
import { latestCheckpoint, readState } from '../ledger/store.ts';
import { secretFile } from '../secrets/open.ts';
import type { Services } from '../services.ts';
import { type ArchiveWriter, writeArchive } from './archive.ts';
import { type BackupHeader, headerName, keyNames, lakeFolder, layout } from './format.ts';

export interface BackupOptions {
  /** Absolute path of the file to make. */
  file: string;
  withKeys: boolean;
  signal: AbortSignal;
}

/** A backup that was made. */
export interface BackupReport {
  bytes: number;
  /** How long the records stood still, in milliseconds. */
  heldMs: number;
  /** Entries of the ledger that are in it. */
  entries: number;
  keys: boolean;
}

const unwritable: Record<string, string> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'part of the path is a file, not a folder',
  EACCES: 'the user that runs Tequio may not write there',
  EPERM: 'the user that runs Tequio may not write there',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EFBIG: 'the disk takes no file of this size',
  EEXIST: 'there is such a file already, and it is not overwritten',
};

/** Says in words why a file could not be made; errors of other kinds stay as they are. */
function refusal(file: string, error: unknown): unknown {
  if (error instanceof Error && error.name === 'AbortError') {
    return new StartError('The backup was stopped; no file is left.');
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = unwritable[code];
  return reason ? new StartError(`The backup ${file} cannot be written: ${reason}.`) : error;
}

/** A backup among what it is a backup of would hold itself, and go with it. */
async function refusePlace({ dataDir }: Config, file: string): Promise<void> {
  const folder = await realpath(dirname(file));
  const [top = ''] = relative(await realpath(dataDir), folder).split(/[\\/]/);
  if ([recordsFolder, lakeFolder].includes(top)) {
    throw new StartError(`The backup ${file} would lie among the records. Choose another folder.`);
  }
  const there = await lstat(file).catch(() => undefined);
  if (there?.isDirectory())
    throw new StartError(`${file} is a folder. Name a file in it, such as ${join(file, 'tequio.backup')}.`);
  if (there) throw Object.assign(new Error(), { code: 'EEXIST' });
}

/** What the ledger holds; null in records that are older than it. */
async function ledgerNow(orm: Orm): Promise<BackupHeader['ledger']> {
  const found = await orm.execute(sql`select to_regclass('ledger_checkpoints') as name`);
  if (!rowsOf<{ name: string | null }>(found)[0]?.name) return null;
  return {
    entries: (await readState(orm)).size,
    checkpoint: (await latestCheckpoint(orm))?.note ?? null,
  };
}

async function addKeys(archive: ArchiveWriter, config: Config): Promise<void> {
  const ledger = keyFile(config);
  // Before the records: what is remembered as signed is then never more than they hold.
  for (const [name, path] of [
    [keyNames.secret, secretFile(config)],
    [keyNames.ledger, ledger],
    [keyNames.signed, `${ledger}.signed`],
  ] as const) {
    if (existsSync(path)) await archive.file(name, path);
  }
}

async function fill(
  { config, database, now }: Services,
  { withKeys, signal }: BackupOptions,
  archive: ArchiveWriter,
): Promise<Pick<BackupReport, 'entries' | 'heldMs'>> {
  const { dataDir } = config;
  if (!database.holdStill) throw new TypeError('Only an embedded database is copied');
  const held = await database.holdStill(async (folder, orm) => {
    const started = performance.now();
    const ledger = await ledgerNow(orm);
    const header: BackupHeader = {
      ...{ tequioBackup: layout, version, time: now().toISOString(), keys: withKeys, ledger },
    };
    await archive.text(headerName, `${JSON.stringify(header, undefined, 2)}\n`);
    if (withKeys) await addKeys(archive, config);
    if (existsSync(join(dataDir, formatFile))) await archive.file(formatFile, join(dataDir, formatFile));
    await archive.folder(recordsFolder, folder, ['postmaster.pid']);
    return { entries: ledger?.entries ?? 0, heldMs: Math.round(performance.now() - started) };
  });
  signal.throwIfAborted();
  // Files of the lake never change, and the records name only those that are there already.
  if (existsSync(join(dataDir, lakeFolder))) await archive.folder(lakeFolder, join(dataDir, lakeFolder));
  return held;
}

/** Makes a file's name as lasting as its bytes; not every system lets a folder be synchronised. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/**
 * Writes a consistent copy of everything that a data directory holds for good, while the platform goes on: statements
 * wait while the records are copied. The file is there whole or not at all, and only its user may read it.
 * @throws StartError when it cannot be written there
 */
export async function writeBackup(services: Services, options: BackupOptions): Promise<BackupReport> {
  const { file, signal, withKeys } = options;
  const part = join(dirname(file), `.${basename(file)}.${randomUUID()}.part`);
  try {
    await refusePlace(services.config, file);
    let held = { entries: 0, heldMs: 0 };
    const fillIn = async (archive: ArchiveWriter) => {
      held = await fill(services, options, archive);
    };
    await writeArchive(part, fillIn, signal);
    await placeNew(part, file);
    await syncFolder(dirname(file));
    return { ...held, bytes: (await stat(file)).size, keys: withKeys };
  } catch (error) {
    throw refusal(file, error);
  } finally {
    await unlink(part).catch(() => undefined);
  }
}
