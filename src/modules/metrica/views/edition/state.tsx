import { FEDERATION, statePath } from '#modules/territory/index.ts';
import { DotPlot, type DotRow, LineTrend } from '#platform/charts/index.ts';
import { roundHalfUp } from '#platform/i18n/format.ts';
import { BigFigure, Columns, type PageContext, usePage } from '#platform/ui/index.ts';
import { indexMeasure } from '../../edition/choice.ts';
import type { RankedUnit, Selection } from '../../edition/selection.ts';
import { editionPath } from './addresses.ts';
import { ChangeNote } from './ranking.tsx';
import { measureName, sentence, sourceWords, unitInSentence, unitName } from './words.ts';

interface StateStandingProps {
  /** The whole edition by its index. */
  selection: Selection;
  unit: RankedUnit;
  /** Those it is compared with: the states nearest in population, or for the federation those nearest in rank. */
  peers: readonly RankedUnit[];
}

/** A unit's value, interval and rank in words, next to those it is like. */
export function StateStanding({ selection, unit, peers }: StateStandingProps) {
  const page = usePage();
  const { t, format } = page;
  const { view, choice, ranked } = selection;
  const { value, rank, count } = unit.standing;
  const total = ranked.length;
  return (
    <Columns layout="question">
      <div>
        <h2 id="metrica-lugar">
          {t('metrica:state.title', { name: sentence(unitInSentence(page, unit)), rank, total })}
        </h2>
        <BigFigure
          value={format.score(value)}
          unit={t('metrica:ofOne')}
          caption={t('metrica:state.figure', {
            measure: measureName(page, view.tree, choice.measure),
            year: view.year,
            count,
            n: format.integer(count),
          })}
        />
        <p>{intervalWords(page, unit, total)}</p>
        <p>{countryWords(page, selection, unit)}</p>
        <p>
          <ChangeNote selection={selection} />
        </p>
        <p>
          <a href={page.href(editionPath(view.year))}>{t('metrica:state.all', { year: view.year })}</a>
        </p>
      </div>
      <PeersPlot selection={selection} unit={unit} peers={peers} />
    </Columns>
  );
}

function intervalWords(page: PageContext, { standing }: RankedUnit, total: number): string {
  const { t, format } = page;
  if (!standing.interval) return t('metrica:state.noInterval');
  const { low, high, rankMin, rankMax } = standing.interval;
  return t('metrica:state.interval', {
    low: format.score(low),
    high: format.score(high),
    ranks: t(rankMin === rankMax ? 'metrica:state.intervalRank' : 'metrica:state.intervalRanks', {
      from: rankMin,
      to: rankMax,
      total,
    }),
  });
}

/** How a unit stands to the country, and whether its interval leaves a doubt. */
function countryWords({ t, format }: PageContext, { national }: Selection, { standing }: RankedUnit): string {
  const country = national?.institutions.get(indexMeasure)?.value;
  if (country == null) return '';
  const by = roundHalfUp(standing.value, 2) - roundHalfUp(country, 2);
  const values = { by: format.score(Math.abs(by)), country: format.score(country) };
  const { interval } = standing;
  const sure = interval !== null && (interval.low > country || interval.high < country);
  if (roundHalfUp(by, 2) === 0) return t('metrica:state.country.level', values);
  if (by > 0) return t(sure ? 'metrica:state.country.surelyAbove' : 'metrica:state.country.above', values);
  return t(sure ? 'metrica:state.country.surelyBelow' : 'metrica:state.country.below', values);
}

function PeersPlot({ selection, unit, peers }: StateStandingProps) {
  const page = usePage();
  const { t, format } = page;
  const { view, national } = selection;
  const country = national?.institutions.get(indexMeasure)?.value ?? null;
  const rows = [unit, ...peers].sort((a, b) => a.standing.rank - b.standing.rank);
  const place = 1 + rows.filter(({ standing }) => standing.rank < unit.standing.rank).length;
  const federal = unit.clave === FEDERATION;
  const title = federal
    ? t('metrica:state.peers.federation', { rank: unit.standing.rank, total: selection.ranked.length })
    : t('metrica:state.peers.title', {
        name: sentence(unitInSentence(page, unit)),
        place,
        total: rows.length,
      });
  return (
    <DotPlot
      id="metrica-parecidos"
      title={title}
      titleAs="h3"
      measure={t('metrica:ranking.measure', {
        measure: measureName(page, view.tree, indexMeasure),
        year: view.year,
      })}
      description={t('metrica:ranking.description', { finding: title, count: rows.length })}
      note={
        <>
          {federal ? null : t('metrica:state.peers.how', { count: peers.length })}{' '}
          {t(`metrica:interval.${selection.choice.source}`)} {sourceWords(page, view)}
        </>
      }
      rows={rows.map((row) => peerRow(page, row))}
      names={{
        label: t('metrica:column.unit'),
        value: t('metrica:column.value'),
        interval: t('metrica:column.interval'),
        contrast: rows.some(({ clave }) => clave === FEDERATION) ? t('metrica:federation') : undefined,
        details: [t('metrica:column.institutions')],
      }}
      references={
        country === null
          ? []
          : [{ value: country, label: t('metrica:ranking.country', { value: format.score(country) }) }]
      }
      highlighted={unit.clave}
    />
  );
}

function peerRow(page: PageContext, unit: RankedUnit): DotRow {
  const { rank, value, interval, count } = unit.standing;
  return {
    id: unit.clave,
    label: unitName(page, unit),
    order: `${rank}.`,
    value,
    href: page.href(statePath(unit.slug)),
    interval: interval && [interval.low, interval.high],
    contrast: unit.clave === FEDERATION,
    details: [page.format.integer(count)],
  };
}

interface StateTrendProps {
  unit: RankedUnit;
  /** All editions, with the unit's value where it is known. */
  points: readonly { year: number; value: number | null }[];
  selection: Selection;
}

/** A unit's values in time: editions that published none by unit are there, as *sin dato*. */
export function StateTrend({ unit, points, selection }: StateTrendProps) {
  const page = usePage();
  const { t, format } = page;
  const known = points.filter(({ value }) => value !== null).map(({ year }) => String(year));
  const unknown = points.filter(({ value }) => value === null).map(({ year }) => String(year));
  const name = unitInSentence(page, unit);
  const title =
    unknown.length === 0
      ? t('metrica:state.trend.all', { name })
      : t('metrica:state.trend.title', {
          count: known.length,
          known: format.list(known),
          unknown: format.list(unknown),
        });
  return (
    <LineTrend
      id="metrica-tendencia"
      title={title}
      titleAs="h2"
      measure={t('metrica:state.trend.measure', {
        name,
        measure: measureName(page, selection.view.tree, selection.choice.measure),
      })}
      description={t('metrica:state.trend.description', { name: sentence(name), finding: title })}
      note={
        unknown.length > 0
          ? t('metrica:state.trend.note', { years: format.list(unknown) })
          : sourceWords(page, selection.view)
      }
      points={points.map(({ year, value }) => ({ at: year, label: String(year), value }))}
      names={{ label: t('metrica:column.edition'), value: t('metrica:column.value') }}
      tone="subject"
      domain={[0, 1]}
    />
  );
}
