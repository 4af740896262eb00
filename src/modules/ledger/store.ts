import { and, asc, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import { ledgerCheckpoints, ledgerEntries, pendingEntries } from '#platform/ledger/schema.ts';
import type { CheckpointRow, EntryRow } from '#platform/ledger/store.ts';

/** What a list of entries is narrowed by; an absent value narrows nothing. */
export interface EntryFilter {
  kind?: string | undefined;
  /** The slug of the institution that acts concern. */
  institution?: string | undefined;
  /** Acts from this instant on. */
  from?: Date | undefined;
  /** Acts before this instant. */
  before?: Date | undefined;
}

/** The entries from one index up to, not including, another that pass a filter. */
function conditions(
  { kind, institution, from, before }: EntryFilter,
  indexes: { from: number; to: number },
): SQL | undefined {
  return and(
    gte(ledgerEntries.index, indexes.from),
    lt(ledgerEntries.index, indexes.to),
    kind === undefined ? undefined : eq(ledgerEntries.kind, kind),
    institution === undefined ? undefined : eq(ledgerEntries.institution, institution),
    from && gte(ledgerEntries.time, from),
    before && lt(ledgerEntries.time, before),
  );
}

const takesAll = (filter: EntryFilter) => Object.values(filter).every((value) => value === undefined);

/** How many of the first `size` entries pass a filter. Without one they all do, and nothing is counted. */
export async function countEntries(orm: Orm, filter: EntryFilter, size: number): Promise<number> {
  if (takesAll(filter)) return size;
  const [row] = await orm
    .select({ count: sql<number>`count(*)::int` })
    .from(ledgerEntries)
    .where(conditions(filter, { from: 0, to: size }));
  return row?.count ?? 0;
}

/** A part of a list of entries by their index. */
export interface EntryPage {
  direction: 'asc' | 'desc';
  offset: number;
  limit: number;
}

/** Of the first `size` entries those that pass a filter, a page of them. */
export function listFiltered(
  orm: Orm,
  filter: EntryFilter,
  size: number,
  { direction, offset, limit }: EntryPage,
): Promise<EntryRow[]> {
  // Indexes have no gaps, so without a filter a page deep in the list is found at once.
  const skip = takesAll(filter) ? offset : 0;
  const indexes = direction === 'asc' ? { from: skip, to: size } : { from: 0, to: size - skip };
  return orm
    .select()
    .from(ledgerEntries)
    .where(conditions(filter, indexes))
    .orderBy(direction === 'asc' ? asc(ledgerEntries.index) : desc(ledgerEntries.index))
    .limit(limit)
    .offset(offset - skip);
}

export async function entryAt(orm: Orm, index: number): Promise<EntryRow | undefined> {
  const [row] = await orm.select().from(ledgerEntries).where(eq(ledgerEntries.index, index));
  return row;
}

/** Whether an entry waits for its place. */
export async function isPending(orm: Orm, id: string): Promise<boolean> {
  const found = await orm.execute(
    sql`select exists (select from ${pendingEntries} where id = ${id}::uuid) as pending`,
  );
  return rowsOf<{ pending: boolean }>(found)[0]?.pending ?? false;
}

/** Whether any of the first `size` entries is about an institution. */
export async function hasInstitution(orm: Orm, institution: string, size: number): Promise<boolean> {
  const rows = await listFiltered(orm, { institution }, size, { direction: 'desc', offset: 0, limit: 1 });
  return rows.length > 0;
}

/** The checkpoints signed last, the newest first. */
export function newestCheckpoints(orm: Orm, limit: number): Promise<CheckpointRow[]> {
  return orm.select().from(ledgerCheckpoints).orderBy(desc(ledgerCheckpoints.size)).limit(limit);
}
