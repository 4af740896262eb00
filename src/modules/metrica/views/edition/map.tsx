import type { Child } from 'hono/jsx';
import { FEDERATION, StatesMap } from '#modules/territory/index.ts';
import { classThresholds } from '#platform/charts/index.ts';
import { usePage } from '#platform/ui/index.ts';
import type { Selection } from '../../edition/selection.ts';
import { spreadFinding } from './findings.ts';
import { measureName, sourceWords } from './words.ts';

interface EditionMapProps {
  id: string;
  selection: Selection;
  /** The address of a table with the same values and links: `#entidades`. */
  tableAt: string;
  titleAs?: 'h2' | 'h3' | 'p';
  /** Goes at the end of the note: links. */
  more?: Child;
}

/** The states by the chosen measure, the federation beside them; each leads to its page. */
export function EditionMap({ id, selection, tableAt, titleAs = 'p', more }: EditionMapProps) {
  const page = usePage();
  const { t } = page;
  const { view, choice, ranked, units } = selection;
  const states = ranked.filter(({ clave }) => clave !== FEDERATION);
  const measure = measureName(page, view.tree, choice.measure);
  const title = spreadFinding(page, states);
  return (
    <StatesMap
      id={id}
      title={title}
      titleAs={titleAs}
      measure={t('metrica:map.measure', { measure, year: view.year })}
      description={t('metrica:map.description', { finding: title, count: states.length })}
      note={
        <>
          {states.length > 0 ? t('metrica:map.note') : null} {sourceWords(page, view)} {more}
        </>
      }
      states={units}
      values={new Map(units.map(({ clave, standing }) => [clave, standing?.value ?? null]))}
      thresholds={classThresholds(states.map(({ standing }) => standing.value))}
      valueName={measure}
      tableAt={tableAt}
      linksElsewhere
    />
  );
}
