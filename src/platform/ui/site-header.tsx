import { languages, localizedPath } from '../i18n/languages.ts';
import { FretBand, Logo } from './brand/logo.tsx';
import { usePage } from './page-context.ts';

export interface NavigationItem {
  label: string;
  href: string;
  /** True on the page itself and on all pages below it. */
  current?: boolean;
}

/**
 * The band, the name and the ways into the platform. On a phone the ways fold into a menu that opens without script;
 * of the two navigations only one is ever displayed.
 */
export function SiteHeader({
  navigation,
  account,
}: {
  navigation: readonly NavigationItem[];
  /**
   * The same link for everyone: pages are kept for all, so none knows who reads it. On a phone it stands in the menu,
   * on a wide screen beside the language.
   */
  account?: NavigationItem | undefined;
}) {
  const { t, href, path } = usePage();
  return (
    <header class="tq-header">
      <FretBand />
      <div class="tq-wrap tq-header__row">
        <a class="tq-header__home" href={href('/')} aria-current={path === '/' ? 'page' : undefined}>
          <Logo />
          <span class="govuk-visually-hidden">{t('homeLink')}</span>
        </a>
        <nav class="tq-header__wide" aria-label={t('navigation')}>
          <NavigationList items={navigation} />
        </nav>
        {account ? (
          <a class="tq-header__account" href={account.href}>
            {account.label}
          </a>
        ) : null}
        <OtherLanguage />
        {navigation.length > 0 ? (
          <details class="tq-header__menu">
            <summary>{t('menu')}</summary>
            <nav aria-label={t('navigation')}>
              <NavigationList items={account ? [...navigation, account] : navigation} />
            </nav>
          </details>
        ) : null}
      </div>
    </header>
  );
}

function NavigationList({ items }: { items: readonly NavigationItem[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li>
          <a href={item.href} aria-current={item.current ? 'true' : undefined}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The same page, with the same choices, in the other language. */
function OtherLanguage() {
  const { lang, path, query } = usePage();
  const names = { 'es-MX': 'Español', en: 'English' };
  const rest = query.size > 0 ? `?${query}` : '';
  return languages
    .filter((other) => other !== lang)
    .map((other) => (
      <a class="tq-header__language" href={localizedPath(path, other) + rest} lang={other} hreflang={other}>
        {names[other]}
      </a>
    ));
}
