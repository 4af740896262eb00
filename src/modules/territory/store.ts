import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import type { InstitutionKind, Order } from './rules/index.ts';
import { institutions, municipalities, states } from './schema.ts';
import { everyWordWithState, plain, searchable } from './store/matching.ts';

export type StateRow = typeof states.$inferSelect;
export type MunicipalityRow = typeof municipalities.$inferSelect;
export type InstitutionRow = typeof institutions.$inferSelect;

/** The federation and the 32 states, by clave. */
export function listStates(orm: Orm): Promise<StateRow[]> {
  return orm.select().from(states).orderBy(asc(states.clave));
}

/** A state by its part of an address, or undefined where there is none. */
export async function findStateBySlug(orm: Orm, slug: string): Promise<StateRow | undefined> {
  const [row] = await orm.select().from(states).where(eq(states.slug, slug));
  return row;
}

/** The municipalities of a state, by clave. */
export function listMunicipalities(orm: Orm, state: string): Promise<MunicipalityRow[]> {
  return orm
    .select()
    .from(municipalities)
    .where(eq(municipalities.state, state))
    .orderBy(asc(municipalities.clave));
}

/** A municipality by its clave, or undefined where there is none. */
export async function findMunicipality(orm: Orm, clave: string): Promise<MunicipalityRow | undefined> {
  const [row] = await orm.select().from(municipalities).where(eq(municipalities.clave, clave));
  return row;
}

/** How many municipalities each state has, by clave. */
export async function countMunicipalities(orm: Orm): Promise<Map<string, number>> {
  const rows = await orm
    .select({ state: municipalities.state, count: sql<number>`count(*)::int` })
    .from(municipalities)
    .groupBy(municipalities.state);
  return new Map(rows.map((row) => [row.state, row.count]));
}

/** How many institutions of the catalogue each state has, by clave. */
export async function countInstitutionsByState(orm: Orm): Promise<Map<string, number>> {
  const rows = await orm
    .select({ state: institutions.state, count: sql<number>`count(*)::int` })
    .from(institutions)
    .groupBy(institutions.state);
  return new Map(rows.map((row) => [row.state, row.count]));
}

/** An institution of the catalogue, or undefined where there is none. */
export async function findInstitution(orm: Orm, slug: string): Promise<InstitutionRow | undefined> {
  const [row] = await orm.select().from(institutions).where(eq(institutions.slug, slug));
  return row;
}

/** Those of these institutions that are in the catalogue, in no order. */
export function findInstitutions(orm: Orm, slugs: readonly string[]): Promise<InstitutionRow[]> {
  return orm
    .select()
    .from(institutions)
    .where(inArray(institutions.slug, [...slugs]));
}

/** The whole catalogue, by slug. */
export function allInstitutions(orm: Orm): Promise<InstitutionRow[]> {
  return orm.select().from(institutions).orderBy(plain(institutions.slug));
}

/** What a list of institutions is narrowed by; an absent value narrows nothing. */
export interface InstitutionFilter {
  /** Words in any order, with or without accents; each must begin a word of the name or of its state's. */
  words?: string | undefined;
  state?: string | undefined;
  order?: Order | undefined;
  /** `unknown` asks for those whose kind is not known. */
  kind?: InstitutionKind | 'unknown' | undefined;
}

export const institutionSorts = ['nombre', 'entidad'] as const;
export type InstitutionSort = (typeof institutionSorts)[number];

function institutionConditions(filter: InstitutionFilter): SQL | undefined {
  const { state, order, kind } = filter;
  const conditions: (SQL | undefined)[] = [
    everyWordWithState(institutions.search, institutions.state, filter.words),
    state === undefined ? undefined : eq(institutions.state, state),
    order === undefined ? undefined : eq(institutions.order, order),
    kind === undefined
      ? undefined
      : kind === 'unknown'
        ? isNull(institutions.kind)
        : eq(institutions.kind, kind),
  ];
  return and(...conditions);
}

/** How many institutions of the catalogue a filter keeps. */
export async function countInstitutions(orm: Orm, filter: InstitutionFilter): Promise<number> {
  const [row] = await orm
    .select({ count: sql<number>`count(*)::int` })
    .from(institutions)
    .where(institutionConditions(filter));
  return row?.count ?? 0;
}

