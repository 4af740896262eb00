import type { Lang } from './languages.ts';

/** Writes numbers and dates the way STYLE asks: `0.52`, `1,243`, `23 de noviembre de 2026`. */
export interface Format {
  /** An index value from 0 to 1 with two decimals, rounded half up as the official annex does. */
  score(value: number): string;
  /** A number with the given count of decimals, rounded half up. */
  decimal(value: number, digits: number): string;
  /** A signed difference, with a real minus sign: `+0.13`, `−0.04`, `0.00`. */
  difference(value: number, digits?: number): string;
  integer(value: number): string;
  /** A share from 0 to 1 as a percentage without decimals: `25 %`. */
  percent(value: number): string;
  date(value: Date): string;
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
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const decimal = (value: number, digits: number) => roundHalfUp(value, digits).toFixed(digits);
  return {
    score: (value) => decimal(value, 2),
    decimal,
    difference(value, digits = 2) {
      const rounded = roundHalfUp(value, digits);
      const sign = rounded > 0 ? '+' : rounded < 0 ? '\u2212' : '';
      return sign + Math.abs(rounded).toFixed(digits);
    },
    integer: (value) => integer.format(value),
    percent: (value) => `${decimal(value * 100, 0)}\u00a0%`,
    date: (value) => date.format(value),
    list: (items) => list.format(items),
  };
}
