import { municipalityStates } from '#modules/territory/index.ts';
import type { Orm } from '#platform/database/types.ts';
import type { CensusFile } from '../actions/census.ts';
import { readHashedPerson } from '../rules/census.ts';
import { digester, tableRows } from './census-csv.ts';

const columns = { required: ['curp_hash', 'state', 'municipality'], optional: ['code_hash'] };

/** A census file of keyed hashes, as `tequio census hash` makes it. */
export async function censusFile(
  orm: Orm,
  source: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<CensusFile> {
  const states = await municipalityStates(orm);
  const digest = digester();
  const rows = tableRows(
    bytes,
    columns,
    (row, cells) => readHashedPerson(row, cells, (municipality) => states.get(municipality)),
    digest.add,
  );
  return { source, rows, sha256: digest.sha256 };
}
