import type { PageContext } from './page-context.ts';

/** Changes to a query string: a value sets the parameter, null takes it away. */
export type QueryChanges = Readonly<Record<string, string | number | null>>;

/**
 * The address of the page being rendered, in its language, with some query parameters changed and the others kept.
 * `pageAddress(page, { medida: 't', pagina: null })` from `/metrica/2017?medida=ga&pagina=2` gives `/metrica/2017?medida=t`.
 */
export function pageAddress(
  page: Pick<PageContext, 'path' | 'query' | 'href'>,
  changes: QueryChanges,
): string {
  return page.href(page.path + queryString(page.query, changes));
}

/** A query string with some parameters changed: `''` where nothing is left, else with its question mark. */
export function queryString(query: URLSearchParams, changes: QueryChanges): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, String(value));
  }
  const text = next.toString();
  return text && `?${text}`;
}
