import { type CsvError, type Options, parse } from 'csv-parse/sync';
import type { ProblemText } from '../errors/problem.ts';
import { LoadError, type RowProblem, rowProblem } from './data-set.ts';

/** A row of a table by column name, with its place in the file. */
export interface TableRow {
  row: number;
  values: Readonly<Record<string, string>>;
}

function decodeUtf8(dataSet: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new LoadError(dataSet, [
      rowProblem(1, '', {
        es: 'El archivo no es texto en UTF-8: guárdalo como «CSV UTF-8».',
        en: 'The file is not UTF-8 text.',
      }),
    ]);
  }
}

/** Where reading stops: after so many lines, and at a line of more bytes, which is none then. */
export type CsvLimits = Pick<Options, 'to' | 'max_record_size'>;

function parseCsv(dataSet: string, text: string, limits: CsvLimits): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, ...limits });
  } catch (error) {
    const { message, lines } = error as CsvError & { lines?: number };
    throw new LoadError(dataSet, [
      rowProblem(lines ?? 1, '', {
        es: 'Desde aquí el archivo no se puede leer como tabla CSV: revisa las comillas de esta fila y de la anterior.',
        en: `This is not a CSV table: ${message}.`,
      }),
    ]);
  }
}

/** The lines of a UTF-8 CSV table, the header among them. @throws LoadError for another encoding or a broken table */
export function csvLines(dataSet: string, bytes: Uint8Array, limits: CsvLimits = {}): string[][] {
  return parseCsv(dataSet, decodeUtf8(dataSet, bytes), limits);
}

function headerOf(dataSet: string, header: string[] | undefined, columns: readonly string[]): string[] {
  if (!header) {
    throw new LoadError(dataSet, [
      rowProblem(1, '', { es: 'El archivo está vacío.', en: 'The file is empty.' }),
    ]);
  }
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length === 0) return header;
  const found = header.join(', ');
  throw new LoadError(
    dataSet,
    missing.map((column) =>
      rowProblem(1, column, {
        es: `Al encabezado le falta esta columna; tiene: ${found}.`,
        en: `The header lacks this column; it has: ${found}.`,
      }),
    ),
  );
}

/**
 * The rows of a table by the columns of its header, which must hold the given ones, with all that is wrong with them.
 * @param breaks the columns whose texts may have several lines
 * @throws LoadError for missing columns
 */
export function rowsOfTable(
  dataSet: string,
  [first, ...lines]: readonly string[][],
  columns: readonly string[],
  breaks: readonly string[] = [],
): { rows: TableRow[]; problems: RowProblem[] } {
  const header = headerOf(dataSet, first, columns);
  const problems: RowProblem[] = [];
  const rows = lines.flatMap((cells, index) => {
    const row = index + 2;
    // An empty line says nothing, but it counts: the rows after it keep the numbers that a spreadsheet shows.
    if (cells.length === 1 && cells[0] === '') return [];
    if (cells.length !== header.length) {
      problems.push(
        rowProblem(row, '', {
          es: `La fila tiene ${cells.length} celdas y el encabezado ${header.length}.`,
          en: `The row has ${cells.length} cells, the header ${header.length}.`,
        }),
      );
    }
    const values = Object.fromEntries(header.map((name, at) => [name, (cells[at] ?? '').trim()]));
    for (const column of columns) {
      const text = values[column] ?? '';
      const unsafe = unsafeText(breaks.includes(column) ? text.replace(/\n/g, ' ') : text);
      if (unsafe) problems.push(rowProblem(row, column, unsafe));
    }
    return [{ row, values }];
  });
  return { rows, problems };
}

/**
 * Reads a UTF-8 CSV table whose header must hold the given columns; others are ignored.
 * @throws LoadError for another encoding, a broken table, or missing columns
 */
export function readTable(dataSet: string, bytes: Uint8Array, columns: readonly string[]): TableRow[] {
  const { rows, problems } = rowsOfTable(dataSet, csvLines(dataSet, bytes), columns);
  if (problems.length > 0) throw new LoadError(dataSet, problems);
  return rows;
}

/**
 * Why a text may not be published; undefined when it may. What is loaded is given out again as CSV, and a
 * spreadsheet takes a cell that begins like this for a formula: see `docs/decisions/0007-no-formulas-in-names.md`.
 */
export function unsafeText(text: string): ProblemText | undefined {
  if (/^[=+@]|^-(?!\d*\.?\d+$)/.test(text)) {
    const start = text.slice(0, 40);
    return {
      es: `«${start}» empieza con «${text[0]}», que una hoja de cálculo toma por fórmula.`,
      en: `"${start}" begins with "${text[0]}", which a spreadsheet takes for a formula.`,
    };
  }
  if ([...text].some((sign) => sign < ' ' || sign === '\u007f')) {
    return { es: 'El texto trae un carácter de control.', en: 'The text has a control character in it.' };
  }
  return undefined;
}

/** Collects what is wrong with the rows of a table; `finish` throws when anything was. */
export function problemCollector(dataSet: string, known: readonly RowProblem[] = []) {
  const problems: RowProblem[] = [...known];
  return {
    add(row: number, column: string, text: ProblemText): void {
      problems.push(rowProblem(row, column, text));
    },
    /** Runs a reader that throws on bad input and notes its message instead, or what is said of it in Spanish. */
    attempt<T>(row: number, column: string, read: () => T, es: string): T | undefined {
      try {
        return read();
      } catch (error) {
        problems.push(rowProblem(row, column, { es, en: (error as Error).message }));
        return undefined;
      }
    },
    /** What was found so far. */
    found: problems as readonly RowProblem[],
    finish(): void {
      if (problems.length > 0) throw new LoadError(dataSet, problems);
    },
  };
}
