import { type SQL, sql } from 'drizzle-orm';
import { type Db, fromDrizzle, fromPglite } from 'pg-boss';
import { rowsOf } from '../database/migrate.ts';
import type { Connection, Orm } from '../database/types.ts';

/** The tables of the queue stand in a schema of their own; pg-boss makes and upgrades them. */
export const schema = 'jobs';

/** The records' own connections, as pg-boss takes them: nothing more is opened. */
export function bossConnection(connection: Connection): Db {
  if (connection.kind === 'pglite') return fromPglite(connection.client);
  const { pool } = connection;
  return {
    async executeSql(text, values) {
      // Several statements at once have several results.
      const answer: unknown = await pool.query(text, values);
      const results = (Array.isArray(answer) ? answer : [answer]) as { rows?: unknown[] }[];
      return { rows: results.flatMap(({ rows }) => rows ?? []) };
    },
  };
}

/** A session of the records, so that what the queue is told happens with all else in its transaction. */
export function bossSession(orm: Orm): Db {
  const execute = async (query: unknown) => ({ rows: rowsOf(await orm.execute(query as SQL)) });
  return fromDrizzle({ execute }, sql);
}

/** What all of a process's dealings with the queue have in common. */
export function bossOptions({ kind }: Connection) {
  return {
    schema,
    backend: kind,
    registerInstance: false,
    openTelemetry: { enabled: false },
  } as const;
}
