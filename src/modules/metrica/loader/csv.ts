import type { ProblemText } from '#platform/errors/problem.ts';

/** The signs that can stand between fields. */
export type Delimiter = ',' | ';' | '\t';

/** Where and why a file cannot be split. Rows count from 1 with the header, as a spreadsheet shows them. */
export interface CsvProblem {
  code: 'utf-16' | 'no-rows' | 'unclosed-quote' | 'text-after-quote' | 'wrong-field-count';
  row: number;
  /** The line of the file on which the row begins; quoted fields may hold line breaks, so it can be past `row`. */
  line: number;
  /** The field concerned, counted from 1, where it is one. */
  column?: number;
  message: string;
}

const problemsInSpanish: Readonly<Record<CsvProblem['code'], string>> = {
  'utf-16': 'El archivo está en UTF-16: guárdalo como CSV en UTF-8.',
  'no-rows': 'El archivo está vacío.',
  'unclosed-quote': 'Hay unas comillas que se abren y no se cierran.',
  'text-after-quote': 'Hay texto después de las comillas que cierran.',
  'wrong-field-count': 'La fila no tiene tantas celdas como el encabezado.',
};

/** What is wrong, in both languages. */
export function csvProblemText({ code, message }: CsvProblem): ProblemText {
  return { es: problemsInSpanish[code], en: message };
}

/** A row as it stands in the file: the bytes of each field without its quotes, in whatever encoding they are. */
export interface RawRow {
  row: number;
  line: number;
  fields: Uint8Array[];
  /** What is wrong with this row; its fields are then not to be trusted. */
  problem?: CsvProblem;
}

/** A file split into its header and rows, with everything that is wrong with its form. */
export interface SplitCsv {
  delimiter: Delimiter;
  header: Uint8Array[];
  /** The rows after the header; those with a problem are among `problems` instead. */
  rows: RawRow[];
  problems: CsvProblem[];
}

export interface CsvOptions {
  /** Taken from the first row when not given. */
  delimiter?: Delimiter;
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];
const EMPTY = new Uint8Array();

const startsWith = (bytes: Uint8Array, ...start: number[]) =>
  start.every((byte, index) => bytes[index] === byte);

/**
 * Finds what stands between the fields: the sign among comma, semicolon and tab that occurs most in the first row
 * outside quotes; a comma where none occurs.
 */
export function detectDelimiter(bytes: Uint8Array): Delimiter {
  const counts = DELIMITERS.map(() => 0);
  let quoted = false;
  for (const byte of bytes) {
    if (byte === QUOTE) quoted = !quoted;
    if (quoted) continue;
    if (byte === LF || byte === CR) break;
    const index = DELIMITERS.findIndex((delimiter) => delimiter.charCodeAt(0) === byte);
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  return DELIMITERS[counts.indexOf(most)] ?? ',';
}

/** Reads the file's bytes from front to back, one field at a time. */
class Cursor {
  readonly bytes: Uint8Array;
  readonly separator: number;
  position: number;
  line = 1;

  constructor(bytes: Uint8Array, delimiter: Delimiter) {
    this.bytes = bytes;
    this.separator = delimiter.charCodeAt(0);
    this.position = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
  }

  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }

  /** Whether a field ends here: at a separator, a line break or the end of the file. */
  get atFieldEnd(): boolean {
    const byte = this.bytes[this.position];
    return byte === undefined || byte === this.separator || byte === LF || byte === CR;
  }

  /** Steps over a separator and says whether there was one. */
  skipSeparator(): boolean {
    if (this.bytes[this.position] !== this.separator) return false;
    this.position += 1;
    return true;
  }

  /** Steps over one line break, LF, CRLF or CR, if there is one. */
  skipLineBreak(): void {
    const byte = this.bytes[this.position];
    if (byte !== LF && byte !== CR) return;
    this.position += byte === CR && this.bytes[this.position + 1] === LF ? 2 : 1;
    this.line += 1;
  }

  plainField(): Uint8Array {
    const start = this.position;
    while (!this.atFieldEnd) this.position += 1;
    return this.bytes.subarray(start, this.position);
  }

  /** Reads a field in quotes, `""` standing for one quote within; nothing when the closing quote is missing. */
  quotedField(): Uint8Array | undefined {
    const start = this.position + 1;
    const pieces: Uint8Array[] = [];
    for (let from = start; ; ) {
      const quote = this.bytes.indexOf(QUOTE, from);
      if (quote < 0) return undefined;
      this.position = quote + 1;
      const isDoubled = this.bytes[quote + 1] === QUOTE;
      pieces.push(this.bytes.subarray(from, isDoubled ? quote + 1 : quote));
      if (!isDoubled) break;
      from = quote + 2;
    }
    const field = pieces.length === 1 ? (pieces[0] ?? EMPTY) : concatenate(pieces);
    this.line += lineBreaks(field);
    return field;
  }
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let end = 0;
  for (const piece of pieces) {
    whole.set(piece, end);
    end += piece.length;
  }
  return whole;
}

