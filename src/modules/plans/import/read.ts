import { normalise } from '#modules/territory/index.ts';
import { LoadError, type RowProblem, rowProblem } from '#platform/data-sets/data-set.ts';
import { csvLines, problemCollector, rowsOfTable, type TableRow } from '#platform/data-sets/table.ts';
import type { ProblemText } from '#platform/errors/problem.ts';
import {
  mostColumns,
  mostRows,
  readSpreadsheet,
  type SpreadsheetProblem,
} from '#platform/files/read-spreadsheet.ts';
import { type DraftFacts, type MilestoneFacts, refuseDraft } from '../rules/index.ts';
import {
  cell,
  counterpartCell,
  dayCell,
  leadCell,
  type Problems,
  supportingCell,
  themeCell,
  weightCell,
} from './cells.ts';
import {
  commitmentColumns,
  importColumns,
  importName,
  longColumns,
  milestoneColumns,
  mostImportRows,
} from './columns.ts';
import { columnOf, faultText } from './faults.ts';
import type { Known } from './known.ts';

/** A commitment as a file has it. */
export interface ImportedDraft extends DraftFacts {
  counterpart: string | null;
  counterpartMember: string | null;
}

/** What a file says: its commitments, or all that is wrong with it. */
export interface ReadImport {
  rows: number;
  drafts: readonly ImportedDraft[];
  problems: readonly RowProblem[];
}

function sheetProblem(problem: SpreadsheetProblem): RowProblem {
  const texts: Readonly<Record<Exclude<SpreadsheetProblem['problem'], 'error-cell'>, ProblemText>> = {
    broken: {
      es: 'La hoja de cálculo no se puede leer. Ábrela en tu programa, guárdala de nuevo como XLSX y envíala otra vez.',
      en: 'The spreadsheet cannot be read. Open it in your program, save it as XLSX again and send it once more.',
    },
    bomb: {
      es: 'La hoja de cálculo crece demasiado al abrirse.',
      en: 'The spreadsheet grows too much when it is opened.',
    },
    'too-large': {
      es: `La primera hoja llega más allá de la fila ${mostRows} o de ${mostColumns} columnas, aunque sea con celdas vacías. Copia solo tu tabla a una hoja nueva.`,
      en: `The first sheet reaches beyond row ${mostRows} or ${mostColumns} columns, be it with empty cells. Copy just your table into a new sheet.`,
    },
  };
  if (problem.problem !== 'error-cell') return rowProblem(1, '', texts[problem.problem]);
  const row = Number(/\d+$/.exec(problem.cell)?.[0] ?? 1);
  return rowProblem(row, '', {
    es: `La celda ${problem.cell} muestra un error de fórmula. Corrígela o escribe su valor.`,
    en: `Cell ${problem.cell} shows a formula error. Mend it or type its value.`,
  });
}

/** The most bytes of a row: some ten times what all its columns may hold together. */
const mostOfRow = 200_000;

const tooManyRows = (most: number) =>
  rowProblem(most + 2, '', {
    es: `El archivo tiene más de ${most} filas.`,
    en: `The file has more than ${most} rows.`,
  });

/** The lines of a file, whichever kind it is. @throws LoadError for what cannot be read */
async function linesOf(bytes: Uint8Array, kind: 'text' | 'xlsx'): Promise<string[][]> {
  if (kind === 'text') {
    const lines = csvLines(importName, bytes, { to: mostRows + 1, max_record_size: mostOfRow });
    if (lines.length > mostRows) throw new LoadError(importName, [tooManyRows(mostRows)]);
    return lines;
  }
  const read = await readSpreadsheet(bytes);
  if ('problem' in read) throw new LoadError(importName, [sheetProblem(read)]);
  return read.rows;
}

/** Headers as people type them: `Número`, `meta ods`. */
const headerName = (text: string) => normalise(text.replaceAll('_', ' ')).replaceAll(' ', '_');

const isEmpty = ({ values }: TableRow) => importColumns.every((column) => !values[column]);

/** What the rows of one commitment say in more than one way: it stands in the first, and the others repeat it or say nothing. */
function refuseDifferences(first: TableRow, others: readonly TableRow[], problems: Problems): void {
  for (const line of others) {
    for (const column of commitmentColumns) {
      const [said, before] = [cell(line, column), cell(first, column)];
      if (column === 'numero' || said === null || said === before) continue;
      problems.add(line.row, column, {
        es: `No dice lo mismo que la fila ${first.row}, la primera de este compromiso. Repítelo igual o déjalo vacío.`,
        en: `It does not say the same as row ${first.row}, the first of this commitment. Repeat it or leave it empty.`,
      });
    }
  }
}

