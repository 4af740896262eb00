import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDay, startOfDay } from './days.ts';

describe('a day', () => {
  it('is read as browsers send it', () => {
    expect(readDay('2026-11-23')).toEqual({ year: 2026, month: 11, day: 23 });
    expect(readDay('2024-02-29')).toEqual({ year: 2024, month: 2, day: 29 });
  });

  it.each([
    '',
    '23/11/2026',
    '2026-11-3',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '0999-01-01',
    '2026-11-23T00:00',
  ])('is not %j', (text) => expect(readDay(text)).toBeUndefined());

  it('begins at midnight in Mexico City, with and without summer time', () => {
    const start = (year: number, month: number, day: number) =>
      startOfDay({ year, month, day }).toISOString();
    expect(start(2026, 11, 23)).toBe('2026-11-23T06:00:00.000Z');
    expect(start(2026, 7, 1)).toBe('2026-07-01T06:00:00.000Z');
    // Until 2022 the clock went forward in April.
    expect(start(2020, 7, 1)).toBe('2020-07-01T05:00:00.000Z');
    expect(start(2020, 4, 5)).toBe('2020-04-05T06:00:00.000Z');
    expect(start(2020, 4, 6)).toBe('2020-04-06T05:00:00.000Z');
  });

  it('ends where the next one begins', () => {
    const days = fc.record({
      year: fc.integer({ min: 1970, max: 2100 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(days, (day) => {
        const hours = (startOfDay(day, 1).getTime() - startOfDay(day).getTime()) / 3_600_000;
        expect([23, 24, 25]).toContain(hours);
      }),
    );
  });
});
