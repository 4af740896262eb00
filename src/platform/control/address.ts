import { createHash } from 'node:crypto';
import { lstat, mkdir, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../errors/start-error.ts';

/** Where a running process takes commands: a socket in a folder that only its user may enter. */
export interface ControlAddress {
  /** Undefined on Windows, where the system guards the pipe. */
  folder: string | undefined;
  socket: string;
}

/** A socket's address may not pass some 100 characters, so a deep directory gets its folder in the temporary one. */
export async function controlAddress(directory: string): Promise<ControlAddress> {
  const path = await realpath(directory);
  const name = createHash('sha256').update(path).digest('hex').slice(0, 24);
  if (process.platform === 'win32') {
    return { folder: undefined, socket: `\\\\.\\pipe\\tequio-${name}-control` };
  }
  const inside = join(path, 'control');
  const folder = Buffer.byteLength(inside) <= 90 ? inside : join(tmpdir(), `tequio-${name}-control`);
  return { folder, socket: join(folder, 'socket') };
}

/**
 * Whether a folder is there and nobody else can put a socket into it.
 * @throws StartError when it is there and another user could
 */
export async function isOwnFolder(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new StartError(`${folder} cannot be read: ${error.code}.`);
  });
  if (!found) return false;
  // Root may command the process of any user, and its own folder is no less safe.
  const own = process.getuid?.() === found.uid || process.getuid?.() === 0;
  if (found.isDirectory() && own && (found.mode & 0o077) === 0) return true;
  throw new StartError(
    `${folder} is not a folder of this user alone, so commands to the running process are not safe there. ` +
      'Run the command as the user that runs Tequio, or remove that folder.',
  );
}

/** Makes the folder of the socket, for this user alone from its first moment. */
export async function makeOwnFolder(folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await isOwnFolder(folder);
}
