import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import pino from 'pino';
import { embeddedDatabase } from '../src/platform/database/embedded.ts';
import { serverDatabase } from '../src/platform/database/server.ts';
import type { Database } from '../src/platform/database/types.ts';
import { appendEntry } from '../src/platform/ledger/append.ts';
import { makeEntry, type NewEntry } from '../src/platform/ledger/entry.ts';
import { leafHash, verifyInclusion } from '../src/platform/ledger/merkle.ts';
import { createSigner, newSignerKey } from '../src/platform/ledger/note.ts';
import { proveInclusion } from '../src/platform/ledger/proofs.ts';
import { publishCheckpoint } from '../src/platform/ledger/publish.ts';
import { startPublisher } from '../src/platform/ledger/publisher.ts';
import { sequencePending } from '../src/platform/ledger/sequence.ts';
import { latestCheckpoint, listEntries, readState, recordKey } from '../src/platform/ledger/store.ts';
import { differencesOf, verifyLedger } from '../src/platform/ledger/verify.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { withFolder } from './program.ts';
import { median, ms, percentile, tell } from './report.ts';

const writers = 16;
const rounds = 3;
const million = 1_000_000;
const signer = createSigner(newSignerKey('tequio.bench/bitacora'));
const memory = { recall: async () => undefined, keep: async () => undefined };
const log = pino({ level: 'silent' });

const support = (number: number): NewEntry => ({
  kind: 'bench.support',
  time: new Date(),
  act: { supports: number },
  subject: { type: 'initiative', id: '01990000-0000-7000-8000-000000000000', institution: 'bench' },
  person: 'ab'.repeat(32),
});

/** Does something `count` times from several writers at once; gives the times per second. */
async function rate(count: number, work: (number: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (next < count) {
        next += 1;
        await work(next);
      }
    }),
  );
  return (count / (performance.now() - start)) * 1000;
}

/** One row, one transaction: what the database gives at most. */
function bareInserts({ orm }: Database, count: number): Promise<number> {
  const content = Buffer.from(makeEntry(support(1)).text);
  return rate(count, () =>
    orm.execute(sql`insert into bench_rows (id, content) values (${randomUUID()}, ${content})`),
  );
}

/** The same number of acts with a publisher beside them, until a checkpoint covers the last one. */
async function published(
  database: Database,
  count: number,
  work: (number: number) => Promise<unknown>,
): Promise<number> {
  const publisher = await startPublisher({ database, key: { signer, memory }, log });
  const start = performance.now();
  await rate(count, work);
  await publisher.stop();
  const seconds = (performance.now() - start) / 1000;
  const [state, newest] = [await readState(database.orm), await latestCheckpoint(database.orm)];
  if (state.pending || newest?.size !== state.size) throw new Error('Not everything was published');
  return count / seconds;
}

const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')}/s`;

async function compareInserts(database: Database, name: string, count: number): Promise<void> {
  const { orm } = database;
  const bare: number[] = [];
  const entries: number[] = [];
  const acts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await bareInserts(database, count));
    entries.push(await published(database, count, (number) => appendEntry(orm, support(number))));
    acts.push(
      await published(database, count, (number) =>
        orm.transaction(async (session) => {
          await session.execute(sql`insert into bench_rows (id, content) values (${randomUUID()}, '')`);
          await appendEntry(session, support(number));
        }),
      ),
    );
  }
  const ratio = (figures: readonly number[]) => (median(figures) / median(bare)).toFixed(2);
  tell(`${name}: single-row insert transactions, ${writers} writers`, perSecond(median(bare)));
  tell(`${name}: entries, sequenced and signed`, perSecond(median(entries)));
  tell(`${name}: ratio of entries to bare inserts`, ratio(entries), '0.3');
  tell(`${name}: ratio of acts with their entry to bare inserts`, ratio(acts));
}

/** Fills the ledger past what people could write in a benchmark, with entries of the usual size. */
async function fill({ orm }: Database): Promise<void> {
  const { size } = await readState(orm);
  const time = new Date();
  const { id, text } = makeEntry({ ...support(1), time });
  for (let from = size; from < million; from += 50_000) {
    const count = Math.min(50_000, million - from);
    // As UUIDv7 in form, so that the entries verify.
    await orm.execute(sql`
      insert into ledger_pending (id, kind, time, institution, content)
      select made.id::uuid, 'bench.support', ${time.toISOString()}::timestamptz, 'bench',
        convert_to(replace(${text}, ${id}, made.id), 'UTF8')
      from (
        select overlay(gen_random_uuid()::text placing '7' from 15 for 1) as id from generate_series(1, ${count}::int)
      ) made`);
    await sequencePending(orm);
  }
  await publishCheckpoint(orm, { signer, now: new Date() });
}

async function proofLatency(database: Database, name: string): Promise<void> {
  const { orm } = database;
  const start = performance.now();
  const { size: before } = await readState(orm);
  await fill(database);
  const seconds = (performance.now() - start) / 1000;
  const checkpoint = await latestCheckpoint(orm);
  if (checkpoint?.size !== million) throw new Error(`The ledger has ${checkpoint?.size} entries`);
  tell(`${name}: entries placed in bulk`, perSecond((million - before) / seconds));
  const took: number[] = [];
  for (let turn = 0; turn < 500; turn += 1) {
    const index = Math.floor(Math.random() * million);
    const began = performance.now();
    const proof = await proveInclusion(orm, index, million);
    if (turn >= 20) took.push(performance.now() - began);
    const [entry] = await listEntries(orm, index, index + 1);
    const leaf = leafHash(entry?.content ?? new Uint8Array());
    if (!verifyInclusion(leaf, index, million, proof, checkpoint.root))
      throw new Error(`No proof of ${index}`);
  }
  tell(`${name}: inclusion proof among 1,000,000 entries, p95`, ms(percentile(took, 95)), '20 ms');
  const began = performance.now();
  const differences = differencesOf(await verifyLedger(orm));
  if (differences.length > 0) throw new Error(differences.join('\n'));
  tell(`${name}: verification of 1,000,000 entries`, `${((performance.now() - began) / 1000).toFixed(1)} s`);
}

async function measure(database: Database, name: string, count: number): Promise<void> {
  await database.migrate();
  await database.orm.execute(sql`create table bench_rows (id uuid primary key, content bytea not null)`);
  await recordKey(database.orm, signer.verifierKey, new Date());
  await compareInserts(database, name, count);
  await proofLatency(database, name);
}

/** How fast acts reach the ledger, held against what the same database does at most, and how fast proofs come out. */
export async function benchLedger(): Promise<void> {
  await withFolder(async (folder) => {
    const database = embeddedDatabase(await PGlite.create(join(folder, 'records')));
    await measure(database, 'embedded', 4000);
    await database.close();
  });
  const server = await startPostgres();
  try {
    await server.createDatabase('bench');
    const database = serverDatabase(server.address('bench'), writers + 4, () => undefined);
    await measure(database, 'PostgreSQL', 15_000);
    await database.close();
  } finally {
    await server.stop();
  }
}
