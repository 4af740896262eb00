import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSignerKey } from '#platform/ledger/note.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Finished, type RunningProgram, root, runProgram, startProgram } from '../support/program.ts';

let folder: string;
let data: string;
let running: RunningProgram;
let backup: string;
let made: Finished;
/** How many entries of the ledger the backup says it holds. */
let held: number;
/** The data directory of the first restore. */
let stopped: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-backup-'));
  data = join(folder, 'data');
  backup = join(folder, 'tequio.backup');
  running = await startProgram({ TEQUIO_DATA_DIR: data });
  await mkdir(join(data, 'lake', 'set'), { recursive: true });
  await writeFile(join(data, 'lake', 'set', 'part.parquet'), 'not really');
  await mkdir(join(data, 'mail'), { recursive: true });
  await writeFile(join(data, 'mail', 'letter.eml'), 'To: nobody');
  made = await runProgram(['backup', backup], { TEQUIO_DATA_DIR: data });
  const header = spawnSync('tar', ['xzOf', backup, 'backup.json'], { encoding: 'utf8' }).stdout;
  held = (JSON.parse(header) as { ledger: { entries: number } }).ledger.entries;
});
afterAll(async () => {
  await running.stop('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const inData = (directory: string) => ({ TEQUIO_DATA_DIR: directory });
const keys = () => join(data, 'keys');
let count = 0;
/** A data directory that is not there yet. */
function elsewhere(): string {
  count += 1;
  return join(folder, `data-${count}`);
}

/** Waits for the checkpoint over so many entries. */
async function untilSigned({ address }: RunningProgram, size: number): Promise<void> {
  const checkpoint = async () => (await fetch(`${address}/bitacora/checkpoint`)).text();
  await expect.poll(checkpoint, { timeout: 40_000 }).toContain(`\n${size}\n`);
}

/** What a refused command says, in one line. */
async function refused(args: readonly string[], env: Record<string, string>, code = 1): Promise<string> {
  const finished = await runProgram(args, env);
  expect(finished.stderr.trim().split('\n')).toHaveLength(1);
  expect(finished.code, finished.stderr).toBe(code);
  return finished.stderr;
}

describe('a backup made while the platform serves', () => {
  it('is there whole, for its user alone, and says that the keys are not in it', async () => {
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toContain(`Backed up to ${backup}: `);
    expect(made.stdout).toContain(`The keys are not in it`);
    expect((await stat(backup)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([]);
    expect((await fetch(`${running.address}/readyz`)).status).toBe(200);
  });

  it('is a tar that other tools open and check', (context) => {
    if (process.platform === 'win32') context.skip('there is no sha256sum');
    const into = join(folder, 'by-hand');
    const script = `mkdir "${into}" && cd "${into}" && tar xzf "${backup}" && sha256sum --quiet -c SHA256SUMS && find . -maxdepth 1 | sort`;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toEqual([
      ...['.', './FORMAT', './SHA256SUMS', './backup.json', './lake', './records'],
    ]);
  });

  it('is restored with keys that were kept apart, verified, and served; the ledger tells of it', async () => {
    stopped = elsewhere();
    const restored = await runProgram(['restore', backup, '--keys-from', keys()], inData(stopped));
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(restored.stdout).toContain('Now run: npm run tequio -- verify');
    expect(await readFile(join(stopped, 'lake', 'set', 'part.parquet'), 'utf8')).toBe('not really');
    expect((await readdir(stopped)).sort()).toEqual(['FORMAT', 'keys', 'lake', 'records']);
    const verified = await runProgram(['verify'], inData(stopped));
    expect(verified.stdout).toContain('Everything agrees.');
    expect(verified.stdout).toContain('ok   ledger: restorations: 1 checked');
    const again = await startProgram(inData(stopped));
    const listed = await fetch(`${again.address}/bitacora`);
    expect(await listed.text()).toContain(
      `Los registros se restauraron desde una copia con ${held} asientos`,
    );
    expect((await fetch(`${again.address}/metrica/2017`)).status).toBe(200);
    await untilSigned(again, held + 1);
    await again.stop();
  });

  it('is not restored into a directory that holds anything, which is named', async () => {
    const directory = elsewhere();
    await mkdir(directory);
    await writeFile(join(directory, 'notes.txt'), 'mine');
    const said = await refused(['restore', backup], inData(directory));
    expect(said).toContain(`The data directory ${directory} is not empty: it holds notes.txt.`);
    expect(await readdir(directory)).toEqual(['notes.txt']);
    expect(await refused(['restore', backup], inData(data))).toContain('already open in another process');
  });

  it('is restored into a directory that is there and empty', async () => {
    const directory = elsewhere();
    await mkdir(directory);
    const { code, stdout } = await runProgram(['restore', backup], inData(directory));
    expect(code).toBe(0);
    expect(stdout).toContain(`put the keys in their place: ${join(directory, 'keys', 'secret.key')}, `);
    await cp(keys(), join(directory, 'keys'), { recursive: true });
    expect((await runProgram(['verify'], inData(directory))).stdout).toContain('Everything agrees.');
  });

  it('is refused without a trace when it was cut off or changed, or is none', async () => {
    const whole = await readFile(backup);
    const file = join(folder, 'broken');
    const directory = elsewhere();
    for (const [bytes, reason] of [
      [whole.subarray(0, whole.length >> 1), 'it is cut off'],
      [Buffer.from(whole).fill(0x55, whole.length >> 1, (whole.length >> 1) + 500), 'it is damaged'],
      [Buffer.from('hello'), 'it is not a backup of Tequio'],
    ] as const) {
      await writeFile(file, bytes);
      const said = await refused(['restore', file, '--keys-from', keys()], inData(directory));
      expect(said).toMatch(new RegExp(`${file} cannot be restored: it (is|was) `));
      expect(said).toContain(reason);
      expect(existsSync(directory)).toBe(false);
    }
    expect(await refused(['restore', join(folder, 'nowhere')], inData(directory))).toContain(
      'there is no such file',
    );
  });

  it('is refused when the keys are of another platform, or are not there', async () => {
    const directory = elsewhere();
    const others = join(folder, 'others');
    await mkdir(others);
    const from = ['restore', backup, '--keys-from', others];
    expect(await refused(from, inData(directory))).toContain('secret.key cannot be read: it is missing');
    await writeFile(join(others, 'secret.key'), 'ab'.repeat(32));
    await writeFile(join(others, 'ledger.key'), newSignerKey('tequio.other/bitacora'));
    expect(await refused(from, inData(directory))).toContain('The ledger was begun with the key');
    expect(existsSync(directory)).toBe(false);
  });

  it('keeps a directory from starting when its restore was cut off', async () => {
    const directory = elsewhere();
    await mkdir(join(directory, 'restoring'), { recursive: true });
    expect(await refused(['verify'], inData(directory))).toContain('was cut off');
    expect(await refused(['restore', backup], inData(directory))).toContain('A restore was cut off there');
  });
});

describe('a backup of a platform that is stopped', () => {
  it('is made by the command itself, with the keys if asked for', async () => {
    const file = join(folder, 'with-keys.backup');
    const { code, stdout } = await runProgram(['backup', '--with-keys', file], inData(stopped));
    expect(code).toBe(0);
    expect(stdout).toContain('whoever has the file can sign as this platform');
    const next = elsewhere();
    const restored = await runProgram(['restore', file], inData(next));
    expect(restored.stdout).not.toContain('put the keys');
    for (const name of ['secret.key', 'ledger.key']) {
      expect(await readFile(join(next, 'keys', name))).toEqual(await readFile(join(keys(), name)));
    }
  });
});

describe('a copy that is older than what was published', () => {
  it('is restored only with a reason, which the ledger tells; then it goes on and verifies', async () => {
    // A restoration is a public act, so the ledger of the one that was served has grown past the backup.
    const directory = elsewhere();
    const restore = ['restore', backup, '--keys-from', join(stopped, 'keys')];
    const said = await refused(restore, inData(directory));
    expect(said).toContain(
      `has signed a checkpoint of ${held + 1} entries, which these records do not hold: they reach ${held}`,
    );
    expect(said).toContain('--accept-older-ledger');
    expect(existsSync(directory)).toBe(false);
    const short = await refused([...restore, '--accept-older-ledger', 'short'], inData(directory), 2);
    expect(short).toContain('10 to 500 characters');

    const reason = 'El disco se dañó y no hay otra copia';
    const accepted = await runProgram([...restore, `--accept-older-ledger=${reason}`], inData(directory));
    expect(accepted).toMatchObject({ code: 0, stderr: '' });
    expect(accepted.stdout).toContain(`what was signed up to ${held + 1} entries is given up`);
    expect((await readdir(join(directory, 'keys'))).sort()).toEqual([
      ...['ledger.key', 'ledger.key.signed', `ledger.key.signed.given-up-${held + 1}`, 'secret.key'],
    ]);
    const again = await startProgram(inData(directory));
    await untilSigned(again, held + 1);
    const entry = await (await fetch(`${again.address}/bitacora`)).text();
    expect(entry).toContain('se perdió parte de lo firmado');
    await again.stop();
    expect((await runProgram(['verify'], inData(directory))).stdout).toContain('Everything agrees.');
  });
});

describe('a backup that cannot be made', () => {
  it.each([
    ['without a file', () => ['backup'], /takes one file/],
    ['with two', () => ['backup', 'a', 'b'], /takes one file/],
    ['with an unknown option', () => ['backup', 'a', '--with-key'], /Unknown option '--with-key'/],
  ])('is refused %s', async (_, args, message) => {
    expect(await refused(args(), inData(data), 2)).toMatch(message);
  });

  it.each([
    ['a file that is there', () => backup, /there is such a file already/],
    ['a folder', () => folder, /is a folder\. Name a file in it/],
    ['a folder that is not there', () => join(folder, 'no', 'file'), /there is no such folder/],
    ['a path through a file', () => join(backup, 'file'), /part of the path is a file/],
    ['the records', () => join(data, 'records', 'base', 'file'), /would lie among the records/],
    ['the lake', () => join(data, 'lake', 'file'), /would lie among the records/],
  ])('is refused into %s, by the running process and without it', async (_, file, message) => {
    const before = await stat(backup);
    expect(await refused(['backup', file()], inData(data))).toMatch(message);
    expect((await stat(backup)).mtimeMs).toBe(before.mtimeMs);
  });

  it('is refused where there are no records, and no directory is made', async () => {
    const directory = elsewhere();
    const said = await refused(['backup', join(folder, 'empty')], inData(directory));
    expect(said).toContain(`There are no records in ${directory}`);
    expect(existsSync(directory)).toBe(false);
  });

  it('leaves nothing on a disk that is full', async (context) => {
    const inNamespace = (script: string) =>
      spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script], {
        encoding: 'utf8',
      });
    if (process.platform !== 'linux' || inNamespace('mount -t tmpfs -o size=1m tmpfs /mnt').status !== 0) {
      context.skip('this machine lets nobody but root mount a small disk');
    }
    const node = join(root, 'node_modules', 'node', 'bin', 'node');
    const program = join(root, process.env.BUILD_DIR ?? 'dist', 'server', 'main.js');
    const { status, stdout, stderr } = inNamespace(
      'mount -t tmpfs -o size=3m tmpfs /mnt; ' +
        `TEQUIO_DATA_DIR="${stopped}" "${node}" "${program}" backup /mnt/file; code=$?; ls -A /mnt; exit $code`,
    );
    expect(stderr).toBe('tequio: The backup /mnt/file cannot be written: the disk is full.\n');
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});

describe('with the records on a PostgreSQL server', () => {
  it('a copy of the database and of the keys is a whole platform', async () => {
    const server = await startPostgres();
    try {
      await server.createDatabase('live');
      const live = { ...inData(elsewhere()), DATABASE_URL: server.address('live') };
      await (await startProgram(live)).stop();
      // The server's own copy stands for pg_dump and pg_restore, which the package for tests lacks.
      await server.createDatabase('copied', 'live');
      const copied = { ...inData(elsewhere()), DATABASE_URL: server.address('copied') };
      await cp(join(live.TEQUIO_DATA_DIR, 'keys'), join(copied.TEQUIO_DATA_DIR, 'keys'), { recursive: true });
      expect((await runProgram(['verify'], copied)).stdout).toContain('Everything agrees.');
    } finally {
      await server.stop();
    }
  });

  it.each([
    ['backup', () => [join(folder, 'server.backup')]],
    ['restore', () => [backup]],
  ])('"%s" says what to use instead', async (command, args) => {
    const env = { ...inData(elsewhere()), DATABASE_URL: 'postgres://tequio:word@127.0.0.1:1/x' };
    const said = await refused([command, ...args()], env, 2);
    expect(said).toContain('pg_dump');
    expect(said).toContain('docs/operations.md');
  });
});
