import type { Lang } from './languages.ts';

/** Writes numbers and dates the way STYLE asks: `0.52`, `1,243`, `23 de noviembre de 2026`. */
export interface Format {
  /** An index value from 0 to 1 with two decimals, rounded half up as the official annex does. */
  score(value: number): string;
  /** A number with the given count of decimals, rounded half up, with a real minus sign. */
  decimal(value: number, digits: number): string;
  /** A signed difference, with a real minus sign: `+0.13`, `−0.04`, `0.00`. */
  difference(value: number, digits?: number): string;
  integer(value: number): string;
  /** A share from 0 to 1 as a percentage with as many decimals as it needs, `digits` at most: `25 %`, `12.5 %`; `25%` in English. */
  percent(share: number, digits?: number): string;
  date(value: Date): string;
  /** A day of the calendar, or a month or a year where no more is known: `2017-09-19`, `2017-09`, `2017`. */
  day(value: string): string;
  /** A date with its time to the second and the zone: `23 de noviembre de 2026 a las 10:56:44 GMT-6`. */
  moment(value: Date): string;
  /** A date with its time to the minute, for tables: `23 nov 2026, 10:56`. */
  minute(value: Date): string;
  /** A list in words: `a, b y c`. */
  list(items: readonly string[]): string;
}

/**
 * Rounds half up at a number of decimals, forgiving the last bits of binary floating point:
 * the mean of 27 values that is exactly 0.195 in decimal rounds to 0.20 although its double lies just below.
 */
export function roundHalfUp(value: number, digits: number): number {
  const factor = 10 ** digits;
  const scaled = Math.abs(value) * factor;
  const rounded = Math.floor(scaled + 0.5 + 1e-9 * Math.max(1, scaled));
  return (Math.sign(value) * rounded) / factor || 0;
}

export function createFormat(lang: Lang): Format {
  const locale = lang === 'es-MX' ? 'es-MX' : 'en-GB';
  const integer = new Intl.NumberFormat('es-MX', { maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'America/Mexico_City' });
  const moment = new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'long',
    hourCycle: 'h23',
    timeZone: 'America/Mexico_City',
  });
  const minute = new Intl.DateTimeFormat(locale, {
    ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ hourCycle: 'h23', timeZone: 'America/Mexico_City' },
  });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const decimal = (value: number, digits: number) => {
    const rounded = roundHalfUp(value, digits);
    return (rounded < 0 ? '\u2212' : '') + Math.abs(rounded).toFixed(digits);
  };
  return {
    score: (value) => decimal(value, 2),
    decimal,
    difference(value, digits = 2) {
      const rounded = roundHalfUp(value, digits);
      const sign = rounded > 0 ? '+' : rounded < 0 ? '\u2212' : '';
      return sign + Math.abs(rounded).toFixed(digits);
    },
    integer: (value) => integer.format(value),
    percent: (share, digits = 0) => `${roundHalfUp(share * 100, digits)}${lang === 'es-MX' ? '\u00a0' : ''}%`,
    date: (value) => date.format(value),
    day(value) {
      const parts = value.split('-').length;
      if (parts === 1) return value;
      return (parts === 2 ? month : day).format(new Date(parts === 2 ? `${value}-01` : value));
    },
    moment: (value) => moment.format(value),
    minute: (value) => minute.format(value),
    list: (items) => list.format(items),
  };
}
