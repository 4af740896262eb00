import type { Orm } from '../database/types.ts';
import type { Verification } from '../module.ts';
import { type Differences, differencesIn } from './differences.ts';
import { type Entry, readEntry } from './entry.ts';
import type { RecordCheck } from './record-check.ts';
import { knownEntries, listPending } from './store.ts';

const page = 1000;

/** An entry and, once it has one, its place. */
export type PlacedEntry = Entry & { index?: number };

const nameOf = ({ index, kind, id }: PlacedEntry) =>
  index === undefined ? `the waiting entry ${id} (${kind})` : `entry ${index} (${kind})`;

/** Holds entries and the records of modules against each other. */
export function createRecordComparison(checks: readonly RecordCheck[], wrong: (index: number) => void) {
  const reports = checks.map((check) => ({ check, differences: differencesIn(check.name) }));

  /** Compares entries with the records of the modules that wrote them. */
  async function compare(orm: Orm, entries: readonly PlacedEntry[]): Promise<void> {
    for (const { check, differences } of reports) {
      const own = entries.filter(({ kind }) => check.kinds.includes(kind));
      if (own.length === 0) continue;
      differences.count(own.length);
      const found = await check.compare(orm, own);
      for (const entry of own) {
        const difference = found.get(entry.id);
        if (difference === undefined) continue;
        differences.add(`${nameOf(entry)}: ${difference}`);
        if (entry.index !== undefined) wrong(entry.index);
      }
    }
  }

  async function compareRecorded(orm: Orm, check: RecordCheck, differences: Differences): Promise<void> {
    for await (const acts of check.recorded(orm)) {
      const known = await knownEntries(
        orm,
        acts.map(({ entry }) => entry),
      );
      for (const { entry, record } of acts) {
        if (!known.has(entry)) differences.add(`${record} has no entry: the ledger does not know ${entry}`);
      }
    }
  }

  return {
    compare,
    /** Looks for acts in the records that the ledger does not know. */
    async finish(orm: Orm): Promise<Verification[]> {
      for (const { check, differences } of reports) await compareRecorded(orm, check, differences);
      return reports.map(({ differences }) => differences.result());
    },
  };
}

/** Reads the entries that wait for their place. */
export async function walkPending(
  orm: Orm,
  differences: Differences,
  onEntries: (entries: readonly PlacedEntry[]) => Promise<void>,
): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await listPending(orm, after, page);
    const read: PlacedEntry[] = [];
    for (const { id, content } of rows) {
      differences.count();
      try {
        read.push(readEntry(Buffer.from(content).toString()));
      } catch (error) {
        differences.add(`the waiting entry ${id} cannot be read: ${(error as Error).message}`);
      }
    }
    await onEntries(read);
    const last = rows.at(-1);
    if (!last) return;
    after = last.arrival;
  }
}
