/** When a day of rest comes: each year, some years, or once. */
export type HolidayPattern =
  | { kind: 'date'; month: number; day: number; every: number; since: number }
  | { kind: 'weekday'; month: number; weekday: number; nth: number }
  | { kind: 'once'; day: string };

/** A day of rest by its rule, as the data have it. */
export interface HolidayRule {
  rule: string;
  /** The first and the last year in which it holds; null for no end. */
  fromYear: number | null;
  toYear: number | null;
  /** Clave of the state where it holds; null for the whole country. */
  state: string | null;
  name: string;
  source: string;
}

/** A day of rest in a year. */
export interface Holiday extends HolidayRule {
  /** `2026-11-16`. */
  day: string;
}

/** The years for which calendars are made: the rules of today hold from 2006 on. */
export const calendarYears = { first: 2006, last: 2100 } as const;

/** Sunday to Saturday, as rules write them: `X` is *miércoles*. */
const weekdays = 'DLMXJVS';

const two = (number: number) => String(number).padStart(2, '0');
const dateOf = (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`;

/** Whether a text is a day that there is. */
function exists(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day;
}

/**
 * Reads a rule: `12-25` (each year), `02-L1` (the first Monday of February; `D L M X J V S`, 1 to 4),
 * `10-01/6@2024` (every six years from 2024 on), `2027-03-25` (that day alone).
 * @throws RangeError for what is none of these
 */
export function parseHolidayRule(text: string): HolidayPattern {
  if (/^\d{4}-/.test(text) && exists(text)) return { kind: 'once', day: text };
  const [, month, weekday, nth] = /^(0[1-9]|1[0-2])-([DLMXJVS])([1-4])$/.exec(text) ?? [];
  if (weekday) {
    return {
      kind: 'weekday',
      month: Number(month),
      weekday: weekdays.indexOf(weekday),
      nth: Number(nth),
    };
  }
  const [, of, day, every = '1', since = '0'] = /^(\d\d)-(\d\d)(?:\/([1-9]\d?)@(\d{4}))?$/.exec(text) ?? [];
  // A leap year has every day that there may be.
  if (of && day && exists(`2024-${of}-${day}`)) {
    return {
      kind: 'date',
      month: Number(of),
      day: Number(day),
      every: Number(every),
      since: Number(since),
    };
  }
  throw new RangeError(`"${text}" is no rule of a day, such as 12-25, 02-L1, 10-01/6@2024 or 2027-03-25`);
}

/** The day of a year that a rule names; undefined where it names none. */
export function dayOfRule(pattern: HolidayPattern, year: number): string | undefined {
  if (pattern.kind === 'once') return pattern.day.startsWith(`${year}-`) ? pattern.day : undefined;
  if (pattern.kind === 'weekday') {
    const first = new Date(Date.UTC(year, pattern.month - 1, 1)).getUTCDay();
    return dateOf(year, pattern.month, 1 + ((pattern.weekday - first + 7) % 7) + (pattern.nth - 1) * 7);
  }
  if (year < pattern.since || (year - pattern.since) % pattern.every !== 0) return undefined;
  const day = dateOf(year, pattern.month, pattern.day);
  return exists(day) ? day : undefined;
}

const holds = ({ fromYear, toYear }: HolidayRule, year: number) =>
  (fromYear === null || fromYear <= year) && (toYear === null || year <= toYear);

/**
 * The days of rest of a year beside Saturdays and Sundays, in their order: those of the whole country and of a state.
 * @param state its clave; null for those of the whole country alone
 */
export function holidaysOfYear(rules: readonly HolidayRule[], year: number, state: string | null): Holiday[] {
  return rules
    .filter((rule) => holds(rule, year) && (rule.state === null || rule.state === state))
    .flatMap((rule) => {
      const day = dayOfRule(parseHolidayRule(rule.rule), year);
      return day === undefined ? [] : [{ ...rule, day }];
    })
    .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
}