function lineBreaks(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte, index) => {
    const isBreak = byte === LF || (byte === CR && bytes[index + 1] !== LF);
    return isBreak ? sum + 1 : sum;
  }, 0);
}

/** Reads one row, and says what is wrong with its quotes. After an unclosed quote nothing of the file is left. */
function readRow(cursor: Cursor, row: number): RawRow {
  const read: RawRow = { row, line: cursor.line, fields: [] };
  const place = { row, line: cursor.line };
  do {
    const column = read.fields.length + 1;
    if (cursor.bytes[cursor.position] !== QUOTE) {
      read.fields.push(cursor.plainField());
      continue;
    }
    const field = cursor.quotedField();
    if (field === undefined) {
      const message = `unclosed quote at row ${row}, column ${column} (line ${cursor.line} of the file)`;
      read.problem = { code: 'unclosed-quote', ...place, column, message };
      cursor.position = cursor.bytes.length;
      break;
    }
    read.fields.push(field);
    if (!cursor.atFieldEnd) {
      const message = `row ${row}, column ${column} has text after its closing quote`;
      read.problem ??= { code: 'text-after-quote', ...place, column, message };
      cursor.plainField();
    }
  } while (cursor.skipSeparator());
  cursor.skipLineBreak();
  return read;
}

/**
 * Gives the rows of a CSV file one after the other, the header first, as raw bytes: RFC 4180 quotes; LF, CRLF or CR
 * between rows; a UTF-8 byte order mark at the start is skipped, and so are empty lines, which count as rows. Fields
 * without doubled quotes are views on `bytes`, not copies. A row that cannot be trusted carries its `problem`: nothing
 * is thrown.
 */
export function* rawRows(bytes: Uint8Array, options: CsvOptions = {}): Generator<RawRow, void> {
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
    const message = 'the file is in UTF-16: save it as CSV in UTF-8';
    yield { row: 1, line: 1, fields: [], problem: { code: 'utf-16', row: 1, line: 1, message } };
    return;
  }
  const cursor = new Cursor(bytes, options.delimiter ?? detectDelimiter(bytes));
  let expected = -1;
  for (let row = 1; !cursor.atEnd; row += 1) {
    const read = readRow(cursor, row);
    const isEmptyLine = read.fields.length === 1 && read.fields[0]?.length === 0 && !read.problem;
    if (isEmptyLine && expected !== 1) continue;
    if (expected < 0) expected = read.fields.length;
    if (read.fields.length !== expected && !read.problem) {
      const { line } = read;
      const columns = `${read.fields.length} ${read.fields.length === 1 ? 'column' : 'columns'}`;
      const message = `row ${row} has ${columns} where the header has ${expected}`;
      read.problem = { code: 'wrong-field-count', row, line, message };
    }
    yield read;
  }
}

/**
 * Splits a whole CSV file, collecting every problem of its form (see {@link rawRows}). A file without any row is a
 * problem too. Nothing is decoded: each field is to be read by its own encoding. Never throws.
 */
export function splitCsv(bytes: Uint8Array, options: CsvOptions = {}): SplitCsv {
  const delimiter = options.delimiter ?? detectDelimiter(bytes);
  const all = [...rawRows(bytes, { delimiter })];
  const problems = all.flatMap(({ problem }) => problem ?? []);
  if (all.length === 0) problems.push({ code: 'no-rows', row: 1, line: 1, message: 'the file is empty' });
  const [header, ...rows] = all;
  return {
    delimiter,
    header: header?.fields ?? [],
    rows: rows.filter(({ problem }) => problem === undefined),
    problems,
  };
}
