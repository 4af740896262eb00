import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAt } from './days.ts';
import { instantOf, isTime, timeAt } from './instants.ts';

const zones = ['America/Mexico_City', 'America/Tijuana', 'America/Cancun', 'America/Hermosillo'];

describe('the instant of a day and a time', () => {
  it.each([
    ['America/Mexico_City', '2026-11-23T16:00:00.000Z'],
    ['America/Cancun', '2026-11-23T15:00:00.000Z'],
    ['America/Hermosillo', '2026-11-23T17:00:00.000Z'],
    ['America/Tijuana', '2026-11-23T18:00:00.000Z'],
  ])('is what the clocks of %s show', (zone, instant) => {
    expect(instantOf('2026-11-23', '10:00', zone).toISOString()).toBe(instant);
  });

  it('follows the clocks that still change at the northern border', () => {
    const tijuana = (day: string, time: string) =>
      instantOf(day, time, 'America/Tijuana').toISOString().slice(0, 16);
    expect(tijuana('2026-07-01', '10:00')).toBe('2026-07-01T17:00');
    // Left out on 8 March, twice there on 1 November.
    expect(tijuana('2026-03-08', '02:30')).toBe('2026-03-08T10:30');
    expect(tijuana('2026-11-01', '01:30')).toBe('2026-11-01T08:30');
    expect(tijuana('2026-11-01', '02:30')).toBe('2026-11-01T10:30');
  });

  it('is read back as the same day and time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2023-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        (zone, date) => {
          const minute = new Date(Math.floor(date.getTime() / 60_000) * 60_000);
          const again = instantOf(dayAt(minute, zone), timeAt(minute, zone), zone);
          const hour = minute.getTime() - again.getTime();
          // An hour that comes twice is read as the first of both.
          expect([0, 3_600_000]).toContain(hour);
          expect(timeAt(again, zone)).toBe(timeAt(minute, zone));
        },
      ),
    );
  });

  it('is asked for as a time of the day', () => {
    expect(['00:00', '09:30', '23:59'].every(isTime)).toBe(true);
    expect(['24:00', '9:30', '09:60', '', '09:30:00'].some(isTime)).toBe(false);
  });
});
