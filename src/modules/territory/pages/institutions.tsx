import type { Child } from 'hono/jsx';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, jsonFile } from '#platform/http/table-file.ts';
import type { InstitutionColumn, PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  type Column,
  DataTable,
  NextSteps,
  NoData,
  PageHeading,
  queryString,
  type TableState,
  tableProblem,
  tableState,
  usePage,
} from '#platform/ui/index.ts';
import { kindName, orderName, stateName } from '../names.ts';
import { institutionPath, kindSlug, orderSlug, statePath } from '../rules/index.ts';
import {
  countInstitutions,
  type InstitutionFilter,
  type InstitutionRow,
  type InstitutionSort,
  institutionSorts,
  listInstitutions,
  listStates,
  type StateRow,
} from '../store.ts';
import { InstitutionFilterForm } from '../views/institution-filter-form.tsx';
import { wayToMetrica, wayToStates } from '../views/ways-on.ts';
import { readInstitutionFilter, type TypedFilter, typedFilter } from './institution-filter.ts';

const pageSize = 50;

/** A column that a module adds, with its cells by slug. */
interface AddedColumn {
  column: InstitutionColumn;
  cells: ReadonlyMap<string, Child>;
}

/** The columns that modules add, each with its cells for the institutions shown. */
async function contributed(request: PageRequest, rows: readonly InstitutionRow[]): Promise<AddedColumn[]> {
  const slugs = rows.map((row) => row.slug);
  const columns = request.modules.flatMap((module) => module.institutionColumns ?? []);
  return Promise.all(columns.map(async (column) => ({ column, cells: await column.cells(request, slugs) })));
}

function columnsOf(
  { t, href }: PageRequest['page'],
  states: ReadonlyMap<string, StateRow>,
  added: readonly AddedColumn[],
): Column<InstitutionRow, InstitutionSort>[] {
  return [
    {
      key: 'nombre',
      header: t('territory:institution'),
      sort: 'nombre',
      cell: ({ slug, name }) => <a href={href(institutionPath(slug))}>{name}</a>,
    },
    {
      key: 'entidad',
      header: t('territory:state'),
      sort: 'entidad',
      cell({ state }) {
        const of = states.get(state);
        return of ? <a href={href(statePath(of.slug))}>{stateName(t, of)}</a> : state;
      },
    },
    {
      key: 'orden',
      header: t('territory:order'),
      cell: ({ order }) => orderName(t, order),
    },
    { key: 'tipo', header: t('territory:kind'), cell: ({ kind }) => (kind ? kindName(t, kind) : <NoData />) },
    ...added.map(
      ({ column, cells }): Column<InstitutionRow, InstitutionSort> => ({
        key: column.key,
        header: column.header(t),
        numeric: column.numeric,
        cell: ({ slug }) => cells.get(slug) ?? <NoData />,
      }),
    ),
  ];
}

/** `/instituciones`: every institution of the catalogue, by words, state, order and kind. */
export async function institutionsPage(request: PageRequest): Promise<PageResult> {
  const { page, query, services } = request;
  const { t } = page;
  const states = await listStates(services.orm);
  const typed = typedFilter(query);
  const filter = readInstitutionFilter(typed, states);
  const table = tableState<InstitutionSort>(query, {
    sorts: institutionSorts,
    initial: { sort: 'nombre', direction: 'asc' },
    pageSize,
    total: await countInstitutions(services.orm, filter),
  });
  const problem = tableProblem(table);
  if (problem) throw problem;
  const rows = await listInstitutions(services.orm, filter, table);
  const added = await contributed(request, rows);
  return {
    kind: 'html',
    title: t('territory:institutions.title'),
    description: t('territory:institutions.description'),
    indexed: !isFiltered(typed),
    canonicalQuery: table.page > 1 ? `?pagina=${table.page}` : '',
    main: (
      <>
        <Band tone="papel">
          <Breadcrumbs items={[]} />
          <PageHeading title={t('territory:institutions.question')} lead={t('territory:institutions.lead')} />
          <Institutions
            typed={typed}
            filter={filter}
            states={states}
            rows={rows}
            added={added}
            table={table}
          />
        </Band>
        <Band>
          <NextSteps items={[wayToStates(page), wayToMetrica(page)]} />
        </Band>
      </>
    ),
  };
}

const isFiltered = (typed: TypedFilter) => Object.keys(typed).length > 0;

interface InstitutionsProps {
  typed: TypedFilter;
  filter: InstitutionFilter;
  states: readonly StateRow[];
  rows: readonly InstitutionRow[];
  added: readonly AddedColumn[];
  table: TableState<InstitutionSort>;
}

function Institutions({ typed, filter, states, rows, added, table }: InstitutionsProps) {
  const page = usePage();
  const { t, format, href } = page;
  const byClave = new Map(states.map((state) => [state.clave, state]));
  const count = { count: table.total, total: format.integer(table.total) };
  // Files hold all rows, in one order.
  const query = queryString(page.query, { pagina: null, orden: null, sentido: null });
  return (
    <DataTable
      id="lista"
      caption={t(isFiltered(typed) ? 'territory:institutions.found' : 'territory:institutions.all', count)}
      columns={columnsOf(page, byClave, added)}
      rows={rows}
      state={table}
      filter={<InstitutionFilterForm typed={typed} filter={filter} states={states} />}
      empty={{ title: t('territory:institutions.none'), text: t('territory:institutions.noneText') }}
      note={t('territory:institutions.note')}
      downloads={
        rows.length === 0
          ? []
          : [
              { href: href(`/instituciones.csv${query}`), format: 'CSV' },
              { href: href(`/instituciones.json${query}`), format: 'JSON' },
            ]
      }
    />
  );
}

const everything = { sort: 'nombre', direction: 'asc', offset: 0, limit: 1_000_000 } as const;

const fileColumns = [
  'slug',
  'nombre',
  'nombre_fuente',
  'clave_entidad',
  'entidad',
  'clave_municipio',
  'orden',
  'tipo',
  'fuente',
  'id_pnt',
];

/** The institutions that the address asks for, all of them, in the order of their names. */
async function fileRows({ services: { orm }, query }: PageRequest): Promise<FileRow[]> {
  const states = await listStates(orm);
  const filter: InstitutionFilter = readInstitutionFilter(typedFilter(query), states);
  const rows = await listInstitutions(orm, filter, everything);
  const names = new Map(states.map(({ clave, name }) => [clave, name]));
  return rows.map((row) => ({
    slug: row.slug,
    nombre: row.name,
    nombre_fuente: row.sourceName,
    clave_entidad: row.state,
    entidad: names.get(row.state) ?? null,
    clave_municipio: row.municipality,
    orden: orderSlug(row.order),
    tipo: row.kind ? kindSlug(row.kind) : null,
    fuente: row.source,
    id_pnt: row.pntId,
  }));
}

/** `/instituciones.csv`, with the filters of the page. */
export async function institutionsCsv(request: PageRequest): Promise<PageResult> {
  return csvFile('instituciones.csv', fileColumns, await fileRows(request));
}

/** `/instituciones.json`, with the filters of the page. */
export async function institutionsJson(request: PageRequest): Promise<PageResult> {
  return jsonFile(await fileRows(request));
}
