import { createContext, useContext } from 'hono/jsx';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/i18n.ts';
import type { Lang } from '../i18n/languages.ts';

/** What every component may ask of the page it stands on: language, words, number formats, addresses. */
export interface PageContext {
  lang: Lang;
  t: Translate;
  format: Format;
  /** The Spanish path of the page, without language prefix or query: `/metrica/2017`. */
  path: string;
  query: URLSearchParams;
  /** The address of another page in this page's language. Takes the Spanish path, with query if any. */
  href(path: string): string;
}

const Context = createContext<PageContext | null>(null);

/** Puts a page's context in reach of the components inside it. Components render synchronously, never async. */
export const PageProvider = Context.Provider;

/** The context of the page being rendered. Throws outside a page, which is a programming error. */
export function usePage(): PageContext {
  const page = useContext(Context);
  if (!page) throw new Error('usePage() was called outside a page');
  return page;
}
