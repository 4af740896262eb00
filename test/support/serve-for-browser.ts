import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startProgram } from './program.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built platform listens, with the shipped data on the embedded stores. */
    platform: string;
    /** The directory that it writes into: letters lie in its `mail`. */
    platformData: string;
  }
}

/** Runs the platform as `npm start` does, for the browser to visit. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tequio-browser-'));
  const platform = await startProgram({ TEQUIO_DATA_DIR: join(folder, 'data') });
  project.provide('platform', platform.address);
  project.provide('platformData', join(folder, 'data'));
  return async () => {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
