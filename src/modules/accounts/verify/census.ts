import { inArray, isNotNull, or } from 'drizzle-orm';
import type { Entry } from '#platform/ledger/entry.ts';
import type { RecordCheck } from '#platform/ledger/record-check.ts';
import { importedKind, withdrawnKind } from '../actions/census.ts';
import { censusImports } from '../schema.ts';
import type { CensusImport } from '../store/census.ts';

function differenceOf({ kind, act, time }: Entry, row: CensusImport | undefined): string | undefined {
  if (!row) return 'no census import in the records goes with it';
  const at = kind === importedKind ? row.confirmedAt : row.withdrawnAt;
  const differing = [
    ...(act.sha256 === row.sha256 ? [] : ['sha256']),
    ...(act.rows === row.rows ? [] : ['rows']),
    ...(time.getTime() === at?.getTime() ? [] : ['time']),
  ];
  return differing.length > 0 ? `the records give another ${differing.join(', ')}` : undefined;
}

/** Every census file that was put in force or withdrawn stands in the ledger, and nothing else does. */
export const censusCheck: RecordCheck = {
  name: 'ledger: census files',
  kinds: [importedKind, withdrawnKind],
  async compare(orm, entries) {
    const ids = entries.map(({ id }) => id);
    const rows = await orm
      .select()
      .from(censusImports)
      .where(or(inArray(censusImports.entry, ids), inArray(censusImports.withdrawnEntry, ids)));
    const imported = new Map(rows.map((row) => [row.entry, row]));
    const withdrawn = new Map(rows.map((row) => [row.withdrawnEntry, row]));
    return new Map(
      entries.flatMap((entry) => {
        const row = (entry.kind === importedKind ? imported : withdrawn).get(entry.id);
        const difference = differenceOf(entry, row);
        return difference === undefined ? [] : [[entry.id, difference] as const];
      }),
    );
  },
  async *recorded(orm) {
    const rows = await orm.select().from(censusImports).where(isNotNull(censusImports.confirmedAt));
    const none = '00000000-0000-0000-0000-000000000000';
    yield rows.flatMap(({ id, entry, withdrawnAt, withdrawnEntry }) => [
      { entry: entry ?? none, record: `census import ${id}` },
      ...(withdrawnAt === null
        ? []
        : [{ entry: withdrawnEntry ?? none, record: `the withdrawal of census import ${id}` }]),
    ]);
  },
};
