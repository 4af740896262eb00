import { normalise } from '#modules/territory/index.ts';
import { isDay } from '#platform/calendar/days.ts';
import type { problemCollector, TableRow } from '#platform/data-sets/table.ts';
import type { ProblemText } from '#platform/errors/problem.ts';
import { type Theme, themes, themeWords } from '../rules/index.ts';
import type { ImportColumn } from './columns.ts';
import type { Known } from './known.ts';

export type Problems = ReturnType<typeof problemCollector>;

/** A cell's text; null where there is none. */
export function cell({ values }: TableRow, column: ImportColumn): string | null {
  return values[column] || null;
}

/** A day as files have it, `2026-03-31`, or as people type it, `31/03/2026`; null for what is none. */
function dayOf(text: string): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : null;
}

export function dayCell(
  line: TableRow,
  column: 'inicio' | 'vence' | 'hito_vence',
  problems: Problems,
): string | null {
  const text = cell(line, column);
  if (text === null) return null;
  const day = dayOf(text);
  if (day === null)
    problems.add(line.row, column, {
      es: `«${text}» no es un día del calendario. Escríbelo así: 2026-03-31 o 31/03/2026 (día, mes, año).`,
      en: `"${text}" is not a day of the calendar. Write it like this: 2026-03-31 or 31/03/2026 (day, month, year).`,
    });
  return day;
}

/** A theme by its word in files, whatever its capitals and accents. */
export function themeCell(line: TableRow, problems: Problems): Theme | null {
  const text = cell(line, 'tema');
  if (text === null) return null;
  const typed = normalise(text).replaceAll(' ', '-');
  const theme = themes.find((one) => themeWords[one] === typed) ?? null;
  if (theme === null) {
    const words = Object.values(themeWords).join(', ');
    problems.add(line.row, 'tema', {
      es: `«${text}» no es un tema. Los temas son: ${words}.`,
      en: `"${text}" is not a theme. The themes are: ${words}.`,
    });
  }
  return theme;
}

/** A milestone's share; 1 where nothing is said. Whether it is one is asked of the rules. */
export function weightCell(line: TableRow, problems: Problems): number {
  const text = cell(line, 'peso');
  if (text === null) return 1;
  if (/^\d{1,5}([.,]\d{1,3})?$/.test(text)) return Number(text.replace(',', '.'));
  problems.add(line.row, 'peso', {
    es: `«${text}» no es un peso. Escribe un número mayor que cero, con tres decimales a lo más, como 1 o 2.5.`,
    en: `"${text}" is not a weight. Write a number above zero, with three decimals at most, such as 1 or 2.5.`,
  });
  return 1;
}

function institutionProblem(text: string, found: readonly { slug: string }[]): ProblemText {
  const slugs = found.map(({ slug }) => slug).join(', ');
  return found.length === 0
    ? {
        es: `«${text}» no es una institución de este estado. Escribe su nombre completo o el final de la dirección de su página.`,
        en: `"${text}" is not an institution of this state. Write its full name or the end of its page's address.`,
      }
    : {
        es: `Hay varias instituciones que se llaman «${text}». Escribe una de estas: ${slugs}.`,
        en: `There are several institutions called "${text}". Write one of these: ${slugs}.`,
      };
}

/** An institution of the state by the end of its page's address, or by its name. @returns its slug */
function institutionOf(
  text: string,
  { institutions }: Known,
  add: (problem: ProblemText) => void,
): string | null {
  const found = institutions.get(text.toLowerCase()) ?? institutions.get(normalise(text)) ?? [];
  const [only] = found;
  if (only && found.length === 1) return only.slug;
  add(institutionProblem(text, found));
  return null;
}

export function leadCell(line: TableRow, known: Known, problems: Problems): string | null {
  const text = cell(line, 'responsable');
  if (text === null) return null;
  return institutionOf(text, known, (problem) => problems.add(line.row, 'responsable', problem));
}

export function supportingCell(line: TableRow, known: Known, problems: Problems): string[] {
  const names = (cell(line, 'apoyan') ?? '')
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const slugs = names.map((name) =>
    institutionOf(name, known, (problem) => problems.add(line.row, 'apoyan', problem)),
  );
  return [...new Set(slugs.filter((slug) => slug !== null))];
}

/** A civil-society organisation of the secretariat; or in words what the commitment says already. */
export function counterpartCell(
  line: TableRow,
  known: Known,
  problems: Problems,
): { counterpart: string | null; counterpartMember: string | null } {
  const text = cell(line, 'contraparte');
  if (text === null) return { counterpart: null, counterpartMember: null };
  const member = known.organisations.get(normalise(text));
  if (member) return { counterpart: member.name, counterpartMember: member.id };
  const before = known.commitments.get(cell(line, 'numero')?.toUpperCase() ?? '')?.row;
  if (before?.counterpart !== text) {
    const names = [...known.organisations.values()].map(({ name }) => name).join('; ');
    problems.add(line.row, 'contraparte', {
      es: `«${text}» no es una organización de sociedad civil del secretariado. ${names === '' ? 'El secretariado no tiene ninguna registrada.' : `Son: ${names}.`}`,
      en: `"${text}" is not a civil-society organisation of the secretariat. ${names === '' ? 'The secretariat has none on record.' : `They are: ${names}.`}`,
    });
  }
  return { counterpart: text, counterpartMember: null };
}
