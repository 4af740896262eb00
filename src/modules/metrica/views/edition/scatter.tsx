import { greatest, least } from 'd3-array';
import { FEDERATION, statePath } from '#modules/territory/index.ts';
import { type Domain, Scatter } from '#platform/charts/index.ts';
import { usePage } from '#platform/ui/index.ts';
import type { SelectedUnit, Selection } from '../../edition/selection.ts';
import { sidesFinding } from './findings.ts';
import { chosenWords, measureName, sourceWords, unitName } from './words.ts';

interface EditionScatterProps {
  id: string;
  selection: Selection;
  tableAt: string;
}

/** Transparency against participation: what units let people know, and what they let them influence. */
export function EditionScatter({ id, selection, tableAt }: EditionScatterProps) {
  const page = usePage();
  const { t } = page;
  const { view, choice, units } = selection;
  const known = units.filter(({ values }) => values.t !== undefined && values.p !== undefined);
  if (known.length === 0) return null;
  const named = outermost(known);
  const domain = sharedDomain(known);
  const title = sidesFinding(page, known);
  const chosen = chosenWords(page, choice);
  return (
    <Scatter
      id={id}
      title={title}
      titleAs="h2"
      measure={
        chosen
          ? t('metrica:sides.measureOf', { year: view.year, chosen })
          : t('metrica:sides.measure', { year: view.year })
      }
      description={t('metrica:sides.description', { finding: title, count: known.length })}
      note={`${t('metrica:sides.note')} ${sourceWords(page, view)}`}
      points={known.map((unit) => ({
        id: unit.clave,
        label: unitName(page, unit),
        x: unit.values.t ?? null,
        y: unit.values.p ?? null,
        href: page.href(statePath(unit.slug)),
        labelled: named.has(unit.clave),
        contrast: unit.clave === FEDERATION,
      }))}
      names={{
        label: t('metrica:column.unit'),
        x: measureName(page, view.tree, 't'),
        y: measureName(page, view.tree, 'p'),
      }}
      diagonal={t('metrica:sides.diagonal')}
      xDomain={domain}
      yDomain={domain}
      linksElsewhere
      tableAt={tableAt}
    />
  );
}

/** The units at the edges of the cloud, and the federation: those worth a name. */
function outermost(units: readonly SelectedUnit[]): ReadonlySet<string> {
  const t = ({ values }: SelectedUnit) => values.t ?? 0;
  const p = ({ values }: SelectedUnit) => values.p ?? 0;
  const gap = (unit: SelectedUnit) => t(unit) - p(unit);
  const found = [t, p, gap].flatMap((by) => [greatest(units, by), least(units, by)]);
  return new Set([FEDERATION, ...found.flatMap((unit) => (unit ? [unit.clave] : []))]);
}

/** One domain for both axes, in whole tenths, so that the diagonal halves the plot. */
function sharedDomain(units: readonly SelectedUnit[]): Domain {
  const values = units.flatMap(({ values: { t = 0, p = 0 } }) => [t, p]);
  const from = Math.floor(Math.min(...values) * 10) / 10;
  const to = Math.ceil(Math.max(...values) * 10) / 10;
  return from < to ? [from, to] : [Math.max(0, from - 0.1), to + 0.1];
}
