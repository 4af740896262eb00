import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type JobResult, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Services } from '../services.ts';
import { bossOptions } from './connection.ts';
import { faultOf } from './fault.ts';
import type { Job } from './job.ts';
import { batchSize, timeZone } from './jobs.ts';
import { runnerConnection } from './runner-connection.ts';

/** The part of a process that runs jobs. */
export interface Runner {
  /** Takes no new runs, waits a while for those going on, and gives the rest back to the queue. */
  stop(): Promise<void>;
}

export interface RunnerOptions {
  /**
   * How often a worker asks the queue: every 5 seconds, and where new jobs wake it, every 30 for those that are tried
   * again or asked for later. Tests ask more often.
   */
  pollSeconds?: number;
  /** How long a stop waits for runs. */
  drainMs?: number;
}

/** The same fault is logged once a minute, not by every worker at every turn. */
function onceAMinute(log: (fault: unknown, told: string) => void): (error: unknown) => void {
  const last = new Map<string, number>();
  return (error) => {
    const fault = faultOf(error);
    const now = performance.now();
    if (now - (last.get(fault) ?? Number.NEGATIVE_INFINITY) < 60_000) return;
    last.set(fault, now);
    log(error, fault);
  };
}

async function runOne(services: Services, job: Job, run: JobWithMetadata): Promise<JobResult> {
  try {
    await job.run(services, job.input.parse(run.data ?? {}));
    return { id: run.id, status: 'completed' };
  } catch (error) {
    const fault = faultOf(error);
    services.log.warn(
      { job: job.name, run: run.id, attempt: run.retryCount + 1, fault, err: error },
      'job failed',
    );
    return { id: run.id, status: 'failed', output: { fault } };
  }
}

async function runBatch(services: Services, job: Job, runs: JobWithMetadata[]): Promise<JobResult[]> {
  if ((job.concurrency ?? 1) > 1) return Promise.all(runs.map((run) => runOne(services, job, run)));
  const results: JobResult[] = [];
  for (const run of runs) results.push(await runOne(services, job, run));
  return results;
}

/** Makes the stored schedules those of the jobs there are. A run missed while nothing ran is made up for, once. */
async function setSchedules(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  const known = await boss.getSchedules();
  const options = { tz: timeZone, missed: 'once' } as const;
  for (const { name, schedule } of jobs) {
    if (!schedule) continue;
    const stored = known.find((row) => row.name === name);
    const same = stored?.cron === schedule && isDeepStrictEqual(stored.options, options);
    if (!same) await boss.schedule(name, schedule, {}, options);
  }
  const wanted = new Set(jobs.filter(({ schedule }) => schedule).map(({ name }) => name));
  for (const { name } of known) if (!wanted.has(name)) await boss.unschedule(name);
}

/**
 * Starts to run jobs. Every process of a platform may: each run is given to one of them, and given to another if that
 * one ends before it is done.
 */
export async function startRunner(
  services: Services,
  jobs: readonly Job[],
  { pollSeconds, drainMs = 10_000 }: RunnerOptions = {},
): Promise<Runner> {
  const { connection } = services.database;
  const own = runnerConnection(connection);
  const boss = new PgBoss({
    ...bossOptions(connection),
    db: own.db,
    useListenNotify: true,
    // The embedded database is alone with its records: nothing to rebuild while others read.
    ...(connection.kind === 'pglite' ? { reindex: false, monitorVacuum: false } : {}),
    cronWorkerIntervalSeconds: 30,
    flowIntervalSeconds: 60,
  });
  boss.on(
    'error',
    onceAMinute((err, fault) => services.log.warn({ err, fault }, 'jobs')),
  );
  boss.on('warning', ({ message }) => services.log.warn({ said: message }, 'jobs'));
  const stop = async (options: { graceful: boolean; timeout?: number }) => {
    await boss.stop(options);
    await own.close();
  };
  try {
    await boss.start();
    await setSchedules(boss, jobs);
    for (const job of jobs) {
      const options = {
        batchSize: batchSize(job),
        burstWhenBatchFull: true,
        includeMetadata: true,
        perJobResults: true,
        pollingIntervalSeconds: pollSeconds ?? 5,
        notifyPollingIntervalSeconds: pollSeconds ?? 30,
      } as const;
      await boss.work(job.name, options, (runs: JobWithMetadata[]) => runBatch(services, job, runs));
    }
  } catch (error) {
    await stop({ graceful: false });
    throw error;
  }
  let stopped: Promise<void> | undefined;
  return {
    stop() {
      stopped ??= stop({ graceful: true, timeout: drainMs });
      return stopped;
    },
  };
}

const firstRetryMs = 1000;
const longestRetryMs = 60_000;

/**
 * Starts to run jobs while the caller goes on, and tries again where the database does not let it. Nothing waits for
 * it but a stop.
 */
export function startRunnerSoon(services: Services, jobs: readonly Job[]): Runner {
  const stopping = new AbortController();
  const start = async (wait: number): Promise<Runner | undefined> => {
    if (stopping.signal.aborted) return undefined;
    try {
      return await startRunner(services, jobs);
    } catch (error) {
      services.log.warn({ err: error }, 'jobs do not run yet');
      await setTimeout(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      return start(Math.min(wait * 2, longestRetryMs));
    }
  };
  const starting = start(firstRetryMs);
  return {
    async stop() {
      stopping.abort();
      await (await starting)?.stop();
    },
  };
}
