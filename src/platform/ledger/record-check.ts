import type { Orm } from '../database/types.ts';
import type { Entry } from './entry.ts';

/** A record that stands for a public act, and the entry that was written with it. */
export interface RecordedAct {
  /** The identifier of the entry, as `appendEntry` gave it. */
  entry: string;
  /** The record in words, for the message should its entry be missing. */
  record: string;
}

/**
 * How a module shows that its records and the ledger say the same: nothing in the ledger that the records do not
 * know, and no act in the records that the ledger does not.
 */
export interface RecordCheck {
  /** What is compared, for the report. */
  name: string;
  /** The kinds of entries this module writes. */
  kinds: readonly string[];
  /** What is wrong with entries of these kinds, by identifier; an entry that agrees with its record is left out. */
  compare(orm: Orm, entries: readonly Entry[]): Promise<ReadonlyMap<string, string>>;
  /** All records that stand for acts, some at a time. */
  recorded(orm: Orm): AsyncIterable<readonly RecordedAct[]>;
}
