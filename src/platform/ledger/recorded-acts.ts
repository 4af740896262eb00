import type { Orm } from '../database/types.ts';
import { canonicalJson, type JsonObject } from './canonical-json.ts';
import type { Entry } from './entry.ts';
import type { RecordCheck } from './record-check.ts';

/** An act as a module keeps it beside its records: one row for each entry of the ledger. */
export interface RecordedAct {
  entry: string;
  kind: string;
  subjectType: string;
  subject: string;
  at: Date;
  act: JsonObject;
}

/** Where a module keeps its acts. */
export interface RecordedActs {
  byEntry(orm: Orm, entries: readonly string[]): Promise<RecordedAct[]>;
  /** Some after an entry, in the order of entries. */
  after(orm: Orm, after: string | undefined, limit: number): Promise<RecordedAct[]>;
}

/** What an entry says other than the record of its act. */
function factsThatDiffer(entry: Entry, row: RecordedAct): string[] {
  const facts: [string, boolean][] = [
    ['kind', entry.kind === row.kind],
    ['act', canonicalJson(entry.act) === canonicalJson(row.act)],
    ['time', entry.time.getTime() === row.at.getTime()],
    ['subject', entry.subject.type === row.subjectType && entry.subject.id === row.subject],
    ['person', entry.person !== undefined],
  ];
  return facts.filter(([, same]) => !same).map(([name]) => name);
}

const pageSize = 1000;

/**
 * Shows that the ledger and a module's records say the same of what people did.
 * @param whose as differences name them: `of the Commission`
 */
export function checkActs(
  name: string,
  whose: string,
  kinds: readonly string[],
  acts: RecordedActs,
): RecordCheck {
  return {
    name,
    kinds,
    async compare(orm, entries) {
      const rows = await acts.byEntry(
        orm,
        entries.map(({ id }) => id),
      );
      const byEntry = new Map(rows.map((row) => [row.entry, row]));
      const differences = new Map<string, string>();
      for (const entry of entries) {
        const row = byEntry.get(entry.id);
        const differing = row ? factsThatDiffer(entry, row) : [];
        if (!row) differences.set(entry.id, `no act ${whose} in the records goes with it`);
        else if (differing.length > 0)
          differences.set(entry.id, `the records give another ${differing.join(', ')}`);
      }
      return differences;
    },
    async *recorded(orm) {
      for (let after: string | undefined; ; ) {
        const rows = await acts.after(orm, after, pageSize);
        yield rows.map(({ entry, kind, subject }) => ({ entry, record: `${kind} of ${subject}` }));
        after = rows.at(-1)?.entry;
        if (after === undefined || rows.length < pageSize) return;
      }
    },
  };
}
