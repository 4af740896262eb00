import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { StartError } from '../errors/start-error.ts';
import { sumsName } from './format.ts';

/** A tar that is being written. */
export interface ArchiveWriter {
  text(name: string, text: string): Promise<void>;
  file(name: string, path: string): Promise<void>;
  /** A folder with all that is in it, except the names that are left out at its top. Other things than files are not taken. */
  folder(name: string, path: string, without?: readonly string[]): Promise<void>;
}

const privateMode = 0o600;
const pieceBytes = 256 * 1024;

/** Says of what could not be read that it was that, and not the backup. */
function unread(path: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    throw new StartError(`${path} cannot be copied: ${error.code ?? error.message}.`, 1, { cause: error });
  };
}

/** A file may grow while it is read; what it held at first is taken. */
async function* piecesOf(handle: FileHandle, path: string, size: number): AsyncGenerator<Uint8Array> {
  for (let left = size; left > 0; ) {
    const piece = Buffer.allocUnsafe(Math.min(left, pieceBytes));
    const { bytesRead, buffer } = await handle.read(piece).catch(unread(path));
    if (bytesRead === 0) return;
    left -= bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Compressing takes longer than reading, and the records stand still meanwhile: so it is the quickest level. */
const compression = { level: 1 };

/**
 * Makes a compressed tar of what `fill` puts in, with the SHA-256 of all of it at the end, and waits until the disk
 * has it. Never more of a file than a few pieces is in memory.
 * @throws the error of the first piece that could not be read or written
 */
export async function writeArchive(
  path: string,
  fill: (archive: ArchiveWriter) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const tar = pack();
  const sums: string[] = [];

  async function entry(name: string, size: number, mtime: Date, pieces: AsyncIterable<Uint8Array>) {
    const hash = createHash('sha256');
    let written = 0;
    const read = async function* () {
      for await (const piece of pieces) {
        hash.update(piece);
        written += piece.length;
        yield piece;
      }
      if (written !== size) throw new StartError(`${name} changed while it was copied. Try again.`);
    };
    await pipeline(read, tar.entry({ name, size, mtime, mode: privateMode }));
    sums.push(`${hash.digest('hex')}  ${name}\n`);
  }

  const archive: ArchiveWriter = {
    async text(name, text) {
      const bytes = Buffer.from(text);
      const pieces = async function* () {
        yield bytes;
      };
      await entry(name, bytes.length, new Date(), pieces());
    },
    async file(name, path) {
      const handle = await open(path).catch(unread(path));
      try {
        const { size, mtime } = await handle.stat();
        await entry(name, size, mtime, piecesOf(handle, path, size));
      } finally {
        await handle.close();
      }
    },
    async folder(name, path, without = []) {
      tar.entry({ name: `${name}/`, type: 'directory', mode: 0o700, mtime: new Date() });
      for await (const found of await opendir(path).catch(unread(path))) {
        if (without.includes(found.name)) continue;
        const inner = { name: `${name}/${found.name}`, path: join(path, found.name) };
        if (found.isDirectory()) await archive.folder(inner.name, inner.path);
        else if (found.isFile()) await archive.file(inner.name, inner.path);
      }
    },
  };

  const target = createWriteStream(path, { flags: 'wx', mode: privateMode, flush: true });
  const written = pipeline(tar, createGzip(compression), target, { signal });
  const filled = fill(archive).then(async () => {
    await archive.text(sumsName, sums.join(''));
    tar.finalize();
  });
  filled.catch((error: Error) => tar.destroy(error));
  try {
    await Promise.all([filled, written]);
  } catch (error) {
    // What could not be written fails what was being read, too: the former is the cause.
    throw await written.then(
      () => error,
      (cause: unknown) => cause,
    );
  }
}
