import {
  findInstitutions,
  type InstitutionRow,
  listStates,
  type StateRow,
} from '#modules/territory/index.ts';
import { oncePerDataVersion } from '#platform/database/data-memo.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { Services } from '#platform/services.ts';
import {
  aggregateUnits,
  buildTree,
  type NationalFigures,
  nationalFigures,
  type ScoredInstitution,
  scoredMeasures,
  type Tree,
} from '../rules/index.ts';
import type { EditionFacts, UnitMeasure } from '../schema.ts';
import {
  type EditionRow,
  findEdition,
  listEditions,
  listPublished,
  listSampled,
  listUnitScores,
  type PublishedScoreRow,
} from '../store.ts';
import { indexMeasure } from './choice.ts';

/** An institution of an edition, with its scores and where it stands in the catalogue. */
export interface EditionInstitution extends ScoredInstitution {
  name: string;
  /** Its name as the edition's base writes it. */
  sourceName: string;
  municipality: string | null;
  /** By measure without a score: the nodes that would have to be known. */
  missing: Readonly<Record<string, readonly string[]>>;
}

/** A state or the federation in an edition. */
export interface EditionUnit {
  clave: string;
  slug: string;
  name: string;
  abbreviation: string;
  /** Institutions measured; 0 where nothing is known. */
  institutions: number;
  /** By measure; one without a value is absent (*sin dato*). */
  measures: Readonly<Record<string, UnitMeasure>>;
}

/** An edition of the Métrica as pages and the API show it: everything known of it, read once per data version. */
export interface EditionView {
  year: number;
  sampleSize: number;
  facts: EditionFacts;
  /** Null where the edition's indicators are not known. */
  tree: Tree | null;
  /** Measures with at least one score, in reading order; empty where only national values are known. */
  measures: readonly string[];
  /** By slug. */
  institutions: readonly EditionInstitution[];
  institutionBySlug: ReadonlyMap<string, EditionInstitution>;
  /** All 33, by clave, also those without values. */
  units: readonly EditionUnit[];
  unitByClave: ReadonlyMap<string, EditionUnit>;
  /** National means of our own, both ways; null where institutions are not known. */
  national: NationalFigures | null;
  published: readonly PublishedScoreRow[];
}

async function sampledInstitutions(services: Services, year: number): Promise<EditionInstitution[]> {
  const sampled = await listSampled(services.orm, year);
  if (sampled.length === 0) return [];
  const rows = await findInstitutions(
    services.orm,
    sampled.map((row) => row.institution),
  );
  const catalogue = new Map(rows.map((row): [string, InstitutionRow] => [row.slug, row]));
  return sampled.map((row) => {
    const known = catalogue.get(row.institution);
    return {
      slug: row.institution,
      unit: row.clave,
      order: row.order,
      kind: row.kind,
      scores: new Map(Object.entries(row.scores)),
      missing: row.missing,
      name: known?.name ?? row.institution,
      sourceName: known?.sourceName ?? row.institution,
      municipality: known?.municipality ?? null,
    };
  });
}

async function readView(services: Services, edition: EditionRow): Promise<EditionView> {
  const { year, sampleSize, facts, methodology } = edition;
  const tree = methodology ? buildTree(methodology) : null;
  const institutions = await sampledInstitutions(services, year);
  const states = await listStates(services.orm);
  const scores = new Map((await listUnitScores(services.orm, year)).map((row) => [row.clave, row]));
  const measures = tree ? scoredMeasures(tree, institutions) : [];
  const units = states.map(
    ({ clave, slug, name, abbreviation }: StateRow): EditionUnit => ({
      clave,
      slug,
      name,
      abbreviation,
      institutions: scores.get(clave)?.institutions ?? 0,
      measures: scores.get(clave)?.measures ?? {},
    }),
  );
  return {
    year,
    sampleSize,
    facts,
    tree,
    measures,
    institutions,
    institutionBySlug: new Map(institutions.map((institution) => [institution.slug, institution])),
    units,
    unitByClave: new Map(units.map((unit) => [unit.clave, unit])),
    national:
      institutions.length > 0
        ? nationalFigures(institutions, aggregateUnits(institutions, measures), measures)
        : null,
    published: await listPublished(services.orm, year),
  };
}

/** The editions there are, oldest first, with their published national values. */
export function editionList(services: Services): Promise<EditionRow[]> {
  return oncePerDataVersion(services, 'metrica editions', () => listEditions(services.orm));
}

/** An edition by year, or undefined where there is none. */
export function findEditionView(services: Services, year: number): Promise<EditionView | undefined> {
  return oncePerDataVersion(services, `metrica edition ${year}`, async () => {
    const edition = await findEdition(services.orm, year);
    return edition ? readView(services, edition) : undefined;
  });
}

/**
 * An edition by the year in an address.
 * @throws Problem 404 naming the editions there are
 */
export async function editionView(services: Services, year: string): Promise<EditionView> {
  const view = /^\d{4}$/.test(year) ? await findEditionView(services, Number(year)) : undefined;
  if (view) return view;
  const years = (await editionList(services)).map((edition) => edition.year).join(', ');
  throw notFound(
    `No hay una edición ${year} de la Métrica. Hay: ${years}.`,
    `There is no edition ${year} of the Métrica. There are: ${years}.`,
    'year',
  );
}

/** All editions, oldest first. */
export async function editionViews(services: Services): Promise<EditionView[]> {
  const editions = await editionList(services);
  const views = await Promise.all(editions.map(({ year }) => findEditionView(services, year)));
  return views.filter((view) => view !== undefined);
}

/** The newest edition with values by state and institution; undefined before any was loaded. */
export async function latestMeasuredEdition(services: Services): Promise<EditionView | undefined> {
  return (await editionViews(services)).findLast(({ institutions }) => institutions.length > 0);
}

/** The newest edition in which a state or the federation has a value in a measure; undefined where none has. */
export async function latestEditionOfUnit(
  services: Services,
  clave: string,
  measure = indexMeasure,
): Promise<EditionView | undefined> {
  const views = await editionViews(services);
  return views.findLast(({ unitByClave }) => unitByClave.get(clave)?.measures[measure] !== undefined);
}

/** The newest edition that measured an institution; undefined where none did. */
export async function latestEditionOfInstitution(
  services: Services,
  slug: string,
): Promise<EditionView | undefined> {
  return (await editionViews(services)).findLast(({ institutionBySlug }) => institutionBySlug.has(slug));
}
