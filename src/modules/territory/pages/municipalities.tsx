import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, jsonFile } from '#platform/http/table-file.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  type Column,
  type Crumb,
  DataTable,
  type Entry,
  NextSteps,
  NoData,
  type PageContext,
  PageHeading,
  type TableState,
  tableProblem,
  tableRows,
  tableState,
  usePage,
} from '#platform/ui/index.ts';
import { divisionOf, stateInSentence, stateName } from '../names.ts';
import { FEDERATION, institutionPath, municipalityAnchor, normalise, statePath } from '../rules/index.ts';
import { governmentsOf } from '../store/search.ts';
import { type InstitutionRow, listMunicipalities, type MunicipalityRow, type StateRow } from '../store.ts';
import { wayToState } from '../views/ways-on.ts';
import { findState } from './find-state.tsx';

const sorts = ['nombre', 'poblacion', 'clave'] as const;
type Sort = (typeof sorts)[number];

function compare(one: MunicipalityRow, other: MunicipalityRow, key: Sort): number {
  if (key === 'poblacion') return (one.population2020 ?? -1) - (other.population2020 ?? -1);
  const of = (row: MunicipalityRow) => (key === 'clave' ? row.clave : normalise(row.name));
  return of(one) < of(other) ? -1 : of(one) > of(other) ? 1 : 0;
}

function columnsOf(
  { t, format, href }: PageContext,
  state: StateRow,
  governments: ReadonlyMap<string, InstitutionRow>,
): Column<MunicipalityRow, Sort>[] {
  const government: Column<MunicipalityRow, Sort> = {
    key: 'gobierno',
    header: t('territory:municipalities.government'),
    description: t('territory:municipalities.governmentMeaning'),
    cell({ clave }) {
      const of = governments.get(clave);
      return of ? <a href={href(institutionPath(of.slug))}>{of.name}</a> : <NoData />;
    },
  };
  return [
    {
      key: 'nombre',
      header: t(`territory:divisions.${divisionOf(state.clave)}.one`),
      sort: 'nombre',
      cell: ({ clave, name }) => <span id={municipalityAnchor(clave)}>{name}</span>,
    },
    {
      key: 'poblacion',
      header: t('territory:population'),
      sort: 'poblacion',
      numeric: true,
      cell: ({ population2020 }) => (population2020 === null ? <NoData /> : format.integer(population2020)),
    },
    { key: 'clave', header: t('territory:clave'), sort: 'clave', cell: ({ clave }) => clave },
    ...(governments.size > 0 ? [government] : []),
  ];
}

/** The municipalities of the state in the address, or the answer where there are none to list. */
async function municipalitiesOf(request: PageRequest, rest: string) {
  const found = await findState(request, rest);
  if ('answer' in found) return found;
  const { state } = found;
  if (state.clave === FEDERATION) {
    throw notFound(
      'La Federación no se divide en municipios: los municipios están en la página de cada estado.',
      'The federation is not divided into municipalities: each state’s page lists its own.',
      'slug',
    );
  }
  return { state, rows: await listMunicipalities(request.services.orm, state.clave) };
}

/** `/entidades/oaxaca/municipios`: all municipalities of a state in one table, each with an address of its own. */
export async function municipalitiesPage(request: PageRequest): Promise<PageResult> {
  const found = await municipalitiesOf(request, '/municipios');
  if ('answer' in found) return found.answer;
  const { state, rows } = found;
  const { page, query, services } = request;
  const { t, format } = page;
  const table = tableState<Sort>(query, {
    sorts,
    initial: { sort: 'nombre', direction: 'asc' },
    largestFirst: ['poblacion'],
    total: rows.length,
  });
  const problem = tableProblem(table);
  if (problem) throw problem;
  const claves = rows.map((row) => row.clave);
  const governments = await governmentsOf(services.orm, claves);
  const division = divisionOf(state.clave);
  const name = stateInSentence(t, state);
  const count = { count: rows.length, total: format.integer(rows.length), state: name };
  const title = t(`territory:divisions.${division}.of`, count);
  return {
    kind: 'html',
    title,
    description: t(`territory:divisions.${division}.description`, { state: name }),
    main: (
      <>
        <Band tone="papel">
          <Breadcrumbs items={crumbsTo(page, state)} />
          <PageHeading title={title} lead={leadOf(page, state, rows)} />
          <Municipalities state={state} rows={rows} table={table} governments={governments} />
        </Band>
        <Band>
          <NextSteps items={[wayToState(page, state), wayToMunicipal(page, state)]} />
        </Band>
      </>
    ),
  };
}

