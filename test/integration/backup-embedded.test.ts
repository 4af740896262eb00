import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { restoreBackup } from '#platform/backup/restore.ts';
import { writeBackup } from '#platform/backup/write.ts';
import { readConfig } from '#platform/config/config.ts';
import { openEmbedded } from '#platform/database/embedded.ts';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import { closeServices, openServices } from '../../src/runtime.ts';

const never = new AbortController().signal;

// A server has its own tools for this.
describe.runIf(inject('store') === 'pglite')('an embedded database that is written to', () => {
  let folder: string;
  let services: Awaited<ReturnType<typeof openServices>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tequio-embedded-'));
    services = await openServices(
      readConfig({ TEQUIO_DATA_DIR: join(folder, 'data'), TEQUIO_LOG_LEVEL: 'silent' }),
    );
    await services.database.migrate();
    await services.orm.execute(sql`create table pairs (number integer primary key, text text not null)`);
  });
  afterAll(async () => {
    await closeServices(services);
    await rm(folder, { recursive: true, force: true });
  });

  let next = 0;
  /** Writes two rows that belong together. */
  async function writePair(): Promise<number> {
    const number = next;
    next += 2;
    await services.orm.transaction(async (tx) => {
      await tx.execute(sql`insert into pairs values (${number}, ${'x'.repeat(500)})`);
      await tx.execute(sql`insert into pairs values (${number + 1}, ${'y'.repeat(500)})`);
    });
    return number;
  }

  async function numbersOf(orm: Orm): Promise<number[]> {
    const found = await orm.execute(sql`select number from pairs order by number`);
    return rowsOf<{ number: number }>(found).map(({ number }) => number);
  }

  it('is copied as of one moment: all that was acknowledged before, and nothing half', async () => {
    const before: number[] = [];
    for (let count = 0; count < 20; count += 1) before.push(await writePair());
    let copying = true;
    let during = 0;
    const writing = (async () => {
      for (; copying; during += 1) {
        await writePair();
        // The database answers without the event loop; files need it.
        await turn();
      }
    })();
    const file = join(folder, 'copy');
    await writeBackup(services, { file, withKeys: true, signal: never });
    copying = false;
    await writing;
    expect(during).toBeGreaterThan(0);

    const dataDir = join(folder, 'restored');
    const config = { ...services.config, dataDir };
    await restoreBackup({ config, file, keysFrom: undefined, reason: undefined, now: new Date() });
    const restored = await openEmbedded(dataDir);
    const numbers = await numbersOf(restored.orm);
    await restored.close();
    expect(numbers).toEqual(numbers.map((_, at) => at));
    expect(numbers.length % 2).toBe(0);
    expect(numbers).toEqual(expect.arrayContaining(before));
    expect((await numbersOf(services.orm)).length).toBe(next);
  });

  it('goes on when a copy is stopped or fails, and nothing of the copy is left', async () => {
    const place = join(folder, 'stopped');
    await mkdir(place);
    const stop = new AbortController();
    const stopped = writeBackup(services, {
      ...{ file: join(place, 'copy'), withKeys: false, signal: stop.signal },
    });
    await expect.poll(() => readdir(place), { timeout: 20_000, interval: 1 }).toHaveLength(1);
    stop.abort();
    await expect(stopped).rejects.toThrow('The backup was stopped; no file is left.');
    await writeFile(join(services.config.dataDir, 'lake'), 'not a folder');
    const failed = writeBackup(services, { file: join(place, 'copy'), withKeys: false, signal: never });
    await expect(failed).rejects.toThrow('lake cannot be copied: ENOTDIR');
    await rm(join(services.config.dataDir, 'lake'));
    expect(await readdir(place)).toEqual([]);
    const number = await writePair();
    expect(await numbersOf(services.orm)).toContain(number + 1);
  });

  it('is copied by two at a time, and one of them gets the name', async () => {
    const file = join(folder, 'twice');
    const options = { file, withKeys: false, signal: never };
    const outcomes = await Promise.allSettled([
      writeBackup(services, options),
      writeBackup(services, options),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await readdir(folder)).filter((name) => name.includes('twice'))).toEqual(['twice']);
  });
});
