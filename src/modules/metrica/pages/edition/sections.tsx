import { FEDERATION, listStates } from '#modules/territory/index.ts';
import type { InstitutionColumn, PageRequest, Section } from '#platform/module.ts';
import { Band, Columns, tableProblem, tableState, usePage } from '#platform/ui/index.ts';
import { indexMeasure, initialChoice } from '../../edition/choice.ts';
import { nearestInPopulation, nearestInRank, placeAmong, strongestLever } from '../../edition/comparison.ts';
import { type RankedUnit, type Selection, selectEdition } from '../../edition/selection.ts';
import {
  type EditionInstitution,
  type EditionView,
  findEditionView,
  latestEditionOfInstitution,
  latestEditionOfUnit,
  latestMeasuredEdition,
} from '../../edition/view.ts';
import { nationalFigures } from '../../rules/index.ts';
import { ScoreAccount } from '../../views/edition/account.tsx';
import { editionPath, fileDownloads } from '../../views/edition/addresses.ts';
import {
  type InstitutionContext,
  InstitutionParts,
  InstitutionStanding,
} from '../../views/edition/institution.tsx';
import type { InstitutionSort } from '../../views/edition/institutions-table.tsx';
import { EditionMap } from '../../views/edition/map.tsx';
import { Certainty } from '../../views/edition/measured.tsx';
import { NationalTrend } from '../../views/edition/national.tsx';
import { EditionRanking } from '../../views/edition/ranking.tsx';
import { StateStanding, StateTrend } from '../../views/edition/state.tsx';
import { StateEnds, StateTable } from '../../views/edition/state-institutions.tsx';
import { StateParts } from '../../views/edition/state-parts.tsx';
import { nationalEditions } from './files.ts';
import { listMeasures } from './institutions.tsx';

/** `/entidades`: the index of all units in the latest measured edition, as a map and as a ranking. */
async function statesSection({ services }: PageRequest) {
  const view = await latestMeasuredEdition(services);
  return view ? <StatesBand selection={await selectEdition(services, view, initialChoice)} /> : null;
}

function StatesBand({ selection }: { selection: Selection }) {
  const page = usePage();
  const { t, href } = page;
  const { view } = selection;
  const whole = <a href={href(editionPath(view.year))}>{t('metrica:state.all', { year: view.year })}</a>;
  return (
    <Band tone="papel" labelledBy="metrica-entidades">
      <h2 id="metrica-entidades">{t('metrica:states.title', { year: view.year })}</h2>
      <Columns layout="wide-left">
        <EditionMap id="metrica-mapa" selection={selection} tableAt="#metrica-lugares" titleAs="h3" />
        <div>
          <p>{t('metrica:states.text')}</p>
          <Certainty selection={selection} />
        </div>
      </Columns>
      <EditionRanking
        id="metrica-lugares"
        selection={selection}
        titleAs="h3"
        downloads={fileDownloads(page, `${editionPath(view.year)}/entidades`)}
        more={whole}
      />
    </Band>
  );
}

/** Whom a unit is compared with: states with those nearest in population, the federation with those nearest in rank. */
async function peersOf(
  { services }: PageRequest,
  selection: Selection,
  clave: string,
): Promise<RankedUnit[]> {
  const near =
    clave === FEDERATION
      ? nearestInRank(selection.view.units, clave)
      : nearestInPopulation(
          (await listStates(services.orm)).filter((state) => state.clave !== FEDERATION),
          clave,
        );
  return near.flatMap((peer) => selection.ranked.find((unit) => unit.clave === peer.clave) ?? []);
}

async function indexByYear({ services }: PageRequest, clave: string, years: readonly number[]) {
  return Promise.all(
    years.map(async (year) => {
      const view = await findEditionView(services, year);
      return { year, value: view?.unitByClave.get(clave)?.measures[indexMeasure]?.value ?? null };
    }),
  );
}

