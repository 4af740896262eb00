import { version } from '#platform/config/project.ts';
import { rich } from '#platform/i18n/rich.tsx';
import {
  Band,
  type Column,
  Columns,
  DataTable,
  Entries,
  NextSteps,
  type PageContext,
  PageHeading,
  Prose,
  usePage,
} from '#platform/ui/index.ts';

/** The parts of the platform that others made, in the order of the table. */
const sources = ['scores', 'territory', 'population', 'institutions', 'type', 'components'] as const;
type Source = (typeof sources)[number];

/** The id of the part of `/acerca` that says how to report an error; other pages lead there. */
export const reportAnchor = 'avisar';

function sourceColumns({ t }: PageContext): Column<Source>[] {
  return [
    { key: 'what', header: t('site:about.sources.what'), cell: (one) => t(`site:about.sources.${one}.what`) },
    { key: 'from', header: t('site:about.sources.from'), cell: (one) => t(`site:about.sources.${one}.from`) },
    {
      key: 'licence',
      header: t('site:about.sources.licence'),
      cell: (one) => t(`site:about.sources.${one}.licence`),
    },
  ];
}

/** What can be done on the platform today, each with the way there. */
function Today() {
  const { t, href } = usePage();
  const link = (path: string) => (text: string) => <a href={href(path)}>{text}</a>;
  const links = {
    metrica: link('/metrica'),
    states: link('/entidades'),
    institutions: link('/instituciones'),
    verification: link('/metrica/verificacion'),
    simulator: link('/metrica/simulador'),
    data: link('/datos'),
    api: link('/api'),
  };
  return (
    <>
      <h2 id="hoy">{t('site:about.today.title')}</h2>
      <ul>
        {(['item1', 'item2', 'item3', 'item4'] as const).map((item) => (
          <li>{rich(t(`site:about.today.${item}`), links)}</li>
        ))}
      </ul>
      <p>{t('site:about.today.not')}</p>
    </>
  );
}

function Readers() {
  const { t, href } = usePage();
  return (
    <Entries
      level={3}
      items={[
        {
          title: t('site:about.who.citizen'),
          text: t('site:about.who.citizenText'),
          href: href('/entidades'),
        },
        {
          title: t('site:about.who.researcher'),
          text: t('site:about.who.researcherText'),
          href: href('/datos'),
        },
        {
          title: t('site:about.who.officer'),
          text: t('site:about.who.officerText'),
          href: href('/instituciones'),
        },
      ]}
    />
  );
}

/** An e-mail address or a page, as a link. */
function ReportLink({ to }: { to: string }) {
  return <a href={to.startsWith('https://') ? to : `mailto:${to}`}>{to}</a>;
}

function Makers({ reports }: { reports: string | undefined }) {
  const { t } = usePage();
  return (
    <Prose>
      <h2 id="quien">{t('site:about.makers.title')}</h2>
      <p>{t('site:about.makers.text')}</p>
      <h3>{t('site:about.code.title')}</h3>
      <p>
        {rich(t('site:about.code.text', { version }), { code: (text) => <code>{text}</code> })}{' '}
        {rich(t('site:about.code.report'), {
          report: (text) => <a href={`#${reportAnchor}`}>{text}</a>,
        })}
      </p>
      <h3 id={reportAnchor}>{t('site:about.report.title')}</h3>
      <p>{t('site:about.report.text')}</p>
      {reports ? (
        <p>
          {t('site:about.report.to')} <ReportLink to={reports} />
        </p>
      ) : null}
    </Prose>
  );
}

/** What the platform is, for whom, on what principles, by whom, and from what. `reports`: where errors are reported, if anywhere. */
export function AboutPage({ reports }: { reports: string | undefined }) {
  const page = usePage();
  const { t, href } = page;
  const strong = (text: string) => <strong>{text}</strong>;
  const items = ['item1', 'item2', 'item3', 'item4', 'item5'] as const;
  return (
    <>
      <Band>
        <PageHeading title={t('site:about.title')} lead={t('site:about.lead')} />
        <Columns layout="halves">
          <div>
            <Today />
          </div>
          <div>
            <h2>{t('site:about.word.title')}</h2>
            <p>{rich(t('site:about.word.text'), { em: (text) => <em lang="nah">{text}</em> })}</p>
          </div>
        </Columns>
      </Band>
      <Band tone="papel" labelledBy="para-quien">
        <h2 id="para-quien">{t('site:about.who.title')}</h2>
        <Readers />
        <h2 id="principios">{t('site:about.principles.title')}</h2>
        <Prose>
          <ul>
            {items.map((item) => (
              <li>{rich(t(`site:about.principles.${item}`), { strong })}</li>
            ))}
          </ul>
        </Prose>
      </Band>
      <Band labelledBy="quien">
        <Makers reports={reports} />
      </Band>
      <Band tone="papel" labelledBy="fuentes">
        <h2 id="fuentes">{t('site:about.sources.title')}</h2>
        <DataTable
          id="creditos"
          caption={t('site:about.sources.caption')}
          columns={sourceColumns(page)}
          rows={sources}
        />
        <NextSteps
          items={[
            {
              title: t('site:about.next.metrica'),
              text: t('site:about.next.metricaText'),
              href: href('/metrica'),
            },
            {
              title: t('site:about.next.accessibility'),
              text: t('site:about.next.accessibilityText'),
              href: href('/accesibilidad'),
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
