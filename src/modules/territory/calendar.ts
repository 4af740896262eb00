import type { Holidays } from '#platform/calendar/days.ts';
import { oncePerDataVersion } from '#platform/database/data-memo.ts';
import type { Services } from '#platform/services.ts';
import { calendarYears, type HolidayRule, holidaysOfYear } from './rules/index.ts';
import { listHolidayRules } from './store/holidays.ts';

/** The days of rest of every state, for 2006 to 2100. Whoever has it asks the database nothing more. */
export interface HolidayCalendar {
  rules: readonly HolidayRule[];
  /** Those of a state, by clave, and of the whole country; null for those of the whole country alone. */
  of(state: string | null): Holidays;
}

function calendarOf(rules: readonly HolidayRule[]): HolidayCalendar {
  const own = new Set(rules.flatMap(({ state }) => state ?? []));
  const made = new Map<string | null, Holidays>();
  const make = (state: string | null): Holidays => {
    const { first, last } = calendarYears;
    const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    return new Set(years.flatMap((year) => holidaysOfYear(rules, year, state).map(({ day }) => day)));
  };
  return {
    rules,
    of(state) {
      // States without days of their own share the country's calendar.
      const key = state !== null && own.has(state) ? state : null;
      const known = made.get(key) ?? make(key);
      made.set(key, known);
      return known;
    },
  };
}

/** The calendar of days of rest as it is now, read once per data version. Not to be asked for in a transaction. */
export function holidayCalendar(services: Services): Promise<HolidayCalendar> {
  return oncePerDataVersion(services, 'territory: holidays', async () =>
    calendarOf(await listHolidayRules(services.orm)),
  );
}
