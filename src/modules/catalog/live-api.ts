import { createApi } from '#platform/http/api.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Module } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import type { PlacedOperation } from './api-description.ts';

/** Asks the API of this process, so that the examples of its page are true at any time. */
export function liveApi(modules: readonly Module[], services: Services, lang: Lang) {
  const api = createApi(modules, services);
  return async (address: string): Promise<unknown> => {
    const response = await api.request(address, { headers: { 'accept-language': lang } });
    return response.json();
  };
}

/** The query parameters whose examples make a short and telling request. */
const shown = ['q', 'state', 'order', 'sort', 'direction', 'limit'];

/** Which of an operation's query parameters its example uses. */
export function shownParameters({ parameters = [] }: PlacedOperation): string[] {
  const names = parameters.map(({ name }) => name).filter((name) => shown.includes(name));
  // A search finds few: narrowing it further shows an empty answer.
  return names.includes('sort')
    ? names.filter((name) => name !== 'q')
    : names.filter((name) => name !== 'order');
}
