import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, jsonFile } from '#platform/http/table-file.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  type Column,
  DataTable,
  NextSteps,
  NoData,
  PageHeading,
  SearchBox,
  type TableState,
  tableProblem,
  tableRows,
  tableState,
  usePage,
} from '#platform/ui/index.ts';
import { stateName } from '../names.ts';
import { FEDERATION, statePath } from '../rules/index.ts';
import { countInstitutionsByState, countMunicipalities, listStates, type StateRow } from '../store.ts';
import { StateList } from '../views/state-list.tsx';
import { wayToInstitutions, wayToMetrica } from '../views/ways-on.ts';
import { renderSections } from './sections.ts';

const sorts = ['nombre', 'poblacion', 'municipios', 'instituciones', 'clave'] as const;
type Sort = (typeof sorts)[number];

interface CatalogueRow {
  state: StateRow;
  /** Null for the federation, which is not divided into municipalities. */
  municipalities: number | null;
  institutions: number;
}

async function catalogue({ services: { orm } }: PageRequest): Promise<CatalogueRow[]> {
  const municipalities = await countMunicipalities(orm);
  const institutions = await countInstitutionsByState(orm);
  return (await listStates(orm)).map((state) => ({
    state,
    municipalities: state.clave === FEDERATION ? null : (municipalities.get(state.clave) ?? 0),
    institutions: institutions.get(state.clave) ?? 0,
  }));
}

function compare(one: CatalogueRow, other: CatalogueRow, key: Sort): number {
  if (key === 'nombre') return one.state.slug < other.state.slug ? -1 : 1;
  if (key === 'clave') return one.state.clave < other.state.clave ? -1 : 1;
  const figure = (row: CatalogueRow) =>
    key === 'poblacion'
      ? row.state.population2020
      : key === 'municipios'
        ? row.municipalities
        : row.institutions;
  return (figure(one) ?? -1) - (figure(other) ?? -1);
}

function catalogueColumns({ t, format, href }: PageRequest['page']): Column<CatalogueRow, Sort>[] {
  return [
    {
      key: 'nombre',
      header: t('territory:name'),
      sort: 'nombre',
      cell: ({ state }) => <a href={href(statePath(state.slug))}>{stateName(t, state)}</a>,
    },
    { key: 'oficial', header: t('territory:officialName'), cell: ({ state }) => state.officialName },
    { key: 'abreviatura', header: t('territory:abbreviation'), cell: ({ state }) => state.abbreviation },
    { key: 'clave', header: t('territory:clave'), sort: 'clave', cell: ({ state }) => state.clave },
    {
      key: 'poblacion',
      header: t('territory:population'),
      sort: 'poblacion',
      numeric: true,
      cell: ({ state }) =>
        state.population2020 === null ? <NoData /> : format.integer(state.population2020),
    },
    {
      key: 'municipios',
      header: t('territory:municipalities.title'),
      sort: 'municipios',
      numeric: true,
      cell: (row) =>
        row.municipalities === null ? t('territory:notApplicable') : format.integer(row.municipalities),
    },
    {
      key: 'instituciones',
      header: t('territory:institutions.title'),
      sort: 'instituciones',
      numeric: true,
      description: t('territory:institutions.meaning'),
      cell: (row) => (
        <a href={href(`/instituciones?entidad=${row.state.slug}`)}>{format.integer(row.institutions)}</a>
      ),
    },
  ];
}

/** `/entidades`: the federation and the 32 states. */
export async function statesPage(request: PageRequest): Promise<PageResult> {
  const { page, query } = request;
  const { t, href } = page;
  const rows = await catalogue(request);
  const state = tableState<Sort>(query, {
    sorts,
    initial: { sort: 'nombre', direction: 'asc' },
    largestFirst: ['poblacion', 'municipios', 'instituciones'],
    total: rows.length,
  });
  const problem = tableProblem(state);
  if (problem) throw problem;
  const sections = await renderSections(request, 'states', '');
  return {
    kind: 'html',
    title: t('territory:states.title'),
    description: t('territory:states.description'),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[]} />
          <PageHeading title={t('territory:states.question')} lead={t('territory:states.lead')} />
          <SearchBox action={href('/buscar')} label={t('territory:search')} />
          <h2 class="govuk-visually-hidden" id="lista">
            {t('territory:states.list')}
          </h2>
          <StateList states={rows.map((row) => row.state)} labelledBy="lista" />
        </Band>
        {sections}
        <Band tone="papel">
          <Catalogue rows={tableRows(rows, state, compare)} state={state} />
        </Band>
        <Band>
          <NextSteps items={[wayToInstitutions(page), wayToMetrica(page)]} />
        </Band>
      </>
    ),
  };
}

function Catalogue({ rows, state }: { rows: readonly CatalogueRow[]; state: TableState<Sort> }) {
  const page = usePage();
  const { t, href } = page;
  return (
    <DataTable
      id="catalogo"
      caption={t('territory:states.catalogue')}
      columns={catalogueColumns(page)}
      rows={rows}
      state={state}
      note={t('territory:source')}
      downloads={[
        { href: href('/entidades.csv'), format: 'CSV' },
        { href: href('/entidades.json'), format: 'JSON' },
      ]}
    />
  );
}

const fileColumns = ['clave', 'nombre', 'nombre_oficial', 'abreviatura', 'poblacion_2020', 'municipios'];

function fileRows(rows: readonly CatalogueRow[]): FileRow[] {
  return rows.map(({ state, municipalities }) => ({
    clave: state.clave,
    nombre: state.name,
    nombre_oficial: state.officialName,
    abreviatura: state.abbreviation,
    poblacion_2020: state.population2020,
    municipios: municipalities,
  }));
}

/** `/entidades.csv` */
export async function statesCsv(request: PageRequest): Promise<PageResult> {
  return csvFile('entidades.csv', fileColumns, fileRows(await catalogue(request)));
}

/** `/entidades.json` */
export async function statesJson(request: PageRequest): Promise<PageResult> {
  return jsonFile(fileRows(await catalogue(request)));
}
