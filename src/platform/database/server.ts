import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { migrationsFolder, refuseNewerSchema } from './migrate.ts';
import type { Database, Orm } from './types.ts';

/** Any number will do, as long as every version of Tequio takes the same one. */
const migrationLock = 7_483_647;

/**
 * A PostgreSQL server, reached through a pool. Nothing is connected yet: a server that is down
 * shows in the first query, and one that comes back is used again without a restart.
 */
export function serverDatabase(address: string, poolSize: number, onError: (error: Error) => void): Database {
  const pool = new pg.Pool({
    connectionString: address,
    max: poolSize,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    application_name: 'tequio',
  });
  // An idle connection that the server closes is replaced; without a listener it would end the process.
  pool.on('error', onError);
  const orm = drizzle(pool) as unknown as Orm;
  return {
    kind: 'postgres',
    orm,
    async ping() {
      await pool.query('select 1');
    },
    async migrate() {
      // One process migrates at a time; the others wait here and then find nothing left to do.
      const client = await pool.connect();
      try {
        const session = drizzle(client);
        await session.execute(sql`select pg_advisory_lock(${migrationLock})`);
        await refuseNewerSchema(session as unknown as Orm);
        await migrate(session, { migrationsFolder });
        await session.execute(sql`select pg_advisory_unlock(${migrationLock})`);
        client.release();
      } catch (error) {
        // The connection is dropped, and its lock with it.
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  // PostgreSQL: shutting down, crashed, starting up, too many connections.
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/** Whether an error says that the database cannot be reached now and may be later. */
export function isUnreachable(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    const code = (current as NodeJS.ErrnoException).code;
    if (code && (unreachable.has(code) || code.startsWith('08'))) return true;
    if (/Connection terminated|timeout exceeded when trying to connect/.test(current.message)) return true;
    if (current instanceof AggregateError && current.errors.some(isUnreachable)) return true;
  }
  return false;
}
