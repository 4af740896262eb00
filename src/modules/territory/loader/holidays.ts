import { inEveryLanguage } from '#platform/changes/change.ts';
import type { DataSet } from '#platform/data-sets/data-set.ts';
import { problemCollector, readTable, type TableRow } from '#platform/data-sets/table.ts';
import { calendarYears, type HolidayRule, isClave, parseHolidayRule } from '../rules/index.ts';
import { saveHolidayRules } from '../store/holidays.ts';

const name = 'holidays';
const columns = ['rule', 'from_year', 'to_year', 'state', 'name', 'source'] as const;
type Column = (typeof columns)[number];
type Collector = ReturnType<typeof problemCollector>;

const cell = ({ values }: TableRow, column: Column) => values[column] ?? '';

function required(line: TableRow, column: Column, problems: Collector): string {
  const value = cell(line, column);
  if (!value) problems.add(line.row, column, { es: 'Aquí falta un valor.', en: 'A value is needed here.' });
  return value;
}

function yearCell(line: TableRow, column: 'from_year' | 'to_year', problems: Collector): number | null {
  const value = cell(line, column);
  if (value === '') return null;
  const { first, last } = calendarYears;
  const year = /^\d{4}$/.test(value) ? Number(value) : Number.NaN;
  if (!(year >= first && year <= last))
    problems.add(line.row, column, {
      es: `«${value}» no es un año entre ${first} y ${last}.`,
      en: `"${value}" is not a year between ${first} and ${last}.`,
    });
  return year;
}

function checkYears(line: TableRow, { fromYear, toYear }: HolidayRule, problems: Collector): void {
  if (fromYear !== null && toYear !== null && toYear < fromYear)
    problems.add(line.row, 'to_year', {
      es: `${toYear} es antes de ${fromYear} (from_year).`,
      en: `${toYear} comes before ${fromYear} (from_year).`,
    });
}

function readRule(line: TableRow, problems: Collector): HolidayRule {
  const rule = cell(line, 'rule');
  problems.attempt(
    line.row,
    'rule',
    () => parseHolidayRule(rule),
    `«${rule}» no es una regla: un día de cada año (12-25), el primer lunes de un mes (02-L1), cada tantos años (10-01/6@2024) o un solo día (2027-03-25).`,
  );
  const state = cell(line, 'state') || null;
  if (state !== null && !isClave(state))
    problems.add(line.row, 'state', {
      es: `«${state}» no es una clave de estado: dos cifras de 00 a 32, o nada para todo el país.`,
      en: `"${state}" is not the clave of a state: two digits from 00 to 32, or nothing for the whole country.`,
    });
  const read = {
    ...{ rule, state },
    fromYear: yearCell(line, 'from_year', problems),
    toYear: yearCell(line, 'to_year', problems),
    name: required(line, 'name', problems),
    source: required(line, 'source', problems),
  };
  checkYears(line, read, problems);
  return read;
}

/** The same rule for the same place in the same years, said twice. */
function refuseTwice(lines: readonly TableRow[], problems: Collector): void {
  const seen = new Map<string, number>();
  for (const line of lines) {
    const key = (['rule', 'state', 'from_year', 'to_year'] as const)
      .map((column) => cell(line, column))
      .join(' ');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line.row);
    else
      problems.add(line.row, 'rule', {
        es: `Esta regla ya está en la fila ${first}.`,
        en: `This rule stands in row ${first} already.`,
      });
  }
}

export const holidaysDataSet: DataSet = {
  name,
  title: (t) => t('uploads:sets.holidays'),
  summary: 'the days on which terms do not run out, as rules (CSV)',
  options: {},
  shipped: [{ file: 'territory/holidays.csv', options: {} }],
  announce: async (_orm, { rows }) => ({
    kind: 'territory.holidays-loaded',
    topics: ['data'],
    title: inEveryLanguage((t, format) =>
      t('territory:changes.holidays', { count: rows, rows: format.integer(rows) }),
    ),
    path: '/calendario',
  }),
  async load({ orm }, { bytes }) {
    const lines = readTable(name, bytes, columns);
    const problems = problemCollector(name);
    refuseTwice(lines, problems);
    const rules = lines.map((line) => readRule(line, problems));
    problems.finish();
    await saveHolidayRules(orm, rules);
    return { rows: rules.length, notes: [] };
  },
};
