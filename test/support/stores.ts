import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import pino from 'pino';
import { inject } from 'vitest';
import { createAccess } from '#platform/access/access.ts';
import { createChanges } from '#platform/changes/changes.ts';
import { type Config, readConfig } from '#platform/config/config.ts';
import { watchDataVersion } from '#platform/database/data-version.ts';
import { embeddedDatabase } from '#platform/database/embedded.ts';
import { serverDatabase } from '#platform/database/server.ts';
import type { Database } from '#platform/database/types.ts';
import { createJobs } from '#platform/jobs/jobs.ts';
import { createMailer } from '#platform/mail/mailer.ts';
import type { Services } from '#platform/services.ts';
import { jobs, modules } from '../../src/app.ts';
import { startPostgres } from './postgres.ts';
import { testSecrets } from './prepare.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Which stores the tests of a project run on. */
    store: 'pglite' | 'postgres';
    /** PGlite: a snapshot file with the shipped data. PostgreSQL: the server's port. */
    prepared: string;
  }
}

/** The name of the database that already holds the shipped data. */
export const preparedDatabase = 'tequio_prepared';

function unique(): string {
  return `t_${randomBytes(6).toString('hex')}`;
}

async function openPglite(prepared: boolean): Promise<Database> {
  if (!prepared) return embeddedDatabase(await PGlite.create());
  const snapshot = new Blob([new Uint8Array(await readFile(inject('prepared')))]);
  return embeddedDatabase(await PGlite.create({ loadDataDir: snapshot }));
}

async function openPostgres(prepared: boolean): Promise<Database> {
  const { default: pg } = await import('pg');
  const address = (database: string) =>
    `postgres://tequio:tequio@127.0.0.1:${inject('prepared')}/${database}`;
  const name = unique();
  const client = new pg.Client({ connectionString: address('postgres') });
  await client.connect();
  await client.query(`create database "${name}"${prepared ? ` template "${preparedDatabase}"` : ''}`);
  await client.end();
  return serverDatabase(address(name), 4, () => undefined);
}

/**
 * Stores of their own for one test file, on the database its project is for.
 * `prepared` ones hold the shipped data already; the others are empty, without a schema.
 */
export async function openTestServices(
  options: { prepared: boolean; config?: Partial<Config> } = { prepared: true },
): Promise<Services> {
  const database = await (inject('store') === 'pglite'
    ? openPglite(options.prepared)
    : openPostgres(options.prepared));
  const config = { ...readConfig({ TEQUIO_LOG_LEVEL: 'silent' }), ...options.config };
  const log = pino({ level: 'silent' });
  const services: Services = {
    config,
    log,
    database,
    orm: database.orm,
    dataVersion: watchDataVersion(database),
    access: createAccess(modules.flatMap(({ policies = [] }) => policies)),
    changes: createChanges(modules),
    secrets: testSecrets,
    jobs: createJobs(database, jobs, log, { firstPauseSeconds: 0 }),
    mailer: createMailer(config, log),
    ledgerFault: () => undefined,
    now: () => new Date(),
  };
  if (options.prepared) {
    await services.jobs.open();
    await services.dataVersion.refresh();
  }
  return services;
}

export { startPostgres };