/** `/entidades/<slug>`: everything the Métrica knows of a unit, by the newest edition that measured it. */
async function stateSection(request: PageRequest, clave: string) {
  const { services } = request;
  const view = await latestEditionOfUnit(services, clave);
  if (!view) return null;
  const selection = await selectEdition(services, view, initialChoice);
  const unit = selection.ranked.find((one) => one.clave === clave);
  if (!unit) return null;
  const institutions = view.institutions.filter((one) => one.unit === clave);
  const measures = listMeasures(view);
  const state = tableState<InstitutionSort>(request.query, {
    sorts: ['nombre', ...measures],
    initial: { sort: indexMeasure, direction: 'desc' },
    largestFirst: measures,
    total: institutions.length,
  });
  const problem = tableProblem(state);
  if (problem) throw problem;
  const peers = await peersOf(request, selection, clave);
  const editions = await nationalEditions(request);
  const points = await indexByYear(
    request,
    clave,
    editions.map(({ year }) => year),
  );
  const downloads = fileDownloads(request.page, `/entidades/${unit.slug}/metrica`);
  return (
    <>
      <Band tone="papel" labelledBy="metrica-lugar">
        <StateStanding selection={selection} unit={unit} peers={peers} />
      </Band>
      <Band labelledBy="metrica-partes-title">
        <StateParts selection={selection} unit={unit} peers={peers} lever={strongestLever(view, clave)} />
      </Band>
      <Band tone="papel" labelledBy="metrica-extremos">
        <StateEnds unit={unit} institutions={institutions} />
      </Band>
      <Band labelledBy="metrica-tendencia-title">
        <Columns layout="halves">
          <StateTrend unit={unit} points={points} selection={selection} />
          <NationalTrend id="metrica-pais" editions={editions} tree={view.tree} titleAs="h2" />
        </Columns>
        <StateTable
          view={view}
          unit={unit}
          institutions={institutions}
          state={state}
          measures={measures}
          downloads={downloads}
        />
      </Band>
    </>
  );
}

function contextOf(view: EditionView, institution: EditionInstitution): InstitutionContext | null {
  const unit = view.unitByClave.get(institution.unit);
  if (!unit || !view.national) return null;
  const ofKind = view.institutions.filter(({ kind }) => kind === institution.kind);
  const ofUnit = view.institutions.filter((one) => one.unit === institution.unit);
  return {
    view,
    institution,
    unit,
    kindMeans: nationalFigures(ofKind, [], view.measures).institutions,
    countryMeans: view.national.institutions,
    places: {
      unit: placeAmong(ofUnit, institution.slug),
      kind: placeAmong(ofKind, institution.slug),
      country: placeAmong(view.institutions, institution.slug),
    },
  };
}

/** `/instituciones/<slug>`: an institution's scores in the newest edition that measured it; null where none did. */
async function institutionSection({ services }: PageRequest, slug: string) {
  const view = await latestEditionOfInstitution(services, slug);
  const institution = view?.institutionBySlug.get(slug);
  const context = view && institution ? contextOf(view, institution) : null;
  if (!context) return null;
  return (
    <>
      <Band tone="papel" labelledBy="metrica-lugar">
        <InstitutionStanding context={context} />
      </Band>
      <Band labelledBy="metrica-partes-title">
        <InstitutionParts context={context} />
      </Band>
      {context.view.tree ? (
        <Band tone="papel" labelledBy="metrica-cuenta">
          <ScoreAccount view={context.view} tree={context.view.tree} institution={context.institution} />
        </Band>
      ) : null}
    </>
  );
}

/** What the Métrica adds to the pages of states and institutions. */
export const editionSections: readonly Section[] = [
  { place: 'states', order: 10, render: statesSection },
  { place: 'state', order: 10, render: stateSection },
  { place: 'institution', order: 10, render: institutionSection },
];

/** The index of the latest measured edition, for lists of institutions; those that were not measured have no cell. */
export const editionColumn: InstitutionColumn = {
  key: indexMeasure,
  header: (t) => t('metrica:column.index'),
  numeric: true,
  async cells({ services, page }, slugs) {
    const view = await latestMeasuredEdition(services);
    return new Map(
      slugs.flatMap((slug) => {
        const score = view?.institutionBySlug.get(slug)?.scores.get(indexMeasure);
        return score === undefined ? [] : [[slug, page.format.score(score)] as const];
      }),
    );
  },
};
