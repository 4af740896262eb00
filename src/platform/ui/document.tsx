import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { languages, localizedPath } from '../i18n/languages.ts';
import { usePage } from './page-context.ts';

/** Where the built files of the interface are, from the build's manifest. */
export interface PageAssets {
  stylesheet: string;
  /** Module scripts, loaded after the page. */
  scripts: readonly string[];
  /** Module scripts that only pages that ask for them load, by name. */
  pageScripts?: Readonly<Record<string, string>>;
  /** The web font, asked for at once so that text does not change its face. */
  font: string;
}

export interface DocumentProps {
  /** The page's own title, without the platform's name. */
  title: string;
  /** One or two sentences for search engines and for who shares the page. */
  description: string;
  assets: PageAssets;
  /** Where people reach the platform, without trailing slash: `https://tequio.example`. */
  origin: string;
  /** The part of the query that makes this a page of its own, `?medida=t`; the rest is left out of the canonical address. */
  canonicalQuery?: string;
  /** False for pages that search engines should not list: errors, searches, forms. */
  indexed?: boolean;
  /** True where a form came back with errors: the title says so first. */
  failed?: boolean;
  /** The address of an Atom feed that tells of changes to what the page shows. */
  feed?: string;
  header: Child;
  footer: Child;
  /** The page's content, which goes into `<main>`. */
  children?: Child;
}

/** A whole HTML page in the language of its context, doctype included. */
export function Document(props: DocumentProps) {
  const { lang, t } = usePage();
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={lang} class="govuk-template">
        <head>
          <Head {...props} />
        </head>
        <body class="govuk-template__body">
          <a class="tq-skip" href="#contenido">
            {t('skip')}
          </a>
          {props.header}
          <main id="contenido" tabindex={-1}>
            {props.children}
          </main>
          {props.footer}
        </body>
      </html>
    </>
  );
}

function Head({
  title,
  description,
  assets,
  origin,
  canonicalQuery = '',
  indexed = true,
  failed,
  feed,
}: DocumentProps) {
  const { lang, path, t } = usePage();
  const name = t('name');
  const full = `${failed ? `${t('form.error')} ` : ''}${title}${title.includes(name) ? '' : ` · ${name}`}`;
  const address = (other: typeof lang) => origin + localizedPath(path, other) + canonicalQuery;
  return (
    <>
      <meta charset="utf-8" />
      <title>{full}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="description" content={description} />
      <meta name="theme-color" content="#1E3A6D" />
      {indexed ? null : <meta name="robots" content="noindex" />}
      <link rel="preload" href={assets.font} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={assets.stylesheet} />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" sizes="any" />
      <link rel="icon" href="/favicon.ico" sizes="32x32" />
      <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
      <link rel="canonical" href={address(lang)} />
      {languages.map((other) => (
        <link rel="alternate" hreflang={other} href={address(other)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={address('es-MX')} />
      {feed ? <link rel="alternate" type="application/atom+xml" title={title} href={feed} /> : null}
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={name} />
      <meta property="og:locale" content={lang === 'es-MX' ? 'es_MX' : 'en_GB'} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={address(lang)} />
      <meta property="og:image" content={`${origin}/share-${lang === 'es-MX' ? 'es' : 'en'}.png`} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content={t('shareImage')} />
      <meta name="twitter:card" content="summary_large_image" />
      {assets.scripts.map((src) => (
        <script type="module" src={src} />
      ))}
    </>
  );
}
