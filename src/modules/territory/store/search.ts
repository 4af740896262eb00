import { and, asc, type Column, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { institutions, municipalities, states } from '../schema.ts';
import type { InstitutionRow, MunicipalityRow, StateRow } from '../store.ts';
import { everyWord, everyWordWithState, plain, searchable } from './matching.ts';

export interface TerritoryHits {
  states: StateRow[];
  municipalities: (MunicipalityRow & { stateName: string; stateSlug: string })[];
  institutions: (InstitutionRow & { stateName: string })[];
  /** How many there are of each, also beyond the limit. */
  counts: { states: number; municipalities: number; institutions: number };
}

const totalCount = sql<number>`(count(*) over ())::int`;

/** Names that hold what was typed themselves before those that need their state's name, names that begin with it first of all, then the shorter ones. */
function nearestFirst(search: Column, typed: string): SQL {
  const begins = sql`${search} like ${`${searchable(typed)}%`}`;
  const holds = everyWord(search, typed) ?? sql`true`;
  return sql`case when ${begins} then 0 when ${holds} then 1 else 2 end, length(${search}), ${plain(search)}`;
}

function findStates(orm: Orm, typed: string, limit: number) {
  return orm
    .select({ row: states, total: totalCount })
    .from(states)
    .where(or(everyWord(states.search, typed), eq(states.clave, typed.trim())))
    .orderBy(nearestFirst(states.search, typed))
    .limit(limit);
}

function findMunicipalities(orm: Orm, typed: string, limit: number) {
  const words = everyWordWithState(municipalities.search, municipalities.state, typed);
  return orm
    .select({ row: municipalities, stateName: states.name, stateSlug: states.slug, total: totalCount })
    .from(municipalities)
    .innerJoin(states, eq(states.clave, municipalities.state))
    .where(or(words, eq(municipalities.clave, typed.trim())))
    .orderBy(nearestFirst(municipalities.search, typed), asc(municipalities.clave))
    .limit(limit);
}

function searchInstitutions(orm: Orm, typed: string, limit: number) {
  return orm
    .select({ row: institutions, stateName: states.name, total: totalCount })
    .from(institutions)
    .innerJoin(states, eq(states.clave, institutions.state))
    .where(everyWordWithState(institutions.search, institutions.state, typed))
    .orderBy(nearestFirst(institutions.search, typed), plain(institutions.slug))
    .limit(limit);
}

/**
 * States, municipalities and institutions whose names hold every word, with or without accents; words may also name
 * the state: `benito juarez cdmx`. At most `limit` of each, the nearest first. Nothing typed finds nothing.
 */
export async function searchTerritory(orm: Orm, typed: string, limit: number): Promise<TerritoryHits> {
  const nothing = { states: 0, municipalities: 0, institutions: 0 };
  if (!searchable(typed).trim()) return { states: [], municipalities: [], institutions: [], counts: nothing };
  const foundStates = await findStates(orm, typed, limit);
  const foundMunicipalities = await findMunicipalities(orm, typed, limit);
  const foundInstitutions = await searchInstitutions(orm, typed, limit);
  return {
    states: foundStates.map(({ row }) => row),
    municipalities: foundMunicipalities.map(({ row, stateName, stateSlug }) => ({
      ...row,
      stateName,
      stateSlug,
    })),
    institutions: foundInstitutions.map(({ row, stateName }) => ({ ...row, stateName })),
    counts: {
      states: foundStates[0]?.total ?? 0,
      municipalities: foundMunicipalities[0]?.total ?? 0,
      institutions: foundInstitutions[0]?.total ?? 0,
    },
  };
}

/** The governments of municipalities, by the municipality's clave: what people mean by "the municipality". */
export async function governmentsOf(
  orm: Orm,
  claves: readonly string[],
): Promise<ReadonlyMap<string, InstitutionRow>> {
  if (claves.length === 0) return new Map();
  const rows = await orm
    .select()
    .from(institutions)
    .where(and(inArray(institutions.municipality, [...claves]), eq(institutions.kind, 'municipality')))
    .orderBy(plain(institutions.slug));
  const governments = new Map<string, InstitutionRow>();
  for (const row of rows) {
    if (row.municipality && !governments.has(row.municipality)) governments.set(row.municipality, row);
  }
  return governments;
}

/** A name in the catalogue and where it leads: what is looked through for names near to one that was not found. */
export interface NamedPlace {
  kind: 'state' | 'municipality';
  clave: string;
  name: string;
  stateName: string;
  stateSlug: string;
}

/** The names of all states and municipalities, states first. */
export async function placeNames(orm: Orm): Promise<NamedPlace[]> {
  const stateRows = await orm.select().from(states).orderBy(asc(states.clave));
  const byClave = new Map(stateRows.map((row) => [row.clave, row]));
  const rows = await orm
    .select({ clave: municipalities.clave, name: municipalities.name, state: municipalities.state })
    .from(municipalities)
    .orderBy(asc(municipalities.clave));
  return [
    ...stateRows.map(
      ({ clave, name, slug }): NamedPlace => ({
        kind: 'state',
        clave,
        name,
        stateName: name,
        stateSlug: slug,
      }),
    ),
    ...rows.flatMap(({ clave, name, state }): NamedPlace[] => {
      const of = byClave.get(state);
      return of ? [{ kind: 'municipality', clave, name, stateName: of.name, stateSlug: of.slug }] : [];
    }),
  ];
}
