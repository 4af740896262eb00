import pino from 'pino';
import { createAccess } from '../../src/platform/access/access.ts';
import { readConfig } from '../../src/platform/config/config.ts';
import { watchDataVersion } from '../../src/platform/database/data-version.ts';
import type { Database } from '../../src/platform/database/types.ts';
import { secretsOf } from '../../src/platform/secrets/secrets.ts';
import { prepare } from '../../src/runtime.ts';

/** The secret under which all test stores are written. */
export const testSecrets = secretsOf(Buffer.alloc(32, 7));

/** Migrates a database and loads everything the platform ships with. */
export async function prepareStores(database: Database): Promise<void> {
  const dataVersion = watchDataVersion(database);
  const config = readConfig({});
  await prepare(
    {
      config,
      database,
      orm: database.orm,
      log: pino({ level: 'silent' }),
      dataVersion,
      access: createAccess([]),
      secrets: testSecrets,
      now: () => new Date(),
    },
    () => undefined,
  );
  dataVersion.stop();
}