function milestoneOf(line: TableRow, problems: Problems): MilestoneFacts {
  return {
    product: cell(line, 'producto') ?? '',
    responsible: cell(line, 'hito_responsable'),
    dueOn: dayCell(line, 'hito_vence', problems),
    weight: weightCell(line, problems),
  };
}

/** A commitment alone in its row may have no milestones yet. */
function milestoneLines(lines: readonly TableRow[]): readonly TableRow[] {
  const [only] = lines;
  const none = lines.length === 1 && only && milestoneColumns.every((column) => cell(only, column) === null);
  return none ? [] : lines;
}

function draftOf(
  number: string,
  [first, ...others]: readonly [TableRow, ...TableRow[]],
  known: Known,
  problems: Problems,
): ImportedDraft {
  refuseDifferences(first, others, problems);
  if (known.commitments.get(number)?.row.draft === false)
    problems.add(first.row, 'numero', {
      es: `El compromiso ${number} de este plan ya se publicó. Se cambia en su página, con su motivo.`,
      en: `Commitment ${number} of this plan is published already. It is changed on its page, with a reason.`,
    });
  const steps = milestoneLines([first, ...others]);
  const draft: ImportedDraft = {
    ...{ number, title: cell(first, 'titulo') ?? '', problem: cell(first, 'problema') },
    ...{ goal: cell(first, 'meta'), theme: themeCell(first, problems) },
    sdgTarget: cell(first, 'meta_ods')?.toLowerCase() ?? null,
    lead: leadCell(first, known, problems),
    supporting: supportingCell(first, known, problems),
    ...counterpartCell(first, known, problems),
    startsOn: dayCell(first, 'inicio', problems),
    dueOn: dayCell(first, 'vence', problems),
    milestones: steps.map((line) => milestoneOf(line, problems)),
  };
  for (const fault of refuseDraft(draft)) {
    const line = fault.milestone === undefined ? first : steps[fault.milestone];
    problems.add(line?.row ?? first.row, columnOf(fault), faultText(fault));
  }
  return draft;
}

/** The rows by the number of their commitment, in the order in which they come; a row without one is a problem. */
function byNumber(lines: readonly TableRow[], problems: Problems): Map<string, [TableRow, ...TableRow[]]> {
  const found = new Map<string, [TableRow, ...TableRow[]]>();
  for (const line of lines) {
    const number = cell(line, 'numero')?.toUpperCase();
    if (number === undefined) {
      problems.add(line.row, 'numero', {
        es: 'Falta el número del compromiso al que pertenece esta fila.',
        en: 'The number of the commitment to which this row belongs is missing.',
      });
      continue;
    }
    const before = found.get(number);
    if (before) before.push(line);
    else found.set(number, [line]);
  }
  return found;
}

function inOrder(problems: readonly RowProblem[]): RowProblem[] {
  const place = ({ column }: RowProblem) => (importColumns as readonly string[]).indexOf(column);
  return problems.toSorted((a, b) => a.row - b.row || place(a) - place(b));
}

function readLines(lines: string[][], known: Known): ReadImport {
  const named = lines.map((line, at) =>
    line.map((text) => (at === 0 ? headerName(text) : text.replace(/\r\n?/g, '\n'))),
  );
  const table = rowsOfTable(importName, named, importColumns, longColumns);
  const problems = problemCollector(importName, table.problems);
  const rows = table.rows.filter((line) => !isEmpty(line));
  if (rows.length > mostImportRows)
    problems.add(mostImportRows + 2, '', {
      es: `El archivo tiene más de ${mostImportRows} filas.`,
      en: `The file has more than ${mostImportRows} rows.`,
    });
  if (rows.length === 0)
    problems.add(2, '', {
      es: 'El archivo tiene encabezado y ninguna fila.',
      en: 'The file has a header and no rows.',
    });
  const drafts = [...byNumber(rows.slice(0, mostImportRows), problems)].map(([number, own]) =>
    draftOf(number, own, known, problems),
  );
  return { rows: rows.length, drafts, problems: inOrder(problems.found) };
}

/** Reads a plan's commitments from a file and says everything that is wrong with it, row by row. Nothing is written. */
export async function readImport(
  bytes: Uint8Array,
  kind: 'text' | 'xlsx',
  known: Known,
): Promise<ReadImport> {
  try {
    return readLines(await linesOf(bytes, kind), known);
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    return { rows: 0, drafts: [], problems: error.problems };
  }
}
