import type { Day } from './days.ts';

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  clocks.set(zone, clock);
  return clock;
}

/** What the clocks of a zone show at an instant, as if it were UTC. */
function shownAt(instant: number, zone: string): number {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  return Date.parse(`${day}T${part('hour')}:${part('minute')}:${part('second')}Z`);
}

/** Whether a text is a time of the day, `09:30`. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/**
 * The instant at which the clocks of a zone show a time on a day. A time that a change of the clocks leaves out is
 * taken as the one so much later; of one that comes twice, the first is meant.
 * @param time `09:30`, see `isTime`
 */
export function instantOf(day: Day, time: string, zone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const offset = (instant: number) => shownAt(instant, zone) - instant;
  // Of the two offsets around a change of the clocks, the one before it gives the first of two, or the later of none.
  const guess = wanted - offset(wanted - 86_400_000);
  if (shownAt(guess, zone) === wanted) return new Date(guess);
  const second = wanted - offset(wanted + 86_400_000);
  return new Date(shownAt(second, zone) === wanted ? second : guess);
}

/** The time that the clocks of a zone show at an instant, `09:30`. */
export function timeAt(instant: Date, zone: string): string {
  return new Date(shownAt(Math.floor(instant.getTime() / 1000) * 1000, zone)).toISOString().slice(11, 16);
}
