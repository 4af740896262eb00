import { PgBoss, type QueueOptions, type QueueResult } from 'pg-boss';
import type { Logger } from 'pino';
import { newId } from '../database/identifier.ts';
import type { Database } from '../database/types.ts';
import { bossConnection, bossOptions, bossSession } from './connection.ts';
import type { Job, Jobs } from './job.ts';

/** Where runs that were given up wait for staff. */
export const deadLetters = 'given-up';

/** Whose time schedules are in. */
export const timeZone = 'America/Mexico_City';

const defaultRetries = 5;
const defaultExpireSeconds = 300;
const firstPauseSeconds = 30;
const longestPauseSeconds = 12 * 3600;
const daySeconds = 24 * 3600;

/** How many runs a process takes at once. At least two: only then does a worker go on at once while there are more. */
export function batchSize({ concurrency = 1 }: Job): number {
  return Math.max(2, concurrency);
}

/** The settings of a job's queue. Runs of a batch that are done one after the other have the time of all of them. */
function queueOptions(job: Job, firstPause: number): QueueOptions & { deadLetter: string; notify: boolean } {
  const { retries = defaultRetries, expireSeconds = defaultExpireSeconds, concurrency = 1 } = job;
  return {
    retryLimit: retries,
    retryDelay: firstPause,
    ...(firstPause > 0
      ? { retryBackoff: true, retryDelayMax: longestPauseSeconds }
      : { retryBackoff: false }),
    expireInSeconds: concurrency > 1 ? expireSeconds : expireSeconds * batchSize(job),
    retentionSeconds: 14 * daySeconds,
    deleteAfterSeconds: 7 * daySeconds,
    deadLetter: deadLetters,
    notify: true,
  };
}

/** What was given up is kept until staff decide, or for three months. */
const deadLetterOptions = { retentionSeconds: 90 * daySeconds };

function differs(known: QueueResult, wanted: QueueOptions): boolean {
  return Object.entries(wanted).some(([name, value]) => known[name as keyof QueueResult] !== value);
}

/** Timers that do not keep a process from ending. */
const clock = {
  now: () => Date.now(),
  setTimeout: (work: () => void, ms: number) => setTimeout(work, ms).unref(),
  setInterval: (work: () => void, ms: number) => setInterval(work, ms).unref(),
  clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
  clearInterval: (timer: unknown) => clearInterval(timer as NodeJS.Timeout),
};

export interface JobsOptions {
  /** The pause before the first new try; it doubles from try to try. Tests have none. */
  firstPauseSeconds?: number;
}

/**
 * The queue of jobs, kept beside the records (pg-boss). This side of it asks for runs and runs nothing: commands and
 * processes without workers have it too. What runs is `startRunner`.
 */
export function createJobs(
  database: Database,
  jobs: readonly Job[],
  log: Logger,
  options: JobsOptions = {},
): Jobs {
  const boss = new PgBoss({
    ...bossOptions(database.connection),
    db: bossConnection(database.connection),
    clock,
    supervise: false,
    schedule: false,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'queue of jobs'));

  const ensureQueue = async (known: Map<string, QueueResult>, name: string, wanted: QueueOptions) => {
    const queue = known.get(name);
    if (!queue)
      await boss.createQueue(name, { ...wanted, policy: name === deadLetters ? 'standard' : 'short' });
    else if (differs(queue, wanted)) await boss.updateQueue(name, wanted);
  };

  return {
    all: jobs,
    async open() {
      await boss.start();
      const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
      await ensureQueue(known, deadLetters, deadLetterOptions);
      for (const job of jobs) {
        await ensureQueue(known, job.name, queueOptions(job, options.firstPauseSeconds ?? firstPauseSeconds));
      }
    },
    async enqueue(orm, job, input, { after, key } = {}) {
      // Of what has the same key only one waits; what has none gets one of its own.
      await boss.send(job.name, job.input.parse(input), {
        db: bossSession(orm),
        singletonKey: key ?? newId(),
        ...(after ? { startAfter: after } : {}),
      });
    },
    async retry(orm, id) {
      return (await boss.redrive(deadLetters, { ids: [id], db: bossSession(orm) })) > 0;
    },
    async discard(orm, id) {
      const [found] = await boss.findJobs(deadLetters, { id, db: bossSession(orm) });
      if (found) await boss.deleteJob(deadLetters, id, { db: bossSession(orm) });
      return found !== undefined;
    },
    nextTurn: (schedule, from) => boss.previewSchedule(schedule, { tz: timeZone, from, count: 1 })[0],
    close: () => boss.stop({ graceful: false, close: false }),
  };
}
