import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { z } from 'zod';
import { version } from '../config/project.ts';
import { StartError } from '../errors/start-error.ts';
import { type BackupHeader, headerName, headerSchema, isBackupName, layout, sumsName } from './format.ts';

/** A file or folder in an archive: what it is, and its bytes as they come. */
interface Entry extends AsyncIterable<unknown> {
  header: Header;
}

/** The bytes of an entry as they come. */
async function* piecesOf(entry: Entry): AsyncGenerator<Uint8Array> {
  for await (const piece of entry) {
    if (!(piece instanceof Uint8Array)) throw new TypeError('An entry of an archive gave no bytes');
    yield piece;
  }
}

/** What is wrong with a file that should be a backup. */
export class BackupFault extends StartError {}

const largestHeader = 1024 * 1024;
const largestText = 64 * 1024 * 1024;

async function textOf(entry: Entry, most = largestText): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of piecesOf(entry)) {
    size += piece.length;
    if (size > most) throw new BackupFault(`it is damaged: ${entry.header.name} is too large`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readHeader(text: string): BackupHeader {
  const value = parse(text);
  const known = z.object({ tequioBackup: z.number(), version: z.string() }).safeParse(value);
  if (!known.success) throw new BackupFault('it is not a backup of Tequio');
  if (known.data.tequioBackup > layout) {
    throw new BackupFault(
      `it was made by a newer version of Tequio (${known.data.version}; this is ${version}). Use that version`,
    );
  }
  const header = headerSchema.safeParse(value);
  if (!header.success) throw new BackupFault(`it is damaged: ${headerName} lacks what it should say`);
  return header.data;
}

/** Writes a file of a backup and gives its hash. */
async function place(entry: Entry, path: string): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const piece of piecesOf(entry)) {
      hash.update(piece);
      await handle.write(piece);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

/** Sees that what was read is what was written, all of it and nothing else. */
function compareSums(listed: string | undefined, found: ReadonlyMap<string, string>): void {
  if (listed === undefined) throw new BackupFault('it is cut off: its end is missing');
  const expected = new Map(
    listed
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const names = new Set([...expected.keys(), ...found.keys()]);
  const differing = [...names].filter((name) => expected.get(name) !== found.get(name)).sort();
  if (differing.length === 0) return;
  const shown = differing.slice(0, 3).join(', ');
  const more = differing.length > 3 ? ` and ${differing.length - 3} more` : '';
  throw new BackupFault(`it was changed or damaged: ${shown}${more} differs from ${sumsName}`);
}

/** What has been read of a backup so far. */
interface Unpacked {
  header: BackupHeader | undefined;
  /** The SHA-256 of its files by their names. */
  sums: Map<string, string>;
  /** What the list at its end says they should be. */
  listed: string | undefined;
}

/** The first entry says what the rest is. */
async function takeHeader(entry: Entry, unpacked: Unpacked): Promise<void> {
  const { name, type } = entry.header;
  if (name !== headerName || type !== 'file') throw new BackupFault('it is not a backup of Tequio');
  const text = await textOf(entry, largestHeader);
  unpacked.header = readHeader(text);
  unpacked.sums.set(name, createHash('sha256').update(text).digest('hex'));
}

async function takeEntry(entry: Entry, folder: string, unpacked: Unpacked): Promise<void> {
  const { type } = entry.header;
  const name = entry.header.name.replace(/\/$/, '');
  if (!isBackupName(name) || !['file', 'directory'].includes(type) || unpacked.sums.has(name)) {
    throw new BackupFault(`it was changed: "${name}" does not belong there`);
  }
  const path = join(folder, name);
  await mkdir(type === 'directory' ? path : dirname(path), { recursive: true, mode: 0o700 });
  if (name === sumsName) unpacked.listed = await textOf(entry);
  else if (type === 'file') unpacked.sums.set(name, await place(entry, path));
  // A folder has no content; to have read it is to go on to the next entry.
  else await textOf(entry, 0);
}

/** Writes all entries into a folder and compares them with the list at the end. */
async function takeAll(entries: AsyncIterable<Entry>, folder: string, unpacked: Unpacked) {
  for await (const entry of entries) {
    if (unpacked.header) await takeEntry(entry, folder, unpacked);
    else await takeHeader(entry, unpacked);
  }
  const { header, listed, sums } = unpacked;
  if (!header) throw new BackupFault('it is not a backup of Tequio');
  compareSums(listed, sums);
  return header;
}

const unreadable: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  ENOSPC: 'the disk of the data directory is full',
  Z_BUF_ERROR: 'it is cut off',
};

/** Why a file could not be read as a backup, in words; undefined for faults of another kind. */
function reasonOf(error: unknown, begun: boolean): string | undefined {
  if (error instanceof BackupFault) return error.message;
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (unreadable[code]) return unreadable[code];
  // What is compressed may be damaged before anything of it could be read.
  if (code.startsWith('Z_')) {
    return begun || message !== 'incorrect header check' ? 'it is damaged' : 'it is not a backup of Tequio';
  }
  if (/unexpected end of data/i.test(message))
    return begun ? 'it is cut off' : 'it is not a backup of Tequio';
  if (/invalid tar header/i.test(message)) return begun ? 'it is damaged' : 'it is not a backup of Tequio';
  return undefined;
}

/**
 * Unpacks a backup into a folder that is empty, and sees that all of it is as it was written.
 * @throws StartError for what is no backup, was cut off or changed, or is a newer version's. The folder then holds parts.
 */
export async function readBackup(file: string, folder: string): Promise<BackupHeader> {
  const tar = extract();
  const read = pipeline(createReadStream(file), createGunzip(), tar);
  const unpacked: Unpacked = { header: undefined, sums: new Map(), listed: undefined };
  try {
    const [header] = await Promise.all([takeAll(tar, folder, unpacked), read]);
    return header;
  } catch (error) {
    tar.destroy();
    // A file that cannot be read ends the entries early: its own error is the cause.
    const cause =
      error instanceof BackupFault
        ? error
        : await read.then(
            () => error,
            (reason: unknown) => reason,
          );
    const reason = reasonOf(cause, unpacked.header !== undefined);
    if (reason === undefined) throw cause;
    throw new StartError(`${file} cannot be restored: ${reason}.`, 1, { cause });
  }
}
