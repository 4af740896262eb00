import { badRequest } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { createFormat } from '#platform/i18n/format.ts';
import { translator } from '#platform/i18n/i18n.ts';
import type { PageRequest } from '#platform/module.ts';
import { countEntries, listFiltered } from '../store.ts';
import { filterProblem, readFilter } from './entry-filter.ts';
import { readHead } from './head.ts';
import { kindsOf, type Line, lineOf } from './line.ts';

/** More entries than these do not go into one file: it would have to stand in memory whole. */
const mostRows = 10_000;

/** The signed entries that an address asks for, the newest first. @throws Problem */
export async function askedLines(
  { services: { orm }, page, query, modules }: PageRequest,
  most?: number,
): Promise<{ lines: Line[]; time: Date | undefined }> {
  const head = await readHead(orm);
  const size = head?.size ?? 0;
  const kinds = kindsOf(modules);
  const asked = await readFilter(orm, query, kinds, size);
  const problem = filterProblem(asked);
  if (problem) throw problem;
  if (most === undefined) {
    const total = await countEntries(orm, asked.filter, size);
    if (total > mostRows) throw tooMany(total);
  }
  const rows = await listFiltered(orm, asked.filter, size, {
    direction: 'desc',
    offset: 0,
    limit: most ?? mostRows,
  });
  return { lines: rows.map((row) => lineOf(row, kinds, page)), time: head?.time };
}

function tooMany(total: number) {
  const text = (lang: 'es-MX' | 'en') => {
    const { integer } = createFormat(lang);
    return translator(lang)('ledger:list.problem.many', { total: integer(total), most: integer(mostRows) });
  };
  return badRequest(text('es-MX'), text('en'));
}

const columns = [
  'asiento',
  'id',
  'tipo',
  'fecha',
  'asunto_tipo',
  'asunto',
  'institucion',
  'que',
  'huella',
  'texto',
] as const;

function cellsOf({ index, id, kind, time, institution, title, text, leaf, entry }: Line) {
  return [
    index,
    id,
    kind,
    time.toISOString(),
    entry?.subject.type ?? null,
    entry?.subject.id ?? null,
    institution,
    title,
    leaf,
    text,
  ];
}

/** `/bitacora.csv`: the entries with the filters of the page. */
export async function entriesCsv(request: PageRequest): Promise<PageResult> {
  const { lines } = await askedLines(request);
  return { kind: 'csv', filename: 'bitacora.csv', columns, rows: lines.map(cellsOf) };
}

/** `/bitacora.json`: the same rows. */
export async function entriesJson(request: PageRequest): Promise<PageResult> {
  const { lines } = await askedLines(request);
  const data = lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(columns.map((name, at) => [name, cells[at]]));
  });
  return { kind: 'json', data };
}
