import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { auditEvents } from '#platform/audit/schema.ts';
import { newId } from '#platform/database/identifier.ts';
import { JobFault } from '#platform/jobs/fault.ts';
import type { Job } from '#platform/jobs/job.ts';
import { createJobs } from '#platform/jobs/jobs.ts';
import { startRunner } from '#platform/jobs/runner.ts';
import { givenUpRuns, queueCounts } from '#platform/jobs/store.ts';
import { words } from '#platform/ui/rendered.tsx';
import { createPerson, formRequest, type TestPerson } from '../support/people.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const jobsPath = '/gestion/trabajos';
const administrator = [{ role: 'administrator', scope: { kind: 'platform' } }] as const;

let staff: TestPerson;
beforeAll(async () => {
  staff = await createPerson(site.services, { grants: administrator });
});

const failing: Job<{ name: string }> = {
  name: 'test.failing',
  input: z.object({ name: z.string() }),
  retries: 0,
  async run() {
    throw new JobFault('The other side <is> away');
  },
};

/** Lets so many runs fail for good. */
async function giveUp(count: number): Promise<string[]> {
  const { database, log, orm } = site.services;
  const jobs = createJobs(database, [failing], log, { firstPauseSeconds: 0 });
  await jobs.open();
  for (let n = 0; n < count; n += 1) await jobs.enqueue(orm, failing, { name: `Persona Secreta ${n}` });
  const runner = await startRunner({ ...site.services, jobs }, [failing], { pollSeconds: 0.5 });
  await vi.waitFor(async () => expect((await givenUpRuns(orm)).total).toBe(count), {
    timeout: 20_000,
    interval: 50,
  });
  await runner.stop();
  await jobs.close();
  return (await givenUpRuns(orm, { limit: count })).runs.map(({ id }) => id);
}

async function read(path: string, cookie = staff.cookie): Promise<string> {
  const response = await site.get(path, { cookie });
  expect(response.status).toBe(200);
  return response.text();
}

function send(values: Record<string, string>, cookie = staff.cookie): Promise<Response> {
  return site.ask(jobsPath, formRequest(values, cookie));
}

function audited(action: string) {
  return site.services.orm.select().from(auditEvents).where(eq(auditEvents.action, action));
}

afterEach(async () => {
  const { orm, jobs } = site.services;
  const { runs } = await givenUpRuns(orm, { limit: 1000 });
  for (const { id } of runs) await jobs.discard(orm, id);
  await orm.execute(sql`delete from jobs.job where name = ${failing.name}`);
});

describe('who may see jobs', () => {
  it('is an administrator', async () => {
    expect((await site.get(jobsPath)).headers.get('location')).toContain('/entrar?volver=');
    const person = await createPerson(site.services);
    expect((await site.get(jobsPath, { cookie: person.cookie })).status).toBe(403);
    const facilitator = await createPerson(site.services, {
      grants: [{ role: 'facilitator', scope: { kind: 'state', state: '20' } }],
    });
    expect((await site.get(jobsPath, { cookie: facilitator.cookie })).status).toBe(403);
    const sent = await send({ corrida: newId(), decision: 'reintentar' }, facilitator.cookie);
    expect(sent.status).toBe(403);
  });
});

