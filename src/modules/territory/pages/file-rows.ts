import type { CsvResult, JsonResult } from '#platform/http/results.ts';

/** The rows of a table as files offer them. */
export interface FileRows {
  columns: readonly string[];
  rows: readonly (readonly (string | number | null)[])[];
}

export function csvOf(filename: string, { columns, rows }: FileRows): CsvResult {
  return { kind: 'csv', filename, columns, rows };
}

/** Each row as an object by its columns, so that JSON says the same as CSV. */
export function jsonOf({ columns, rows }: FileRows): JsonResult {
  const data = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])));
  return { kind: 'json', data };
}
