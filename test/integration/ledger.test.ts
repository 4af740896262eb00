import { EventEmitter, once } from 'node:events';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { bumpDataVersion, readDataVersion } from '#platform/database/data-version.ts';
import { rowsOf } from '#platform/database/migrate.ts';
import { appendEntries, appendEntry } from '#platform/ledger/append.ts';
import { makeEntry, readEntry } from '#platform/ledger/entry.ts';
import { receiptOf } from '#platform/ledger/proofs.ts';
import { startPublisher } from '#platform/ledger/publisher.ts';
import { verifyReceipt } from '#platform/ledger/receipt.ts';
import { pendingEntries } from '#platform/ledger/schema.ts';
import { sequenceBatch, sequencePending } from '#platform/ledger/sequence.ts';
import { findEntry, latestCheckpoint, listEntries, readState, recordKey } from '#platform/ledger/store.ts';
import { differencesOf, verifyLedger } from '#platform/ledger/verify.ts';
import type { Services } from '#platform/services.ts';
import { madeUpAct, newLedgerKey, openEmptyServices, publishNow } from '../support/ledger.ts';

const close = async (opened: Services) => {
  opened.dataVersion.stop();
  await opened.database.close();
};

let services: Services;
beforeAll(async () => {
  services = await openEmptyServices();
});
afterAll(() => close(services));

const numbersFrom = async (from: number) =>
  (await listEntries(services.orm, from, Number.MAX_SAFE_INTEGER)).map(
    ({ content }) => readEntry(Buffer.from(content).toString()).act.number,
  );

describe('an entry', () => {
  it('becomes true with its act, or not at all', async () => {
    const before = await readDataVersion(services.orm);
    const failing = services.orm.transaction(async (orm) => {
      await bumpDataVersion(orm);
      await appendEntry(orm, madeUpAct(1));
      throw new Error('the act is refused');
    });
    await expect(failing).rejects.toThrow('the act is refused');
    expect(await readDataVersion(services.orm)).toBe(before);
    expect((await readState(services.orm)).pending).toBe(false);
    await services.orm.transaction(async (orm) => {
      await bumpDataVersion(orm);
      await appendEntry(orm, madeUpAct(2));
    });
    expect(await readDataVersion(services.orm)).toBe(before + 1);
    expect((await readState(services.orm)).pending).toBe(true);
  });

  it('takes its act back when it cannot be written itself', async () => {
    const before = await readDataVersion(services.orm);
    const failing = services.orm.transaction(async (orm) => {
      await bumpDataVersion(orm);
      await appendEntry(orm, madeUpAct(3, { person: 'Josefa Ortiz' }));
    });
    await expect(failing).rejects.toThrow('only as a commitment');
    expect(await readDataVersion(services.orm)).toBe(before);
  });

  it('has no place until it is sequenced, and then one for good', async () => {
    const { id, text } = await appendEntry(services.orm, madeUpAct(4));
    expect(await findEntry(services.orm, id)).toBeUndefined();
    await sequencePending(services.orm);
    const entry = await findEntry(services.orm, id);
    expect(Buffer.from(entry?.content ?? []).toString()).toBe(text);
    expect(entry?.index).toBe(1);
    expect((await readState(services.orm)).size).toBe(2);
  });

  it('comes after those that were committed before it was begun', async () => {
    const { size } = await readState(services.orm);
    for (const number of [10, 11, 12]) await appendEntry(services.orm, madeUpAct(number));
    await appendEntries(services.orm, [madeUpAct(13), madeUpAct(14)]);
    // Small batches, so that the order must hold between them as well.
    while (((await sequenceBatch(services.orm, 2)) ?? 0) > 0);
    expect(await numbersFrom(size)).toEqual([10, 11, 12, 13, 14]);
  });

  it('can be many at once', async () => {
    const { size } = await readState(services.orm);
    await appendEntries(
      services.orm,
      Array.from({ length: 2500 }, (_, at) => madeUpAct(at)),
    );
    expect(await sequencePending(services.orm)).toEqual({ placed: 2500, busy: false });
    expect(await numbersFrom(size)).toEqual(Array.from({ length: 2500 }, (_, at) => at));
    expect(await appendEntries(services.orm, [])).toEqual([]);
  });
});

describe.runIf(inject('store') === 'postgres')('an entry of a transaction that takes long', () => {
  it('is placed when it is committed, after those that were committed meanwhile', async () => {
    const { size } = await readState(services.orm);
    const commit = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const slow = services.orm.transaction(async (orm) => {
      await appendEntry(orm, madeUpAct(1));
      written.resolve();
      await commit.promise;
    });
    await written.promise;
    await appendEntry(services.orm, madeUpAct(2));
    await sequencePending(services.orm);
    expect(await numbersFrom(size)).toEqual([2]);
    commit.resolve();
    await slow;
    await sequencePending(services.orm);
    expect(await numbersFrom(size)).toEqual([2, 1]);
  });

  it('is placed by one process at a time', async () => {
    await appendEntry(services.orm, madeUpAct(1));
    await services.orm.transaction(async (orm) => {
      expect(await sequenceBatch(orm)).toBe(1);
      // Another connection finds the lock taken and leaves the work to its holder.
      expect(await sequencePending(services.orm)).toEqual({ placed: 0, busy: true });
    });
    expect(await sequenceBatch(services.orm)).toBe(0);
  });
});

