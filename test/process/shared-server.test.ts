import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { type RunningProgram, runProgram, startProgram } from '../support/program.ts';

let server: PostgresServer;
let folder: string;
const running: RunningProgram[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-shared-'));
  server = await startPostgres();
  for (const name of ['both', 'killed', 'locked']) await server.createDatabase(name);
});
afterAll(async () => {
  for (const program of running) await program.stop('SIGKILL');
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(env: Record<string, string>, until?: RegExp): Promise<RunningProgram> {
  const program = await startProgram({ TEQUIO_DATA_DIR: folder, ...env }, until);
  running.push(program);
  return program;
}

async function connect(database: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: server.address(database) });
  await client.connect();
  return client;
}

/** How often each series has been loaded into a database. */
async function loadsOf(database: string): Promise<Record<string, number>> {
  const client = await connect(database);
  const { rows } = await client.query('select data_set, count(*)::int from data_loads group by data_set');
  await client.end();
  return Object.fromEntries(rows.map(({ data_set, count }) => [data_set, count]));
}

const everythingOnce = {
  states: 1,
  municipalities: 1,
  institutions: 1,
  holidays: 1,
  'metrica-editions': 1,
  'metrica-methodology edition=2017': 1,
  'metrica-observations edition=2017': 1,
  'metrica-published edition=2017': 1,
  'plan-secretariats': 1,
  'plan-secretariat-members': 1,
  'plan-plans': 1,
  'plan-commitments': 1,
  'plan-notes': 1,
  'commission-work-plan': 1,
};

describe('a PostgreSQL server that several processes share', () => {
  it('is given the shipped data once, also when two start at the same moment', async () => {
    const env = { DATABASE_URL: server.address('both') };
    const both = await Promise.all([start(env), start(env)]);
    for (const { address } of both) expect((await fetch(`${address}/entidades/oaxaca`)).status).toBe(200);
    expect(await loadsOf('both')).toEqual(everythingOnce);
    expect(both.map((program) => program.output().match(/Loaded states/g)?.length ?? 0).sort()).toEqual([
      0, 1,
    ]);
  });

  it('holds nothing of a load that was cut off, and the next start loads it', async () => {
    const env = { DATABASE_URL: server.address('killed') };
    const cut = await start(env, /Loaded municipalities()/);
    await cut.stop('SIGKILL');
    const client = await connect('killed');
    const recorded = await loadsOf('killed');
    const { rows } = await client.query('select count(*)::int from institutions');
    await client.end();
    expect(rows[0].count > 0).toBe('institutions' in recorded);
    const next = await start(env);
    expect((await fetch(`${next.address}/metrica/2017`)).status).toBe(200);
    expect(await loadsOf('killed')).toEqual(everythingOnce);
  });

  it('stops a statement that outlasts its request, so that its connection is free again', async () => {
    const { address } = await start({
      DATABASE_URL: server.address('locked'),
      TEQUIO_POOL_SIZE: '1',
      TEQUIO_REQUEST_TIMEOUT_MS: '1000',
    });
    const other = await connect('locked');
    await other.query('begin; lock table institutions in access exclusive mode');
    const blocked = await fetch(`${address}/instituciones?q=salud`);
    expect(blocked.status).toBe(503);
    expect(await blocked.text()).toContain('La respuesta tardó demasiado');
    let ready = 0;
    for (let time = 0; time < 50 && ready !== 200; time += 1) {
      ready = (await fetch(`${address}/readyz`)).status;
    }
    expect(ready, 'while the table is still locked').toBe(200);
    await other.query('rollback');
    await other.end();
    expect((await fetch(`${address}/instituciones?q=salud`)).status).toBe(200);
  });
});

describe('a command whose database cannot be used', () => {
  it.each([
    ['does not run', () => 'postgres://tequio:word@127.0.0.1:1/x', /does not answer: connect ECONNREFUSED/],
    [
      'takes another password',
      () => server.address('both').replace('tequio:tequio', 'tequio:word'),
      /refuses: password authentication failed/,
    ],
    ['does not exist', () => server.address('nowhere'), /refuses: database "nowhere" does not exist/],
  ])('says in a line that it %s, without the password', async (_, address, message) => {
    const { code, stderr } = await runProgram(['migrate'], {
      DATABASE_URL: address(),
      TEQUIO_DATA_DIR: folder,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('word@');
  });
});
