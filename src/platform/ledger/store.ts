import { and, asc, desc, eq, gte, inArray, lt, or, sql } from 'drizzle-orm';
import { rowsOf } from '../database/migrate.ts';
import type { Orm } from '../database/types.ts';
import {
  ledgerCheckpoints,
  ledgerCosignatures,
  ledgerEntries,
  ledgerKeys,
  ledgerTiles,
  pendingEntries,
} from './schema.ts';
import type { GrownTile, Tile } from './tiles.ts';

export type EntryRow = typeof ledgerEntries.$inferSelect;
export type CheckpointRow = typeof ledgerCheckpoints.$inferSelect;
export type CosignatureRow = typeof ledgerCosignatures.$inferSelect;

/** Any number will do, as long as every version of Tequio takes the same one. */
const sequencingLock = 7_483_649;

/** Takes the right to write the tree until the transaction ends; false when another process has it. */
export async function takeSequencingLock(orm: Orm): Promise<boolean> {
  const found = await orm.execute(sql`select pg_try_advisory_xact_lock(${sequencingLock}) as taken`);
  return rowsOf<{ taken: boolean }>(found)[0]?.taken ?? false;
}

/** What there is to do: entries without a place, and how far tree and checkpoints reach. */
export interface LedgerState {
  pending: boolean;
  /** Entries that have their place. */
  size: number;
  /** Entries that the newest checkpoint covers; -1 before the first. */
  signed: number;
}

export async function readState(orm: Orm): Promise<LedgerState> {
  const found = await orm.execute(sql`
    select exists (select from ${pendingEntries}) as pending,
      (select coalesce(max(${ledgerEntries.index}) + 1, 0) from ${ledgerEntries})::float8 as size,
      (select coalesce(max(${ledgerCheckpoints.size}), -1) from ${ledgerCheckpoints})::float8 as signed`);
  return rowsOf<LedgerState>(found)[0] ?? { pending: false, size: 0, signed: -1 };
}

/** An entry as it enters the queue. */
export interface PendingRow {
  id: string;
  kind: string;
  time: Date;
  institution: string | undefined;
  text: string;
}

/** Puts entries at the end of the queue, in their order. Every act waits for this, so it is plain SQL. */
export async function addPending(orm: Orm, rows: readonly PendingRow[]): Promise<void> {
  const values = rows.map(
    ({ id, kind, time, institution, text }) =>
      sql`(${id}, ${kind}, ${time.toISOString()}, ${institution ?? null}, ${Buffer.from(text)})`,
  );
  await orm.execute(sql`
    insert into ledger_pending (id, kind, time, institution, content) values ${sql.join(values, sql`, `)}`);
}

/**
 * Moves the entries that arrived first to their places from `size` on, at most `limit` of them. The database hashes
 * them on the way, so their bytes need not travel; the hashes come back one after the other.
 */
export async function placePending(orm: Orm, size: number, limit: number): Promise<Uint8Array> {
  const found = await orm.execute(sql`
    with first as (select arrival from ${pendingEntries} order by arrival limit ${limit}),
    taken as (
      delete from ${pendingEntries} p using first where p.arrival = first.arrival
      returning p.arrival, p.id, p.kind, p.time, p.institution, p.content
    ),
    placed as (
      insert into ${ledgerEntries} (index, id, kind, time, institution, content)
      select ${size}::bigint - 1 + row_number() over (order by arrival), id, kind, time, institution, content
      from taken
      returning index, sha256('\\x00'::bytea || content) as leaf
    )
    select coalesce(string_agg(leaf, ''::bytea order by index), ''::bytea) as leaves from placed`);
  return rowsOf<{ leaves: Uint8Array }>(found)[0]?.leaves ?? new Uint8Array();
}

/** Returns the room of rows that have left the queue. The embedded database does not do that by itself. */
export async function vacuumPending(orm: Orm): Promise<void> {
  await orm.execute(sql`vacuum ${pendingEntries}`);
  await orm.execute(sql`vacuum ${ledgerTiles}`);
}

/** The bytes of tiles as they are now: those at the edge may have grown since they were asked about. */
export async function findTiles(
  orm: Orm,
  wanted: readonly Pick<Tile, 'level' | 'index'>[],
): Promise<Map<string, Uint8Array>> {
  if (wanted.length === 0) return new Map();
  const rows = await orm
    .select()
    .from(ledgerTiles)
    .where(
      or(
        ...wanted.map(({ level, index }) => and(eq(ledgerTiles.level, level), eq(ledgerTiles.index, index))),
      ),
    );
  return new Map(rows.map(({ level, index, hashes }) => [`${level}/${index}`, hashes]));
}

export async function saveTiles(orm: Orm, tiles: readonly GrownTile[]): Promise<void> {
  await orm
    .insert(ledgerTiles)
    .values([...tiles])
    .onConflictDoUpdate({
      target: [ledgerTiles.level, ledgerTiles.index],
      set: { hashes: sql`excluded.hashes` },
    });
}

