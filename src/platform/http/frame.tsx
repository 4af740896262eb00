import { version } from '../config/project.ts';
import type { Problem } from '../errors/problem.ts';
import { createFormat } from '../i18n/format.ts';
import { translator } from '../i18n/i18n.ts';
import { localizedPath, splitLanguage } from '../i18n/languages.ts';
import type { NavigationItem as ModuleNavigation } from '../module.ts';
import type { PlatformSettings } from '../settings/settings.ts';
import {
  Document,
  ErrorPage,
  type PageAssets,
  type PageContext,
  PageProvider,
  SiteBanner,
  SiteFooter,
  SiteHeader,
} from '../ui/index.ts';
import { faultOf } from './faults.ts';
import type { HtmlResult } from './results.ts';

/** What all pages share: the built files, the navigation, and where people reach the platform. */
export interface Frame {
  assets: PageAssets;
  origin: string;
  navigation: readonly ModuleNavigation[];
  /** The Spanish path of everybody's own account, where people can have one. */
  account?: string;
}

const formats = { 'es-MX': createFormat('es-MX'), en: createFormat('en') };

/** The context of the page at an address. */
export function pageContext(url: URL): PageContext {
  const { lang, path } = splitLanguage(url.pathname);
  return {
    lang,
    t: translator(lang),
    format: formats[lang],
    path,
    query: url.searchParams,
    href: (other) => localizedPath(other, lang),
  };
}

function navigationOf(frame: Frame, { t, path, href }: PageContext) {
  return frame.navigation.map((item) => ({
    label: item.label(t),
    href: href(item.path),
    current: path === item.path || path.startsWith(`${item.path}/`),
  }));
}

/** The files of the build for a page, with the scripts it asks for. @throws Error for a script that was not built */
function assetsOf({ assets }: Frame, names: readonly string[]): PageAssets {
  const asked = names.map((name) => {
    const file = assets.pageScripts?.[name];
    if (file === undefined) throw new Error(`The build has no script "${name}"`);
    return file;
  });
  return { ...assets, scripts: [...assets.scripts, ...asked] };
}

const footerPages = ['/acerca', '/accesibilidad', '/privacidad', '/datos', '/api', '/avisos'] as const;

/**
 * A page's markup: its content inside header, navigation and footer.
 * @param settings what administrators have set; left out for pages that tell of a problem, which need no records
 */
export function renderPage(
  frame: Frame,
  page: PageContext,
  result: HtmlResult,
  settings?: Pick<PlatformSettings, 'banner' | 'contact'>,
): string {
  const { t, href } = page;
  const links = footerPages.map((path) => ({ label: t(`site:footer.${path}`), href: href(path) }));
  return (
    <PageProvider value={page}>
      <Document
        title={result.title}
        description={result.description}
        assets={assetsOf(frame, result.scripts ?? [])}
        origin={frame.origin}
        canonicalQuery={result.canonicalQuery ?? ''}
        indexed={result.indexed ?? true}
        failed={result.failed ?? false}
        {...(result.feed ? { feed: href(result.feed) } : {})}
        header={
          <>
            <SiteHeader
              navigation={navigationOf(frame, page)}
              account={frame.account ? { label: t('account'), href: href(frame.account) } : undefined}
            />
            {settings?.banner ? <SiteBanner {...settings.banner} /> : null}
          </>
        }
        footer={<SiteFooter links={links} version={version} contact={settings?.contact ?? undefined} />}
      >
        {result.main}
      </Document>
    </PageProvider>
  ).toString();
}

/** The page that tells of a problem: what happened, what to do, where to go on. */
export function renderProblem(frame: Frame, page: PageContext, problem: Problem, requestId: string): string {
  const { t } = page;
  const fault = faultOf(problem);
  const title = t(`errors:${fault}.title`);
  const what = problem.detail[page.lang === 'en' ? 'en' : 'es'];
  return renderPage(frame, page, {
    kind: 'html',
    title,
    description: what,
    indexed: false,
    main: (
      <ErrorPage
        status={problem.status}
        title={title}
        what={what}
        todo={t(`errors:${fault}.todo`)}
        requestId={problem.status >= 500 ? requestId : undefined}
      />
    ),
  });
}