describe('the page of jobs', () => {
  it('lists all jobs, with their next turn, where nothing was given up', async () => {
    const html = await read(jobsPath);
    const text = words(html);
    expect(text).toContain('No hay trabajos perdidos');
    for (const { name } of site.services.jobs.all) expect(html).toContain(`<code>${name}</code>`);
    expect(text).toContain('Enviar un correo mail.deliver');
    expect(text).toMatch(/Cuidar la fila de correos .* mail\.tend 0 0 0 0 0 \d+ \w+ \d{4}, \d\d:17 /);
    expect(words(await read(`/en${jobsPath}`))).toContain('No job was given up');
  });

  it('says what failed, and nothing of whom it was about', async () => {
    await giveUp(1);
    const html = await read(jobsPath);
    expect(html).toContain('<code>The other side &lt;is&gt; away</code>');
    expect(html).toContain('<code>test.failing</code>');
    expect(html).not.toContain('Secreta');
  });

  it('has pages', async () => {
    await giveUp(26);
    expect(await read(jobsPath)).toContain('pagina=2');
    expect((await read(`${jobsPath}?pagina=2`)).match(/value="reintentar"/g)).toHaveLength(1);
    expect((await site.get(`${jobsPath}?pagina=9`, { cookie: staff.cookie })).status).toBe(404);
    expect((await site.get(`${jobsPath}?pagina=x`, { cookie: staff.cookie })).status).toBe(400);
  });

  it('warns where nothing seems to run jobs', async () => {
    expect(words(await read(jobsPath))).not.toContain('Hay trabajos que esperan');
    const [job] = site.services.jobs.all.filter(({ name }) => name === 'limits.forget');
    await site.services.jobs.enqueue(
      site.services.orm,
      job as Job,
      {},
      { after: new Date(Date.now() - 3_600_000) },
    );
    expect(words(await read(jobsPath))).toContain('Hay trabajos que esperan desde el');
  });
});

describe('deciding about a run that was given up', () => {
  let id: string;
  beforeEach(async () => {
    [id = ''] = await giveUp(1);
  });

  it('lets it go on', async () => {
    const answer = await send({ corrida: id, decision: 'reintentar' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${jobsPath}?hecho=reintentado`);
    expect(words(await read(`${jobsPath}?hecho=reintentado`))).toContain('El trabajo volvió a la fila');
    expect((await givenUpRuns(site.services.orm)).total).toBe(0);
    expect((await queueCounts(site.services.orm)).get('test.failing')).toMatchObject({ waiting: 1 });
    expect((await audited('administration.job-retried')).at(-1)).toMatchObject({
      ...{ actor: staff.id, target: 'test.failing', detail: { run: id } },
    });
  });

  it('forgets it', async () => {
    const answer = await send({ corrida: id, decision: 'descartar' });
    expect(answer.headers.get('location')).toBe(`${jobsPath}?hecho=descartado`);
    expect((await givenUpRuns(site.services.orm)).total).toBe(0);
    expect((await audited('administration.job-discarded')).at(-1)).toMatchObject({ actor: staff.id });
  });

  it('says so when somebody was faster, and writes nothing down', async () => {
    await send({ corrida: id, decision: 'descartar' });
    const before = (await audited('administration.job-discarded')).length;
    const answer = await send({ corrida: id, decision: 'descartar' });
    expect(answer.headers.get('location')).toBe(`${jobsPath}?hecho=ya-no`);
    expect(words(await read(`${jobsPath}?hecho=ya-no`))).toContain('Ese trabajo ya no está en la lista');
    expect((await audited('administration.job-discarded')).length).toBe(before);
  });

  it('refuses what it does not understand', async () => {
    for (const values of [
      { corrida: 'nada', decision: 'reintentar' },
      { corrida: id, decision: 'borrar-todo' },
      { decision: 'reintentar' },
    ]) {
      const answer = await send(values as Record<string, string>);
      expect(answer.status).toBe(400);
      expect(words(await answer.text())).toContain('No se entiende qué trabajo');
    }
    expect((await givenUpRuns(site.services.orm)).total).toBe(1);
  });

  it('hears no other site', async () => {
    const { body, headers } = formRequest({ corrida: id, decision: 'descartar' }, staff.cookie);
    const foreign = {
      ...(headers as Record<string, string>),
      origin: 'https://otro.test',
      'sec-fetch-site': 'cross-site',
    };
    expect((await site.ask(jobsPath, { method: 'POST', body: body ?? null, headers: foreign })).status).toBe(
      403,
    );
    expect((await givenUpRuns(site.services.orm)).total).toBe(1);
  });
});
