import type { CsvResult, JsonResult } from '#platform/http/results.ts';

type Cell = string | number | boolean | null;

/** A table to be offered as a file: each row by column name, all with the same columns in the same order. */
export type FileRow = Readonly<Record<string, Cell>>;

/** Rows as a CSV file; a truth value stands as `true` or `false`. */
export function csvFile(filename: string, columns: readonly string[], rows: readonly FileRow[]): CsvResult {
  const written = (cell: Cell | undefined) => (typeof cell === 'boolean' ? String(cell) : (cell ?? null));
  return {
    kind: 'csv',
    filename,
    columns,
    rows: rows.map((row) => columns.map((column) => written(row[column]))),
  };
}

/** The same rows as JSON. */
export function jsonFile(rows: readonly FileRow[]): JsonResult {
  return { kind: 'json', data: rows };
}
