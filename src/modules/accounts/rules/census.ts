import { isCode, normaliseCode } from './census-code.ts';
import { type CurpPart, readCurp } from './curp.ts';

/** What is wrong with a place of a census file. It never repeats what stands there: that may be a CURP. */
export type CensusProblemCode =
  | 'encoding'
  | 'broken'
  | 'empty'
  | 'column'
  | 'cells'
  | 'hash'
  | 'plain'
  | 'codeHash'
  | 'code'
  | 'state'
  | 'municipality'
  | 'elsewhere'
  | 'repeated'
  | `curp.${CurpPart}`;

/** Rows count from 1 with the header, as a spreadsheet shows them. */
export interface CensusProblem {
  row: number;
  /** The column concerned, where it is one. */
  column: string;
  code: CensusProblemCode;
}

/** Somebody in a census file, by keyed hashes. */
export interface HashedPerson {
  curpHash: string;
  codeHash: string | null;
  state: string;
  municipality: string;
}

/** Somebody in a list from which a census file is made. */
export interface ListedPerson {
  curp: string;
  code: string | null;
  state: string;
  municipality: string;
}

type Cells = Readonly<Record<string, string>>;

/** A row that was read, or what is wrong with it. */
export type CensusRow<T> = { row: number; person: T } | { row: number; problems: readonly CensusProblem[] };

const hashForm = /^[0-9a-f]{64}$/;
const plainCurp = /^[a-zñ]{4}\d{6}/i;

/** The state of a municipality, or undefined where there is no such municipality. */
export type StateOf = (municipality: string) => string | undefined;

function placeProblems(cells: Cells, stateOf: StateOf): [string, CensusProblemCode][] {
  const { state = '', municipality = '' } = cells;
  const known = stateOf(municipality);
  return [
    ...(/^(0[1-9]|[12]\d|3[0-2])$/.test(state) ? [] : ([['state', 'state']] as const)),
    ...(known === undefined
      ? ([['municipality', 'municipality']] as const)
      : known === state
        ? []
        : ([['municipality', 'elsewhere']] as const)),
  ].map(([column, code]) => [column, code]);
}

function result<T>(
  row: number,
  problems: readonly [string, CensusProblemCode][],
  person: () => T,
): CensusRow<T> {
  return problems.length > 0
    ? { row, problems: problems.map(([column, code]) => ({ row, column, code })) }
    : { row, person: person() };
}

/** Reads a row of a census file. */
export function readHashedPerson(row: number, cells: Cells, stateOf: StateOf): CensusRow<HashedPerson> {
  const { curp_hash: curpHash = '', code_hash: codeHash, state = '', municipality = '' } = cells;
  const problems: [string, CensusProblemCode][] = [];
  if (!hashForm.test(curpHash)) problems.push(['curp_hash', plainCurp.test(curpHash) ? 'plain' : 'hash']);
  if (codeHash !== undefined && !hashForm.test(codeHash)) problems.push(['code_hash', 'codeHash']);
  return result(row, [...problems, ...placeProblems(cells, stateOf)], () => ({
    ...{ curpHash, codeHash: codeHash ?? null, state, municipality },
  }));
}

/** Reads a row of a list with plain CURPs. @param today `2026-11-23` */
export function readListedPerson(
  row: number,
  cells: Cells,
  stateOf: StateOf,
  today: string,
): CensusRow<ListedPerson> {
  const { curp: typed = '', code: typedCode, state = '', municipality = '' } = cells;
  const read = readCurp(typed, today);
  const code = typedCode === undefined ? null : normaliseCode(typedCode);
  const problems: [string, CensusProblemCode][] = [];
  if (!read.ok) problems.push(['curp', `curp.${read.part}`]);
  if (code !== null && !isCode(code)) problems.push(['code', 'code']);
  return result(row, [...problems, ...placeProblems(cells, stateOf)], () => ({
    ...{ curp: read.ok ? read.curp : '', code, state, municipality },
  }));
}
