import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, open, unlink } from 'node:fs/promises';

/** Writes a file that only this user may read, so that it is there whole or not at all. */
export async function writeWhole(
  file: string,
  text: string,
  place: (from: string, to: string) => Promise<void>,
) {
  const temporary = `${file}.${randomUUID()}`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await place(temporary, file);
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
}

/** Gives a file another name without replacing what has that name; not every file system knows links. */
export async function placeNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}
