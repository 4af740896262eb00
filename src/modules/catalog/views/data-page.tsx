import { Follow } from '#platform/changes/follow.tsx';
import { topicAddress } from '#platform/changes/topics.ts';
import { version } from '#platform/config/project.ts';
import { rich } from '#platform/i18n/rich.tsx';
import {
  Band,
  KeyFigures,
  NextSteps,
  Note,
  type PageContext,
  PageHeading,
  SummaryList,
  usePage,
} from '#platform/ui/index.ts';
import type { OfferedFile, Published } from '../files.ts';
import { dataTopics } from '../topics.ts';
import { Dictionary, fileTitle } from './dictionary.tsx';
import { Provenance, Use } from './provenance.tsx';

/** Every file with what it holds, how long it is, and its two forms. */
function Files({ files }: { files: readonly OfferedFile[] }) {
  const { t, format, href } = usePage();
  const forms = ({ file, path, year }: OfferedFile) =>
    (['csv', 'json'] as const).map((form, at) => (
      <>
        {at > 0 ? ' · ' : null}
        <a href={href(`${path}.${form}`)} download="">
          {form.toUpperCase()}
          <span class="govuk-visually-hidden"> ({fileTitle(file, t, year)})</span>
        </a>
      </>
    ));
  return (
    <SummaryList
      rows={files.map((offered) => {
        const { file, year, rows } = offered;
        return {
          key: fileTitle(file, t, year),
          value: (
            <>
              <p>
                {t(`site:data.files.${file.id}.text`)}{' '}
                {rows === 0
                  ? t('site:data.downloads.noRows')
                  : t('site:data.downloads.rows', { count: rows, n: format.integer(rows) })}
              </p>
              <p>{forms(offered)}</p>
            </>
          ),
        };
      })}
    />
  );
}

function Figures({ published }: { published: Published }) {
  const { t, format } = usePage();
  const { editions, measured, institutions, municipalities } = published;
  return (
    <KeyFigures
      items={[
        ...(measured
          ? [
              {
                label: t('site:data.figures.observed'),
                value: format.integer(measured.institutions.length),
                note: t('site:data.figures.observedNote', { year: measured.year }),
              },
            ]
          : []),
        { label: t('site:data.figures.editions'), value: format.integer(editions.length) },
        { label: t('site:data.figures.catalogue'), value: format.integer(institutions) },
        { label: t('site:data.figures.municipalities'), value: format.integer(municipalities) },
      ]}
    />
  );
}

/** How to cite the newest edition with its institutions; undefined where there is none. */
function citationOf({ measured, loads }: Published, page: PageContext, origin: string): string | undefined {
  const load = loads.find(({ dataSet }) => dataSet === `metrica-observations edition=${measured?.year}`);
  if (!measured || !load) return undefined;
  const { t, format, lang, href } = page;
  return t('site:data.use.citation', {
    organisations: format.list(measured.facts.organisations),
    title: measured.facts.title[lang === 'en' ? 'en' : 'es'],
    version,
    date: format.date(load.loadedAt),
    address: origin + href(`/metrica/${measured.year}`),
  });
}

/** Where the data are, what each column means, where they come from, and on what terms they may be used. */
export function DataPage({ published, origin }: { published: Published; origin: string }) {
  const page = usePage();
  const { t, href } = page;
  const shipped = published.loads.find(({ dataSet }) => dataSet.startsWith('metrica-observations'));
  return (
    <>
      <Band>
        <PageHeading title={t('site:data.title')} lead={t('site:data.lead')} />
        <Figures published={published} />
        <Follow topic={topicAddress(dataTopics)} name={t('site:data.topic')} />
      </Band>
      <Band tone="papel" labelledBy="archivos">
        <h2 id="archivos">{t('site:data.downloads.title')}</h2>
        <p>{rich(t('site:data.downloads.api'), { api: (text) => <a href={href('/api')}>{text}</a> })}</p>
        <Files files={published.files} />
        <Note>{t('site:data.downloads.note')}</Note>
      </Band>
      <Band labelledBy="diccionario">
        <h2 id="diccionario">{t('site:data.dictionary.title')}</h2>
        <Dictionary year={published.measured?.year} />
      </Band>
      <Band tone="papel" labelledBy="origen">
        <h2 id="origen">{t('site:data.loads.title')}</h2>
        <Provenance editions={published.editions} loads={published.loads} />
      </Band>
      <Band labelledBy="uso">
        <h2 id="uso">{t('site:data.use.title')}</h2>
        <Use citation={citationOf(published, page, origin)} example={shipped?.source} />
        <NextSteps
          items={[
            { title: t('site:data.next.api'), text: t('site:data.next.apiText'), href: href('/api') },
            {
              title: t('site:data.next.method'),
              text: t('site:data.next.methodText'),
              href: href('/metrica/metodologia'),
            },
            {
              title: t('site:data.next.verification'),
              text: t('site:data.next.verificationText'),
              href: href('/metrica/verificacion'),
            },
          ]}
        />
      </Band>
    </>
  );
}
