import { kindOfSlug, kindSlugs, matchesWords, orderOfSlug, orderSlugs } from '#modules/territory/index.ts';
import { badRequest } from '#platform/errors/problem.ts';
import type { Services } from '#platform/services.ts';
import { choiceParameters, type EditionChoice, initialChoice, sourceSlugs } from '../../edition/choice.ts';
import { type EditionInstitution, type EditionView, latestMeasuredEdition } from '../../edition/view.ts';
import { selectInstitutions, type Tree, UNCERTAINTY_SOURCES } from '../../rules/index.ts';

/**
 * Reads one query parameter; absent and empty are the same, because forms send empty choices.
 * @throws Problem 400 that lists what is possible
 */
function readOne<T>(
  query: URLSearchParams,
  name: string,
  allowed: readonly string[],
  read: (value: string) => T | undefined,
): T | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  const found = read(value);
  if (found !== undefined) return found;
  const all = allowed.join(', ');
  throw badRequest(
    `El valor «${value}» de «${name}» no existe. Elige entre: ${all}.`,
    `"${value}" is not a value of "${name}". Choose one of: ${all}.`,
    name,
  );
}

/** Reads which institutions are looked at: `?orden_gobierno=estatal&tipo=sindicato`. @throws Problem 400 */
export function readFilter(query: URLSearchParams): Pick<EditionChoice, 'order' | 'kind'> {
  return {
    order: readOne(query, choiceParameters.order, orderSlugs, orderOfSlug),
    kind: readOne(query, choiceParameters.kind, kindSlugs, kindOfSlug),
  };
}

/**
 * Reads a reader's choice from an address: `?medida=t&tipo=sindicato&incertidumbre=muestra`.
 * @param measures the ids that `medida` may name
 * @throws Problem 400 that names the parameter and lists what is possible
 */
export function readChoice(query: URLSearchParams, measures: readonly string[]): EditionChoice {
  const measure = readOne(query, choiceParameters.measure, measures, (value) =>
    measures.find((id) => id === value),
  );
  const slugs = UNCERTAINTY_SOURCES.map((source) => sourceSlugs[source]);
  const source = readOne(query, choiceParameters.source, slugs, (value) =>
    UNCERTAINTY_SOURCES.find((one) => sourceSlugs[one] === value),
  );
  return {
    measure: measure ?? initialChoice.measure,
    source: source ?? initialChoice.source,
    ...readFilter(query),
  };
}

/** The query parameters that narrow a list of institutions, beside order and kind. */
export const listParameters = { words: 'q', state: 'entidad' } as const;

/** What a list of institutions is narrowed by. */
export interface InstitutionsFilter extends Pick<EditionChoice, 'order' | 'kind'> {
  words: string;
  /** The clave of a unit. */
  unit: string | undefined;
}

/** Reads `?q=salud&entidad=oaxaca&orden_gobierno=estatal&tipo=sindicato`. @throws Problem 400 */
export function readInstitutionsFilter(query: URLSearchParams, view: EditionView): InstitutionsFilter {
  const slugs = view.units.map(({ slug }) => slug);
  const unit = readOne(query, listParameters.state, slugs, (value) =>
    view.units.find(({ slug }) => slug === value),
  );
  return { words: query.get(listParameters.words) ?? '', unit: unit?.clave, ...readFilter(query) };
}

/** The institutions of an edition that a filter keeps, by slug. */
export function filterInstitutions(
  { institutions }: EditionView,
  { words, unit, order, kind }: InstitutionsFilter,
): EditionInstitution[] {
  return selectInstitutions(institutions, { unit, order, kind }).filter(
    ({ name }) => words === '' || matchesWords(name, words),
  );
}

/** The measures that the addresses of an edition may name, and the methodology that gives them their names. */
export interface KnownMeasures {
  ids: readonly string[];
  tree: Tree | null;
}

/** An edition without indicators of its own is spoken of in the words of the latest one that has them. */
export async function knownMeasures(services: Services, view: EditionView): Promise<KnownMeasures> {
  if (view.measures.length > 0) return { ids: view.measures, tree: view.tree };
  const latest = await latestMeasuredEdition(services);
  const ids = new Set([...(latest?.measures ?? []), ...Object.keys(view.facts.national)]);
  return { ids: [...ids], tree: view.tree ?? latest?.tree ?? null };
}