function crumbsTo({ t, href }: PageContext, state: StateRow): Crumb[] {
  return [
    { label: t('territory:states.title'), href: href('/entidades') },
    { label: stateName(t, state), href: href(statePath(state.slug)) },
  ];
}

function wayToMunicipal({ t, href }: PageContext, { slug }: StateRow): Entry {
  return {
    title: t('territory:next.municipalTitle'),
    text: t('territory:next.municipal'),
    href: href(`/instituciones?entidad=${slug}&orden_gobierno=municipal`),
  };
}

interface MunicipalitiesProps {
  state: StateRow;
  rows: readonly MunicipalityRow[];
  table: TableState<Sort>;
  governments: ReadonlyMap<string, InstitutionRow>;
}

function Municipalities({ state, rows, table, governments }: MunicipalitiesProps) {
  const page = usePage();
  const { t, href } = page;
  const division = divisionOf(state.clave);
  const path = `${statePath(state.slug)}/municipios`;
  const shown = tableRows(rows, table, compare);
  return (
    <>
      {table.sort === 'nombre' ? (
        <Letters label={t(`territory:divisions.${division}.letters`)} rows={shown} />
      ) : null}
      <DataTable
        id="municipios"
        caption={t(`territory:divisions.${division}.caption`, { state: stateInSentence(t, state) })}
        columns={columnsOf(page, state, governments)}
        rows={shown}
        state={table}
        note={t('territory:source')}
        downloads={[
          { href: href(`${path}.csv`), format: 'CSV' },
          { href: href(`${path}.json`), format: 'JSON' },
        ]}
      />
    </>
  );
}

/** From how many rows on a list is long enough to be entered by letter. */
const longList = 60;

/** The ways into a long list of names, to the first of each letter. */
function Letters({ label, rows }: { label: string; rows: readonly MunicipalityRow[] }) {
  if (rows.length < longList) return null;
  const byLetter = Map.groupBy(rows, ({ name }) => normalise(name).charAt(0).toUpperCase());
  return (
    <nav class="tq-letters" aria-label={label}>
      {[...byLetter].map(([letter, [first]]) =>
        first ? <a href={`#${municipalityAnchor(first.clave)}`}>{letter}</a> : null,
      )}
    </nav>
  );
}

/** Where the people are: the fewest municipalities that hold half of the state's population. */
function leadOf(
  { t, format }: PageContext,
  state: StateRow,
  rows: readonly MunicipalityRow[],
): string | undefined {
  const people = rows.map((row) => row.population2020 ?? 0).sort((one, other) => other - one);
  const all = people.reduce((sum, one) => sum + one, 0);
  if (all === 0) return undefined;
  let sum = 0;
  const half = people.findIndex((one) => {
    sum += one;
    return sum * 2 >= all;
  });
  return t(`territory:divisions.${divisionOf(state.clave)}.half`, {
    count: half + 1,
    largest: format.integer(half + 1),
    total: format.integer(rows.length),
    state: stateInSentence(t, state),
  });
}

const fileColumns = ['clave', 'nombre', 'poblacion_2020'];

function fileRows(rows: readonly MunicipalityRow[]): FileRow[] {
  return rows.map(({ clave, name, population2020 }) => ({
    clave,
    nombre: name,
    poblacion_2020: population2020,
  }));
}

/** `/entidades/oaxaca/municipios.csv` */
export async function municipalitiesCsv(request: PageRequest): Promise<PageResult> {
  const found = await municipalitiesOf(request, '/municipios.csv');
  if ('answer' in found) return found.answer;
  return csvFile(`municipios-${found.state.slug}.csv`, fileColumns, fileRows(found.rows));
}

/** `/entidades/oaxaca/municipios.json` */
export async function municipalitiesJson(request: PageRequest): Promise<PageResult> {
  const found = await municipalitiesOf(request, '/municipios.json');
  return 'answer' in found ? found.answer : jsonFile(fileRows(found.rows));
}
