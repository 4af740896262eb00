import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { CensusProblem, CensusRow } from '../rules/census.ts';

/** No row of a census is longer, in characters: a quote that is never closed must not gather the whole file. */
const longestRow = 4000;

class NotText extends Error {}

/** The text of a UTF-8 file in pieces. @throws NotText for another encoding */
async function* decoded(bytes: AsyncIterable<Uint8Array>, onBytes: (piece: Uint8Array) => void) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Uint8Array) => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw new NotText();
    }
  };
  for await (const piece of bytes) {
    onBytes(piece);
    const text = decode(piece);
    // UTF-16 without a mark, and other things that are no text.
    if (text.includes('\0')) throw new NotText();
    if (text !== '') yield text;
  }
  yield decode();
}

/** The columns a table must have, and those it may have. */
export interface Columns {
  required: readonly string[];
  optional: readonly string[];
}

function headerProblems(header: readonly string[], { required }: Columns): CensusProblem[] {
  return required
    .filter((column) => !header.includes(column))
    .map((column) => ({ row: 1, column, code: 'column' }));
}

function faultOf(error: unknown, row: number): CensusProblem {
  if (error instanceof NotText) return { row: Math.max(row, 1), column: '', code: 'encoding' };
  if (error instanceof CsvError) return { row: row + 1, column: '', code: 'broken' };
  throw error;
}

/**
 * Reads a CSV table row by row, never more of it in memory than a piece. Cells are given by the names of their columns;
 * columns that nobody asked for are passed over. What is wrong with a row comes in its place, and after what is wrong
 * with the whole file nothing more comes.
 */
export async function* tableRows<T>(
  bytes: AsyncIterable<Uint8Array>,
  columns: Columns,
  read: (row: number, cells: Readonly<Record<string, string>>) => CensusRow<T>,
  onBytes: (piece: Uint8Array) => void = () => undefined,
): AsyncGenerator<CensusRow<T>> {
  const parser = parse({
    ...{ bom: true, relax_column_count: true, max_record_size: longestRow },
    delimiter: [',', ';', '\t'],
  });
  // Faults of either side come out of the parser.
  pipeline(Readable.from(decoded(bytes, onBytes)), parser, () => undefined);
  const records: AsyncIterable<string[]> = parser;
  let header: string[] | undefined;
  let row = 0;
  try {
    for await (const cells of records) {
      row += 1;
      if (!header) {
        header = cells.map((name) => name.trim().toLowerCase());
        const problems = headerProblems(header, columns);
        if (problems.length === 0) continue;
        yield { row, problems };
        return;
      }
      // An empty line says nothing, but it counts: the rows after it keep the numbers that a spreadsheet shows.
      if (cells.length === 1 && cells[0] === '') continue;
      if (cells.length !== header.length) yield { row, problems: [{ row, column: '', code: 'cells' }] };
      else yield read(row, cellsOf(header, cells, columns));
    }
  } catch (error) {
    yield { row: row + 1, problems: [faultOf(error, row)] };
  }
}

function cellsOf(header: readonly string[], cells: readonly string[], { required, optional }: Columns) {
  const named: Record<string, string> = {};
  for (const column of [...required, ...optional]) {
    const at = header.indexOf(column);
    if (at >= 0) named[column] = (cells[at] ?? '').trim();
  }
  return named;
}

/** Works out the SHA-256 of what goes by. */
export function digester() {
  const hash = createHash('sha256');
  return { add: (piece: Uint8Array) => void hash.update(piece), sha256: () => hash.digest('hex') };
}
