import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayAt, isBusinessDay } from '#platform/calendar/days.ts';
import { instantOf } from '#platform/calendar/instants.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { type Clocked, movedTo, reminderOf, urgencyOf } from '../rules/index.ts';
import { calendarAt } from './calendar.ts';

const settings = { soonDays: 30, silentDays: 90 };
/** One state in each zone of Mexico, with Baja California, which follows its neighbour's summer time. */
const states = ['02', '03', '09', '20', '23', '25', '26'];

function due(dueOn: string, state = '20'): Clocked {
  return { state, dueOn, completion: 'limited', lastUpdateOn: null, since: null, closed: false };
}

/** The calendar of a day at noon in a state. */
function on(day: string, state: string, holidays: readonly string[] = [], soonDays = settings.soonDays) {
  const instant = instantOf(day, '12:00', zoneOf(state));
  return calendarAt(instant, { ...settings, soonDays }, () => new Set(holidays));
}

const urgencyOn = (commitment: Clocked, day: string, holidays: readonly string[] = []) =>
  urgencyOf(commitment, day, on(day, commitment.state, holidays));

/** Days around which calendars go wrong: year ends, leap days, changes of the clock at the northern border. */
const turns = [
  '2024-02-29',
  '2028-02-29',
  '2026-12-31',
  '2028-01-01',
  '2026-03-08',
  '2026-11-01',
  '2030-10-01',
];
const anyDay = fc
  .tuple(fc.constantFrom(...turns), fc.integer({ min: -40, max: 40 }))
  .map(([day, away]) => addDays(day, away));

describe('a due date on a day of rest', () => {
  it('runs out on the next working day', () => {
    // 20 November 2026 is a Friday, and no day of rest: the Monday before is.
    expect(urgencyOn(due('2026-11-20'), '2026-11-21')).toEqual({ state: 'overdue', days: 1 });
    expect(urgencyOn(due('2026-11-21'), '2026-11-23')).toEqual({ state: 'soon', days: 0 });
    expect(urgencyOn(due('2026-11-21'), '2026-11-24')).toEqual({ state: 'overdue', days: 1 });
    const rest = ['2026-11-16'];
    expect(urgencyOn(due('2026-11-14'), '2026-11-16', rest)).toEqual({ state: 'soon', days: 1 });
    expect(urgencyOn(due('2026-11-14'), '2026-11-18', rest)).toEqual({ state: 'overdue', days: 1 });
  });

  it('passes over the end of a year and a leap day', () => {
    const rest = ['2026-12-25', '2027-01-01'];
    expect(movedTo(due('2027-01-01'), on('2026-12-31', '20', rest))).toBe('2027-01-04');
    expect(urgencyOn(due('2027-01-01'), '2027-01-04', rest)).toEqual({ state: 'soon', days: 0 });
    expect(movedTo(due('2028-02-29'), on('2028-02-01', '20'))).toBeNull();
    expect(movedTo(due('2028-02-29'), on('2028-02-01', '20', ['2028-02-29']))).toBe('2028-03-01');
  });
});

describe('the calendar of a state', () => {
  it('has the day that its clocks show, whatever the time of the centre', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.constantFrom(...states),
        fc.integer({ min: 0, max: 1439 }),
        (day, state, minute) => {
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          const instant = instantOf(day, time, zoneOf(state));
          const calendar = calendarAt(instant, settings, () => new Set());
          expect(calendar.todayIn(state)).toBe(dayAt(instant, zoneOf(state)));
          expect(calendar.dayIn(state).today).toBe(calendar.todayIn(state));
        },
      ),
    );
  });

  it('begins a delay at midnight of the state, not of the capital', () => {
    const at = (instant: string, state: string) => {
      const calendar = calendarAt(new Date(instant), settings, () => new Set());
      return urgencyOf(due('2026-11-20', state), calendar.todayIn(state), calendar).state;
    };
    // Midnight of 21 November: at 05:00 in Cancún, 06:00 at the centre, 07:00 in Hermosillo, 08:00 in Tijuana.
    expect(['23', '09', '26', '02'].map((state) => at('2026-11-21T05:30:00Z', state))).toEqual([
      'overdue',
      'soon',
      'soon',
      'soon',
    ]);
    expect(['23', '09', '26', '02'].map((state) => at('2026-11-21T07:30:00Z', state))).toEqual([
      'overdue',
      'overdue',
      'overdue',
      'soon',
    ]);
    // In summer Tijuana is an hour nearer.
    const summer = (instant: string) => {
      const calendar = calendarAt(new Date(instant), settings, () => new Set());
      return urgencyOf(due('2026-07-10', '02'), calendar.todayIn('02'), calendar).state;
    };
    expect(summer('2026-07-11T06:59:59Z')).toBe('soon');
    expect(summer('2026-07-11T07:00:00Z')).toBe('overdue');
  });

  it('bounds in days of the calendar what the rule says of each date', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.constantFrom(...states),
        fc.integer({ min: -60, max: 90 }),
        fc.integer({ min: 0, max: 45 }),
        fc.array(fc.integer({ min: -60, max: 90 }), { maxLength: 40 }),
        (today, state, away, soonDays, rest) => {
          const calendar = on(
            today,
            state,
            rest.map((days) => addDays(today, days)),
            soonDays,
          );
          const dueOn = addDays(today, away);
          const { openFrom, soonUntil } = calendar.dayIn(state);
          const bounded = dueOn < openFrom ? 'overdue' : dueOn <= soonUntil ? 'soon' : 'ahead';
          expect(urgencyOf(due(dueOn, state), today, calendar).state).toBe(bounded);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('grows a delay by a day each day, from the day after a working day', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.constantFrom(...states),
        fc.array(fc.integer({ min: -10, max: 30 }), { maxLength: 20 }),
        (dueOn, state, rest) => {
          const holidays = rest.map((days) => addDays(dueOn, days));
          let late = 0;
          for (let at = 0; at < 60; at += 1) {
            const today = addDays(dueOn, at);
            const urgency = urgencyOf(due(dueOn, state), today, on(today, state, holidays));
            if (urgency.state !== 'overdue') {
              expect(late).toBe(0);
              continue;
            }
            late += 1;
            expect(urgency.days).toBe(late);
            if (late === 1) expect(isBusinessDay(addDays(today, -1), new Set(holidays))).toBe(true);
          }
          expect(late).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is due to remind of the last day on that day, wherever the date falls', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...states), fc.array(fc.nat(9)), (dueOn, state, rest) => {
        const holidays = rest.map((days) => addDays(dueOn, days));
        const last = on(dueOn, state, holidays).runsOutOn(dueOn, state);
        const step = (day: string) => reminderOf(due(dueOn, state), day, on(day, state, holidays));
        expect(step(last)).toBe('0');
        expect(step(addDays(last, -1))).toBe('7');
        expect(step(addDays(last, 7))).toBe('late-1');
        expect(step(addDays(last, -31))).toBeUndefined();
      }),
    );
  });
});
