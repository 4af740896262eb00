import type { Orm } from '#platform/database/types.ts';
import { findEntry } from '#platform/ledger/store.ts';
import type { DataLoad } from '../../store/data-loads.ts';
import type { LoadRow } from '../../views/data-sets/loads-table.tsx';

/** A load as a row of the table, with its place in the public ledger. */
export async function loadRow(orm: Orm, load: DataLoad, name: LoadRow['name']): Promise<LoadRow> {
  const entry = load.entry === null ? undefined : ((await findEntry(orm, load.entry))?.index ?? null);
  const { rows, loadedAt, source, sha256, notes } = load;
  return { name, rows, loadedAt, source, sha256, notes: notes.length, entry };
}
