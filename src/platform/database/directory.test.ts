import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory, prepareDirectory } from './directory.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a data directory', () => {
  it('is made with all that is above it', async () => {
    const deep = join(folder, 'a', 'b', 'c');
    await prepareDirectory(deep);
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['c']);
  });

  it('cannot lie inside a file', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(prepareDirectory(join(folder, 'file', 'data'))).rejects.toThrow(
      'part of the path is a file',
    );
    await expect(prepareDirectory(join(folder, 'file'))).rejects.toThrow('part of the path is a file');
  });

  it('is held by one at a time, and free when released', async () => {
    const lock = await lockDirectory(folder);
    await expect(lockDirectory(folder)).rejects.toThrow(`already open in another process (${process.pid})`);
    await lock.release();
    await (await lockDirectory(folder)).release();
  });

  it('goes to exactly one of many who start at once, also over a socket that a killed process left', async () => {
    await writeFile(join(folder, 'process.sock'), '');
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => lockDirectory(folder)));
    const held = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(held).toHaveLength(1);
    for (const { value } of held) await value.release();
  });

  it('is one, whichever link leads to it', async () => {
    const deep = join(folder, 'x'.repeat(60), 'y'.repeat(60));
    await prepareDirectory(deep);
    await symlink(deep, join(folder, 'short'));
    const lock = await lockDirectory(join(folder, 'short'));
    await expect(lockDirectory(deep)).rejects.toThrow('already open');
    await lock.release();
  });

  it('may have a path longer than a socket address can be', async () => {
    const deep = join(folder, 'x'.repeat(60), 'y'.repeat(60));
    await prepareDirectory(deep);
    const lock = await lockDirectory(deep);
    await expect(lockDirectory(deep)).rejects.toThrow('already open');
    await lock.release();
  });
});
