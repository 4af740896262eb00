/** Letters that gather changes are written at this hour, those of a week on Mondays. */
const hour = 8;
const zone = 'America/Mexico_City';

const calendar = new Intl.DateTimeFormat('en-US', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** What clocks in Mexico City show at an instant, as the instant at which clocks in Greenwich show the same. */
function shownAt(instant: number): number {
  const parts = new Map(calendar.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** The instant at which clocks in Mexico City show something. No change of the clocks ever fell on the hour of letters. */
function instantOf(shown: number): number {
  const guess = shown - (shownAt(shown) - shown);
  return guess - (shownAt(guess) - shown);
}

const dayMs = 24 * 3600 * 1000;

/**
 * The last moment, at or before now, at which letters of a frequency were due: eight in the morning in Mexico City,
 * for those of a week on a Monday. What happened before it belongs into a letter that should be written by now.
 */
export function lastDelivery(frequency: 'daily' | 'weekly', now: Date): Date {
  const shown = new Date(shownAt(now.getTime()));
  const midnight = Date.UTC(shown.getUTCFullYear(), shown.getUTCMonth(), shown.getUTCDate());
  const today = midnight + hour * 3600 * 1000;
  const sinceMonday = (shown.getUTCDay() + 6) % 7;
  const day = frequency === 'daily' ? today : today - sinceMonday * dayMs;
  const step = frequency === 'daily' ? dayMs : 7 * dayMs;
  return new Date(instantOf(shown.getTime() < day ? day - step : day));
}
