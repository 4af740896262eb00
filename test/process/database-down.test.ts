import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { type RunningProgram, startProgram } from '../support/program.ts';

let server: PostgresServer;
let folder: string;
let platform: RunningProgram | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-down-'));
  server = await startPostgres();
  await server.createDatabase('down');
  await server.halt();
});
afterAll(async () => {
  await platform?.stop('SIGKILL');
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Asks until the answer has the status, at most for a while. */
async function becomes(path: string, status: number): Promise<Response> {
  const until = Date.now() + 45_000;
  for (;;) {
    const response = await fetch(`${platform?.address}${path}`);
    if (response.status === status || Date.now() > until) return response;
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

it('starts without its database, says so with a page, and recovers by itself each time it comes back', async () => {
  platform = await startProgram(
    { DATABASE_URL: server.address('down'), TEQUIO_DATA_DIR: folder },
    /listens at (http:\S+) and waits for its database/,
  );
  const starting = await fetch(`${platform.address}/en/entidades`);
  expect(starting.status).toBe(503);
  expect(starting.headers.get('retry-after')).toBe('5');
  expect(await starting.text()).toContain('The service is starting');
  expect((await fetch(`${platform.address}/healthz`)).status).toBe(200);
  expect((await fetch(`${platform.address}/readyz`)).status).toBe(503);

  await server.start();
  const ready = await becomes('/entidades/oaxaca', 200);
  expect(ready.status).toBe(200);

  await server.halt();
  expect(
    (await fetch(`${platform.address}/entidades/oaxaca`)).status,
    'a page in the cache is still served',
  ).toBe(200);
  const down = await fetch(`${platform.address}/instituciones?q=salud`);
  expect(down.status).toBe(503);
  const text = await down.text();
  expect(text).toContain('El servicio no está disponible por ahora');
  expect(text).not.toMatch(/ECONNREFUSED|at .*\.js:\d+/);
  const api = await fetch(`${platform.address}/api/v1/institutions?limit=7`);
  expect(api.status).toBe(503);
  expect(api.headers.get('content-type')).toBe('application/problem+json');
  expect((await becomes('/readyz', 503)).status).toBe(503);

  await server.start();
  expect((await becomes('/instituciones?q=salud', 200)).status).toBe(200);
  expect((await becomes('/readyz', 200)).status).toBe(200);
});
