/** The languages of the interface. Spanish is the source; its pages live at `/`, English ones under `/en`. */
export const languages = ['es-MX', 'en'] as const;
export type Lang = (typeof languages)[number];
export const defaultLang: Lang = 'es-MX';

/**
 * The address of a page in a language: `/metrica` stays itself in Spanish and becomes `/en/metrica` in English.
 * Somebody may ask for `/en//elsewhere.test`; a link that begins with two slashes would lead to that host.
 */
export function localizedPath(path: string, lang: Lang): string {
  if (lang === defaultLang) return path.replace(/^[/\\]{2,}/, '/');
  return path === '/' ? '/en' : `/en${path}`;
}

/** Splits a request path into its language and the Spanish path that names the page. */
export function splitLanguage(pathname: string): { lang: Lang; path: string } {
  if (pathname === '/en' || pathname === '/en/') return { lang: 'en', path: '/' };
  if (pathname.startsWith('/en/')) return { lang: 'en', path: pathname.slice(3) };
  return { lang: defaultLang, path: pathname };
}