describe('the publisher', () => {
  it('signs a tree without entries, then every one that grew, and ends with all published', async () => {
    const own = await openEmptyServices();
    const key = newLedgerKey();
    await recordKey(own.orm, key.signer.verifierKey, new Date());
    const sizes: number[] = [];
    const reached = new EventEmitter();
    const publisher = await startPublisher({
      database: own.database,
      key,
      log: own.log,
      onCheckpoint: ({ size }) => {
        sizes.push(size);
        reached.emit(String(size));
      },
    });
    const first = once(reached, '3');
    await appendEntries(own.orm, [madeUpAct(1), madeUpAct(2), madeUpAct(3)]);
    await first;
    await appendEntry(own.orm, madeUpAct(4));
    await publisher.stop();
    expect(sizes[0]).toBe(0);
    expect(sizes.at(-1)).toBe(4);
    expect((await latestCheckpoint(own.orm))?.size).toBe(4);
    expect(key.signed.at(-1)).toBe((await latestCheckpoint(own.orm))?.note);
    expect(publisher.fault()).toBeUndefined();
    expect(differencesOf(await verifyLedger(own.orm))).toEqual([]);
    await close(own);
  });

  it('finds entries that another process has written', async () => {
    const own = await openEmptyServices();
    const key = newLedgerKey();
    const sizes = new EventEmitter();
    const publisher = await startPublisher({
      database: own.database,
      key,
      log: own.log,
      onCheckpoint: ({ size }) => sizes.emit(String(size)),
    });
    const covered = once(sizes, '1');
    // Written past `appendEntry`: nothing in this process wakes the publisher.
    const { id, text } = makeEntry(madeUpAct(1));
    await own.orm.insert(pendingEntries).values({
      id,
      kind: 'test.count',
      time: madeUpAct(1).time,
      content: Buffer.from(text),
    });
    await covered;
    expect((await latestCheckpoint(own.orm))?.size).toBe(1);
    await publisher.stop();
    await close(own);
  });
});

describe('10,000 entries by 50 writers at once, published by several publishers', () => {
  it('verify: none is missing, none is doubled, all are in order, and each has its receipt', async () => {
    const own = await openEmptyServices();
    const key = newLedgerKey();
    await recordKey(own.orm, key.signer.verifierKey, new Date());
    const publishers = await Promise.all(
      [1, 2].map(() => startPublisher({ database: own.database, key, log: own.log })),
    );
    const ids: string[] = [];
    const write = async (writer: number) => {
      for (let act = 0; act < 40; act += 1) {
        // Each transaction carries out something and records it in five entries.
        const entries = await own.orm.transaction(async (orm) => {
          await orm.execute(sql`select 1`);
          return appendEntries(
            orm,
            Array.from({ length: 5 }, (_, at) =>
              madeUpAct(act * 5 + at, { subject: { type: 'writer', id: String(writer) } }),
            ),
          );
        });
        ids.push(...entries.map(({ id }) => id));
      }
    };
    await Promise.all(Array.from({ length: 50 }, (_, writer) => write(writer)));
    await Promise.all(publishers.map((publisher) => publisher.stop()));
    const rows = await listEntries(own.orm, 0, 20_000);
    expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: 10_000 }, (_, at) => at));
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids));
    const next = new Map<string, number>();
    for (const { content } of rows) {
      const { act, subject } = readEntry(Buffer.from(content).toString());
      expect(act.number).toBe(next.get(subject.id) ?? 0);
      next.set(subject.id, Number(act.number) + 1);
    }
    expect(publishers.map((publisher) => publisher.fault())).toEqual([undefined, undefined]);
    const verification = await verifyLedger(own.orm, { verifierKey: key.signer.verifierKey });
    expect(differencesOf(verification)).toEqual([]);
    expect(verification.entries).toBe(10_000);
    expect((await latestCheckpoint(own.orm))?.size).toBe(10_000);
    for (const id of [ids[0], ids[5_000], ids.at(-1)]) {
      const receipt = await receiptOf(own.orm, id ?? '');
      expect(verifyReceipt(receipt, key.signer.verifierKey)).toMatchObject({ valid: true });
    }
    const counted = await own.orm.execute(sql`select count(*)::int as left from ledger_pending`);
    expect(rowsOf<{ left: number }>(counted)[0]?.left).toBe(0);
    await close(own);
  });
});

describe('a checkpoint', () => {
  it('is signed once for each size', async () => {
    const key = newLedgerKey();
    const first = await publishNow(services, key);
    expect(first?.size).toBe((await readState(services.orm)).size);
    expect(await publishNow(services, key)).toBeUndefined();
  });
});
