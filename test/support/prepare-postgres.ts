import type { TestProject } from 'vitest/node';
import { serverDatabase } from '../../src/platform/database/server.ts';
import { startPostgres } from './postgres.ts';
import { prepareStores } from './prepare.ts';

/** Starts a real PostgreSQL and loads the shipped data once into a database that test files copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  await server.createDatabase('tequio_prepared');
  const database = serverDatabase(server.address('tequio_prepared'), 2, () => undefined);
  await prepareStores(database);
  await database.close();
  project.provide('store', 'postgres');
  project.provide('prepared', String(server.port));
  return () => server.stop();
}
