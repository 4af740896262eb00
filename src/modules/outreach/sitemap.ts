import { listedRecords } from '#modules/commission/index.ts';
import { editionList } from '#modules/metrica/index.ts';
import { commitmentPath, exerciseOf, planPath, statePlansPath } from '#modules/plans/index.ts';
import { allInstitutions, FEDERATION, listStates } from '#modules/territory/index.ts';
import { latestLoads } from '#platform/data-sets/load.ts';
import { languages, localizedPath } from '#platform/i18n/languages.ts';
import type { Module } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';

/** Pages to a part of the site map. The protocol allows 50,000 addresses; each page has one in each language. */
const pagesInPart = 2000;

/** Routes that search engines should not list: they show what someone searched for, lead to another page, or are one of very many entries. */
const unlisted: readonly RegExp[] = [
  /^\/buscar$/,
  // What is open on the way into an account and out of it.
  /^\/(confirmar|cuenta|recuperar)(\/|$)/,
  /^\/(entrar|registro)\/./,
  /^\/bitacora\/(checkpoint|llave|asientos(\/.*)?)$/,
  /^\/metrica\/:year(\{[^}]*\})?\/entidades$/,
  // Files, which their commitment's, plan's or state's page leads to, and the way in of one person.
  /^\/compromisos\/:id\/evidencias\//,
  /^\/planes\/(archivos|invitacion)\//,
];

/** The beginning of a route with a named part, and the addresses it stands for. The first that fits counts. */
type Expansion = readonly [pattern: RegExp, values: (services: Services) => Promise<readonly string[]>];

const expansions: readonly Expansion[] = [
  [/^\/comision\/sesiones\/:session$/, ({ orm }) => listedRecords.sessions(orm)],
  [/^\/comision\/acuerdos\/:code$/, ({ orm }) => listedRecords.agreements(orm)],
  [/^\/comision\/exhortos\/:id$/, ({ orm }) => listedRecords.exhortations(orm)],
  [/^\/comision\/convenios\/:id$/, ({ orm }) => listedRecords.covenants(orm)],
  [
    // The federation is not divided into municipalities.
    /^\/entidades\/:slug(?=\/municipios$)/,
    async ({ orm }) =>
      (await listStates(orm))
        .filter(({ clave }) => clave !== FEDERATION)
        .map(({ slug }) => `/entidades/${slug}`),
  ],
  [/^\/entidades\/:slug/, async ({ orm }) => (await listStates(orm)).map(({ slug }) => `/entidades/${slug}`)],
  [
    /^\/instituciones\/:slug/,
    async ({ orm }) => (await allInstitutions(orm)).map(({ slug }) => `/instituciones/${slug}`),
  ],
  [
    /^\/planes\/:slug\/:edition(\{[^}]*\})?/,
    async (services) =>
      (await exerciseOf(services)).states.flatMap(({ state, plans }) =>
        plans.map(({ edition }) => planPath(state.slug, edition)),
      ),
  ],
  [
    /^\/planes\/:slug/,
    async (services) => (await exerciseOf(services)).states.map(({ state }) => statePlansPath(state.slug)),
  ],
  [
    /^\/compromisos\/:id/,
    async (services) => (await exerciseOf(services)).commitments.map(({ id }) => commitmentPath(id)),
  ],
  [
    /^\/metrica\/:year(\{[^}]*\})?/,
    async (services) => (await editionList(services)).map(({ year }) => `/metrica/${year}`),
  ],
];

/** The Spanish addresses of a route's pages; none for files and for what is not listed. */
async function addressesOf(path: string, services: Services): Promise<string[]> {
  if (/\.\w+$/.test(path) || unlisted.some((pattern) => pattern.test(path))) return [];
  if (!path.includes(':')) return [path];
  for (const [pattern, values] of expansions) {
    if (pattern.test(path)) return (await values(services)).map((value) => path.replace(pattern, value));
  }
  return [];
}

/**
 * The Spanish addresses of all pages that search engines may list, in the order of the modules: those that are the same
 * for everyone.
 */
export async function listedPages(modules: readonly Module[], services: Services): Promise<string[]> {
  const routes = modules.flatMap(({ pages }) =>
    pages.filter(({ access, personal }) => access === 'public' && !personal).map(({ path }) => path),
  );
  const addresses = await Promise.all(routes.map((path) => addressesOf(path, services)));
  return [...new Set(addresses.flat())];
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const protocol = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** When the data last changed, as a date; undefined before anything was loaded. */
async function lastChange(services: Services): Promise<string | undefined> {
  const [newest] = await latestLoads(services);
  return newest?.loadedAt.toISOString().slice(0, 10);
}

function pageEntries(path: string, origin: string, changed: string | undefined): string[] {
  const address = (lang: (typeof languages)[number]) => escapeXml(origin + localizedPath(path, lang));
  const alternates = [...languages.map((lang) => [lang, address(lang)]), ['x-default', address('es-MX')]]
    .map(([lang, href]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${href}"/>`)
    .join('');
  const lastmod = changed ? `<lastmod>${changed}</lastmod>` : '';
  return languages.map((lang) => `<url><loc>${address(lang)}</loc>${lastmod}${alternates}</url>`);
}

/** How many parts the site map has. */
export function partCount(pages: readonly string[]): number {
  return Math.max(1, Math.ceil(pages.length / pagesInPart));
}

/** A part of the site map, from 1: pages in every language, each with its others. */
export async function sitemapPart(
  services: Services,
  pages: readonly string[],
  part: number,
  origin: string,
): Promise<string> {
  const changed = await lastChange(services);
  const entries = pages
    .slice((part - 1) * pagesInPart, part * pagesInPart)
    .flatMap((path) => pageEntries(path, origin, changed));
  return [
    declaration,
    `<urlset xmlns="${protocol}" xmlns:xhtml="http://www.w3.org/1999/xhtml">`,
    ...entries,
    '</urlset>',
    '',
  ].join('\n');
}

/** The list of the parts. */
export async function sitemapIndex(
  services: Services,
  pages: readonly string[],
  origin: string,
): Promise<string> {
  const changed = await lastChange(services);
  const lastmod = changed ? `<lastmod>${changed}</lastmod>` : '';
  const parts = Array.from(
    { length: partCount(pages) },
    (_, at) => `<sitemap><loc>${escapeXml(`${origin}/sitemap-${at + 1}.xml`)}</loc>${lastmod}</sitemap>`,
  );
  return [declaration, `<sitemapindex xmlns="${protocol}">`, ...parts, '</sitemapindex>', ''].join('\n');
}
