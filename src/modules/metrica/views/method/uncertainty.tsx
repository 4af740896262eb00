import { stateInSentence } from '#modules/territory/index.ts';
import { DotPlot } from '#platform/charts/index.ts';
import { rich } from '#platform/i18n/rich.tsx';
import { type PageContext, usePage } from '#platform/ui/index.ts';
import type { EditionUnit, EditionView } from '../../edition/view.ts';
import {
  componentLevel,
  type Interval,
  measureOf,
  rankIntervals,
  type Tree,
  UNCERTAINTY_SOURCES,
  type UncertaintySource,
} from '../../rules/index.ts';
import { sentence } from '../edition/words.ts';

/** With what settings the intervals are made: asked of the engine itself, without anything to draw from. */
export function drawSettings(tree: Tree) {
  return rankIntervals(tree, [], { sources: [] });
}

/** The unit in the middle of the ranking: neither end, where intervals have no room on one side. */
function middleUnit({ units }: EditionView, measure: string): EditionUnit | undefined {
  const ranked = units
    .filter((unit) => unit.measures[measure]?.intervals.both)
    .sort((a, b) => (a.measures[measure]?.rank ?? 0) - (b.measures[measure]?.rank ?? 0));
  return ranked[Math.floor(ranked.length / 2)];
}

/** How sure a place in the ranking is: what is drawn anew, how often, and how to read what comes of it. */
export function UncertaintyExplained({ view, tree }: { view: EditionView; tree: Tree }) {
  const { t, format } = usePage();
  const { seed, replicates, spread, percentiles } = drawSettings(tree);
  const [lower, upper] = percentiles;
  const values = {
    seed,
    replicates: format.integer(replicates),
    spread: format.percent(spread),
    lower,
    upper,
    from: format.percent((1 - spread) / 2, 2),
    to: format.percent((1 + spread) / 2, 2),
    lowerPlace: Math.ceil((lower * replicates) / 100),
    upperPlace: Math.ceil((upper * replicates) / 100),
    components: format.list(componentLevel(tree, view.institutions).map((id) => measureOf(tree, id).symbol)),
  };
  const strong = (text: string) => <b>{text}</b>;
  return (
    <>
      <p>{t('method:uncertainty.question', values)}</p>
      <ol>
        <li>{rich(t('method:uncertainty.sampling', values), { b: strong })}</li>
        <li>{rich(t('method:uncertainty.weights', values), { b: strong })}</li>
        <li>{rich(t('method:uncertainty.both', values), { b: strong })}</li>
      </ol>
      <p>{t('method:uncertainty.percentiles', values)}</p>
      <p>{t('method:uncertainty.seed', values)}</p>
      <p>{t('method:uncertainty.components', values)}</p>
      <p>{t('method:uncertainty.not')}</p>
    </>
  );
}

/** What was drawn, and the ranks that came of it: "Los pesos: lugar 16 a 21". */
function drawnLabel(
  { t }: Pick<PageContext, 't'>,
  source: UncertaintySource,
  interval: Interval | null,
): string {
  const name = t(`method:uncertainty.sources.${source}`);
  if (!interval) return name;
  const { rankMin: from, rankMax: to } = interval;
  const ranks = { source: name, from, to };
  return from === to ? t('method:uncertainty.labelFixed', ranks) : t('method:uncertainty.label', ranks);
}

/** An interval read aloud: one unit, and where each source of uncertainty puts it. */
export function UncertaintyExample({ view, tree }: { view: EditionView; tree: Tree }) {
  const page = usePage();
  const { t, format, href } = page;
  const unit = middleUnit(view, tree.root);
  const measure = unit?.measures[tree.root];
  const both = measure?.intervals.both;
  if (!unit || !measure || !both) return null;
  const of = view.units.filter((each) => each.measures[tree.root]).length;
  const [lower, upper] = drawSettings(tree).percentiles;
  const values = {
    unit: stateInSentence(t, unit),
    name: sentence(stateInSentence(t, unit)),
    value: format.score(measure.value),
    rank: measure.rank,
    of,
    from: both.rankMin,
    to: both.rankMax,
    low: format.score(both.low),
    high: format.score(both.high),
    covered: upper - lower,
  };
  return (
    <DotPlot
      id="ejemplo-intervalo"
      title={
        both.rankMin === both.rankMax
          ? t('method:uncertainty.exampleFixed', values)
          : t('method:uncertainty.exampleTitle', values)
      }
      description={t('method:uncertainty.exampleDescription', values)}
      measure={t('method:uncertainty.exampleMeasure', { year: view.year })}
      note={t('method:uncertainty.exampleNote', values)}
      names={{
        label: t('method:uncertainty.source'),
        value: t('method:uncertainty.value'),
        interval: t('method:uncertainty.interval'),
      }}
      rows={UNCERTAINTY_SOURCES.map((source) => {
        const interval = measure.intervals[source] ?? null;
        return {
          id: source,
          label: drawnLabel(page, source, interval),
          value: measure.value,
          interval: interval && [interval.low, interval.high],
        };
      })}
      downloads={[
        {
          href: href(`/metrica/${view.year}/entidades.csv`),
          format: 'CSV',
          label: t('method:uncertainty.all'),
        },
      ]}
    />
  );
}

/** What the intervals say of the ranking as a whole. */
export function UncertaintySummary({ view, tree }: { view: EditionView; tree: Tree }) {
  const { t, format } = usePage();
  const widths = view.units.flatMap((unit) => {
    const both = unit.measures[tree.root]?.intervals.both;
    return both ? [both.rankMax - both.rankMin + 1] : [];
  });
  if (widths.length === 0) return null;
  const sorted = widths.toSorted((a, b) => a - b);
  return (
    <p>
      {t('method:uncertainty.summary', {
        units: widths.length,
        median: format.integer(sorted[Math.floor(sorted.length / 2)] ?? 0),
        narrowest: sorted[0] ?? 0,
        widest: sorted.at(-1) ?? 0,
      })}
    </p>
  );
}
