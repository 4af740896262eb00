import { writeSpreadsheet } from '../files/write-spreadsheet.ts';
import { fileKinds } from '../uploads/kinds.ts';
import type { BytesResult, CsvResult, JsonResult } from './results.ts';

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

/** A column of a sheet: `text` keeps what is typed there as it was typed. */
export interface FileColumn {
  key: string;
  header: string;
  kind?: 'text';
}

/** A sheet of a workbook: rows by column, each column under its own name or under words in the reader's language. */
export interface FileSheet {
  /** What the sheet is called, in the reader's language. */
  name: string;
  columns: readonly (string | FileColumn)[];
  rows: readonly FileRow[];
  /** How many empty rows below are prepared for typing. */
  blankRows?: number;
}

/** Tables as a workbook (XLSX), to be kept as a file. */
export async function xlsxFile(filename: string, sheets: readonly FileSheet[]): Promise<BytesResult> {
  const bytes = await writeSpreadsheet(
    sheets.map(({ name, columns, rows, blankRows = 0 }) => {
      const named = columns.map(
        (column): FileColumn => (typeof column === 'string' ? { key: column, header: column } : column),
      );
      return {
        name,
        columns: named,
        blankRows,
        rows: rows.map((row) => named.map(({ key }) => row[key] ?? null)),
      };
    }),
  );
  return { kind: 'bytes', contentType: fileKinds.xlsx.contentType, bytes, cache: 'revalidate', filename };
}
