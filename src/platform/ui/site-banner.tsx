import { defaultLang } from '../i18n/languages.ts';
import { usePage } from './page-context.ts';
import { Notice } from './status.tsx';

export interface SiteBannerProps {
  tone: 'info' | 'warning';
  es: string;
  /** Empty where there is no English text: English readers then see the Spanish one. */
  en: string;
}

/** What those who run the platform want everybody to know, between the header and the page. */
export function SiteBanner({ tone, es, en }: SiteBannerProps) {
  const { t, lang } = usePage();
  const translated = lang !== defaultLang && en !== '';
  return (
    <section class="tq-banner" aria-label={t('banner')}>
      <div class="tq-wrap">
        <Notice kind={tone}>
          <p lang={translated || lang === defaultLang ? undefined : defaultLang}>{translated ? en : es}</p>
        </Notice>
      </div>
    </section>
  );
}
