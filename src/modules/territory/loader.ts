import { inEveryLanguage } from '#platform/changes/change.ts';
import type { DataSet } from '#platform/data-sets/data-set.ts';
import { problemCollector, readTable, type TableRow } from '#platform/data-sets/table.ts';
import { parseClave, parseKind, parseMunicipalityClave, parseOrder, stateOf } from './rules/index.ts';
import {
  listStates,
  type MunicipalityRow,
  municipalityClaves,
  type NewInstitution,
  type StateRow,
  saveInstitutions,
  saveMunicipalities,
  saveStates,
} from './store.ts';

type Collector = ReturnType<typeof problemCollector>;

function cell({ values }: TableRow, column: string): string {
  return values[column] ?? '';
}

function required(line: TableRow, column: string, problems: Collector): string {
  const value = cell(line, column);
  if (!value) problems.add(line.row, column, { es: 'Aquí falta un valor.', en: 'A value is needed here.' });
  return value;
}

const wrongOrder = 'no es un orden de gobierno: Federal, Estatal o Municipal';

/** Reads a cell by a rule that throws. @param es what is wrong with a value that it does not take, after the value */
function attemptCell<T>(
  line: TableRow,
  column: string,
  read: (text: string) => T,
  problems: Collector,
  es: string,
): T | undefined {
  const value = cell(line, column);
  return problems.attempt(line.row, column, () => read(value), `«${value}» ${es}.`);
}

function population(line: TableRow, problems: Collector): number | null {
  const text = cell(line, 'population_2020');
  if (text === '') return null;
  if (!/^\d{1,9}$/.test(text))
    problems.add(line.row, 'population_2020', {
      es: `«${text}» no es un número de personas.`,
      en: `"${text}" is not a number of people.`,
    });
  return Number(text);
}

const alreadyThere = (value: string, row: number) => ({
  es: `«${value}» ya está en la fila ${row}.`,
  en: `"${value}" stands in row ${row} already.`,
});

/** Notes every value that stands in more than one row of a column that identifies rows. */
function refuseDuplicates(rows: readonly TableRow[], column: string, problems: Collector): void {
  const seen = new Map<string, number>();
  for (const line of rows) {
    const value = cell(line, column);
    const first = seen.get(value);
    if (first === undefined) seen.set(value, line.row);
    else problems.add(line.row, column, alreadyThere(value, first));
  }
}

const stateColumns = [
  'clave',
  'slug',
  'name',
  'official_name',
  'abbreviation',
  'code',
  'population_2020',
  'aliases',
];

/** What those who follow the data are told of a load of the catalogue. */
function announcement(
  set: 'states' | 'municipalities' | 'institutions',
  path: string,
): NonNullable<DataSet['announce']> {
  return async (_orm, { rows }) => ({
    kind: `territory.${set}-loaded`,
    topics: ['data'],
    title: inEveryLanguage((t, format) =>
      t(`territory:changes.${set}`, { count: rows, rows: format.integer(rows) }),
    ),
    path,
  });
}

export const statesDataSet: DataSet = {
  name: 'states',
  title: (t) => t('uploads:sets.states'),
  summary: 'the federation and the 32 states (CSV)',
  options: {},
  shipped: [{ file: 'territory/states.csv', options: {} }],
  announce: announcement('states', '/entidades'),
  async load({ orm }, { bytes }) {
    const lines = readTable('states', bytes, stateColumns);
    const problems = problemCollector('states');
    refuseDuplicates(lines, 'clave', problems);
    refuseDuplicates(lines, 'slug', problems);
    const rows = lines.map(
      (line): Omit<StateRow, 'search'> => ({
        clave:
          attemptCell(
            line,
            'clave',
            parseClave,
            problems,
            'no es una clave de estado: dos cifras de 00 a 32',
          ) ?? '',
        slug: required(line, 'slug', problems),
        name: required(line, 'name', problems),
        officialName: required(line, 'official_name', problems),
        abbreviation: required(line, 'abbreviation', problems),
        code: required(line, 'code', problems),
        population2020: population(line, problems),
        aliases: cell(line, 'aliases'),
      }),
    );
    problems.finish();
    await saveStates(orm, rows);
    return { rows: rows.length, notes: [] };
  },
};

export const municipalitiesDataSet: DataSet = {
  name: 'municipalities',
  title: (t) => t('uploads:sets.municipalities'),
  summary: 'the municipalities with their INEGI claves (CSV)',
  options: {},
  shipped: [{ file: 'territory/municipalities.csv', options: {} }],
  announce: announcement('municipalities', '/entidades'),
  async load({ orm }, { bytes }) {
    const lines = readTable('municipalities', bytes, ['clave', 'name', 'population_2020']);
    const problems = problemCollector('municipalities');
    refuseDuplicates(lines, 'clave', problems);
    const rows = lines.map((line): Omit<MunicipalityRow, 'search'> => {
      const clave = attemptCell(
        line,
        'clave',
        parseMunicipalityClave,
        problems,
        'no es una clave de municipio: cinco cifras, las dos primeras de su estado',
      );
      return {
        clave: clave ?? '',
        state: clave ? stateOf(clave) : '',
        name: required(line, 'name', problems),
        population2020: population(line, problems),
      };
    });
    problems.finish();
    await saveMunicipalities(orm, rows);
    return { rows: rows.length, notes: [] };
  },
};

const institutionColumns = [
  'slug',
  'clave',
  'municipality',
  'order',
  'kind',
  'name',
  'source_name',
  'source',
  'pnt_id',
  'pnt_name',
];

function readInstitution(
  line: TableRow,
  known: { states: Set<string>; municipalities: Set<string> },
  problems: Collector,
): NewInstitution {
  const clave = cell(line, 'clave');
  const municipality = cell(line, 'municipality') || null;
  const kind = cell(line, 'kind');
  if (!known.states.has(clave)) {
    problems.add(line.row, 'clave', {
      es: `No hay un estado «${clave}».`,
      en: `There is no state "${clave}".`,
    });
  }
  if (municipality && !known.municipalities.has(municipality)) {
    problems.add(line.row, 'municipality', {
      es: `No hay un municipio «${municipality}».`,
      en: `There is no municipality "${municipality}".`,
    });
  }
  return {
    slug: required(line, 'slug', problems),
    state: clave,
    municipality,
    order: attemptCell(line, 'order', parseOrder, problems, wrongOrder) ?? 'state',
    kind:
      kind === ''
        ? null
        : (attemptCell(line, 'kind', parseKind, problems, 'no es un tipo de institución') ?? null),
    name: required(line, 'name', problems),
    sourceName: required(line, 'source_name', problems),
    source: required(line, 'source', problems),
    pntId: cell(line, 'pnt_id') || null,
    otherNames: [cell(line, 'pnt_name')],
  };
}

export const institutionsDataSet: DataSet = {
  name: 'institutions',
  title: (t) => t('uploads:sets.institutions'),
  summary: 'the institutions bound by the transparency law (CSV)',
  options: {},
  shipped: [{ file: 'territory/institutions.csv', options: {} }],
  announce: announcement('institutions', '/instituciones'),
  async load({ orm }, { bytes }) {
    const lines = readTable('institutions', bytes, institutionColumns);
    const problems = problemCollector('institutions');
    refuseDuplicates(lines, 'slug', problems);
    const known = {
      states: new Set((await listStates(orm)).map((state) => state.clave)),
      municipalities: await municipalityClaves(orm),
    };
    const rows = lines.map((line) => readInstitution(line, known, problems));
    problems.finish();
    await saveInstitutions(orm, rows);
    return { rows: rows.length, notes: [] };
  },
};
