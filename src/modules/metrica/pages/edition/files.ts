import { findStateBySlug, kindName, orderSlug } from '#modules/territory/index.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, jsonFile } from '#platform/http/table-file.ts';
import { translator } from '#platform/i18n/i18n.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import { indexMeasure, initialChoice } from '../../edition/choice.ts';
import { selectEdition } from '../../edition/selection.ts';
import {
  type EditionInstitution,
  editionView,
  editionViews,
  findEditionView,
  latestEditionOfUnit,
} from '../../edition/view.ts';
import { changeSince, type NationalEdition } from '../../views/edition/national.tsx';
import { filterInstitutions, readFilter, readInstitutionsFilter } from './query.ts';

/** Files are for machines and the same in every language: their words are those of the source. */
const spanish = translator('es-MX');

/** The measures of the fixed files, in the order of their columns. */
const fileMeasures = ['ga', 't', 'p', 'tg', 'tc', 'pg', 'pc'] as const;

type FileForm = 'csv' | 'json';

/** The decimals of means in CSV files: beyond them a double holds only noise. */
const meanDecimals = 10;

/** A table as CSV or JSON. Means have ten decimals in CSV and all of theirs in JSON. */
function file(
  form: FileForm,
  name: string,
  columns: readonly string[],
  rows: readonly FileRow[],
  means: readonly string[] = [],
): PageResult {
  if (form === 'json') return jsonFile(rows);
  const written = rows.map((row) =>
    Object.fromEntries(
      columns.map((column) => {
        const cell = row[column] ?? null;
        return [
          column,
          typeof cell === 'number' && means.includes(column) ? cell.toFixed(meanDecimals) : cell,
        ];
      }),
    ),
  );
  return csvFile(`${name}.csv`, columns, written);
}

const unitColumns = [
  'clave',
  'entidad',
  'instituciones',
  ...fileMeasures,
  'posicion',
  'posicion_min',
  'posicion_max',
];

/** The 33 units of an edition; those without values with empty cells. */
async function unitsFile({ services, params, query }: PageRequest, form: FileForm): Promise<PageResult> {
  const view = await editionView(services, params.year ?? '');
  const { units } = await selectEdition(services, view, { ...initialChoice, ...readFilter(query) });
  const rows = units.map(({ clave, name, institutions, values, standing }): FileRow => {
    const means = fileMeasures.map((measure): [string, number | null] => [measure, values[measure] ?? null]);
    return {
      clave,
      entidad: name,
      instituciones: view.institutions.length > 0 ? institutions : null,
      ...Object.fromEntries(means),
      posicion: standing?.rank ?? null,
      posicion_min: standing?.interval?.rankMin ?? null,
      posicion_max: standing?.interval?.rankMax ?? null,
    };
  });
  return file(form, `metrica-${view.year}-entidades`, unitColumns, rows, fileMeasures);
}

const institutionColumns = ['clave', 'institucion', 'orden', 'tipo', ...fileMeasures];

/** Institutions in the order of claves, and of slugs within each: scores as published. */
function institutionRows(institutions: readonly EditionInstitution[]): FileRow[] {
  const key = ({ unit, slug }: EditionInstitution) => `${unit} ${slug}`;
  return institutions
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
    .map(({ unit, name, order, kind, scores }) => ({
      clave: unit,
      institucion: name,
      orden: orderSlug(order),
      tipo: kindName(spanish, kind),
      ...Object.fromEntries(fileMeasures.map((measure) => [measure, scores.get(measure) ?? null])),
    }));
}

async function institutionsFile(
  { services, params, query }: PageRequest,
  form: FileForm,
): Promise<PageResult> {
  const view = await editionView(services, params.year ?? '');
  const chosen = filterInstitutions(view, readInstitutionsFilter(query, view));
  return file(form, `metrica-${view.year}-instituciones`, institutionColumns, institutionRows(chosen));
}

/** The institutions of one state in the edition that its page shows: the newest one that measured it. */
async function stateFile({ services, params }: PageRequest, form: FileForm): Promise<PageResult> {
  const slug = params.slug ?? '';
  const state = await findStateBySlug(services.orm, slug);
  if (!state) {
    throw notFound(
      `No hay una entidad «${slug}». Búscala en /entidades.`,
      `There is no state "${slug}". Look for it at /en/entidades.`,
      'slug',
    );
  }
  const view = await latestEditionOfUnit(services, state.clave);
  const own = view?.institutions.filter(({ unit }) => unit === state.clave) ?? [];
  return file(form, `metrica-${view?.year ?? ''}-${slug}`, institutionColumns, institutionRows(own));
}

/** The editions as the table of the country shows them, oldest first. */
export async function nationalEditions({
  services,
}: Pick<PageRequest, 'services'>): Promise<NationalEdition[]> {
  return (await editionViews(services)).map(({ year, sampleSize, facts, institutions }) => ({
    year,
    sampleSize,
    facts,
    measured: institutions.length > 0,
  }));
}

const editionColumns = [
  'edicion',
  'instituciones',
  ...fileMeasures,
  'cambio_ga',
  'ga_promedio_instituciones',
  'ga_promedio_entidades',
];

/** The country's values by edition: as published, and our own means where institutions are known. */
async function editionsFile(request: PageRequest, form: FileForm): Promise<PageResult> {
  const editions = await nationalEditions(request);
  const rows = await Promise.all(
    editions.map(async (edition): Promise<FileRow> => {
      const view = await findEditionView(request.services, edition.year);
      const published = fileMeasures.map((measure): [string, number | null] => [
        measure,
        edition.facts.national[measure] ?? null,
      ]);
      return {
        edicion: edition.year,
        instituciones: edition.sampleSize,
        ...Object.fromEntries(published),
        cambio_ga: changeSince(editions, edition),
        ga_promedio_instituciones: view?.national?.institutions.get(indexMeasure)?.value ?? null,
        ga_promedio_entidades: view?.national?.units.get(indexMeasure)?.value ?? null,
      };
    }),
  );
  return file(form, 'metrica-ediciones', editionColumns, rows, [
    'ga_promedio_instituciones',
    'ga_promedio_entidades',
  ]);
}

/** Both forms of a file, at the same address but for its ending. */
function bothForms(
  path: `/${string}`,
  answer: (request: PageRequest, form: FileForm) => Promise<PageResult>,
): PageRoute[] {
  return (['csv', 'json'] as const).map((form) => ({
    path: `${path}.${form}`,
    access: 'public',
    cache: 'data',
    handle: (request) => answer(request, form),
  }));
}

/** The files of editions. The addresses of units and institutions of an edition are fixed: machines rely on them. */
export const editionFiles: readonly PageRoute[] = [
  ...bothForms('/metrica/ediciones', editionsFile),
  ...bothForms('/metrica/:year{\\d+}/entidades', unitsFile),
  ...bothForms('/metrica/:year{\\d+}/instituciones', institutionsFile),
  ...bothForms('/entidades/:slug/metrica', stateFile),
];
