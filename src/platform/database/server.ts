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
 * @param statementMs how long a statement may take before the server stops it; 0 for any time
 */
export function serverDatabase(
  address: string,
  poolSize: number,
  onError: (error: Error) => void,
  statementMs = 0,
): Database {
  const pool = new pg.Pool({
    connectionString: address,
    max: poolSize,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    // A server that went away without a word is noticed.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'tequio',
    // Said as a statement, since poolers such as PgBouncer refuse it as a parameter of the connection.
    onConnect: async (client) => {
      await client.query(`set statement_timeout = ${statementMs}`);
    },
  });
  // An idle connection that the server closes is replaced; without a listener it would end the process.
  pool.on('error', onError);
  const orm = drizzle(pool) as unknown as Orm;
  return {
    kind: 'postgres',
    orm,
    connection: { kind: 'postgres', pool },
    async ping() {
      await pool.query('select 1');
    },
    async migrate() {
      // One process migrates at a time; the others wait here and then find nothing left to do.
      const client = await pool.connect();
      try {
        const session = drizzle(client);
        await session.execute(sql`set statement_timeout = 0`);
        await session.execute(sql`select pg_advisory_lock(${migrationLock})`);
        await refuseNewerSchema(session as unknown as Orm);
        await migrate(session, { migrationsFolder });
      } finally {
        // The connection is dropped, and with it the lock and the patience of this session.
        client.release(true);
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

function* causesOf(error: unknown): Generator<Error & { code?: string }> {
  for (let current = error; current instanceof Error; current = current.cause) yield current;
}

/** Whether the database ended a transaction because others were in its way: nothing was done, and it may be tried again. */
export function gaveWay(error: unknown): boolean {
  return [...causesOf(error)].some(({ code }) => code === '40P01' || code === '40001');
}

/** Whether the database stopped a statement because it went on for too long. */
export function tookTooLong(error: unknown): boolean {
  return [...causesOf(error)].some(({ code }) => code === '57014');
}

/**
 * Why a database cannot be used, in a line for the person at the terminal; undefined for faults of another kind.
 * The address is not repeated: it may hold a password.
 */
export function databaseRefusal(error: unknown): string | undefined {
  for (const { code = '', message } of causesOf(error)) {
    if (code.startsWith('28') || code === '3D000' || code === '42501') {
      return `The database refuses: ${message}. Check DATABASE_URL.`;
    }
  }
  if (!isUnreachable(error)) return undefined;
  const said = [...causesOf(error)].at(-1);
  return `The database does not answer: ${said?.message || said?.code}. Check that it runs, and DATABASE_URL.`;
}

/** Whether an error says that the database cannot be reached now and may be later. */
export function isUnreachable(error: unknown): boolean {
  for (const current of causesOf(error)) {
    const { code } = current;
    if (code && (unreachable.has(code) || code.startsWith('08'))) return true;
    if (/Connection terminated|timeout exceeded when trying to connect/.test(current.message)) return true;
    if (current instanceof AggregateError && current.errors.some(isUnreachable)) return true;
  }
  return false;
}
