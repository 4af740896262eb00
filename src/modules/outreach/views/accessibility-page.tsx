import { version } from '#platform/config/project.ts';
import { rich } from '#platform/i18n/rich.tsx';
import { Band, Columns, NextSteps, PageHeading, Prose, usePage } from '#platform/ui/index.ts';
import { reportAnchor } from './about-page.tsx';

function Items({ texts }: { texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li>{text}</li>
      ))}
    </ul>
  );
}

/** The accessibility statement: the standard, what was done, how it is tested, what is missing, how to tell us. */
export function AccessibilityPage() {
  const { t, href } = usePage();
  const done = ['item1', 'item2', 'item3', 'item4', 'item5', 'item6', 'item7'] as const;
  const tested = ['item1', 'item2', 'item3', 'item4'] as const;
  const limits = ['item1', 'item2', 'item3', 'item4', 'item5', 'item6'] as const;
  return (
    <>
      <Band>
        <PageHeading title={t('site:accessibility.title')} lead={t('site:accessibility.lead')} />
        <Prose>
          <h2>{t('site:accessibility.status.title')}</h2>
          <p>
            {rich(t('site:accessibility.status.text'), {
              wcag: (text) => <a href={t('site:accessibility.status.wcagAddress')}>{text}</a>,
            })}
          </p>
        </Prose>
      </Band>
      <Band tone="papel" labelledBy="hecho">
        <Columns layout="halves">
          <div>
            <h2 id="hecho">{t('site:accessibility.done.title')}</h2>
            <Items texts={done.map((item) => t(`site:accessibility.done.${item}`))} />
          </div>
          <div>
            <h2>{t('site:accessibility.tested.title')}</h2>
            <p>{t('site:accessibility.tested.text')}</p>
            <Items texts={tested.map((item) => t(`site:accessibility.tested.${item}`))} />
          </div>
        </Columns>
      </Band>
      <Band labelledBy="limites">
        <Prose>
          <h2 id="limites">{t('site:accessibility.limits.title')}</h2>
          <Items texts={limits.map((item) => t(`site:accessibility.limits.${item}`))} />
          <h2>{t('site:accessibility.report.title')}</h2>
          <p>
            {rich(t('site:accessibility.report.text'), {
              report: (text) => <a href={`${href('/acerca')}#${reportAnchor}`}>{text}</a>,
              data: (text) => <a href={href('/datos')}>{text}</a>,
            })}
          </p>
          <p>{t('site:accessibility.report.version', { version })}</p>
        </Prose>
        <NextSteps
          items={[
            {
              title: t('site:privacy.next.about'),
              text: t('site:privacy.next.aboutText'),
              href: href('/acerca'),
            },
            {
              title: t('site:about.next.privacy'),
              text: t('site:about.next.privacyText'),
              href: href('/privacidad'),
            },
          ]}
        />
      </Band>
    </>
  );
}
