import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveGrant } from '#platform/access/grants.ts';
import { accessGrants } from '#platform/access/schema.ts';
import { type Config, readConfig } from '#platform/config/config.ts';
import { listEntries, readState } from '#platform/ledger/store.ts';
import type { Services } from '#platform/services.ts';
import { closeServices, openServices } from '../../src/runtime.ts';
import { createPerson, type TestPerson } from '../support/people.ts';
import { type PostgresServer, startPostgres } from '../support/postgres.ts';
import { type RunningProgram, runProgram, startProgram } from '../support/program.ts';

const rounds = 20;
const writers = 4;
/** One may give so many roles in a day. */
const givenByOne = 40;
const states = Array.from({ length: 32 }, (_, at) => String(at + 1).padStart(2, '0'));
const recipients = 40;

/** A public act that somebody does over HTTP: giving a role in a state to a person. */
interface Act {
  office: 'facilitator' | 'state-moderator';
  email: string;
  person: string;
  state: string;
}

const roles = { facilitator: 'facilitator', 'state-moderator': 'moderator' } as const;
const nameOf = (person: string | null, role: string, state: string | null) => `${person} ${role} ${state}`;

/** Every act there can be, each once. */
function* allActs(people: readonly TestPerson[]): Generator<Act> {
  for (const { id, email } of people) {
    for (const state of states) {
      for (const office of ['facilitator', 'state-moderator'] as const)
        yield { office, email, person: id, state };
    }
  }
}

let folder: string;
let server: PostgresServer;
let running: RunningProgram | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-kill-'));
  server = await startPostgres();
  await server.createDatabase('killed');
});
afterAll(async () => {
  await running?.stop('SIGKILL');
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the stores of a setting here, while no program runs on them. */
async function withRecords<T>(
  env: Record<string, string>,
  work: (services: Services) => Promise<T>,
): Promise<T> {
  const config: Config = readConfig({ ...env, TEQUIO_LOG_LEVEL: 'silent' });
  const services = await openServices(config);
  try {
    return await work(services);
  } finally {
    await closeServices(services);
  }
}

/** Administrators who are signed in, and people to whom they can give roles. */
function createPeople(services: Services) {
  return services.orm.transaction(async (tx) => {
    const within = { ...services, orm: tx };
    const givers: TestPerson[] = [];
    for (let at = 0; at < rounds * writers; at += 1) {
      const giver = await createPerson(within, { secondFactor: true });
      const grant = { role: 'administrator', scope: { kind: 'platform' }, expiresAt: null } as const;
      await giveGrant(tx, { ...grant, person: giver.id }, 'command', services.now());
      givers.push(giver);
    }
    const receivers: TestPerson[] = [];
    for (let at = 0; at < recipients; at += 1) receivers.push(await createPerson(within));
    return { givers, receivers };
  });
}

/** Does an act as a browser would. @returns whether it was acknowledged; false too when the program is gone */
async function carryOut(address: string, { cookie }: TestPerson, { office, email, state }: Act) {
  try {
    const response = await fetch(`${address}/gestion/permisos/nuevo?funcion=${office}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, origin: address, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ correo: email, entidad: state, hasta: '' }),
    });
    if (response.status === 303) return true;
    throw new Error(
      `The act was answered with ${response.status}: ${(await response.text()).slice(0, 2000)}`,
    );
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** One writer: act after act until the program is gone. */
async function write(
  address: string,
  giver: TestPerson,
  acts: Iterator<Act>,
  acknowledged: (act: Act) => void,
): Promise<void> {
  for (let count = 0; count < givenByOne; count += 1) {
    const next = acts.next();
    if (next.done || !(await carryOut(address, giver, next.value))) return;
    acknowledged(next.value);
  }
}

/** What the records hold in the end: how often each act, and the entries of all acts. */
async function readRecords({ orm }: Services) {
  const grants = await orm.select().from(accessGrants);
  const entries = await listEntries(orm, 0, (await readState(orm)).size);
  return { grants, entries: entries.map(({ id }) => id) };
}

describe.each([
  ['an embedded database', () => ({ TEQUIO_DATA_DIR: join(folder, 'embedded') })],
  [
    'a PostgreSQL server',
    () => ({ TEQUIO_DATA_DIR: join(folder, 'server'), DATABASE_URL: server.address('killed') }),
  ],
])('a platform on %s that is killed under load', (_, settings) => {
  it(`starts again by itself ${rounds} times, with every acknowledged act, none twice, and a ledger that verifies`, async () => {
    const env: Record<string, string> = settings();
    await runProgram(['migrate'], env);
    const { givers, receivers } = await withRecords(env, createPeople);
    const acts = allActs(receivers);
    const done: Act[] = [];
    const delays: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      running = await startProgram(env);
      const { address, stop } = running;
      const underLoad = Promise.withResolvers<void>();
      const acknowledged = (act: Act) => {
        done.push(act);
        underLoad.resolve();
      };
      const working = givers
        .slice(round * writers, (round + 1) * writers)
        .map((giver) => write(address, giver, acts, acknowledged));
      await Promise.race([underLoad.promise, Promise.all(working)]);
      const delay = 50 + Math.floor(Math.random() * 550);
      delays.push(delay);
      await pause(delay);
      await stop('SIGKILL');
      await Promise.all(working);
    }
    running = await startProgram(env);
    expect((await fetch(`${running.address}/readyz`)).status).toBe(200);
    await running.stop();

    const { grants, entries } = await withRecords(env, readRecords);
    const names = grants.map(({ person, role, state }) => nameOf(person, role, state));
    const expected = done.map(({ person, office, state }) => nameOf(person, roles[office], state));
    const killed = `killed after ${delays.join(', ')} ms`;
    expect(done.length, 'acts that were acknowledged').toBeGreaterThanOrEqual(rounds);
    expect(
      expected.filter((name) => !names.includes(name)),
      `acts that are missing, ${killed}`,
    ).toEqual([]);
    expect(
      names.filter((name, at) => names.indexOf(name) !== at),
      `acts that were doubled, ${killed}`,
    ).toEqual([]);
    const givenEntries = grants.map(({ givenEntry }) => givenEntry);
    expect(
      givenEntries.filter((id) => entries.filter((entry) => entry === id).length !== 1),
      `acts whose entry is not there once, ${killed}`,
    ).toEqual([]);
    const verified = await runProgram(['verify'], env);
    expect(verified.stdout, killed).toContain('Everything agrees.');
    expect(verified.code).toBe(0);
  }, 300_000);
});
