import type { CsvResult, JsonResult } from './results.ts';

type Cell = string | number | boolean | null;

/** A row of a table that is offered as a file, by column. A cell without a value is null (*sin dato*). */
export type FileRow = Readonly<Record<string, Cell>>;

/** Rows as a CSV file with these columns in this order; a truth value stands as `true` or `false`, null as nothing. */
export function csvFile(filename: string, columns: readonly string[], rows: readonly FileRow[]): CsvResult {
  const written = (cell: Cell | undefined) => (typeof cell === 'boolean' ? String(cell) : (cell ?? null));
  return {
    kind: 'csv',
    filename,
    columns,
    rows: rows.map((row) => columns.map((column) => written(row[column]))),
  };
}

/** The same rows as JSON: an object for each. */
export function jsonFile(rows: readonly FileRow[]): JsonResult {
  return { kind: 'json', data: rows };
}
