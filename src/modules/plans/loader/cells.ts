import { FEDERATION, isClave } from '#modules/territory/index.ts';
import { isDay } from '#platform/calendar/days.ts';
import type { problemCollector, TableRow } from '#platform/data-sets/table.ts';

export type Collector = ReturnType<typeof problemCollector>;

export function cell({ values }: TableRow, column: string): string {
  return values[column] ?? '';
}

export function required(line: TableRow, column: string, problems: Collector): string {
  const value = cell(line, column);
  if (!value) problems.add(line.row, column, { es: 'Aquí falta un valor.', en: 'A value is needed here.' });
  return value;
}

/** The clave of one of the 32 states. */
export function stateCell(line: TableRow, problems: Collector): string {
  const value = cell(line, 'state');
  if (!isClave(value) || value === FEDERATION)
    problems.add(line.row, 'state', {
      es: `«${value}» no es la clave de un estado: dos cifras de 01 a 32.`,
      en: `"${value}" is not the clave of a state: two digits from 01 to 32.`,
    });
  return value;
}

/** One of some words. */
export function wordCell<Word extends string>(
  line: TableRow,
  column: string,
  words: readonly Word[],
  problems: Collector,
): Word | undefined {
  const value = cell(line, column);
  const found = words.find((word) => word === value);
  if (found === undefined)
    problems.add(line.row, column, {
      es: `«${value}» no es uno de los valores que hay: ${words.join(', ')}.`,
      en: `"${value}" is none of the values there are: ${words.join(', ')}.`,
    });
  return found;
}

/** A day; null where none is known. */
export function dayCell(line: TableRow, column: string, problems: Collector): string | null {
  const value = cell(line, column);
  if (value === '') return null;
  if (!isDay(value))
    problems.add(line.row, column, {
      es: `«${value}» no es un día del calendario, como 2017-09-19.`,
      en: `"${value}" is not a day of the calendar, such as 2017-09-19.`,
    });
  return value;
}

/** The day of what a source says, or as much of it as is known: `2017`, `2017-03`, `2017-03-21`. */
export function asOfCell(line: TableRow, problems: Collector): string {
  const value = cell(line, 'as_of');
  if (!isDay(`${value}-01-01`.slice(0, 10)) || value.length < 4 || [5, 6, 8, 9].includes(value.length))
    problems.add(line.row, 'as_of', {
      es: `«${value}» no es una fecha: año, año y mes o día, como 2017, 2017-03 o 2017-03-21.`,
      en: `"${value}" is not a date: a year, a month or a day, such as 2017, 2017-03 or 2017-03-21.`,
    });
  return value;
}

/** A whole number from `least` up. */
export function countCell(line: TableRow, column: string, least: number, problems: Collector): number {
  const value = cell(line, column);
  if (!/^\d{1,6}$/.test(value) || Number(value) < least)
    problems.add(line.row, column, {
      es: `«${value}» no es un número entero desde ${least}.`,
      en: `"${value}" is not a whole number from ${least} up.`,
    });
  return Number(value);
}

/** Notes what stands in more than one row although it may stand in one. */
export function refuseTwice(
  lines: readonly TableRow[],
  column: string,
  keyOf: (line: TableRow) => string,
  problems: Collector,
): void {
  const seen = new Map<string, number>();
  for (const line of lines) {
    const key = keyOf(line);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line.row);
    else
      problems.add(line.row, column, {
        es: `«${key}» ya está en el renglón ${first}.`,
        en: `"${key}" stands in row ${first} already.`,
      });
  }
}

/** Notes a day that comes before one that it must follow. */
export function refuseBefore(
  line: TableRow,
  [earlier, later]: readonly [column: string, column: string],
  problems: Collector,
): void {
  const [first, second] = [cell(line, earlier), cell(line, later)];
  if (first !== '' && second !== '' && second < first)
    problems.add(line.row, later, {
      es: `${second} es antes de ${first} (${earlier}).`,
      en: `${second} comes before ${first} (${earlier}).`,
    });
}
