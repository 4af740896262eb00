import writeXlsxFile, { type Row, type Sheet } from 'write-excel-file/node';
import { isDay } from '../calendar/days.ts';

/** A cell without a value is null. A text that is a day, `2026-11-23`, stands as a date. */
export type SheetCell = string | number | boolean | null;

export interface SpreadsheetSheet {
  name: string;
  columns: readonly SheetColumn[];
  rows: readonly (readonly SheetCell[])[];
  /** How many empty rows below are prepared for typing. */
  blankRows?: number;
}

export interface SheetColumn {
  header: string;
  /** `text`: what is typed here stays as it was typed, also where it looks like a number: `16.10`. */
  kind?: 'text';
}

const dayFormat = 'yyyy-mm-dd';
const narrowest = 10;
const widest = 60;
/** How many rows tell how wide a column is to be. */
const measured = 200;
const longestName = 31;
/** The most characters that spreadsheets take in a cell. */
const longestText = 32_767;

/** Midnight of a day as the file format counts: it knows no time zones. */
const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);

/** Programs read `_x0041_` in a text as the sign of that number; this way it stays what it is. */
const literal = (text: string) => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').slice(0, longestText);

function cellOf(value: SheetCell, { kind }: SheetColumn): Row[number] {
  if (value === null || value === '') return kind === 'text' ? { type: String, format: '@' } : null;
  if (typeof value === 'number') return Number.isFinite(value) ? { value, type: Number } : null;
  if (typeof value === 'boolean') return { value, type: Boolean };
  // Before March 1900 the file format counts days wrongly.
  if (kind !== 'text' && isDay(value) && value >= '1900-03-01')
    return { value: dateOf(value), type: Date, format: dayFormat };
  return {
    ...{ value: literal(value), type: String, alignVertical: 'top', wrap: value.length > widest },
    ...(kind === 'text' ? { format: '@' } : {}),
  };
}

function widthOf({ header }: SheetColumn, at: number, rows: SpreadsheetSheet['rows']): number {
  const lengths = rows.slice(0, measured).map((row) => String(row[at] ?? '').length);
  return Math.min(widest, Math.max(narrowest, header.length, ...lengths) + 2);
}

/** Names of sheets may not have these signs, nor be longer than 31. */
function sheetName(name: string): string {
  return (
    name
      .replace(/[[\]/\\:*?']+/g, ' ')
      .trim()
      .slice(0, longestName) || '1'
  );
}

function sheetOf({ name, columns, rows, blankRows = 0 }: SpreadsheetSheet): Sheet<Buffer> {
  const blank = Array.from({ length: blankRows }, () => columns.map((column) => cellOf(null, column)));
  return {
    sheet: sheetName(name),
    stickyRowsCount: 1,
    columns: columns.map((column, at) => ({ width: widthOf(column, at, rows) })),
    data: [
      columns.map(({ header }) => ({ value: literal(header), type: String, fontWeight: 'bold' })),
      ...rows.map((row) => columns.map((column, at) => cellOf(row[at] ?? null, column))),
      ...blank,
    ],
  };
}

const endBytes = 22;
/** 1 January 1980, midnight: the first moment that archives know. */
const fixedTime = 0x00210000;

/** Takes the time of writing out of an archive: the same tables are the same bytes, whenever they are asked for. */
function withoutTime(archive: Buffer): Buffer {
  const end = archive.length - endBytes;
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    archive.writeUInt32LE(fixedTime, at + 12);
    archive.writeUInt32LE(fixedTime, archive.readUInt32LE(at + 42) + 10);
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return archive;
}

/**
 * A workbook (XLSX): a bold header that stays in view, columns as wide as what is in them, numbers as numbers, days as
 * days, and every text as text, also one that begins like a formula. The same sheets give the same bytes.
 */
export async function writeSpreadsheet(sheets: readonly SpreadsheetSheet[]): Promise<Uint8Array> {
  return withoutTime(await writeXlsxFile(sheets.map(sheetOf)).toBuffer());
}
