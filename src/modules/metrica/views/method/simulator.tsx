import { stateInSentence, stateName } from '#modules/territory/index.ts';
import { DotPlot } from '#platform/charts/index.ts';
import { rich } from '#platform/i18n/rich.tsx';
import { type Download, KeyFigures, Note, type PageContext, usePage } from '#platform/ui/index.ts';
import type { EditionUnit, EditionView } from '../../edition/view.ts';
import type { SimulatedUnit, Tree } from '../../rules/index.ts';
import { drawSettings } from './uncertainty.tsx';
import { inLanguage, sharesInTotal } from './words.ts';

/** A unit under the reader's weights, with all that is known of it. */
export interface Simulated extends SimulatedUnit {
  known: EditionUnit;
}

/** What a choice of weights does to the ranking. */
export interface Outcome {
  /** In the order of the simulated ranks. */
  units: readonly Simulated[];
  /** The tree under the reader's weights. */
  tree: Tree;
  /** Whether the reader chose weights other than the official ones. */
  chosen: boolean;
}

type Words = Pick<PageContext, 't'>;

/** How many units are named where several could be. */
const mostNames = 3;

/** Those that move furthest in one direction, furthest first. */
function furthest(units: readonly Simulated[], sign: 1 | -1): Simulated[] {
  return units
    .filter(({ move }) => move !== null && move * sign > 0)
    .sort((a, b) => sign * ((b.move ?? 0) - (a.move ?? 0)))
    .slice(0, mostNames);
}

/** What the weights do, as a sentence that stays true whatever they are. */
function finding({ t }: Words, { units, chosen }: Outcome): string {
  const ranked = units.filter(({ simulated }) => simulated.rank !== null);
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (!first || !last) return t('method:simulator.finding.none');
  const ends = { first: stateInSentence(t, first.known), last: stateInSentence(t, last.known) };
  if (!chosen) return t('method:simulator.finding.official', ends);
  const moved = ranked.filter(({ move }) => move !== null && move !== 0);
  const top = moved.toSorted((a, b) => Math.abs(b.move ?? 0) - Math.abs(a.move ?? 0))[0];
  if (!top) return t('method:simulator.finding.same', ends);
  const values = {
    count: moved.length,
    of: ranked.length,
    unit: stateInSentence(t, top.known),
    places: t('method:simulator.places', { count: Math.abs(top.move ?? 0) }),
  };
  return (top.move ?? 0) > 0
    ? t('method:simulator.finding.up', values)
    : t('method:simulator.finding.down', values);
}

/** Who gains and who loses most, each with the place it had and the one it gets. */
export function Movers({ outcome }: { outcome: Outcome }) {
  const { t, format } = usePage();
  const told = (sign: 1 | -1) => {
    const units = furthest(outcome.units, sign);
    if (units.length === 0)
      return t(sign === 1 ? 'method:simulator.nobodyUp' : 'method:simulator.nobodyDown');
    const names = units.map(({ known, official, simulated }) =>
      t('method:simulator.mover', {
        unit: stateInSentence(t, known),
        from: official.rank,
        to: simulated.rank,
      }),
    );
    return t(sign === 1 ? 'method:simulator.gain' : 'method:simulator.lose', { names: format.list(names) });
  };
  return (
    <>
      <p class="tq-lead">{told(1)}</p>
      <p class="tq-lead">{told(-1)}</p>
    </>
  );
}

/** How much each component counts in the index under the weights shown. */
export function ComponentShares({ outcome, official }: { outcome: Outcome; official: Tree }) {
  const { t, lang, format } = usePage();
  const [now, before] = [sharesInTotal(outcome.tree), sharesInTotal(official)];
  const components = [...official.measures.values()].filter(
    ({ id, parent }) =>
      before.has(id) && parent !== null && official.measures.get(parent)?.parent === official.root,
  );
  return (
    <KeyFigures
      items={components.map(({ id, symbol, label }) => ({
        label: t('method:simulator.componentShare', { symbol, name: inLanguage(label, lang) }),
        value: format.percent(now.get(id) ?? 0, 2),
        note: outcome.chosen
          ? t('method:simulator.officially', { share: format.percent(before.get(id) ?? 0, 2) })
          : undefined,
      }))}
    />
  );
}

