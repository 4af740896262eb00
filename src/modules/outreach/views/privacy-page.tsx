import { version } from '#platform/config/project.ts';
import { rich } from '#platform/i18n/rich.tsx';
import { Band, NextSteps, PageHeading, Prose, SummaryList, usePage } from '#platform/ui/index.ts';
import { reportAnchor } from './about-page.tsx';

const kept = [
  'accounts',
  'identity',
  'letters',
  'cookies',
  'trackers',
  'search',
  'log',
  'published',
] as const;

/** The privacy notice: what is kept, how far the promise goes, and what rights readers have. */
export function PrivacyPage() {
  const { t, href } = usePage();
  return (
    <>
      <Band>
        <PageHeading title={t('site:privacy.title')} lead={t('site:privacy.lead')} />
      </Band>
      <Band tone="papel" labelledBy="guardado">
        <h2 id="guardado">{t('site:privacy.what.title')}</h2>
        <SummaryList
          rows={kept.map((one) => ({
            key: t(`site:privacy.what.${one}`),
            value: t(`site:privacy.what.${one}Text`),
          }))}
        />
      </Band>
      <Band labelledBy="derechos">
        <Prose>
          <h2 id="derechos">{t('site:privacy.rights.title')}</h2>
          <p>
            {rich(t('site:privacy.rights.text'), {
              data: (text) => <a href={href('/cuenta/datos')}>{text}</a>,
              report: (text) => <a href={`${href('/acerca')}#${reportAnchor}`}>{text}</a>,
            })}
          </p>
          <h2>{t('site:privacy.others.title')}</h2>
          <p>{t('site:privacy.others.text')}</p>
          <h2>{t('site:privacy.change.title')}</h2>
          <p>{t('site:privacy.change.text', { version })}</p>
        </Prose>
        <NextSteps
          items={[
            {
              title: t('site:privacy.next.about'),
              text: t('site:privacy.next.aboutText'),
              href: href('/acerca'),
            },
            {
              title: t('site:about.next.accessibility'),
              text: t('site:about.next.accessibilityText'),
              href: href('/accesibilidad'),
            },
          ]}
        />
      </Band>
    </>
  );
}
