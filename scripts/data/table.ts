import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** A row of a table, by column name. */
export type Row = Readonly<Record<string, string>>;

/** Reads a CSV file with a header, every value as text. */
export function readTable(path: string): Row[] {
  return parse(readFileSync(path), { columns: true, bom: true }) as Row[];
}

/** Reads a JSON file; what it holds is for the caller to say. */
export function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(path, 'utf8')) as Content;
}

/** Writes a table as UTF-8 CSV with a header and LF (RFC 4180 quotes), columns in the order given. */
export function writeTable<Column extends string>(
  path: string,
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string>>[],
): void {
  write(path, stringify([...rows], { header: true, columns: [...columns] }));
}

/** Writes a text file, making its folder where that is missing. */
export function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The SHA-256 of a file, as the provenance records name it. */
export function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** A column's value in a row; a column that is not there is a mistake in the raw file and stops the work. */
export function value(row: Row, column: string): string {
  const found = row[column];
  if (found === undefined)
    throw new Error(`The column "${column}" is missing; the row has ${Object.keys(row)}`);
  return found;
}
