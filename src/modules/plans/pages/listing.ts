import { FEDERATION, findInstitutions, listStates, type StateRow } from '#modules/territory/index.ts';
import type { FileRow } from '#platform/http/table-file.ts';
import type { PageRequest } from '#platform/module.ts';
import { type TableState, tableProblem, tableState } from '#platform/ui/index.ts';
import { calendarOf } from '../board/calendar.ts';
import { commitmentPath, silenceOf, urgencyOf } from '../rules/index.ts';
import {
  type CommitmentFilter,
  type CommitmentSort,
  commitmentSorts,
  countCommitments,
  type ListedCommitment,
  listCommitments,
} from '../store/listing.ts';
import type { ListWords } from '../views/commitments-table.tsx';
import {
  completionWords,
  readFilter,
  type TypedFilter,
  themeWords,
  typedFilter,
  urgencyWords,
} from './filter.ts';

const pageSize = 50;
const everything = { sort: 'plan', direction: 'asc', offset: 0, limit: 1_000_000 } as const;

/** A page of a list of commitments, with all that its rows are told with. */
export interface Listing {
  typed: TypedFilter;
  filter: CommitmentFilter;
  states: readonly StateRow[];
  table: TableState<CommitmentSort>;
  rows: readonly ListedCommitment[];
  words: ListWords;
}

async function institutionNames(
  { services: { orm } }: PageRequest,
  rows: readonly ListedCommitment[],
): Promise<Map<string, string>> {
  const slugs = [...new Set(rows.flatMap(({ lead }) => lead ?? []))];
  if (slugs.length === 0) return new Map();
  return new Map((await findInstitutions(orm, slugs)).map(({ slug, name }) => [slug, name]));
}

async function asked(request: PageRequest, within: Pick<CommitmentFilter, 'plan'>) {
  const all = await listStates(request.services.orm);
  const typed = typedFilter(request.query);
  return { all, typed, filter: { ...readFilter(typed, all), ...within } };
}

/**
 * The commitments that an address asks for: filters, order and page.
 * @param within what the page is about
 * @throws Problem where the address asks for what there is not
 */
export async function readListing(
  request: PageRequest,
  within: Pick<CommitmentFilter, 'plan'> = {},
): Promise<Listing> {
  const { services, query } = request;
  const calendar = await calendarOf(services);
  const { all, typed, filter } = await asked(request, within);
  const table = tableState<CommitmentSort>(query, {
    sorts: commitmentSorts,
    initial: { sort: 'plan', direction: 'asc' },
    largestFirst: ['avance', 'palabra'],
    pageSize,
    total: await countCommitments(services.orm, filter, calendar),
  });
  const problem = tableProblem(table);
  if (problem) throw problem;
  const rows = await listCommitments(services.orm, filter, calendar, table);
  return {
    ...{ typed, filter, table, rows },
    states: all.filter(({ clave }) => clave !== FEDERATION),
    words: {
      calendar,
      states: new Map(all.map((state) => [state.clave, state])),
      institutions: await institutionNames(request, rows),
    },
  };
}

export const isFiltered = (typed: TypedFilter) => Object.keys(typed).length > 0;

export const fileColumns = [
  ...['id', 'clave', 'entidad', 'plan', 'numero', 'titulo', 'tema', 'responsable', 'contraparte', 'inicio'],
  ...[
    'vence',
    'vence_habil',
    'avance',
    'ultima_palabra',
    'plazo',
    'dias',
    'dias_en_silencio',
    'fuente',
    'pagina',
  ],
];

/** The identifiers of all commitments that an address asks for. */
export async function listedIds(request: PageRequest): Promise<string[]> {
  const calendar = await calendarOf(request.services);
  const { filter } = await asked(request, {});
  return (await listCommitments(request.services.orm, filter, calendar, everything)).map(({ id }) => id);
}

/** All commitments that an address asks for, in the order of plans, as a file has them. */
export async function listingFile(
  request: PageRequest,
  within: Pick<CommitmentFilter, 'plan'> = {},
): Promise<FileRow[]> {
  const calendar = await calendarOf(request.services);
  const { all, filter } = await asked(request, within);
  const names = new Map(all.map(({ clave, name }) => [clave, name]));
  const rows = await listCommitments(request.services.orm, filter, calendar, everything);
  return rows.map((row) => {
    const today = calendar.todayIn(row.state);
    const urgency = urgencyOf(row, today, calendar);
    return {
      id: row.id,
      clave: row.state,
      entidad: names.get(row.state) ?? null,
      plan: row.edition,
      numero: row.number,
      titulo: row.title,
      tema: row.theme && themeWords[row.theme],
      responsable: row.lead,
      contraparte: row.counterpart,
      inicio: row.startsOn,
      vence: row.dueOn,
      vence_habil: row.dueOn && calendar.runsOutOn(row.dueOn, row.state),
      avance: row.completion && completionWords[row.completion],
      ultima_palabra: row.lastUpdateOn,
      plazo: urgencyWords[urgency.state],
      dias: 'days' in urgency ? urgency.days : null,
      dias_en_silencio: silenceOf(row, today, calendar),
      fuente: row.source,
      pagina: commitmentPath(row.id),
    };
  });
}
