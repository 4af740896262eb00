import {
  Band,
  BigFigure,
  Breadcrumbs,
  Columns,
  NextSteps,
  Note,
  Notice,
  PageHeading,
  Prose,
  queryString,
  type TableState,
  usePage,
} from '#platform/ui/index.ts';
import { choiceChanges, isFiltered } from '../../edition/choice.ts';
import type { Selection } from '../../edition/selection.ts';
import type { EditionView } from '../../edition/view.ts';
import { verifyAnnex } from '../../verify/agreement.ts';
import { inLanguage } from '../method/words.ts';
import { editionPath, fileDownloads, metricaSteps } from './addresses.ts';
import { DistributionByKind, DistributionByOrder } from './distribution.tsx';
import { certaintyFinding } from './findings.ts';
import { EditionMap } from './map.tsx';
import { EditionRanking } from './ranking.tsx';
import { EditionScatter } from './scatter.tsx';
import { EditionSources } from './sources.tsx';
import { choiceAddress, FilterSwitches, MeasureSwitch } from './switches.tsx';
import { type UnitSort, UnitsTable } from './units-table.tsx';
import { chosenWords, inSentence, measureName, questionWords } from './words.ts';

interface MeasuredEditionProps {
  selection: Selection;
  state: TableState<UnitSort>;
}

/** The page of an edition whose institutions are known. */
export function MeasuredEdition({ selection, state }: MeasuredEditionProps) {
  const page = usePage();
  const { t } = page;
  const { view } = selection;
  return (
    <>
      <Band>
        <Breadcrumbs items={[{ label: t('metrica:nav'), href: page.href('/metrica') }]} />
        <PageHeading
          caption={t('metrica:year.caption', { year: view.year })}
          title={questionWords(page, selection.choice.measure, view)}
        />
        <ChoiceNotice selection={selection} />
        <Columns layout="question">
          <Answer selection={selection} />
          <EditionMap id="mapa" selection={selection} tableAt="#entidades" />
        </Columns>
        <FilterSwitches selection={selection} />
      </Band>
      <Band tone="papel" {...(selection.ranked.length > 0 ? { labelledBy: 'lugares-title' } : {})}>
        <Ranking selection={selection} />
      </Band>
      <Band>
        <Columns layout="halves">
          <EditionScatter id="dos-lados" selection={selection} tableAt="#entidades" />
          <DistributionByOrder id="por-orden" selection={selection} />
        </Columns>
      </Band>
      <Band tone="papel">
        <DistributionByKind id="por-tipo" selection={selection} />
      </Band>
      <Band>
        <UnitsTable
          id="entidades"
          selection={selection}
          state={state}
          measures={view.measures}
          downloads={fileDownloads(page, `${editionPath(view.year)}/entidades`, filterQuery(selection))}
        />
      </Band>
      <Band tone="papel" labelledBy="como-lo-sabemos">
        <h2 id="como-lo-sabemos">{t('metrica:how.title')}</h2>
        <Prose>
          <HowWeKnow view={view} />
          <EditionSources editions={[view]} />
        </Prose>
        <NextSteps
          items={[
            {
              title: t('metrica:next.institutions.title'),
              text: t('metrica:next.institutions.text'),
              href: page.href(`${editionPath(view.year)}/instituciones${filterQuery(selection)}`),
            },
            ...metricaSteps(page),
          ]}
        />
      </Band>
    </>
  );
}

/** The part of a choice that says which institutions, as a query string. */
export function filterQuery({ choice: { order, kind } }: Selection): string {
  return queryString(new URLSearchParams(), choiceChanges({ measure: 'ga', source: 'both', order, kind }));
}

