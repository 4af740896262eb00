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
  if (!value) problems.add(line.row, column, 'A value is needed here.');
  return value;
}

function population(line: TableRow, problems: Collector): number | null {
  const text = cell(line, 'population_2020');
  if (text === '') return null;
  if (!/^\d{1,9}$/.test(text))
    problems.add(line.row, 'population_2020', `"${text}" is not a number of people.`);
  return Number(text);
}

/** Notes every value that stands in more than one row of a column that identifies rows. */
function refuseDuplicates(rows: readonly TableRow[], column: string, problems: Collector): void {
  const seen = new Map<string, number>();
  for (const line of rows) {
    const value = cell(line, column);
    const first = seen.get(value);
    if (first === undefined) seen.set(value, line.row);
    else problems.add(line.row, column, `"${value}" stands in row ${first} already.`);
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

export const statesDataSet: DataSet = {
  name: 'states',
  summary: 'the federation and the 32 states (CSV)',
  options: {},
  shipped: [{ file: 'territory/states.csv', options: {} }],
  async load({ orm }, { bytes }) {
    const lines = readTable('states', bytes, stateColumns);
    const problems = problemCollector('states');
    refuseDuplicates(lines, 'clave', problems);
    refuseDuplicates(lines, 'slug', problems);
    const rows = lines.map(
      (line): Omit<StateRow, 'search'> => ({
        clave: problems.attempt(line.row, 'clave', () => parseClave(cell(line, 'clave'))) ?? '',
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
  summary: 'the municipalities with their INEGI claves (CSV)',
  options: {},
  shipped: [{ file: 'territory/municipalities.csv', options: {} }],
  async load({ orm }, { bytes }) {
    const lines = readTable('municipalities', bytes, ['clave', 'name', 'population_2020']);
    const problems = problemCollector('municipalities');
    refuseDuplicates(lines, 'clave', problems);
    const rows = lines.map((line): Omit<MunicipalityRow, 'search'> => {
      const clave = problems.attempt(line.row, 'clave', () => parseMunicipalityClave(cell(line, 'clave')));
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
  if (!known.states.has(clave)) problems.add(line.row, 'clave', `There is no state "${clave}".`);
  if (municipality && !known.municipalities.has(municipality)) {
    problems.add(line.row, 'municipality', `There is no municipality "${municipality}".`);
  }
  return {
    slug: required(line, 'slug', problems),
    state: clave,
    municipality,
    order: problems.attempt(line.row, 'order', () => parseOrder(cell(line, 'order'))) ?? 'state',
    kind: kind === '' ? null : (problems.attempt(line.row, 'kind', () => parseKind(kind)) ?? null),
    name: required(line, 'name', problems),
    sourceName: required(line, 'source_name', problems),
    source: required(line, 'source', problems),
    pntId: cell(line, 'pnt_id') || null,
    otherNames: [cell(line, 'pnt_name')],
  };
}

export const institutionsDataSet: DataSet = {
  name: 'institutions',
  summary: 'the institutions bound by the transparency law (CSV)',
  options: {},
  shipped: [{ file: 'territory/institutions.csv', options: {} }],
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