/** How many bytes each tile holds, level by level from left to right, some at a time. */
export async function listTileSizes(
  orm: Orm,
  after: Pick<Tile, 'level' | 'index'>,
  limit: number,
): Promise<{ level: number; index: number; bytes: number }[]> {
  return orm
    .select({
      level: ledgerTiles.level,
      index: ledgerTiles.index,
      bytes: sql<number>`octet_length(${ledgerTiles.hashes})`,
    })
    .from(ledgerTiles)
    .where(sql`(${ledgerTiles.level}, ${ledgerTiles.index}) > (${after.level}, ${after.index})`)
    .orderBy(asc(ledgerTiles.level), asc(ledgerTiles.index))
    .limit(limit);
}

/** The entries from one index up to, not including, another. */
export function listEntries(orm: Orm, from: number, to: number): Promise<EntryRow[]> {
  return orm
    .select()
    .from(ledgerEntries)
    .where(and(gte(ledgerEntries.index, from), lt(ledgerEntries.index, to)))
    .orderBy(asc(ledgerEntries.index));
}

/** An entry that has its place, by its identifier. */
export async function findEntry(orm: Orm, id: string): Promise<EntryRow | undefined> {
  const [row] = await orm.select().from(ledgerEntries).where(eq(ledgerEntries.id, id));
  return row;
}

/** Entries that have no place yet, some at a time, in the order in which they arrived. */
export function listPending(orm: Orm, after: number, limit: number) {
  return orm
    .select()
    .from(pendingEntries)
    .where(sql`${pendingEntries.arrival} > ${after}`)
    .orderBy(asc(pendingEntries.arrival))
    .limit(limit);
}

/** Which of some entries exist, with a place or without. */
export async function knownEntries(orm: Orm, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const placed = await orm
    .select({ id: ledgerEntries.id })
    .from(ledgerEntries)
    .where(inArray(ledgerEntries.id, [...ids]));
  const pending = await orm
    .select({ id: pendingEntries.id })
    .from(pendingEntries)
    .where(inArray(pendingEntries.id, [...ids]));
  return new Set([...placed, ...pending].map(({ id }) => id));
}

export async function latestCheckpoint(orm: Orm): Promise<CheckpointRow | undefined> {
  const [row] = await orm.select().from(ledgerCheckpoints).orderBy(desc(ledgerCheckpoints.size)).limit(1);
  return row;
}

export async function findCheckpoint(orm: Orm, size: number): Promise<CheckpointRow | undefined> {
  const [row] = await orm.select().from(ledgerCheckpoints).where(eq(ledgerCheckpoints.size, size));
  return row;
}

/** Checkpoints of more than `after` entries, smallest first. */
export function listCheckpoints(orm: Orm, after: number, limit: number): Promise<CheckpointRow[]> {
  return orm
    .select()
    .from(ledgerCheckpoints)
    .where(sql`${ledgerCheckpoints.size} > ${after}`)
    .orderBy(asc(ledgerCheckpoints.size))
    .limit(limit);
}

export async function saveCheckpoint(orm: Orm, checkpoint: CheckpointRow): Promise<void> {
  await orm.insert(ledgerCheckpoints).values(checkpoint);
}

/** The cosignatures of some checkpoints, by size and witness. */
export async function listCosignatures(orm: Orm, sizes: readonly number[]): Promise<CosignatureRow[]> {
  if (sizes.length === 0) return [];
  return orm
    .select()
    .from(ledgerCosignatures)
    .where(inArray(ledgerCosignatures.size, [...sizes]))
    .orderBy(ledgerCosignatures.size, ledgerCosignatures.witness);
}

/** The sizes for which there are cosignatures but no checkpoint. */
export async function strayCosignatures(orm: Orm): Promise<number[]> {
  const found = await orm.execute(sql`
    select distinct size::float8 as size from ${ledgerCosignatures}
    where size not in (select size from ${ledgerCheckpoints}) order by size`);
  return rowsOf<{ size: number }>(found).map(({ size }) => size);
}

/** Keeps a witness's newest cosignature of a checkpoint. */
export async function saveCosignature(orm: Orm, cosignature: CosignatureRow): Promise<void> {
  await orm
    .insert(ledgerCosignatures)
    .values(cosignature)
    .onConflictDoUpdate({
      target: [ledgerCosignatures.size, ledgerCosignatures.witness],
      set: { time: cosignature.time, line: cosignature.line },
      setWhere: sql`${ledgerCosignatures.time} < excluded.time`,
    });
}

/** The public key that the ledger was begun with. */
export async function recordedKey(orm: Orm): Promise<string | undefined> {
  const [row] = await orm.select().from(ledgerKeys);
  return row?.verifierKey;
}

/** Records the public key of a ledger that has none yet, and gives the one that is recorded then. */
export async function recordKey(orm: Orm, verifierKey: string, since: Date): Promise<string | undefined> {
  await orm.insert(ledgerKeys).values({ id: 1, verifierKey, since }).onConflictDoNothing();
  return recordedKey(orm);
}
