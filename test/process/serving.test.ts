import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningProgram, runProgram, startProgram } from '../support/program.ts';

let folder: string;
let data: string;
let first: RunningProgram;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-serve-'));
  data = join(folder, 'data');
  first = await startProgram({ TEQUIO_DATA_DIR: data });
});
afterAll(async () => {
  await first.stop('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** A request of which is known when all of it has left, and the text of its answer. */
function sendRequest(address: string): { sent: Promise<void>; text: Promise<string> } {
  const request = get(address);
  const text = new Promise<string>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      let body = '';
      response.on('data', (data) => {
        body += data;
      });
      response.on('error', reject);
      response.on('end', () => resolve(body));
    });
  });
  return { sent: new Promise((resolve) => request.on('finish', resolve)), text };
}

describe('a first start', () => {
  it('loads the shipped data, says so, and serves', async () => {
    expect(first.output()).toContain('Loaded states: 33 rows');
    expect(first.output()).toContain('Loaded metrica-observations edition=2017: 908 rows');
    const response = await fetch(`${first.address}/metrica/2017/entidades.csv`);
    expect(response.status).toBe(200);
    expect((await response.text()).trim().split('\r\n')).toHaveLength(34);
  });
});

/** Sends bytes as they are and gives back the first line of the answer. */
function statusLine(address: string, request: string): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(request));
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
  });
}

describe('a request that no browser would send', () => {
  it.each([
    ['names no host, in HTTP/1.0', 'GET /healthz HTTP/1.0\r\n\r\n', 200],
    ['names a proxy with a user', 'GET http://ana:x@a.mx/metrica HTTP/1.1\r\nHost: a\r\n', 400],
    ['has a host that is none', 'GET /metrica HTTP/1.1\r\nHost: a/b\r\n', 400],
    [
      'has a method that files do not take',
      'PUT /favicon.svg HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n',
      405,
    ],
  ])('and %s is answered', async (_, request, status) => {
    const line = await statusLine(
      first.address,
      request.replace(/(?<!\n\r\n)$/, 'Connection: close\r\n\r\n'),
    );
    expect(line).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });
});

describe('a data directory in use', () => {
  it('is refused to a second process, and the first goes on', async () => {
    const second = await runProgram(['serve'], { TEQUIO_DATA_DIR: data, PORT: '0' });
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/already open in another process \(\d+\)/);
    expect(second.stderr.trim().split('\n')).toHaveLength(1);
    expect((await fetch(`${first.address}/healthz`)).status).toBe(200);
  });
});

describe('a stop', () => {
  it('ends cleanly on SIGTERM, and the next start loads nothing again', async () => {
    const ended = await first.stop();
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('Stopping');
    expect(ended.stderr).toBe('');
    first = await startProgram({ TEQUIO_DATA_DIR: data });
    expect(first.output()).not.toContain('Loaded');
    expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
  });

  it('ends cleanly also when nobody reads its messages any more', async () => {
    await first.stop();
    first = await startProgram({ TEQUIO_DATA_DIR: data });
    first.child.stdout?.destroy();
    const ended = await first.stop();
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    first = await startProgram({ TEQUIO_DATA_DIR: data });
  });

  it('lets requests in flight finish', async () => {
    const asked = ['/metrica/metodologia', '/metrica/verificacion', '/metrica/2017?tipo=sindicato'];
    const requests = asked.map((path) => sendRequest(first.address + path));
    await Promise.all(requests.map(({ sent }) => sent));
    const ended = await first.stop();
    expect(ended.code).toBe(0);
    for (const { text } of requests) expect(await text).toMatch(/<\/html>\s*$/);
    first = await startProgram({ TEQUIO_DATA_DIR: data });
  });

  it('leaves nothing locked when the process is killed', async () => {
    await first.stop('SIGKILL');
    first = await startProgram({ TEQUIO_DATA_DIR: data });
    expect((await fetch(`${first.address}/entidades/oaxaca`)).status).toBe(200);
    expect((await first.stop('SIGINT')).code).toBe(0);
    first = await startProgram({ TEQUIO_DATA_DIR: data });
  });
});

describe('what keeps the platform from starting', () => {
  it('is a port that another program uses', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const refused = await runProgram(['serve'], {
      TEQUIO_DATA_DIR: join(folder, 'other'),
      PORT: String(port),
    });
    other.close();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toBe(
      `tequio: Port ${port} is already in use. Stop the program that uses it, or set PORT to another one.\n`,
    );
  });

  it('is a data directory that is a file', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const refused = await runProgram(['serve'], { TEQUIO_DATA_DIR: join(file, 'data'), PORT: '0' });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('part of the path is a file, not a directory');
  });

  it('is a data directory on a read-only or special file system', async (context) => {
    if (process.platform !== 'linux')
      context.skip('needs a file system that nobody may write: /proc of Linux');
    const refused = await runProgram(['serve'], { TEQUIO_DATA_DIR: '/proc/tequio', PORT: '0' });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/The data directory \/proc\/tequio cannot be used: .*TEQUIO_DATA_DIR/);
  });

  it('is a data directory written by a newer version', async () => {
    const newer = join(folder, 'newer');
    await mkdir(newer);
    await writeFile(join(newer, 'FORMAT'), '9999\n');
    const refused = await runProgram(['serve'], { TEQUIO_DATA_DIR: newer, PORT: '0' });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('was written by a newer version of Tequio (format 9999');
    expect(await readFile(join(newer, 'FORMAT'), 'utf8')).toBe('9999\n');
  });
});
