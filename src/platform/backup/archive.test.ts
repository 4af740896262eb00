import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ArchiveWriter, writeArchive } from './archive.ts';
import { isBackupName } from './format.ts';
import { readBackup } from './read.ts';

let folder: string;
let file: string;
let target: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-backup-'));
  file = join(folder, 'backup');
  target = join(folder, 'target');
  await mkdir(target);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const never = new AbortController().signal;
const header = {
  ...{ tequioBackup: 1, version: '0.1.0', time: '2026-11-23T18:00:00.000Z', keys: false },
  ledger: { entries: 4, checkpoint: null },
};

/** Makes a backup of some text files. */
function write(files: Record<string, string>, first: unknown = header): Promise<void> {
  const fill = async (archive: ArchiveWriter) => {
    await archive.text('backup.json', JSON.stringify(first));
    for (const [name, text] of Object.entries(files)) await archive.text(name, text);
  };
  return writeArchive(file, fill, never);
}

/** Changes the tar within the compression. */
async function change(by: (tar: Buffer) => void): Promise<void> {
  const tar = gunzipSync(await readFile(file));
  by(tar);
  await writeFile(file, gzipSync(tar));
}

describe('a backup', () => {
  it('gives back files and empty folders, byte by byte', async () => {
    const source = join(folder, 'source');
    await mkdir(join(source, 'deep', 'empty'), { recursive: true });
    const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, at) => (at * 7919) % 251));
    await writeFile(join(source, 'deep', 'large'), bytes);
    await writeFile(join(source, 'nothing'), '');
    await writeFile(join(source, 'left-out'), 'x');
    await symlink('/etc/hostname', join(source, 'link'));
    await writeArchive(
      file,
      async (archive) => {
        await archive.text('backup.json', JSON.stringify(header));
        await archive.folder('records', source, ['left-out']);
      },
      never,
    );
    expect(await readBackup(file, target)).toEqual(header);
    expect(await readdir(target, { recursive: true }).then((names) => names.sort())).toEqual([
      ...['records', 'records/deep', 'records/deep/empty', 'records/deep/large', 'records/nothing'],
    ]);
    expect(await readFile(join(target, 'records', 'deep', 'large'))).toEqual(bytes);
    expect(await readFile(join(target, 'records', 'nothing'))).toHaveLength(0);
  });

  it('is refused as cut off wherever it was cut off', async () => {
    await write({ FORMAT: '3', 'records/a': 'x'.repeat(5000), 'records/b': 'y' });
    const whole = await readFile(file);
    for (let length = 0; length < whole.length; length += 3) {
      await writeFile(file, whole.subarray(0, length));
      await expect(readBackup(file, target), `${length} bytes`).rejects.toThrow(
        /cannot be restored: it is (cut off|not a backup of Tequio)/,
      );
      await rm(target, { recursive: true });
      await mkdir(target);
    }
  });

  it('is refused as cut off when its end is missing and the rest is a proper file', async () => {
    await write({ 'records/a': 'x' });
    const tar = gunzipSync(await readFile(file));
    const sums = tar.indexOf('SHA256SUMS');
    await writeFile(file, gzipSync(Buffer.concat([tar.subarray(0, sums), Buffer.alloc(1024)])));
    await expect(readBackup(file, target)).rejects.toThrow('it is cut off: its end is missing');
  });

  it('is refused when a byte of a file was changed', async () => {
    await write({ 'records/a': 'the true text', 'records/b': 'y' });
    await change((tar) => tar.write('false', tar.indexOf('the true text')));
    await expect(readBackup(file, target)).rejects.toThrow('records/a differs from SHA256SUMS');
  });

  it('is refused when its bytes were damaged', async () => {
    const noise = Array.from({ length: 200 }, (_, at) => createHash('sha256').update(`${at}`).digest('hex'));
    await write({ 'records/a': noise.join(''), 'records/b': noise.join('').repeat(20) });
    const bytes = await readFile(file);
    bytes.fill(0xff, bytes.length - 5000, bytes.length - 20);
    await writeFile(file, bytes);
    await expect(readBackup(file, target)).rejects.toThrow(/damaged|cut off/);
  });

  it.each(['../outside', 'records/../../outside', '/outside', 'other/a', 'records//a', 'keys\\a'])(
    'is refused when it names %s, and nothing is written there',
    async (name) => {
      expect(isBackupName(name)).toBe(false);
      await write({ [name]: 'x' });
      await expect(readBackup(file, target)).rejects.toThrow('does not belong there');
      expect(existsSync(join(folder, 'outside'))).toBe(false);
    },
  );

  it('is refused when a file stands in it twice', async () => {
    await write({ 'records/ab': 'x', 'records/ac': 'y' });
    await change((tar) => {
      const at = tar.indexOf('records/ac');
      tar.copy(tar, at, tar.indexOf('records/ab'), tar.indexOf('records/ab') + 512);
    });
    await expect(readBackup(file, target)).rejects.toThrow('"records/ab" does not belong there');
  });

  it('of a newer layout is refused with the version that made it', async () => {
    await write({}, { ...header, tequioBackup: 2, version: '9.0.0' });
    await expect(readBackup(file, target)).rejects.toThrow(
      /made by a newer version of Tequio \(9\.0\.0; this is \d/,
    );
  });

  it.each([
    ['text', Buffer.from('hello')],
    ['nothing', Buffer.alloc(0)],
    ['compressed text', gzipSync('hello')],
    ['an empty tar', gzipSync(Buffer.alloc(1024))],
  ])('is not what is %s', async (_, bytes) => {
    await writeFile(file, bytes);
    await expect(readBackup(file, target)).rejects.toThrow(/it is (not a backup of Tequio|cut off)/);
  });

  it('is not a tar that begins with another file or another header', async () => {
    await writeArchive(file, (archive) => archive.text('records/a', 'x'), never);
    await expect(readBackup(file, target)).rejects.toThrow('it is not a backup of Tequio');
    await rm(file);
    await write({}, { hello: 1 });
    await expect(readBackup(file, target)).rejects.toThrow('it is not a backup of Tequio');
    await rm(file);
    await write({}, { tequioBackup: 1, version: '1' });
    await expect(readBackup(file, target)).rejects.toThrow('it is damaged: backup.json');
  });

  it('is not what is not there, or a folder', async () => {
    await expect(readBackup(file, target)).rejects.toThrow('there is no such file');
    await expect(readBackup(folder, target)).rejects.toThrow('it is a folder');
  });
});

describe('writing a backup', () => {
  it('ends with the first failure, of reading or of writing', async () => {
    const missing = (archive: ArchiveWriter) => archive.file('records/a', join(folder, 'nowhere'));
    await expect(writeArchive(file, missing, never)).rejects.toThrow('nowhere cannot be copied: ENOENT');
    const fill = async (archive: ArchiveWriter) => {
      for (let at = 0; at < 100; at += 1) await archive.text(`records/${at}`, `${at}`.repeat(50_000));
    };
    const nowhere = join(folder, 'no', 'folder');
    await expect(writeArchive(nowhere, fill, never)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const fill = async (archive: ArchiveWriter) => {
      for (let at = 0; ; at += 1) {
        await archive.text(`records/${at}`, 'x'.repeat(100_000));
        if (at === 20) stop.abort();
      }
    };
    await expect(writeArchive(file, fill, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
