import { holidayCalendar } from '#modules/territory/index.ts';
import { addDays, dayAt, type Holidays, lastBusinessDay, nextBusinessDay } from '#platform/calendar/days.ts';
import { centralZone, zoneOf } from '#platform/calendar/zones.ts';
import type { Services } from '#platform/services.ts';
import type { ClockSettings } from '../rules/index.ts';
import type { Calendar, CalendarDay } from '../store/listing.ts';

function calendarDay(today: string, holidays: Holidays, { soonDays }: ClockSettings): CalendarDay {
  return {
    today,
    openFrom: addDays(lastBusinessDay(addDays(today, -1), holidays), 1),
    soonUntil: lastBusinessDay(addDays(today, soonDays), holidays),
  };
}

/** The calendar at an instant. @param holidaysIn the days of rest of a state; of the whole country for null */
export function calendarAt(
  instant: Date,
  settings: ClockSettings,
  holidaysIn: (state: string | null) => Holidays,
): Calendar {
  const todays = new Map<string, string>();
  const todayAt = (zone: string) => {
    const day = todays.get(zone) ?? dayAt(instant, zone);
    todays.set(zone, day);
    return day;
  };
  const todayIn = (state: string) => todayAt(zoneOf(state));
  // Thousands of commitments share some hundred dates.
  const ends = new Map<Holidays, Map<string, string>>();
  const runsOutOn = (dueOn: string, state: string) => {
    const holidays = holidaysIn(state);
    const known = ends.get(holidays) ?? new Map<string, string>();
    const end = known.get(dueOn) ?? nextBusinessDay(dueOn, holidays);
    ends.set(holidays, known.set(dueOn, end));
    return end;
  };
  return {
    ...settings,
    todayIn,
    dayIn: (state) => calendarDay(todayIn(state), holidaysIn(state), settings),
    centre: calendarDay(todayAt(centralZone), holidaysIn(null), settings),
    runsOutOn,
  };
}

/** Today in each state, its working days, and the terms by which a commitment is due soon or silent. */
export async function calendarOf(services: Services): Promise<Calendar> {
  const holidays = await holidayCalendar(services);
  return calendarAt(services.now(), services.config.commitmentClock, holidays.of);
}
