import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openEmbedded, recordsFolder } from './embedded.ts';

it('lets no other user of the machine into the records, whatever the data directory allows', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tequio-records-'));
  const folder = join(directory, recordsFolder);
  const mode = async () => (await stat(folder)).mode & 0o777;
  try {
    await chmod(directory, 0o755);
    await (await openEmbedded(directory)).close();
    expect(await mode()).toBe(0o700);
    // As it was made by a version that did not see to it.
    await chmod(folder, 0o755);
    await (await openEmbedded(directory)).close();
    expect(await mode()).toBe(0o700);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}, 60_000);
