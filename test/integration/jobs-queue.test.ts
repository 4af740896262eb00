import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { JobFault } from '#platform/jobs/fault.ts';
import type { Job } from '#platform/jobs/job.ts';
import { createJobs } from '#platform/jobs/jobs.ts';
import { type Runner, startRunner } from '#platform/jobs/runner.ts';
import { givenUpRuns, queueCounts, schedules } from '#platform/jobs/store.ts';
import type { Services } from '#platform/services.ts';
import { openTestServices } from '../support/stores.ts';

let services: Services;
let runners: Runner[] = [];
const opened: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  services = await openTestServices();
});
afterEach(async () => {
  for (const runner of runners) await runner.stop();
  runners = [];
  for (const jobs of opened.splice(0)) await jobs.close();
  await services.jobs.close();
  await services.database.close();
});

/** The services with these jobs in the queue, tried again without a pause. */
async function withJobs(...jobs: Job[]): Promise<Services> {
  const queue = createJobs(services.database, jobs, services.log, { firstPauseSeconds: 0 });
  await queue.open();
  opened.push(queue);
  return { ...services, jobs: queue };
}

async function run(some: Services, ...jobs: Job[]): Promise<void> {
  runners.push(await startRunner(some, jobs, { pollSeconds: 0.5 }));
}

/** Waits for what the queue does in its own time. */
function eventually(check: () => unknown): Promise<unknown> {
  return vi.waitFor(check, { timeout: 20_000, interval: 50 });
}

function remember(name: string, options: Pick<Job, 'schedule' | 'concurrency'> = {}) {
  const ran: string[] = [];
  const job: Job<{ word: string }> = {
    name,
    input: z.object({ word: z.string().max(10) }),
    ...options,
    async run(_services, { word }) {
      ran.push(word);
    },
  };
  return { job, ran };
}

it('runs what was asked for, once', async () => {
  const { job, ran } = remember('test.once');
  const some = await withJobs(job);
  await some.jobs.enqueue(some.orm, job, { word: 'uno' });
  await run(some, job);
  await some.jobs.enqueue(some.orm, job, { word: 'dos' });
  await eventually(() => expect(ran).toHaveLength(2));
  expect(ran.toSorted()).toEqual(['dos', 'uno']);
  await eventually(async () =>
    expect((await queueCounts(some.orm)).get('test.once')).toMatchObject({ done: 2, waiting: 0, active: 0 }),
  );
});

it('runs it if and only if the transaction is committed', async () => {
  const { job, ran } = remember('test.transaction');
  const some = await withJobs(job);
  const given = some.orm.transaction(async (tx) => {
    await some.jobs.enqueue(tx, job, { word: 'no' });
    throw new Error('changed my mind');
  });
  await expect(given).rejects.toThrow('changed my mind');
  await some.orm.transaction((tx) => some.jobs.enqueue(tx, job, { word: 'sí' }));
  await run(some, job);
  await eventually(() => expect(ran).toEqual(['sí']));
  expect((await queueCounts(some.orm)).get('test.transaction')).toMatchObject({ waiting: 0 });
});

it('refuses an input that the job does not take, when it is asked for', async () => {
  const { job } = remember('test.input');
  const some = await withJobs(job);
  await expect(some.jobs.enqueue(some.orm, job, { word: 'demasiado largo' })).rejects.toThrow(z.ZodError);
  expect((await queueCounts(some.orm)).get('test.input')).toBeUndefined();
});

it('lets one of the same key wait', async () => {
  const { job, ran } = remember('test.key');
  const some = await withJobs(job);
  for (const word of ['a', 'b', 'c']) await some.jobs.enqueue(some.orm, job, { word }, { key: 'same' });
  await some.jobs.enqueue(some.orm, job, { word: 'd' }, { key: 'other' });
  await run(some, job);
  await eventually(() => expect(ran.toSorted()).toEqual(['a', 'd']));
});

it('runs nothing before its time', async () => {
  const { job, ran } = remember('test.after');
  const some = await withJobs(job);
  await some.jobs.enqueue(some.orm, job, { word: 'tarde' }, { after: new Date(Date.now() + 3_600_000) });
  await some.jobs.enqueue(some.orm, job, { word: 'ya' });
  await run(some, job);
  await eventually(() => expect(ran).toEqual(['ya']));
  expect((await queueCounts(some.orm)).get('test.after')).toMatchObject({ waiting: 1 });
});

it('tries a failed run again, and gives up for staff to see', async () => {
  let tries = 0;
  const job: Job<{ who: string }> = {
    name: 'test.fails',
    input: z.object({ who: z.string() }),
    retries: 2,
    async run() {
      tries += 1;
      throw Object.assign(new Error('persona@ejemplo.test is not there'), { code: 'ENOPE' });
    },
  };
  const some = await withJobs(job);
  await some.jobs.enqueue(some.orm, job, { who: 'x' });
  await run(some, job);
  await eventually(async () => expect((await givenUpRuns(some.orm)).total).toBe(1));
  expect(tries).toBe(3);
  const { runs } = await givenUpRuns(some.orm);
  expect(runs).toMatchObject([{ job: 'test.fails', attempts: 3, fault: 'Error ENOPE' }]);
  expect(JSON.stringify(runs)).not.toContain('persona');
});

