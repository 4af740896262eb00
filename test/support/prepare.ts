import pino from 'pino';
import { jobs, modules } from '../../src/app.ts';
import { createAccess } from '../../src/platform/access/access.ts';
import { createChanges } from '../../src/platform/changes/changes.ts';
import { readConfig } from '../../src/platform/config/config.ts';
import { watchDataVersion } from '../../src/platform/database/data-version.ts';
import type { Database } from '../../src/platform/database/types.ts';
import { createJobs } from '../../src/platform/jobs/jobs.ts';
import { createMailer } from '../../src/platform/mail/mailer.ts';
import { secretsOf } from '../../src/platform/secrets/secrets.ts';
import { prepare } from '../../src/runtime.ts';

/** The secret under which all test stores are written. */
export const testSecrets = secretsOf(Buffer.alloc(32, 7));

/** Migrates a database and loads everything the platform ships with. */
export async function prepareStores(database: Database): Promise<void> {
  const dataVersion = watchDataVersion(database);
  const config = readConfig({});
  const log = pino({ level: 'silent' });
  await prepare(
    {
      config,
      database,
      orm: database.orm,
      log,
      dataVersion,
      access: createAccess([]),
      changes: createChanges(modules),
      secrets: testSecrets,
      jobs: createJobs(database, jobs, log),
      mailer: createMailer(config, log),
      ledgerFault: () => undefined,
      now: () => new Date(),
    },
    () => undefined,
  );
  dataVersion.stop();
}
