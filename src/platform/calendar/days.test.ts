import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addBusinessDays,
  addDays,
  businessDaysBetween,
  dayAt,
  daysBetween,
  isBusinessDay,
  isDay,
  quarterDays,
  quarterOf,
} from './days.ts';
import { zoneOf } from './zones.ts';

const none = new Set<string>();
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));

describe('days', () => {
  it('are those that exist', () => {
    for (const good of ['2024-02-29', '2026-12-31', '2000-02-29']) expect(isDay(good), good).toBe(true);
    for (const bad of ['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', ''])
      expect(isDay(bad), bad).toBe(false);
    // No database has the first, and what counts on from the last comes to no day any more.
    for (const far of ['0000-01-01', '0026-11-23', '3000-01-01', '9999-12-31'])
      expect(isDay(far), far).toBe(false);
  });

  it('add up and count back, over leap days and the ends of years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  it('begin at another instant in each time zone', () => {
    const instant = new Date('2026-07-01T06:30:00Z');
    expect(dayAt(instant, zoneOf('09'))).toBe('2026-07-01');
    expect(dayAt(instant, zoneOf('23'))).toBe('2026-07-01');
    expect(dayAt(instant, zoneOf('25'))).toBe('2026-06-30');
    expect(dayAt(instant, zoneOf('02'))).toBe('2026-06-30');
    expect(dayAt(new Date('2026-01-01T05:30:00Z'), zoneOf('00'))).toBe('2025-12-31');
  });
});

describe('business days', () => {
  const holidays = new Set(['2026-11-16', '2026-12-25', '2027-01-01']);

  it('pass over Saturdays, Sundays and holidays', () => {
    expect(addBusinessDays('2026-11-13', 1, holidays)).toBe('2026-11-17');
    expect(addBusinessDays('2026-12-24', 3, holidays)).toBe('2026-12-30');
    expect(addBusinessDays('2026-11-14', 0, holidays)).toBe('2026-11-17');
    expect(businessDaysBetween('2026-12-24', '2027-01-04', holidays)).toBe(5);
  });

  it('counted forward are found when counted back', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 120 }),
        fc.array(day, { maxLength: 20 }),
        (from, days, off) => {
          const calendar = new Set(off);
          const end = addBusinessDays(from, days, calendar);
          expect(isBusinessDay(end, calendar)).toBe(true);
          expect(businessDaysBetween(from, end, calendar)).toBe(days);
        },
      ),
      { numRuns: 300 },
    );
    expect(businessDaysBetween('2026-11-23', '2026-11-20', none)).toBe(0);
  });
});

describe('quarters', () => {
  it('hold every day exactly once', () => {
    fc.assert(
      fc.property(day, (at) => {
        const { year, quarter } = quarterOf(at);
        const { from, to } = quarterDays(year, quarter);
        expect(from <= at && at <= to).toBe(true);
        expect(quarterOf(addDays(to, 1))).not.toEqual({ year, quarter });
      }),
    );
  });
});