it('runs what was given up again, or forgets it, when staff say so', async () => {
  let works = false;
  const ran: string[] = [];
  const job: Job<{ word: string }> = {
    name: 'test.again',
    input: z.object({ word: z.string() }),
    retries: 0,
    async run(_services, { word }) {
      if (!works) throw new JobFault('the other side is away');
      ran.push(word);
    },
  };
  const some = await withJobs(job);
  await some.jobs.enqueue(some.orm, job, { word: 'uno' });
  await some.jobs.enqueue(some.orm, job, { word: 'dos' });
  await run(some, job);
  await eventually(async () => expect((await givenUpRuns(some.orm)).total).toBe(2));
  works = true;
  const { runs } = await givenUpRuns(some.orm);
  expect(runs[0]?.fault).toBe('the other side is away');
  const [first, second] = runs.map(({ id }) => id) as [string, string];
  expect(await some.orm.transaction((tx) => some.jobs.retry(tx, first))).toBe(true);
  await eventually(() => expect(ran).toHaveLength(1));
  expect(await some.orm.transaction((tx) => some.jobs.discard(tx, second))).toBe(true);
  expect((await givenUpRuns(some.orm)).total).toBe(0);
  expect(await some.jobs.retry(some.orm, first)).toBe(false);
  expect(await some.jobs.discard(some.orm, second)).toBe(false);
});

it('goes on at once while more wait, several at a time where the job says so', async () => {
  let now = 0;
  let most = 0;
  let done = 0;
  const job: Job<{ n: number }> = {
    name: 'test.many',
    input: z.object({ n: z.number() }),
    concurrency: 4,
    async run() {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      done += 1;
    },
  };
  const some = await withJobs(job);
  await some.orm.transaction(async (tx) => {
    for (let n = 0; n < 100; n += 1) await some.jobs.enqueue(tx, job, { n });
  });
  await run(some, job);
  await eventually(() => expect(done).toBe(100));
  expect(most).toBe(4);
});

it('gives each run to one of several processes', async () => {
  const { job, ran } = remember('test.shared', { concurrency: 3 });
  const some = await withJobs(job);
  await some.orm.transaction(async (tx) => {
    for (let n = 0; n < 60; n += 1) await some.jobs.enqueue(tx, job, { word: String(n) });
  });
  await run(some, job);
  await run(some, job);
  await eventually(() => expect(ran.length).toBeGreaterThanOrEqual(60));
  expect(new Set(ran).size).toBe(60);
  expect(ran).toHaveLength(60);
});

it('hears of a new job at once, also after its connections were cut', async () => {
  const { job, ran } = remember('test.heard');
  const some = await withJobs(job);
  // It asks of itself every 30 seconds only.
  runners.push(await startRunner(some, [job]));
  await some.jobs.enqueue(some.orm, job, { word: 'uno' });
  const done = async () => (await queueCounts(some.orm)).get(job.name)?.done;
  await eventually(async () => expect(await done()).toBe(1));
  if (some.database.kind === 'pglite') return;
  await some.orm.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'tequio jobs' and datname = current_database()`);
  await some.jobs.enqueue(some.orm, job, { word: 'dos' });
  await eventually(() => expect(ran).toEqual(['uno', 'dos']));
});

it('waits at a stop for the run that goes on', async () => {
  const steps: string[] = [];
  const job: Job<Record<string, never>> = {
    name: 'test.stop',
    input: z.object({}),
    async run({ orm }) {
      steps.push('begun');
      await new Promise((resolve) => setTimeout(resolve, 300));
      await queueCounts(orm);
      steps.push('done');
    },
  };
  const some = await withJobs(job);
  await some.jobs.enqueue(some.orm, job, {});
  await run(some, job);
  await eventually(() => expect(steps).toEqual(['begun']));
  await runners.pop()?.stop();
  expect(steps).toEqual(['begun', 'done']);
  expect((await queueCounts(some.orm)).get('test.stop')).toMatchObject({ done: 1, active: 0 });
});

it('gives back what a stop cannot wait for', async () => {
  let times = 0;
  let release: () => void = () => undefined;
  const job: Job<Record<string, never>> = {
    name: 'test.hangs',
    input: z.object({}),
    async run() {
      times += 1;
      if (times === 1)
        await new Promise<void>((resolve) => {
          release = resolve;
        });
    },
  };
  const some = await withJobs(job);
  await some.jobs.enqueue(some.orm, job, {});
  const hanging = await startRunner(some, [job], { pollSeconds: 0.5, drainMs: 1000 });
  await eventually(() => expect(times).toBe(1));
  await hanging.stop();
  await run(some, job);
  await eventually(() => expect(times).toBe(2));
  release();
});

it('keeps the schedules of the jobs there are', async () => {
  const { job } = remember('test.hourly', { schedule: '5 * * * *' });
  const other = remember('test.daily', { schedule: '30 6 * * *' }).job;
  const some = await withJobs(job, other);
  await run(some, job, other);
  expect(await schedules(some.orm)).toEqual([
    { job: 'test.daily', cron: '30 6 * * *' },
    { job: 'test.hourly', cron: '5 * * * *' },
  ]);
  await runners.pop()?.stop();
  await run(some, { ...job, schedule: '6 * * * *' });
  expect(await schedules(some.orm)).toEqual([{ job: 'test.hourly', cron: '6 * * * *' }]);
});

it('opens twice, also at the same time in two processes, on records that had no queue', async () => {
  const empty = await openTestServices({ prepared: false });
  const { job } = remember('test.fresh');
  const two = [1, 2].map(() => createJobs(empty.database, [job], empty.log));
  try {
    await Promise.all(two.map((jobs) => jobs.open()));
    await two[0]?.enqueue(empty.orm, job, { word: 'uno' });
    await two[1]?.enqueue(empty.orm, job, { word: 'dos' });
    expect((await queueCounts(empty.orm)).get('test.fresh')).toMatchObject({ waiting: 2 });
  } finally {
    for (const jobs of two) await jobs.close();
    await empty.database.close();
  }
});
