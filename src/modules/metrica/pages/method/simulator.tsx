import { badRequest, notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile, type FileRow, jsonFile } from '#platform/http/table-file.ts';
import { translator } from '#platform/i18n/i18n.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  Columns,
  NextSteps,
  type PageContext,
  PageHeading,
  Prose,
} from '#platform/ui/index.ts';
import { type EditionView, editionViews, latestMeasuredEdition } from '../../edition/view.ts';
import { reweigh, simulate, type Tree } from '../../rules/index.ts';
import { fileDownloads, metricaSteps } from '../../views/edition/addresses.ts';
import {
  ComponentShares,
  Movers,
  type Outcome,
  SimulatedRanking,
  WeightsAndUncertainty,
} from '../../views/method/simulator.tsx';
import { type AskedWeights, problemText, readWeights } from '../../views/method/weight-query.ts';
import { Presets, WeightsForm } from '../../views/method/weights-form.tsx';
import { askedYear, editionParameter } from './edition.ts';

const path = '/metrica/simulador';

/** An edition whose ranks can be worked out again. */
interface Measured {
  view: EditionView;
  tree: Tree;
}

async function askedEdition({ services, query }: PageRequest): Promise<Measured> {
  const measured = new Map<number, Measured>();
  for (const view of await editionViews(services)) {
    if (view.tree && view.institutions.length > 0) measured.set(view.year, { view, tree: view.tree });
  }
  const latest = await latestMeasuredEdition(services);
  const year = askedYear(query, [...measured.keys()], latest?.year ?? 0);
  const found = measured.get(year);
  if (found) return found;
  throw notFound(
    'Todavía no hay una edición de la Métrica con valores por entidad.',
    'There is no edition of the Métrica with values by state yet.',
  );
}

function outcomeOf({ view, tree }: Measured, { choice, canonical }: AskedWeights): Outcome {
  return {
    units: simulate(tree, view.institutions, choice).flatMap((unit) => {
      const known = view.unitByClave.get(unit.unit);
      return known ? [{ ...unit, known }] : [];
    }),
    tree: reweigh(tree, choice),
    chosen: canonical !== '',
  };
}

/** The query of a choice with its edition, so that a shared address shows the same for ever; `''` for the official weights. */
function queryOf(canonical: string, year: number): string {
  return canonical === '' ? '' : `?${editionParameter}=${year}&${canonical}`;
}

/** The query as it should stand in the address; an edition may be named without weights. */
function properQuery({ query }: PageRequest, asked: AskedWeights, year: number): string {
  if (asked.canonical !== '' || !query.has(editionParameter)) return queryOf(asked.canonical, year);
  return `?${editionParameter}=${year}`;
}

/** `/metrica/simulador`: the ranks under weights of one's own. */
export async function simulatorPage(request: PageRequest): Promise<PageResult> {
  const { page, query } = request;
  const measured = await askedEdition(request);
  const { year } = measured.view;
  const asked = readWeights(query);
  const failed = asked.problems.length > 0;
  const proper = properQuery(request, asked, year);
  // One address for one choice: what a form sends in another form leads there.
  if (!failed && proper !== (query.size > 0 ? `?${query}` : '')) {
    return { kind: 'redirect', path: `${path}${proper}`, status: 303 };
  }
  const title = page.t('method:simulator.tab');
  return {
    kind: 'html',
    status: failed ? 400 : 200,
    title: failed ? page.t('method:simulator.failedTab', { title }) : title,
    description: page.t('method:simulator.metaDescription'),
    canonicalQuery: proper,
    indexed: query.size === 0,
    main: <SimulatorMain page={page} measured={measured} asked={asked} />,
  };
}

function SimulatorMain({
  page,
  measured,
  asked,
}: {
  page: PageContext;
  measured: Measured;
  asked: AskedWeights;
}) {
  const { t, href } = page;
  const { view, tree } = measured;
  const outcome = outcomeOf(measured, asked);
  const query = queryOf(asked.canonical, view.year);
  const failed = asked.problems.length > 0;
  return (
    <>
      <Band>
        <Breadcrumbs items={[{ label: t('method:metrica'), href: href('/metrica') }]} />
        <PageHeading
          title={t('method:simulator.title')}
          lead={outcome.chosen ? undefined : t('method:simulator.lead', { year: view.year })}
        >
          {outcome.chosen ? <Movers outcome={outcome} /> : null}
        </PageHeading>
        <Columns layout="halves">
          <div>
            <WeightsForm asked={asked} action={href(path)} year={view.year} />
          </div>
          <div>
            <Presets asked={asked} address={(each) => href(`${path}${queryOf(each, view.year)}`)} />
            {failed ? <p>{t('method:simulator.failed')}</p> : null}
            {outcome.chosen ? (
              <p>{t('method:simulator.shared')}</p>
            ) : failed ? null : (
              <p>{t('method:simulator.start')}</p>
            )}
          </div>
        </Columns>
        <section class="tq-part" aria-labelledby="componentes">
          <h2 id="componentes">{t('method:simulator.sharesTitle')}</h2>
          <ComponentShares outcome={outcome} official={tree} />
        </section>
      </Band>
      <Band tone="papel">
        <SimulatedRanking view={view} outcome={outcome} downloads={fileDownloads(page, path, query)} />
      </Band>
      <Band labelledBy="que-muestra">
        <Prose>
          <h2 id="que-muestra">{t('method:simulator.meaningTitle')}</h2>
          <p>{t('method:simulator.meaning')}</p>
          <WeightsAndUncertainty view={view} outcome={outcome} />
        </Prose>
        <NextSteps items={metricaSteps(page).filter((step) => step.href !== href(path))} />
      </Band>
    </>
  );
}

const COLUMNS = [
  'posicion',
  'clave',
  'entidad',
  'ga',
  'ga_oficial',
  'posicion_oficial',
  'lugares_ganados',
  'posicion_min_pesos',
  'posicion_max_pesos',
] as const;

/** @throws Problem 400 with what is wrong with each weight */
async function simulatedRows(request: PageRequest): Promise<FileRow[]> {
  const asked = readWeights(request.query);
  const [first] = asked.problems;
  if (first) {
    const said = (lang: 'es-MX' | 'en') =>
      asked.problems.map((problem) => problemText(translator(lang), problem)).join(' ');
    throw badRequest(said('es-MX'), said('en'), first.field);
  }
  const { units, tree } = outcomeOf(await askedEdition(request), asked);
  return units.map(({ known, official, simulated, move }) => {
    const interval = known.measures[tree.root]?.intervals.weights;
    return {
      posicion: simulated.rank,
      clave: known.clave,
      entidad: known.name,
      ga: simulated.value,
      ga_oficial: official.value,
      posicion_oficial: official.rank,
      lugares_ganados: move,
      posicion_min_pesos: interval?.rankMin ?? null,
      posicion_max_pesos: interval?.rankMax ?? null,
    };
  });
}

/** `/metrica/simulador.csv`. @throws Problem 400 */
export async function simulatorCsv(request: PageRequest): Promise<PageResult> {
  return csvFile('metrica-simulador.csv', COLUMNS, await simulatedRows(request));
}

/** `/metrica/simulador.json`. @throws Problem 400 */
export async function simulatorJson(request: PageRequest): Promise<PageResult> {
  return jsonFile(await simulatedRows(request));
}
