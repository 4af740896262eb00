import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Orm } from '../database/types.ts';
import { type AppendedEntry, appendEntry } from './append.ts';
import type { JsonObject } from './canonical-json.ts';
import { commitTo, newSalt } from './commitment.ts';
import type { NewEntry } from './entry.ts';
import { ledgerEntries, ledgerPersonActs } from './schema.ts';
import type { EntryRow } from './store.ts';

/** What a commitment to a person is made to: their account, which says nothing to anybody else. */
export function personData(person: string): JsonObject {
  return { person };
}

/**
 * Writes the ledger entry of an act by a person, or about one: the entry holds a salted commitment to the account, and
 * the salt is kept for the person's receipt. Call it in the transaction of the act.
 * @throws TypeError or RangeError for what cannot stand in the ledger
 */
export async function appendPersonAct(
  orm: Orm,
  person: string,
  act: Omit<NewEntry, 'person'>,
): Promise<AppendedEntry> {
  const salt = newSalt();
  const entry = await appendEntry(orm, { ...act, person: commitTo(personData(person), salt) });
  await orm.insert(ledgerPersonActs).values({ entry: entry.id, person, salt });
  return entry;
}

/** An act of a person: its entry once it has its place, and the salt that opens it. */
export interface PersonAct {
  id: string;
  salt: string;
  /** Undefined until the entry has its place, at most a second after the act. */
  entry: EntryRow | undefined;
}

const columns = { id: ledgerPersonActs.entry, salt: ledgerPersonActs.salt, entry: ledgerEntries };

/** The acts of a person in the order of time, some at a time. */
export async function listPersonActs(
  orm: Orm,
  person: string,
  direction: 'asc' | 'desc',
  { offset, limit }: { offset: number; limit: number },
): Promise<PersonAct[]> {
  const rows = await orm
    .select(columns)
    .from(ledgerPersonActs)
    .leftJoin(ledgerEntries, eq(ledgerEntries.id, ledgerPersonActs.entry))
    .where(eq(ledgerPersonActs.person, person))
    .orderBy(direction === 'asc' ? asc(ledgerPersonActs.entry) : desc(ledgerPersonActs.entry))
    .offset(offset)
    .limit(limit);
  return rows.map(({ entry, ...row }) => ({ ...row, entry: entry ?? undefined }));
}

export async function countPersonActs(orm: Orm, person: string): Promise<number> {
  const [row] = await orm
    .select({ count: sql<number>`count(*)::int` })
    .from(ledgerPersonActs)
    .where(eq(ledgerPersonActs.person, person));
  return row?.count ?? 0;
}

/** An act by its entry, for the person whose it is and nobody else. */
export async function findPersonAct(orm: Orm, person: string, entry: string): Promise<PersonAct | undefined> {
  const [row] = await orm
    .select(columns)
    .from(ledgerPersonActs)
    .leftJoin(ledgerEntries, eq(ledgerEntries.id, ledgerPersonActs.entry))
    .where(and(eq(ledgerPersonActs.entry, entry), eq(ledgerPersonActs.person, person)));
  return row && { ...row, entry: row.entry ?? undefined };
}

/** Cuts the link between a person and their entries for good: without the salts nobody can show whose they were. */
export async function forgetPersonActs(orm: Orm, person: string): Promise<void> {
  await orm.delete(ledgerPersonActs).where(eq(ledgerPersonActs.person, person));
}