/** The rank, and the official one where that is another. */
function place({ t }: Words, rank: number, official: number | null): string {
  if (official === null || official === rank) return `${rank}.`;
  return t('method:simulator.orderMoved', { rank, official });
}

/** The ranks that a unit may have when only the official weights are in doubt. */
function weightsInterval({ t }: Words, { measures }: EditionUnit, measure: string): string {
  const interval = measures[measure]?.intervals.weights;
  if (!interval) return t('common:noData');
  const { rankMin: from, rankMax: to } = interval;
  return from === to ? String(from) : t('method:simulator.range', { from, to });
}

export interface SimulatedRankingProps {
  view: EditionView;
  outcome: Outcome;
  downloads: readonly Download[];
}

/** The ranking under the reader's weights, with the official value and place of each unit beside it. */
export function SimulatedRanking({ view, outcome, downloads }: SimulatedRankingProps) {
  const page = usePage();
  const { t, format, href } = page;
  const { units, chosen, tree } = outcome;
  const title = finding(page, outcome);
  return (
    <DotPlot
      id="lugares"
      titleAs="h2"
      title={title}
      measure={t(chosen ? 'method:simulator.measureChosen' : 'method:simulator.measureOfficial', {
        year: view.year,
      })}
      description={t('method:simulator.description', { title, count: units.length })}
      note={t('method:simulator.note', { year: view.year })}
      names={{
        label: t('method:simulator.unit'),
        value: t(chosen ? 'method:simulator.withYours' : 'method:simulator.withOfficial'),
        ...(chosen ? { before: t('method:simulator.official') } : {}),
        details: chosen
          ? [t('method:simulator.move'), t('method:simulator.weightsInterval')]
          : [t('method:simulator.weightsInterval')],
      }}
      rows={units.map(({ known, official, simulated, move }) => ({
        id: known.clave,
        label: stateName(t, known),
        value: simulated.value,
        ...(simulated.rank === null ? {} : { order: place(page, simulated.rank, official.rank) }),
        ...(chosen ? { before: official.value } : {}),
        href: href(`/entidades/${known.slug}`),
        details: [
          ...(chosen ? [move === null ? t('common:noData') : format.difference(move, 0)] : []),
          weightsInterval(page, known, tree.root),
        ],
      }))}
      downloads={downloads}
    />
  );
}

/** How the reader's choice relates to the weights' uncertainty that the official ranking states already. */
export function WeightsAndUncertainty({ view, outcome }: { view: EditionView; outcome: Outcome }) {
  const { t, format, href } = usePage();
  const { spread } = drawSettings(outcome.tree);
  const known = outcome.units.flatMap(({ known, simulated }) => {
    const interval = view.unitByClave.get(known.clave)?.measures[outcome.tree.root]?.intervals.weights;
    return interval && simulated.rank !== null ? [{ interval, rank: simulated.rank }] : [];
  });
  const inside = known.filter(
    ({ interval, rank }) => rank >= interval.rankMin && rank <= interval.rankMax,
  ).length;
  const values = {
    spread: format.percent(spread),
    from: format.percent((1 - spread) / 2, 2),
    to: format.percent((1 + spread) / 2, 2),
    inside,
    of: known.length,
  };
  return (
    <>
      <p>{t('method:simulator.uncertainty', values)}</p>
      {outcome.chosen && known.length > 0 ? (
        <p>
          {t(inside === known.length ? 'method:simulator.allInside' : 'method:simulator.someInside', values)}
        </p>
      ) : null}
      <Note>
        {rich(t('method:simulator.sampling'), {
          link: (text) => <a href={href('/metrica/metodologia#incertidumbre')}>{text}</a>,
        })}
      </Note>
    </>
  );
}
