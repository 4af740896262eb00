/** A day of the calendar as people write it, `2026-11-23`: no time, no zone. */
export type Day = string;

/** Of the years 1000 to 2999: databases know no year 0, and beyond 9999 days are written otherwise. */
const form = /^([12]\d{3})-(\d{2})-(\d{2})$/;
const dayMs = 86_400_000;

const msOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** Whether a text is a day that exists: `2026-02-30` is none, nor is one that is no year of ours, `0026-02-03`. */
export function isDay(text: string): text is Day {
  return form.test(text) && !Number.isNaN(msOf(text)) && dayOf(msOf(text)) === text;
}

/** The day so many days later; earlier for a negative number. */
export function addDays(day: Day, days: number): Day {
  return dayOf(msOf(day) + days * dayMs);
}

/** How many days it is from one day to another; negative where the second comes first. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((msOf(to) - msOf(from)) / dayMs);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: Day): number {
  return new Date(msOf(day)).getUTCDay();
}

/** The day that an instant falls on in a time zone. */
export function dayAt(instant: Date, zone: string): Day {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}

/** The days on which nobody works beside Saturdays and Sundays. */
export type Holidays = ReadonlySet<Day>;

export function isBusinessDay(day: Day, holidays: Holidays): boolean {
  const at = weekday(day);
  return at !== 0 && at !== 6 && !holidays.has(day);
}

/** The first business day on or after a day. */
export function nextBusinessDay(day: Day, holidays: Holidays): Day {
  let at = day;
  while (!isBusinessDay(at, holidays)) at = addDays(at, 1);
  return at;
}

/** The last business day on or before a day. */
export function lastBusinessDay(day: Day, holidays: Holidays): Day {
  let at = day;
  while (!isBusinessDay(at, holidays)) at = addDays(at, -1);
  return at;
}

/**
 * The day on which a term of business days ends. The day it begins on does not count, as is usual in Mexican
 * administrative procedure.
 * @param days how many, from 0 on; 0 gives the first business day on or after the first
 */
export function addBusinessDays(from: Day, days: number, holidays: Holidays): Day {
  if (days <= 0) return nextBusinessDay(from, holidays);
  let at = from;
  for (let left = days; left > 0; ) {
    at = addDays(at, 1);
    if (isBusinessDay(at, holidays)) left -= 1;
  }
  return at;
}

/** How many business days lie after one day up to and including another; 0 where there are none. */
export function businessDaysBetween(from: Day, to: Day, holidays: Holidays): number {
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isBusinessDay(at, holidays)) count += 1;
  return count;
}

/** The quarter that a day falls in. */
export function quarterOf(day: Day): { year: number; quarter: 1 | 2 | 3 | 4 } {
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3) as 1 | 2 | 3 | 4;
  return { year: Number(day.slice(0, 4)), quarter };
}

/** The first and the last day of a quarter. */
export function quarterDays(year: number, quarter: 1 | 2 | 3 | 4): { from: Day; to: Day } {
  const month = (number: number) => String(number).padStart(2, '0');
  const from = `${year}-${month(quarter * 3 - 2)}-01`;
  const next = quarter === 4 ? `${year + 1}-01-01` : `${year}-${month(quarter * 3 + 1)}-01`;
  return { from, to: addDays(next, -1) };
}
