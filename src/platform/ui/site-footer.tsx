import { rich } from '../i18n/rich.tsx';
import { Logo } from './brand/logo.tsx';
import { usePage } from './page-context.ts';

export interface FooterLink {
  label: string;
  href: string;
}

export interface SiteFooterProps {
  links: readonly FooterLink[];
  /** Where the source code can be read. */
  sourceCode?: string | undefined;
  /** The e-mail address of those who run the platform. */
  contact?: string | undefined;
  /** The version of the platform that made the page. */
  version?: string | undefined;
}

/** The foot of every page: what this is, whose it is, and under what terms. */
export function SiteFooter({ links, sourceCode, version, contact }: SiteFooterProps) {
  const { t } = usePage();
  return (
    <footer class="tq-footer">
      <div class="tq-wrap">
        <Logo height={45} />
        <p class="tq-footer__motto">{t('motto')}</p>
        <nav aria-label={t('footer.label')}>
          <ul>
            {links.map((link) => (
              <li>
                <a href={link.href}>{link.label}</a>
              </li>
            ))}
          </ul>
        </nav>
        {contact ? (
          <p>
            {t('footer.contact')} <a href={`mailto:${contact}`}>{contact}</a>
          </p>
        ) : null}
        <p>
          {rich(t('footer.code'), {
            code: (text) => (sourceCode ? <a href={sourceCode}>{text}</a> : text),
          })}{' '}
          {rich(t('footer.licence'), {
            licence: (text) => (
              <a href={t('footer.licenceAddress')} rel="license">
                {text}
              </a>
            ),
          })}
          {version ? <span class="tq-footer__version"> {t('footer.version', { version })}</span> : null}
        </p>
      </div>
    </footer>
  );
}
