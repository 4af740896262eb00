import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { access, mkdir, realpath, rmdir, stat, statfs, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartError } from '../errors/start-error.ts';

/** The least free space, in bytes, with which the embedded database may be opened. */
export const leastFreeBytes = 160 * 1024 * 1024;

/** A data directory that this process alone holds. */
export interface DirectoryLock {
  release(): Promise<void>;
}

/** Why a directory cannot be used, by what the system says. */
const unusable: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk can only be read',
  ENOTDIR: 'part of the path is a file, not a directory',
  EEXIST: 'part of the path is a file, not a directory',
  ENOENT: 'no directory can be made there',
  ENOSPC: 'the disk is full',
};

/** Makes a directory and those above it. Node's own way never returns on file systems that make no directories. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o750 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const parent = dirname(path);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || parent === path || existsSync(parent)) throw error;
    await makeDirectory(parent);
    await mkdir(path, { mode: 0o750 });
  }
}

/**
 * Makes the data directory if need be and sees that it can be used.
 * @throws StartError when it cannot be made, is not writable, or its disk is full.
 */
export async function prepareDirectory(path: string): Promise<void> {
  try {
    await makeDirectory(path);
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const reason = unusable[code] ?? code;
    throw new StartError(
      `The data directory ${path} cannot be used: ${reason}. Set TEQUIO_DATA_DIR to another one.`,
    );
  }
  const disk = await statfs(path);
  const free = disk.bavail * disk.bsize;
  if (free < leastFreeBytes) {
    const megabytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);
    throw new StartError(
      `The disk of the data directory ${path} is full: ${megabytes(free)} MB free, ${megabytes(leastFreeBytes)} MB needed. ` +
        'Free some space or set TEQUIO_DATA_DIR to another disk.',
    );
  }
}

/** A socket's address may not pass some 100 characters, so a deep directory gets one in the temporary folder. */
function socketPath(directory: string): string {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\tequio-${name}`;
  const inside = join(directory, 'process.sock');
  return Buffer.byteLength(inside) <= 100 ? inside : join(tmpdir(), `tequio-${name}.sock`);
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end(`${process.pid}\n`));
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** The process that answers on a socket, or undefined when nobody does: its owner was killed. */
function ownerOf(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let answer = '';
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => resolve(undefined));
    socket.on('close', () => resolve(answer.trim() || undefined));
  });
}

/**
 * Replaces the socket of a process that was killed. Only one start may do so at a time (a folder is made
 * atomically), or a second one could remove the socket that the first has just made.
 */
async function takeOver(path: string, refuse: (owner: string) => StartError): Promise<Server> {
  const turn = `${path}.turn`;
  const age = await stat(turn).then(
    (found) => Math.abs(Date.now() - found.mtimeMs),
    () => 0,
  );
  if (age > 10_000) await rmdir(turn).catch(() => undefined);
  try {
    await mkdir(turn);
  } catch {
    throw refuse('starting now');
  }
  try {
    const owner = await ownerOf(path);
    if (owner) throw refuse(owner);
    await unlink(path).catch(() => undefined);
    const server = await listen(path);
    if (!server) throw refuse('starting now');
    return server;
  } finally {
    await rmdir(turn).catch(() => undefined);
  }
}

/**
 * Takes the data directory for this process. The lock is a listening socket, which the system closes
 * with the process however it ends: no stale lock keeps the next start out.
 * @throws StartError when another process holds the directory.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  // However the directory is named, through links or not, it has one lock.
  const path = socketPath(await realpath(directory));
  const refuse = (owner: string) =>
    new StartError(
      `The data directory ${directory} is already open in another process (${owner}). ` +
        'Stop that one first, or set TEQUIO_DATA_DIR to another directory.',
    );
  const server = (await listen(path)) ?? (await takeOver(path, refuse));
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}
