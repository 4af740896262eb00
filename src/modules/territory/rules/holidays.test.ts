import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOfRule, type HolidayRule, holidaysOfYear, parseHolidayRule } from './holidays.ts';

const dayOf = (rule: string, year: number) => dayOfRule(parseHolidayRule(rule), year);

function rule(more: Partial<HolidayRule> & { rule: string }): HolidayRule {
  return { fromYear: null, toYear: null, state: null, name: 'Día', source: 'Ley', ...more };
}

describe('a rule of a day of rest', () => {
  it.each([
    ['12-25', 2026, '2026-12-25'],
    ['02-29', 2028, '2028-02-29'],
    ['02-29', 2026, undefined],
    ['02-L1', 2026, '2026-02-02'],
    ['02-L1', 2027, '2027-02-01'],
    ['03-L3', 2026, '2026-03-16'],
    ['11-L3', 2026, '2026-11-16'],
    ['03-V4', 2026, '2026-03-27'],
    ['10-01/6@2024', 2024, '2024-10-01'],
    ['10-01/6@2024', 2030, '2030-10-01'],
    ['10-01/6@2024', 2026, undefined],
    ['10-01/6@2024', 2018, undefined],
    ['2027-03-25', 2027, '2027-03-25'],
    ['2027-03-25', 2028, undefined],
  ])('%s names in %i the day %s', (text, year, day) => {
    expect(dayOf(text, year)).toBe(day);
  });

  it.each([
    '',
    '13-01',
    '02-30',
    '2-1',
    '02-L0',
    '02-L5',
    '02-Z1',
    '10-01/0@2024',
    '10-01/6',
    '2027-02-29',
    'x',
  ])('is not %j', (text) => {
    expect(() => parseHolidayRule(text)).toThrow(RangeError);
  });

  it('with a weekday always names that weekday, in the week of the month that it says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2006, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        (year, month, weekday, nth) => {
          const written = `${String(month).padStart(2, '0')}-${'DLMXJVS'[weekday]}${nth}`;
          const day = dayOf(written, year) ?? '';
          expect(new Date(day).getUTCDay()).toBe(weekday);
          expect(day.slice(0, 7)).toBe(`${year}-${written.slice(0, 2)}`);
          expect(Math.ceil(Number(day.slice(8)) / 7)).toBe(nth);
        },
      ),
    );
  });
});

describe('the days of rest of a year', () => {
  const rules = [
    rule({ rule: '12-25' }),
    rule({ rule: '01-01', fromYear: 2020, toYear: 2026 }),
    rule({ rule: '07-16', state: '20', name: 'Lunes del Cerro' }),
  ];
  const days = (year: number, state: string | null) =>
    holidaysOfYear(rules, year, state).map(({ day }) => day);

  it('are those of the country and of the state, in their order, while their rules hold', () => {
    expect(days(2026, null)).toEqual(['2026-01-01', '2026-12-25']);
    expect(days(2026, '20')).toEqual(['2026-01-01', '2026-07-16', '2026-12-25']);
    expect(days(2027, '09')).toEqual(['2027-12-25']);
    expect(days(2019, '09')).toEqual(['2019-12-25']);
  });
});
