import { greatest } from 'd3-array';
import { ComponentBars } from '#platform/charts/index.ts';
import { roundHalfUp } from '#platform/i18n/format.ts';
import { Columns, type PageContext, usePage } from '#platform/ui/index.ts';
import { indexComponents, type Lever } from '../../edition/comparison.ts';
import type { RankedUnit, SelectedUnit, Selection } from '../../edition/selection.ts';
import type { Tree } from '../../rules/index.ts';
import { inSentence, measureName, sentence, sourceWords, unitInSentence, unitName } from './words.ts';

interface StatePartsProps {
  selection: Selection;
  unit: RankedUnit;
  peers: readonly RankedUnit[];
  lever: Lever | null;
}

/** The components of a unit's index against the country, and what would move the index most. */
export function StateParts({ selection, unit, peers, lever }: StatePartsProps) {
  return (
    <Columns layout="wide-left">
      <PartsPlot selection={selection} unit={unit} peers={peers} />
      {lever && selection.view.tree ? (
        <LeverWords tree={selection.view.tree} selection={selection} unit={unit} lever={lever} />
      ) : null}
    </Columns>
  );
}

function meanOf(units: readonly SelectedUnit[], measure: string): number | null {
  const values = units.flatMap((unit) => unit.values[measure] ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function PartsPlot({ selection, unit, peers }: Omit<StatePartsProps, 'lever'>) {
  const page = usePage();
  const { t } = page;
  const { view, national } = selection;
  const country = (part: string) => national?.institutions.get(part)?.value ?? null;
  const parts = indexComponents(view);
  const title = partsFinding(page, selection, unit, parts);
  const likeStates = peers.length > 0 && unit.clave !== '00';
  return (
    <ComponentBars
      id="metrica-partes"
      title={title}
      titleAs="h2"
      measure={t('metrica:parts.measure', { year: view.year })}
      description={t('metrica:parts.description', { finding: title })}
      note={sourceWords(page, view)}
      rows={parts.map((part) => ({
        id: part,
        label: measureName(page, view.tree, part),
        value: unit.values[part] ?? null,
        peers: likeStates ? [country(part), meanOf(peers, part)] : [country(part)],
      }))}
      names={{
        label: t('metrica:column.part'),
        value: unitName(page, unit),
        peers: likeStates
          ? [t('metrica:country'), t('metrica:parts.peers', { count: peers.length })]
          : [t('metrica:country')],
      }}
    />
  );
}

/** What sets a unit apart from the country most, upwards or downwards. */
function partsFinding(
  page: PageContext,
  selection: Selection,
  unit: RankedUnit,
  parts: readonly string[],
): string {
  const { t, format } = page;
  const gaps = parts.flatMap((part) => {
    const [own, country] = [unit.values[part], selection.national?.institutions.get(part)?.value];
    return own === undefined || country == null ? [] : [{ part, gap: own - country }];
  });
  const widest = greatest(gaps, ({ gap }) => Math.abs(gap));
  const name = unitInSentence(page, unit);
  if (!widest || roundHalfUp(widest.gap, 2) === 0) return t('metrica:parts.level', { name });
  const values = {
    name,
    part: inSentence(measureName(page, selection.view.tree, widest.part)),
    by: format.score(Math.abs(widest.gap)),
  };
  return widest.gap > 0 ? t('metrica:parts.above', values) : t('metrica:parts.below', values);
}

interface LeverWordsProps {
  tree: Tree;
  selection: Selection;
  unit: RankedUnit;
  lever: Lever;
}

function LeverWords({ tree, selection, unit, lever }: LeverWordsProps) {
  const page = usePage();
  const { t, format } = page;
  const part = inSentence(measureName(page, tree, lever.component));
  const risen = roundHalfUp(lever.gain, 2) > 0;
  return (
    <div>
      <h3>{t('metrica:lever.title')}</h3>
      <p>
        {risen
          ? t('metrica:lever.text', {
              part,
              from: format.score(lever.from),
              to: format.score(lever.to),
              best: unitInSentence(page, lever.best),
              gain: format.score(lever.gain),
              value: format.score(lever.value),
            })
          : t('metrica:lever.best', {
              name: sentence(unitInSentence(page, unit)),
              part,
              from: format.score(lever.from),
            })}{' '}
        {risen && lever.rank < unit.standing.rank
          ? t('metrica:lever.rank', {
              before: unit.standing.rank,
              after: lever.rank,
              total: selection.ranked.length,
            })
          : null}
      </p>
      <p>{topicsWords(page, tree, lever.component)}</p>
      <p>
        <a href={page.href('/metrica/metodologia')}>{t('metrica:ranking.method')}</a>
      </p>
    </div>
  );
}

/** Which topics make a component, the heaviest first. */
function topicsWords(page: PageContext, tree: Tree, component: string): string {
  const parts = tree.measures.get(component)?.parts ?? [];
  if (parts.length === 0) return '';
  const label = (id: string) => inSentence(measureName(page, tree, id));
  const heaviest = Math.max(...parts.map(({ weight }) => weight));
  const top = parts.filter(({ weight }) => weight === heaviest);
  const names = page.format.list(top.map(({ id }) => label(id)));
  if (top.length === parts.length) return page.t('metrica:lever.equal', { names, count: parts.length });
  return page.t('metrica:lever.heaviest', {
    names,
    count: top.length,
    share: page.format.percent(heaviest, 2),
  });
}
