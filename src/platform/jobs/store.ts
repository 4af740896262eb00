import { sql } from 'drizzle-orm';
import { rowsOf } from '../database/migrate.ts';
import type { Orm } from '../database/types.ts';
import { deadLetters } from './jobs.ts';

/** How many runs of a job there are. Done and failed ones are counted for a week. */
export interface QueueCounts {
  waiting: number;
  /** Failed before, and to be tried again. */
  again: number;
  active: number;
  done: number;
  failed: number;
}

const countedAs: Readonly<Record<string, keyof QueueCounts>> = {
  created: 'waiting',
  retry: 'again',
  active: 'active',
  completed: 'done',
  failed: 'failed',
};

/** The runs of each job by its name; of those that have any. */
export async function queueCounts(orm: Orm): Promise<Map<string, QueueCounts>> {
  const rows = rowsOf<{ name: string; state: string; count: number }>(
    await orm.execute(sql`
      select name, state::text as state, count(*)::int as count from jobs.job
      where name <> ${deadLetters} group by name, state`),
  );
  const counts = new Map<string, QueueCounts>();
  for (const { name, state, count } of rows) {
    const known = counts.get(name) ?? { waiting: 0, again: 0, active: 0, done: 0, failed: 0 };
    const as = countedAs[state];
    if (as) known[as] += count;
    counts.set(name, known);
  }
  return counts;
}

/** A run that was tried as often as its job allows. */
export interface GivenUpRun {
  id: string;
  job: string;
  at: Date;
  attempts: number;
  /** What went wrong, in words that hold no personal data; undefined where nothing is known, as after a crash. */
  fault: string | undefined;
}

/** The runs that were given up, the newest first. */
export async function givenUpRuns(
  orm: Orm,
  { limit = 50, offset = 0 } = {},
): Promise<{ total: number; runs: GivenUpRun[] }> {
  const rows = rowsOf<{
    id: string;
    job: string | null;
    at: string | Date;
    attempts: number | null;
    fault: string | null;
  }>(
    await orm.execute(sql`
      select id, source_name as job, created_on as at, source_retry_count + 1 as attempts,
        source_output ->> 'fault' as fault
      from jobs.job where name = ${deadLetters} and state = 'created'
      order by created_on desc, id desc limit ${limit} offset ${offset}`),
  );
  const [total] = rowsOf<{ count: number }>(
    await orm.execute(
      sql`select count(*)::int as count from jobs.job where name = ${deadLetters} and state = 'created'`,
    ),
  );
  return {
    total: total?.count ?? 0,
    runs: rows.map(({ id, job, at, attempts, fault }) => ({
      ...{ id, job: job ?? '', at: new Date(at), attempts: attempts ?? 1 },
      fault: fault ?? undefined,
    })),
  };
}

/** The job of a run that was given up. */
export async function givenUpJob(orm: Orm, id: string): Promise<string | undefined> {
  const found = await orm.execute(
    sql`select source_name as job from jobs.job where name = ${deadLetters} and id = ${id}`,
  );
  return rowsOf<{ job: string | null }>(found)[0]?.job ?? undefined;
}

/** Since when the oldest run that could go on waits; undefined where none does. */
export async function waitingSince(orm: Orm): Promise<Date | undefined> {
  const found = await orm.execute(sql`
    select min(start_after) as since from jobs.job
    where name <> ${deadLetters} and state in ('created', 'retry') and start_after < now()`);
  const since = rowsOf<{ since: string | Date | null }>(found)[0]?.since;
  return since ? new Date(since) : undefined;
}

/** The jobs that run of themselves, by name. */
export async function schedules(orm: Orm): Promise<{ job: string; cron: string }[]> {
  const found = await orm.execute(sql`select name as job, cron from jobs.schedule order by name`);
  return rowsOf<{ job: string; cron: string }>(found).map(({ job, cron }) => ({ job, cron }));
}
