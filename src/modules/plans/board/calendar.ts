import { dayAt } from '#platform/calendar/days.ts';
import { centralZone, zoneOf } from '#platform/calendar/zones.ts';
import type { Services } from '#platform/services.ts';
import type { Calendar } from '../store/listing.ts';

/** Today in each state, and the terms by which a commitment is due soon or silent. */
export function calendarOf({ now, config }: Pick<Services, 'now' | 'config'>): Calendar {
  const instant = now();
  const days = new Map<string, string>();
  const dayIn = (zone: string) => {
    const day = days.get(zone) ?? dayAt(instant, zone);
    days.set(zone, day);
    return day;
  };
  return {
    ...config.commitmentClock,
    today: dayIn(centralZone),
    todayIn: (state) => dayIn(zoneOf(state)),
  };
}
