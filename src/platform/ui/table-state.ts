import type { TFunction } from 'i18next';

export type Direction = 'asc' | 'desc';

/** What a table's query string may ask for. */
export interface TableSpec<Key extends string> {
  /** The columns that sort, by the key that stands in the address: `?orden=ga`. */
  sorts: readonly Key[];
  /** The order when the address names none. */
  initial: { sort: Key; direction: Direction };
  /** Keys whose first click shows the largest value first: figures, as a rule. */
  largestFirst?: readonly Key[] | undefined;
  /** Rows to a page. Left out, the table is never cut into pages. */
  pageSize?: number | undefined;
  /** How many rows there are after filtering. */
  total: number;
}

/** What the reader asked of a table, always within what the table can give. */
export interface TableState<Key extends string> {
  sort: Key;
  direction: Direction;
  /** The page shown, from 1 to `pages`. */
  page: number;
  pages: number;
  /** The rows before this page, and the most that it holds: SQL's OFFSET and LIMIT. */
  offset: number;
  limit: number;
  total: number;
  largestFirst: readonly Key[];
  /** What could not be understood. With any, answer `tableStatus(state.problems)` and say `tableProblemText`. */
  problems: readonly TableProblem[];
}

export type TableProblem =
  | { kind: 'unknown-sort'; value: string; allowed: readonly string[] }
  | { kind: 'unknown-direction'; value: string }
  | { kind: 'not-a-page'; value: string }
  | { kind: 'beyond-the-end'; value: string; pages: number };

/** The names of the query parameters, in the language of the addresses. */
export const tableParameters = { sort: 'orden', direction: 'sentido', page: 'pagina' } as const;

/**
 * Reads `?orden=ga&sentido=desc&pagina=2` against what the table allows. Never throws: what cannot be understood
 * falls back to the table's own order and first page, and is reported in `problems`.
 */
export function tableState<Key extends string>(
  query: URLSearchParams,
  spec: TableSpec<Key>,
): TableState<Key> {
  const problems: TableProblem[] = [];
  const largestFirst = spec.largestFirst ?? [];
  const sort = readSort(query, spec, problems);
  const direction = readDirection(query, problems) ?? naturalDirection(sort, spec.initial, largestFirst);
  const limit = spec.pageSize ?? Math.max(1, spec.total);
  const pages = Math.max(1, Math.ceil(spec.total / limit));
  const page = readPage(query, pages, problems);
  const offset = (page - 1) * limit;
  return { sort, direction, page, pages, offset, limit, total: spec.total, largestFirst, problems };
}

/** The direction a column takes when it is chosen without one. */
function naturalDirection<Key extends string>(
  sort: Key,
  initial: { sort: Key; direction: Direction },
  largestFirst: readonly Key[],
): Direction {
  if (sort === initial.sort) return initial.direction;
  return largestFirst.includes(sort) ? 'desc' : 'asc';
}

function readSort<Key extends string>(
  query: URLSearchParams,
  spec: TableSpec<Key>,
  problems: TableProblem[],
): Key {
  const value = query.get(tableParameters.sort);
  if (value === null) return spec.initial.sort;
  const known = spec.sorts.find((key) => key === value);
  if (known === undefined) problems.push({ kind: 'unknown-sort', value, allowed: spec.sorts });
  return known ?? spec.initial.sort;
}

function readDirection(query: URLSearchParams, problems: TableProblem[]): Direction | undefined {
  const value = query.get(tableParameters.direction);
  if (value === null || value === 'asc' || value === 'desc') return value ?? undefined;
  problems.push({ kind: 'unknown-direction', value });
  return undefined;
}

function readPage(query: URLSearchParams, pages: number, problems: TableProblem[]): number {
  const value = query.get(tableParameters.page);
  if (value === null) return 1;
  if (!/^[1-9]\d{0,8}$/.test(value)) {
    problems.push({ kind: 'not-a-page', value });
    return 1;
  }
  const page = Number(value);
  if (page <= pages) return page;
  problems.push({ kind: 'beyond-the-end', value, pages });
  return 1;
}

/** The direction that a click on a column's header asks for: the other one if it is sorted already. */
export function nextDirection<Key extends string>(state: TableState<Key>, key: Key): Direction {
  if (state.sort === key) return state.direction === 'asc' ? 'desc' : 'asc';
  return state.largestFirst.includes(key) ? 'desc' : 'asc';
}

/**
 * Rows held in memory, sorted and cut to the page. `compare` gives the ascending order of a key; ties keep the
 * order that the rows came in, in both directions.
 */
export function tableRows<Row, Key extends string>(
  rows: readonly Row[],
  state: TableState<Key>,
  compare: (a: Row, b: Row, key: Key) => number,
): Row[] {
  const sign = state.direction === 'asc' ? 1 : -1;
  const sorted = rows.toSorted((a, b) => sign * compare(a, b, state.sort));
  return sorted.slice(state.offset, state.offset + state.limit);
}

/** The HTTP status of an address with problems: 404 for a page beyond the end, 400 for what is not understood. */
export function tableStatus(problems: readonly TableProblem[]): 200 | 400 | 404 {
  if (problems.length === 0) return 200;
  return problems.every((problem) => problem.kind === 'beyond-the-end') ? 404 : 400;
}

/** A problem in words for the reader: what was asked, and what can be asked instead. */
export function tableProblemText(problem: TableProblem, t: TFunction): string {
  switch (problem.kind) {
    case 'unknown-sort':
      return t('table.problem.sort', { value: problem.value, allowed: problem.allowed.join(', ') });
    case 'unknown-direction':
      return t('table.problem.direction', { value: problem.value });
    case 'not-a-page':
      return t('table.problem.page', { value: problem.value });
    case 'beyond-the-end':
      return t('table.problem.end', { value: problem.value, count: problem.pages });
  }
}
