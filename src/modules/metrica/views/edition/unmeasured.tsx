import {
  Band,
  BigFigure,
  Breadcrumbs,
  Columns,
  NextSteps,
  Notice,
  PageHeading,
  Prose,
  usePage,
} from '#platform/ui/index.ts';
import type { EditionChoice } from '../../edition/choice.ts';
import type { Selection } from '../../edition/selection.ts';
import type { EditionView } from '../../edition/view.ts';
import type { Tree } from '../../rules/index.ts';
import { editionPath, fileDownloads, metricaSteps } from './addresses.ts';
import { EditionsTable, type NationalEdition, NationalTrend } from './national.tsx';
import { EditionSources } from './sources.tsx';
import { UnknownUnitsTable } from './units-table.tsx';
import { measureName, questionWords } from './words.ts';

interface UnmeasuredEditionProps {
  view: EditionView;
  choice: EditionChoice;
  editions: readonly NationalEdition[];
  /** The methodology that gives the measures their names. */
  tree: Tree | null;
  /** The latest edition with values by unit, by the same measure. */
  last: Selection | null;
}

/** The page of an edition of which only national values are known: these, and plainly what is not known. */
export function UnmeasuredEdition({ view, choice, editions, tree, last }: UnmeasuredEditionProps) {
  const page = usePage();
  const { t, format } = page;
  const value = view.facts.national[choice.measure];
  const measure = measureName(page, tree, choice.measure);
  return (
    <>
      <Band>
        <Breadcrumbs items={[{ label: t('metrica:nav'), href: page.href('/metrica') }]} />
        <PageHeading
          caption={t('metrica:year.caption', { year: view.year })}
          title={questionWords(page, choice.measure, view)}
        />
        <Columns layout="question">
          <div>
            <BigFigure
              value={value === undefined ? t('common:noData') : format.score(value)}
              unit={value === undefined ? undefined : t('metrica:ofOne')}
              caption={t('metrica:year.published', {
                measure,
                n: format.integer(view.sampleSize),
                count: view.sampleSize,
              })}
            />
            <Notice title={t('metrica:unknown.title')}>
              <p>{t('metrica:unknown.text', { year: view.year })}</p>
            </Notice>
          </div>
          <NationalTrend
            id="tendencia"
            editions={editions}
            tree={tree}
            measure={choice.measure}
            tableAt="#ediciones"
            titleAs="h2"
          />
        </Columns>
      </Band>
      <Band tone="papel">
        <EditionsTable
          id="ediciones"
          editions={editions}
          tree={tree}
          downloads={fileDownloads(page, '/metrica/ediciones')}
        />
        <h2>{t('metrica:how.title')}</h2>
        <Prose>
          <EditionSources editions={[view]} />
        </Prose>
      </Band>
      {last ? (
        <Band>
          <UnknownUnitsTable
            id="entidades"
            view={view}
            last={last}
            downloads={fileDownloads(page, `${editionPath(view.year)}/entidades`)}
          />
        </Band>
      ) : null}
      <Band tone="papel">
        <NextSteps
          items={[
            ...(last
              ? [
                  {
                    title: t('metrica:next.measured.title', { year: last.view.year }),
                    text: t('metrica:next.measured.text'),
                    href: page.href(editionPath(last.view.year)),
                  },
                ]
              : []),
            ...metricaSteps(page),
          ]}
        />
      </Band>
    </>
  );
}
