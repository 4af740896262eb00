import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import { queryString, tableProblem } from '#platform/ui/index.ts';
import { choiceChanges, type EditionChoice } from '../../edition/choice.ts';
import { selectEdition } from '../../edition/selection.ts';
import { type EditionView, editionView, latestMeasuredEdition } from '../../edition/view.ts';
import { MeasuredEdition } from '../../views/edition/measured.tsx';
import { unitsTableState } from '../../views/edition/units-table.tsx';
import { UnmeasuredEdition } from '../../views/edition/unmeasured.tsx';
import { questionWords } from '../../views/edition/words.ts';
import { nationalEditions } from './files.ts';
import { knownMeasures, readChoice } from './query.ts';

/** `/metrica/2017`: an edition by whatever measure and institutions the reader chooses. */
async function editionPage(request: PageRequest): Promise<PageResult> {
  const { services, page, params, query } = request;
  const view = await editionView(services, params.year ?? '');
  const { ids } = await knownMeasures(services, view);
  const choice = readChoice(query, ids);
  const main =
    view.institutions.length > 0
      ? await measuredMain(request, view, choice)
      : await unmeasuredMain(request, view, choice);
  return {
    kind: 'html',
    title: `${questionWords(page, choice.measure, view)} ${page.t('metrica:name')}`,
    description: page.t(
      view.institutions.length > 0 ? 'metrica:year.description' : 'metrica:year.descriptionNational',
      { year: view.year },
    ),
    canonicalQuery: queryString(new URLSearchParams(), choiceChanges(choice)),
    main,
  };
}

async function measuredMain({ services, query }: PageRequest, view: EditionView, choice: EditionChoice) {
  const selection = await selectEdition(services, view, choice);
  const state = unitsTableState(query, selection);
  const problem = tableProblem(state);
  if (problem) throw problem;
  return <MeasuredEdition selection={selection} state={state} />;
}

async function unmeasuredMain(request: PageRequest, view: EditionView, choice: EditionChoice) {
  const { services } = request;
  const latest = await latestMeasuredEdition(services);
  const { tree } = await knownMeasures(services, view);
  const last = latest?.measures.includes(choice.measure)
    ? await selectEdition(services, latest, choice)
    : null;
  return (
    <UnmeasuredEdition
      view={view}
      choice={choice}
      editions={await nationalEditions(request)}
      tree={tree}
      last={last}
    />
  );
}

/** The table of units is part of the edition's page; its own address leads there. */
function toTable({ params, query }: PageRequest): PageResult {
  return {
    kind: 'redirect',
    path: `/metrica/${params.year}${queryString(query, {})}#entidades`,
    status: 301,
  };
}

export const editionYearPages: readonly PageRoute[] = [
  { path: '/metrica/:year{\\d+}', access: 'public', cache: 'data', handle: editionPage },
  { path: '/metrica/:year{\\d+}/entidades', access: 'public', cache: 'data', handle: toTable },
];