/** A page of the list of institutions. Ties, and equal names, are in the order of their slugs. */
export function listInstitutions(
  orm: Orm,
  filter: InstitutionFilter,
  page: { sort: InstitutionSort; direction: 'asc' | 'desc'; offset: number; limit: number },
): Promise<InstitutionRow[]> {
  const down = page.direction === 'desc';
  // Sorted by the folded names, so that accents and capitals do not part what belongs together.
  const sign = down ? sql`desc` : sql`asc`;
  const byName = sql`${plain(institutions.search)} ${sign}`;
  const byState = sql`${plain(institutions.state)} ${sign}`;
  const order = page.sort === 'entidad' ? [byState, byName] : [byName];
  return orm
    .select()
    .from(institutions)
    .where(institutionConditions(filter))
    .orderBy(...order, plain(institutions.slug))
    .limit(page.limit)
    .offset(page.offset);
}

/** A page of institutions in the order of their slugs, after a given one: the API's cursor. */
export function institutionsAfter(
  orm: Orm,
  filter: InstitutionFilter,
  after: string | undefined,
  limit: number,
): Promise<InstitutionRow[]> {
  return orm
    .select()
    .from(institutions)
    .where(
      and(
        institutionConditions(filter),
        after === undefined ? undefined : sql`${plain(institutions.slug)} > ${after}`,
      ),
    )
    .orderBy(plain(institutions.slug))
    .limit(limit);
}

/** Inserts or replaces rows in one statement, however many there are. */
async function upsert(
  orm: Orm,
  table: string,
  key: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const names = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  const changes = columns
    .filter((column) => column !== key)
    .map((column) => sql`${sql.identifier(column)} = excluded.${sql.identifier(column)}`);
  await orm.execute(sql`
    insert into ${sql.identifier(table)} (${names})
    select ${names} from json_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(rows)}::json)
    on conflict (${sql.identifier(key)}) do update set ${sql.join(changes, sql`, `)}`);
}

/** Inserts states or replaces those with the same clave. What is searched, here and below, is made from the names. */
export async function saveStates(orm: Orm, rows: readonly Omit<StateRow, 'search'>[]): Promise<void> {
  await upsert(
    orm,
    'states',
    'clave',
    rows.map((row) => ({
      clave: row.clave,
      slug: row.slug,
      name: row.name,
      official_name: row.officialName,
      abbreviation: row.abbreviation,
      code: row.code,
      population_2020: row.population2020,
      aliases: row.aliases,
      search: searchable([row.name, row.officialName, row.code, row.aliases].join(' ')),
    })),
  );
}

/** Inserts municipalities or replaces those with the same clave. */
export async function saveMunicipalities(
  orm: Orm,
  rows: readonly Omit<MunicipalityRow, 'search'>[],
): Promise<void> {
  await upsert(
    orm,
    'municipalities',
    'clave',
    rows.map((row) => ({
      clave: row.clave,
      state: row.state,
      name: row.name,
      population_2020: row.population2020,
      search: searchable(row.name),
    })),
  );
}

/** An institution to be recorded, with the other names under which people may look for it. */
export type NewInstitution = Omit<InstitutionRow, 'search'> & { otherNames: readonly string[] };

/** Inserts institutions or replaces those with the same slug. */
export async function saveInstitutions(orm: Orm, rows: readonly NewInstitution[]): Promise<void> {
  await upsert(
    orm,
    'institutions',
    'slug',
    rows.map((row) => ({
      slug: row.slug,
      state: row.state,
      municipality: row.municipality,
      government_order: row.order,
      kind: row.kind,
      name: row.name,
      source_name: row.sourceName,
      source: row.source,
      pnt_id: row.pntId,
      search: searchable([row.name, row.sourceName, ...row.otherNames].join(' ')),
    })),
  );
}

/** The state of each municipality, by clave. */
export async function municipalityStates(orm: Orm): Promise<Map<string, string>> {
  const rows = await orm
    .select({ clave: municipalities.clave, state: municipalities.state })
    .from(municipalities);
  return new Map(rows.map(({ clave, state }) => [clave, state]));
}

/** The claves of all municipalities there are. */
export async function municipalityClaves(orm: Orm): Promise<Set<string>> {
  const found = await orm.execute(sql`select clave from municipalities`);
  return new Set(rowsOf<{ clave: string }>(found).map((row) => row.clave));
}
