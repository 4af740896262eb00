import { readSheet } from 'read-excel-file/universal';
import { unpackArchive } from '../uploads/archive.ts';

/** The most that is read of a spreadsheet: more is no table that somebody typed. */
export const mostRows = 20_000;
export const mostColumns = 200;
/** Cells of a sheet, empty ones among them: a table of 20,000 rows by 25 columns. */
const mostCells = 500_000;

/** Why a spreadsheet cannot be read. */
export type SpreadsheetProblem =
  /** It begins like one and does not go on like it, or is none. */
  | { problem: 'broken' }
  /** It grows beyond measure when it is unpacked. */
  | { problem: 'bomb' }
  /** It reaches beyond `mostRows` or `mostColumns`, or has more than `mostCells`, be it with empty cells. */
  | { problem: 'too-large' }
  /** A formula came to nothing in this cell: `B3`. */
  | { problem: 'error-cell'; cell: string };

function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Whether a pattern stands in a text more often than so many times. */
function isMoreThan(text: string, pattern: RegExp, most: number): boolean {
  let found = 0;
  while (found <= most && pattern.exec(text) !== null) found += 1;
  return found > most;
}

/**
 * What a sheet says of its size. Whoever reads it makes room for all of it, so a single cell far down would be a bomb.
 * Anything that does not name a cell or a row where one has to be named is refused.
 */
function sizeProblem(xml: string): SpreadsheetProblem | undefined {
  // Rows need not say their number: so a small file could have millions.
  if (isMoreThan(xml, /<(?:\w{1,20}:)?row[\s/>]/g, mostRows)) return { problem: 'too-large' };
  if (isMoreThan(xml, /<(?:\w{1,20}:)?c[\s/>]/g, mostCells)) return { problem: 'too-large' };
  for (const [, address = ''] of xml.matchAll(/[\s"']r\s*=\s*["']([^"']*)/g)) {
    const [, letters, digits] = /^([A-Za-z]{0,3})([0-9]{1,9})$/.exec(address) ?? [];
    if (letters === undefined) return { problem: 'broken' };
    if (columnNumber(letters) > mostColumns || Number(digits) > mostRows) return { problem: 'too-large' };
  }
  return undefined;
}

/** A cell that shows an error instead of a value. */
function errorProblem(xml: string): SpreadsheetProblem | undefined {
  const [cell] = /<(?:\w{1,20}:)?c\s[^<>]{0,300}?t=["']e["'][^<>]{0,300}>/.exec(xml) ?? [];
  if (cell === undefined) return undefined;
  return { problem: 'error-cell', cell: /\sr=["'](\w{1,12})["']/.exec(cell)?.[1] ?? '?' };
}

function sheetsProblem(parts: ReadonlyMap<string, Uint8Array>): SpreadsheetProblem | undefined {
  for (const content of parts.values()) {
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    if (!bytes.includes('sheetData')) continue;
    const xml = bytes.toString('utf8');
    const found = sizeProblem(xml) ?? errorProblem(xml);
    if (found) return found;
  }
  return undefined;
}

/** A number as people type it: no exponent, and no more digits than a spreadsheet shows. */
function plainNumber(value: number): string {
  return Number(value.toPrecision(15)).toLocaleString('en', {
    useGrouping: false,
    maximumFractionDigits: 15,
  });
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return typeof value === 'number' ? plainNumber(value) : String(value);
}

/**
 * The first sheet of a workbook (XLSX) as rows of text, all of them of the same length: days as `2026-11-23`, numbers
 * without grouping and with a point, a percentage as the share it is (`0.25`), an empty cell as an empty text. Rows that
 * are empty at the end are left out. What cannot be read is an answer, not an exception.
 */
export async function readSpreadsheet(
  content: Uint8Array,
): Promise<{ rows: string[][] } | SpreadsheetProblem> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const parts = await unpackArchive(bytes);
  if ('refused' in parts) return { problem: parts.refused === 'bomb' ? 'bomb' : 'broken' };
  const found = sheetsProblem(parts);
  if (found) return found;
  try {
    const rows = (await readSheet(new Blob([new Uint8Array(bytes)]), { trim: false })).map((row) =>
      row.map(textOf),
    );
    const last = rows.findLastIndex((row) => row.some((cell) => cell.trim() !== ''));
    return { rows: rows.slice(0, last + 1) };
  } catch {
    // Whatever the library makes of a file that is not what it says: nothing of it was read.
    return { problem: 'broken' };
  }
}
