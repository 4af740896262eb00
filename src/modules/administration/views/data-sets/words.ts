import type { DataSet } from '#platform/data-sets/data-set.ts';
import type { Translate } from '#platform/i18n/i18n.ts';

/** What people call a data set. */
export function titleOf(dataSet: DataSet, t: Translate): string {
  return dataSet.title?.(t) ?? dataSet.name;
}

/** A series of loads by the name of its data set and its options: `states`, `metrica-published edition=2017`. */
export function seriesName(series: string): { set: string; options: string } {
  const [set = '', ...options] = series.split(' ');
  return { set, options: options.map((option) => option.slice(option.indexOf('=') + 1)).join(', ') };
}

/** A hash as far as people compare it. */
export const shortHash = (sha256: string) => sha256.slice(0, 12);
