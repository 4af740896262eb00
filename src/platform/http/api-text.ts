import { translator } from '../i18n/i18n.ts';
import type { Lang } from '../i18n/languages.ts';
import type { spanish } from '../i18n/resources.ts';

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

/** The key of a text that describes the API: `operations.listStates.summary`. */
export type ApiText = Leaves<(typeof spanish)['site']['api']>;

const mark = 'text:';

/**
 * Stands for a text in the API's description until it is asked for in a language: the same description is served
 * in English to machines and shown in the reader's language to people.
 */
export function apiText(key: ApiText): string {
  return mark + key;
}

/** A description, or any part of one, with its texts in a language. */
export function inLanguage<T>(part: T, lang: Lang): T {
  const t = translator(lang);
  const translate = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.startsWith(mark) ? t(`site:api.${value.slice(mark.length) as ApiText}`) : value;
    }
    if (Array.isArray(value)) return value.map(translate);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, translate(inner)]));
  };
  return translate(part) as T;
}
