import { topicFeedPath } from '#platform/changes/addresses.ts';
import { Follow } from '#platform/changes/follow.tsx';
import { topicAddress } from '#platform/changes/topics.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import {
  Band,
  BigFigure,
  Breadcrumbs,
  Columns,
  EmptyState,
  NextSteps,
  type PageContext,
  PageHeading,
  usePage,
} from '#platform/ui/index.ts';
import { metricaTopics } from '../../changes.ts';
import { indexMeasure, initialChoice } from '../../edition/choice.ts';
import { type Selection, selectEdition } from '../../edition/selection.ts';
import { latestMeasuredEdition } from '../../edition/view.ts';
import { editionPath, fileDownloads, metricaSteps } from '../../views/edition/addresses.ts';
import { EditionMap } from '../../views/edition/map.tsx';
import { Certainty } from '../../views/edition/measured.tsx';
import {
  EditionsTable,
  type NationalEdition,
  NationalFigures,
  NationalTrend,
} from '../../views/edition/national.tsx';
import { EditionRanking } from '../../views/edition/ranking.tsx';
import { EditionSources } from '../../views/edition/sources.tsx';
import { nationalEditions } from './files.ts';

const topic = topicAddress(metricaTopics);

/** How much of the ranking the page shows; the edition's own page has all of it. */
const ends = { first: 8, last: 5 };

/** `/metrica`: how open governments are, and whether it is getting better. */
async function metricaPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const editions = await nationalEditions(request);
  const view = await latestMeasuredEdition(services);
  const selection = view ? await selectEdition(services, view, initialChoice) : null;
  const latest = editions.findLast(({ facts }) => facts.national[indexMeasure] !== undefined);
  const title = page.t('metrica:home.title');
  return {
    kind: 'html',
    title,
    description: page.t('metrica:home.description'),
    feed: topicFeedPath(topic),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[]} />
          {latest ? (
            <Question editions={editions} latest={latest} selection={selection} />
          ) : (
            <>
              <PageHeading title={title} />
              <EmptyState title={page.t('metrica:home.empty')} />
            </>
          )}
        </Band>
        {selection ? <LatestMeasured selection={selection} /> : null}
        <Band labelledBy="las-ediciones">
          <h2 id="las-ediciones">{page.t('metrica:home.editions')}</h2>
          <EditionsTable
            id="ediciones"
            editions={editions}
            tree={view?.tree ?? null}
            downloads={fileDownloads(page, '/metrica/ediciones')}
          />
          <h3>{page.t('metrica:home.notes')}</h3>
          <EditionSources editions={editions} level="h4" />
        </Band>
        <Band tone="papel">
          <NextSteps items={metricaSteps(page)} />
        </Band>
      </>
    ),
  };
}

interface QuestionProps {
  editions: readonly NationalEdition[];
  latest: NationalEdition;
  selection: Selection | null;
}

function Question({ editions, latest, selection }: QuestionProps) {
  const page = usePage();
  const { t, format } = page;
  const value = latest.facts.national[indexMeasure] ?? 0;
  return (
    <>
      <PageHeading caption={t('metrica:name')} title={t('metrica:home.title')} />
      <Columns layout="question">
        <div>
          <BigFigure
            value={format.score(value)}
            unit={t('metrica:ofOne')}
            caption={t('metrica:home.figure', { year: latest.year })}
          />
          <p>{betterWords(page, editions, latest)}</p>
          <p>{t('metrica:home.scale')}</p>
          <Follow topic={topic} name={t('metrica:name')} />
        </div>
        <NationalTrend
          id="tendencia"
          editions={editions}
          tree={selection?.view.tree ?? null}
          tableAt="#ediciones"
          titleAs="h2"
        />
      </Columns>
    </>
  );
}

/** Whether the latest value is better than the first one there is. */
function betterWords(
  { t, format }: PageContext,
  editions: readonly NationalEdition[],
  latest: NationalEdition,
): string {
  const first = editions.find(({ facts }) => facts.national[indexMeasure] !== undefined);
  const [then, now] = [first?.facts.national[indexMeasure], latest.facts.national[indexMeasure]];
  if (!first || first.year === latest.year || then === undefined || now === undefined) {
    return t('metrica:home.onlyOne');
  }
  const change = format.difference(now - then);
  const values = { change: change.replace(/^[+\u2212]/, ''), year: first.year };
  if (change.startsWith('+')) return t('metrica:home.better', values);
  return change.startsWith('\u2212') ? t('metrica:home.worse', values) : t('metrica:home.same', values);
}

/** The latest edition with values by state: map, ends of the ranking, and both national means. */
function LatestMeasured({ selection }: { selection: Selection }) {
  const page = usePage();
  const { t, href } = page;
  const { view, ranked } = selection;
  const path = editionPath(view.year);
  return (
    <Band tone="papel" labelledBy="por-estado">
      <h2 id="por-estado">{t('metrica:home.byUnit', { year: view.year })}</h2>
      <Columns layout="wide-left">
        <EditionMap id="mapa" selection={selection} tableAt={href(`${path}#entidades`)} titleAs="h3" />
        <div>
          <p>{t('metrica:home.byUnitWhy', { year: view.year })}</p>
          <Certainty selection={selection} />
          <NationalFigures selection={selection} />
        </div>
      </Columns>
      <EditionRanking
        id="lugares"
        selection={selection}
        ends={ends}
        titleAs="h3"
        downloads={fileDownloads(page, `${path}/entidades`)}
        more={<a href={href(path)}>{t('metrica:home.all', { count: ranked.length })}</a>}
      />
    </Band>
  );
}

export const metricaHome: PageRoute = {
  path: '/metrica',
  access: 'public',
  cache: 'data',
  handle: metricaPage,
};
