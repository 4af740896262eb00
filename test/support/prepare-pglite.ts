import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { embeddedDatabase } from '../../src/platform/database/embedded.ts';
import { prepareStores } from './prepare.ts';

/** Loads the shipped data once into an embedded database and hands its snapshot to the test files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tequio-pglite-'));
  const client = await PGlite.create();
  await prepareStores(embeddedDatabase(client));
  const snapshot = await client.dumpDataDir('none');
  const file = join(folder, 'snapshot.tar');
  await writeFile(file, new Uint8Array(await snapshot.arrayBuffer()));
  await client.close();
  project.provide('store', 'pglite');
  project.provide('prepared', file);
  return () => rm(folder, { recursive: true, force: true });
}
