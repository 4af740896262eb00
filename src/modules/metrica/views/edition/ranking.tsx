import type { Child } from 'hono/jsx';
import { FEDERATION, statePath } from '#modules/territory/index.ts';
import { DotPlot, type DotRow } from '#platform/charts/index.ts';
import { type Download, type PageContext, usePage } from '#platform/ui/index.ts';
import {
  fewInstitutions,
  type RankedUnit,
  type SelectedUnit,
  type Selection,
} from '../../edition/selection.ts';
import { rankingFinding } from './findings.ts';
import { chosenWords, measureName, sourceWords, unitInSentence, unitName } from './words.ts';

interface EditionRankingProps {
  id: string;
  selection: Selection;
  /** Only the first and the last of the ranking, with the number of those between. */
  ends?: { first: number; last: number };
  titleAs?: 'h2' | 'h3';
  downloads?: readonly Download[];
  /** Goes at the end of the note: links. */
  more?: Child;
}

/** The units by the chosen measure, best first: never without interval, number of institutions and change. */
export function EditionRanking({
  id,
  selection,
  ends,
  titleAs = 'h2',
  downloads,
  more,
}: EditionRankingProps) {
  const page = usePage();
  const { t, format } = page;
  const { view, choice, ranked, national } = selection;
  const country = national?.institutions.get(choice.measure)?.value ?? null;
  const compared = selection.before?.comparable ?? false;
  const measure = measureName(page, view.tree, choice.measure);
  const chosen = chosenWords(page, choice);
  const title = rankingFinding(page, ranked);
  return (
    <DotPlot
      id={id}
      title={title}
      titleAs={titleAs}
      measure={
        chosen
          ? t('metrica:ranking.measureOf', { measure, year: view.year, chosen })
          : t('metrica:ranking.measure', { measure, year: view.year })
      }
      description={t('metrica:ranking.description', { finding: title, count: ranked.length })}
      note={<RankingNote selection={selection} more={more} />}
      rows={rankingRows(page, selection, ends)}
      names={{
        label: t('metrica:column.unit'),
        value: t('metrica:column.value'),
        interval: t('metrica:column.interval'),
        contrast: ranked.some(({ clave }) => clave === FEDERATION) ? t('metrica:federation') : undefined,
        change: compared ? t('metrica:column.change', { year: selection.before?.year }) : undefined,
        details: [t('metrica:column.ranks'), t('metrica:column.institutions')],
      }}
      references={
        country === null
          ? []
          : [{ value: country, label: t('metrica:ranking.country', { value: format.score(country) }) }]
      }
      downloads={downloads ?? []}
    />
  );
}

function rankingRows(
  page: PageContext,
  { ranked, before }: Selection,
  ends: EditionRankingProps['ends'],
): DotRow[] {
  const left = ends ? ranked.length - ends.first - ends.last : 0;
  const cut = ends && left > 1;
  const shown = cut ? [...ranked.slice(0, ends.first), ...ranked.slice(-ends.last)] : ranked;
  return shown.map((unit, i) => ({
    ...rankingRow(page, unit, before?.comparable ?? false),
    gapBefore: cut && i === ends.first ? page.t('metrica:ranking.between', { count: left }) : undefined,
  }));
}

function rankingRow(page: PageContext, unit: RankedUnit, compared: boolean): DotRow {
  const { t, format } = page;
  const { rank, value, interval, count, change } = unit.standing;
  return {
    id: unit.clave,
    label: unitName(page, unit),
    order: `${rank}.`,
    value,
    href: page.href(statePath(unit.slug)),
    interval: interval && [interval.low, interval.high],
    contrast: unit.clave === FEDERATION,
    change: compared && change !== null ? format.difference(change) : undefined,
    details: [interval ? ranksWords(page, interval) : t('common:noData'), format.integer(count)],
  };
}

/** The ranks a unit may well have: `3 a 9`; one number where it is always the same. */
export function ranksWords(
  { t }: Pick<PageContext, 't'>,
  { rankMin, rankMax }: { rankMin: number; rankMax: number },
): string {
  return rankMin === rankMax ? String(rankMin) : t('metrica:ranks', { from: rankMin, to: rankMax });
}

function RankingNote({ selection, more }: { selection: Selection; more?: Child }) {
  const page = usePage();
  const { t } = page;
  const { view, choice, ranked, units } = selection;
  const few = ranked.filter(({ standing }) => standing.count < fewInstitutions).length;
  const single = ranked.some(({ standing }) => standing.count === 1) && choice.source !== 'weights';
  const without = units.filter(({ standing }) => standing === null);
  return (
    <>
      {t(`metrica:interval.${choice.source}`)} {few > 0 ? t('metrica:ranking.few', { count: few }) : null}{' '}
      {single ? t('metrica:ranking.single') : null} <ChangeNote selection={selection} />{' '}
      {ranked.length > 0 ? withoutWords(page, without) : null} {sourceWords(page, view)} {more}
    </>
  );
}

/** How many names without data are listed before their number stands for them. */
const mostWithout = 8;

function withoutWords(page: PageContext, units: readonly SelectedUnit[]): string | null {
  const { t, format } = page;
  if (units.length === 0) return null;
  if (units.length > mostWithout) return t('metrica:ranking.withoutMany', { count: units.length });
  return t('metrica:ranking.without', {
    names: format.list(units.map((unit) => unitInSentence(page, unit))),
  });
}

/** Why a ranking shows no change since the edition before, where it shows none. */
export function ChangeNote({ selection: { before, view } }: { selection: Selection }) {
  const { t } = usePage();
  if (before?.comparable) return null;
  return before
    ? t('metrica:change.unknown', { year: before.year })
    : t('metrica:change.first', { year: view.year });
}
