import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readRecord, recordFolder } from './log-record.ts';
import { requireNoLeaks } from './log-scan.ts';
import { startTelling } from './program.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built platform listens, with the shipped data on the embedded stores. */
    platform: string;
    /** The directory that it writes into: letters lie in its `mail`. */
    platformData: string;
  }
}

/**
 * Runs the platform as `npm start` does, for the browser to visit. What it and the servers of the tests write is kept,
 * and read at the end: passwords, codes, links, cookies, CURPs and addresses of the tests may not stand in it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tequio-browser-'));
  const record = join(folder, 'record');
  await mkdir(record);
  process.env[recordFolder] = record;
  const platform = await startTelling({ TEQUIO_DATA_DIR: join(folder, 'data') });
  project.provide('platform', platform.address);
  project.provide('platformData', join(folder, 'data'));
  return async () => {
    await platform.stop();
    const { log, secrets } = await readRecord(record);
    await rm(folder, { recursive: true, force: true });
    requireNoLeaks(log, secrets);
  };
}
