import pino from 'pino';
import { readConfig } from '../../src/platform/config/config.ts';
import { watchDataVersion } from '../../src/platform/database/data-version.ts';
import type { Database } from '../../src/platform/database/types.ts';
import { prepare } from '../../src/runtime.ts';

/** Migrates a database and loads everything the platform ships with. */
export async function prepareStores(database: Database): Promise<void> {
  const dataVersion = watchDataVersion(database);
  const config = readConfig({});
  await prepare(
    { config, database, orm: database.orm, log: pino({ level: 'silent' }), dataVersion },
    () => undefined,
  );
  dataVersion.stop();
}
