import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { Db } from 'pg-boss';
import type { Connection } from '../database/types.ts';
import { bossConnection } from './connection.ts';

/** The workers' own way to a database. */
export interface RunnerConnection {
  db: Db;
  close(): Promise<void>;
}

const firstPauseMs = 1000;
const longestPauseMs = 30_000;
const goodbyeMs = 1000;

interface Listening {
  channel: string;
  heard(payload: string): void;
  /** Called whenever it listens again: what was said in between was missed. */
  begun(): void;
}

/** Listens on a connection of its own until that ends, however it ends. */
async function listenOnce(
  settings: pg.ClientConfig,
  { channel, heard, begun }: Listening,
  stopping: AbortSignal,
): Promise<boolean> {
  const client = new pg.Client({ ...settings, keepAlive: true, keepAliveInitialDelayMillis: 10_000 });
  const ended = new Promise<void>((resolve) => {
    client.once('end', () => resolve());
    // A connection may fail more than once on its way out, and a failure that nobody hears ends the process: this
    // listener stays for as long as the client is there.
    client.on('error', () => resolve());
    stopping.addEventListener('abort', () => resolve(), { once: true });
  });
  client.on('notification', ({ payload }) => heard(payload ?? ''));
  let listened = false;
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    listened = true;
    begun();
    await ended;
  } catch {
    // Tried again by the caller; the workers ask the queue meanwhile.
  }
  // A server that has gone without a word is not waited for.
  await Promise.race([client.end().catch(() => undefined), setTimeout(goodbyeMs, undefined, { ref: false })]);
  return listened;
}

async function keepListening(
  settings: pg.ClientConfig,
  listening: Listening,
  stopping: AbortSignal,
): Promise<void> {
  let pause = firstPauseMs;
  while (!stopping.aborted) {
    pause = (await listenOnce(settings, listening, stopping))
      ? firstPauseMs
      : Math.min(pause * 2, longestPauseMs);
    await setTimeout(pause, undefined, { signal: stopping, ref: false }).catch(() => undefined);
  }
}

/**
 * The embedded database has but one connection. On a server, workers have a few connections of their own, so that
 * they and requests do not wait for each other, and one on which they are told of new jobs.
 */
export function runnerConnection(connection: Connection): RunnerConnection {
  if (connection.kind === 'pglite') {
    return { db: bossConnection(connection), close: async () => undefined };
  }
  const { connectionString = '' } = connection.pool.options;
  const settings = { connectionString, application_name: 'tequio jobs', connectionTimeoutMillis: 5000 };
  const pool = new pg.Pool({ ...settings, max: 3, idleTimeoutMillis: 30_000, keepAlive: true });
  // An idle connection that the server closes is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    db: {
      ...bossConnection({ kind: 'postgres', pool }),
      async listen(channel, heard, begun) {
        const stopping = new AbortController();
        const listening = keepListening(settings, { channel, heard, begun }, stopping.signal);
        return {
          async close() {
            stopping.abort();
            await listening;
          },
        };
      },
    },
    close: () => pool.end(),
  };
}
