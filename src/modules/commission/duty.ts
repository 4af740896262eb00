import { dayAt, quarterOf } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import { type QuarterDuty, quarterlyDuty } from './rules/index.ts';
import type { CalledSession } from './store/sessions.ts';

/**
 * The quarters from that of the first session that is recorded until today's. What lies before the first record is not
 * known, and not missed.
 */
export function dutyStrip(sessions: readonly CalledSession[], now: Date): QuarterDuty[] {
  const today = quarterOf(dayAt(now, centralZone));
  const placed = sessions.map(({ id, kind, state, startsAt }) => ({
    ...{ id, kind, state },
    ...quarterOf(dayAt(startsAt, centralZone)),
  }));
  const order = ({ year, quarter }: { year: number; quarter: number }) => year * 4 + quarter;
  const first = placed.reduce((least, each) => (order(each) < order(least) ? each : least), { ...today });
  return quarterlyDuty(placed, first, today);
}
