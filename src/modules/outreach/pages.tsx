import { publicOrigin } from '#platform/config/config.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult, TextResult } from '#platform/http/results.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import { currentSettings } from '#platform/settings/settings.ts';
import { listedPages, partCount, sitemapIndex, sitemapPart } from './sitemap.ts';
import { AboutPage } from './views/about-page.tsx';
import { AccessibilityPage } from './views/accessibility-page.tsx';
import { PrivacyPage } from './views/privacy-page.tsx';

async function aboutPage({ page: { t }, services }: PageRequest): Promise<PageResult> {
  const settings = await currentSettings(services);
  return {
    kind: 'html',
    title: t('site:about.title'),
    description: t('site:about.description'),
    main: <AboutPage reports={settings['error-reports'] ?? undefined} />,
  };
}

function accessibilityPage({ page: { t } }: PageRequest): PageResult {
  return {
    kind: 'html',
    title: t('site:accessibility.title'),
    description: t('site:accessibility.description'),
    main: <AccessibilityPage />,
  };
}

function privacyPage({ page: { t } }: PageRequest): PageResult {
  return {
    kind: 'html',
    title: t('site:privacy.title'),
    description: t('site:privacy.description'),
    main: <PrivacyPage />,
  };
}

function xml(body: string): TextResult {
  return { kind: 'text', contentType: 'application/xml; charset=utf-8', body };
}

function robots({ services }: PageRequest): PageResult {
  const lines = [
    'User-agent: *',
    'Allow: /',
    '',
    `Sitemap: ${publicOrigin(services.config)}/sitemap.xml`,
    '',
  ];
  return { kind: 'text', contentType: 'text/plain; charset=utf-8', body: lines.join('\n') };
}

async function index({ services, modules }: PageRequest): Promise<PageResult> {
  const pages = await listedPages(modules, services);
  return xml(await sitemapIndex(services, pages, publicOrigin(services.config)));
}

async function part({ services, modules, params }: PageRequest): Promise<PageResult> {
  const pages = await listedPages(modules, services);
  const number = Number(/^sitemap-([1-9]\d{0,5})\.xml$/.exec(params.file ?? '')?.[1]);
  const parts = partCount(pages);
  if (number <= parts) return xml(await sitemapPart(services, pages, number, publicOrigin(services.config)));
  throw notFound(
    `El mapa del sitio tiene ${parts} partes; están en /sitemap.xml.`,
    `The site map has ${parts} parts; they are listed in /sitemap.xml.`,
    'file',
  );
}

/** A page in every language. */
function page(path: PageRoute['path'], handle: PageRoute['handle']): PageRoute {
  return { path, access: 'public', cache: 'data', handle };
}

/** A file for crawlers, which has one address only. */
function crawlerFile(path: PageRoute['path'], handle: PageRoute['handle']): PageRoute {
  return { path, access: 'public', cache: 'data', languages: ['es-MX'], handle };
}

/** The pages about the platform itself, and what crawlers ask for. */
export const pages: readonly PageRoute[] = [
  page('/acerca', aboutPage),
  page('/accesibilidad', accessibilityPage),
  page('/privacidad', privacyPage),
  crawlerFile('/robots.txt', robots),
  crawlerFile('/sitemap.xml', index),
  crawlerFile('/:file{sitemap-[0-9]+\\.xml}', part),
];
