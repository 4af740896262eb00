/** The clock that days are counted by on the pages. */
const zone = 'America/Mexico_City';

const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** How far the clock of the zone is from UTC at an instant, in milliseconds. */
function offsetAt(instant: number): number {
  const parts = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}

/** A day of the calendar, written `2026-11-23`. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** Reads a day as browsers send it; undefined for another spelling and for days that the calendar does not have. */
export function readDay(text: string): Day | undefined {
  const [, year, month, day] = (/^([12]\d{3})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (!year || !month || !day) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? { year, month, day } : undefined;
}

/** The first instant of a day in Mexico City, or of a day so many days later. */
export function startOfDay({ year, month, day }: Day, later = 0): Date {
  const asUtc = Date.UTC(year, month - 1, day + later);
  // The offset is that of the instant sought, which lies at most a change of the clock beside the first guess.
  const guess = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(guess));
}