/** The country's figure in the chosen measure, what the measure means, and the way to the others. */
function Answer({ selection }: { selection: Selection }) {
  const page = usePage();
  const { t, format } = page;
  const { view, choice, national } = selection;
  const mean = national?.institutions.get(choice.measure);
  const known = mean?.value != null;
  const description = view.tree?.measures.get(choice.measure)?.description;
  return (
    <div>
      <BigFigure
        value={known ? format.score(mean.value ?? 0) : t('common:noData')}
        unit={known ? t('metrica:ofOne') : undefined}
        caption={t('metrica:year.figure', {
          measure: measureName(page, view.tree, choice.measure),
          count: mean?.count ?? 0,
          n: format.integer(mean?.count ?? 0),
        })}
      />
      {description ? <p>{inLanguage(description, page.lang)}</p> : null}
      <MeasureSwitch selection={selection} />
      <BothMeans selection={selection} />
    </div>
  );
}

/** The national figure both ways, with four decimals, and the published one. */
function BothMeans({ selection }: { selection: Selection }) {
  const { t, format } = usePage();
  const { view, choice, national, ranked, institutions } = selection;
  const [each, units] = [national?.institutions.get(choice.measure), national?.units.get(choice.measure)];
  if (each?.value == null || units?.value == null || ranked.length < 2) return null;
  const published = view.facts.national[choice.measure];
  const whole = institutions.length === view.institutions.length;
  return (
    <Note>
      {t('metrica:national.both', {
        institutions: format.decimal(each.value, 4),
        n: format.integer(each.count),
        units: format.decimal(units.value, 4),
        total: ranked.length,
      })}{' '}
      {whole && published !== undefined
        ? t('metrica:national.asPublished', {
            published: format.score(published),
            who: format.list(view.facts.organisations),
          })
        : null}
    </Note>
  );
}

/** Says that a filter is on and what follows from it; and where weights have nothing to change. */
function ChoiceNotice({ selection }: { selection: Selection }) {
  const page = usePage();
  const { t, format } = page;
  const { view, choice, institutions, ranked } = selection;
  const still = choice.source === 'weights' && ranked.every(({ standing }) => isPoint(standing.interval));
  return (
    <>
      {isFiltered(choice) ? (
        <Notice
          title={t('metrica:filter.title', {
            chosen: chosenWords(page, choice),
            count: institutions.length,
            n: format.integer(institutions.length),
          })}
        >
          <p>
            {institutions.length > 0 ? t('metrica:filter.text') : t('metrica:filter.none')}{' '}
            <a href={choiceAddress(page, { ...choice, order: undefined, kind: undefined })}>
              {t('metrica:filter.all', { n: format.integer(view.institutions.length) })}
            </a>
          </p>
        </Notice>
      ) : null}
      {still && ranked.length > 0 ? (
        <Notice>
          <p>
            {t('metrica:filter.still', { measure: inSentence(measureName(page, view.tree, choice.measure)) })}
          </p>
        </Notice>
      ) : null}
    </>
  );
}

function isPoint(interval: { low: number; high: number } | null): boolean {
  return interval !== null && interval.high - interval.low < 1e-9;
}

function Ranking({ selection }: { selection: Selection }) {
  const page = usePage();
  if (selection.ranked.length === 0) return null;
  return (
    <>
      <EditionRanking
        id="lugares"
        selection={selection}
        more={<a href={page.href('/metrica/metodologia')}>{page.t('metrica:ranking.method')}</a>}
      />
      <Certainty selection={selection} />
    </>
  );
}

/** What a ranking does not say by itself: which units differ from the mean for certain. */
export function Certainty({ selection: { ranked, national, choice } }: { selection: Selection }) {
  const page = usePage();
  const mean = national?.institutions.get(choice.measure)?.value;
  const finding = mean == null ? null : certaintyFinding(page, ranked, mean);
  return finding ? (
    <Prose>
      <p>{finding}</p>
    </Prose>
  ) : null;
}

/** How values come about, and how many of the official ones they agree with. */
export function HowWeKnow({ view }: { view: EditionView }) {
  const { t, format, href } = usePage();
  const annex = verifyAnnex(view);
  return (
    <p>
      {t('metrica:how.text')}{' '}
      {annex.total > 0
        ? t('metrica:how.annex', { count: annex.total, equal: format.integer(annex.equal) })
        : null}{' '}
      <a href={href('/metrica/verificacion')}>{t('metrica:how.verify')}</a>
    </p>
  );
}
