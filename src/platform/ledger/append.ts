import type { Orm } from '../database/types.ts';
import { makeEntry, type NewEntry } from './entry.ts';
import { addPending } from './store.ts';

/** An entry that waits for its place: what a receipt is asked for by. */
export interface AppendedEntry {
  id: string;
  /** The canonical JSON that will be hashed. */
  text: string;
}

const listeners = new Set<() => void>();

/** Calls a listener whenever this process appends, before the transaction of it ends. Gives the way to stop that. */
export function onAppend(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Rows of one statement: far below the number of parameters that PostgreSQL takes. */
const rowsPerInsert = 1000;

/**
 * Writes the ledger entries of acts, in their order. Call it in the transaction that carries the acts out: both
 * become true together, or neither does. Their places are given afterwards, in the order of commits.
 * @throws TypeError or RangeError for what cannot stand in the ledger
 */
export async function appendEntries(orm: Orm, acts: readonly NewEntry[]): Promise<AppendedEntry[]> {
  const entries = acts.map(makeEntry);
  const rows = acts.map(({ kind, time, subject: { institution } }, at) => ({
    ...(entries[at] as AppendedEntry),
    kind,
    time,
    institution,
  }));
  for (let at = 0; at < rows.length; at += rowsPerInsert) {
    await addPending(orm, rows.slice(at, at + rowsPerInsert));
  }
  if (rows.length > 0) for (const listener of listeners) listener();
  return entries;
}

/** Writes the ledger entry of one act; see `appendEntries`. */
export async function appendEntry(orm: Orm, act: NewEntry): Promise<AppendedEntry> {
  const [entry] = await appendEntries(orm, [act]);
  if (!entry) throw new Error('An entry was not written');
  return entry;
}
