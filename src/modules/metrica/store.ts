import { asc, eq, sql } from 'drizzle-orm';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Methodology, Order } from './rules/index.ts';
import {
  type EditionFacts,
  editions,
  institutionScores,
  publishedScores,
  sampledInstitutions,
  type UnitMeasure,
  unitScores,
} from './schema.ts';

export type EditionRow = typeof editions.$inferSelect;
export type UnitScoresRow = typeof unitScores.$inferSelect;
export type PublishedScoreRow = typeof publishedScores.$inferSelect;

/** The editions there are, oldest first. */
export function listEditions(orm: Orm): Promise<EditionRow[]> {
  return orm.select().from(editions).orderBy(asc(editions.year));
}

/** An edition by its year, or undefined where there is none. */
export async function findEdition(orm: Orm, year: number): Promise<EditionRow | undefined> {
  const [row] = await orm.select().from(editions).where(eq(editions.year, year));
  return row;
}

/** Records an edition's published facts; its methodology, if it is known, stays. */
export async function saveEdition(
  orm: Orm,
  year: number,
  sampleSize: number,
  facts: EditionFacts,
): Promise<void> {
  await orm
    .insert(editions)
    .values({ year, sampleSize, facts })
    .onConflictDoUpdate({ target: editions.year, set: { sampleSize, facts } });
}

/** Records how an edition is worked out; one that does not exist stays so. */
export async function saveMethodology(orm: Orm, year: number, methodology: Methodology): Promise<void> {
  await orm.update(editions).set({ methodology }).where(eq(editions.year, year));
}

/** An institution's row in an edition: who it was then, and its scores. */
export interface SampledInstitution {
  institution: string;
  clave: string;
  order: Order;
  kind: string;
  scores: Record<string, number>;
  missing: Record<string, string[]>;
}

/** The institutions of an edition with their scores, by slug. */
export async function listSampled(orm: Orm, year: number): Promise<SampledInstitution[]> {
  const found = await orm.execute(sql`
    select s.institution, s.clave, s.government_order as "order", s.kind, r.scores, r.missing
    from ${sampledInstitutions} s join ${institutionScores} r using (year, institution)
    where s.year = ${year} order by s.institution`);
  return rowsOf<SampledInstitution>(found);
}

/** What was observed of an institution, by measure. */
export interface ObservedInstitution {
  institution: string;
  clave: string;
  order: Order;
  kind: string;
  observed: Record<string, number>;
}

/** The observations of an edition gathered by institution. */
export async function listObserved(orm: Orm, year: number): Promise<ObservedInstitution[]> {
  const found = await orm.execute(sql`
    select s.institution, s.clave, s.government_order as "order", s.kind,
           (select jsonb_object_agg(o.measure, o.score) from metrica_observations o
             where o.year = s.year and o.institution = s.institution) as observed
    from ${sampledInstitutions} s where s.year = ${year} order by s.institution`);
  return rowsOf<ObservedInstitution>(found);
}

/** Replaces the observations of an edition. */
export async function replaceObservations(
  orm: Orm,
  year: number,
  rows: readonly ObservedInstitution[],
): Promise<void> {
  await orm.execute(sql`delete from metrica_observations where year = ${year}`);
  await orm.execute(sql`delete from metrica_sampled_institutions where year = ${year}`);
  const sampled = rows.map(({ institution, clave, order, kind }) => ({
    institution,
    clave,
    government_order: order,
    kind,
  }));
  await orm.execute(sql`
    insert into metrica_sampled_institutions (year, institution, clave, government_order, kind)
    select ${year}::int, institution, clave, government_order, kind
    from json_to_recordset(${JSON.stringify(sampled)}::json)
      as r(institution text, clave text, government_order text, kind text)`);
  const scores = rows.map(({ institution, observed }) => ({ institution, observed }));
  await orm.execute(sql`
    insert into metrica_observations (year, institution, measure, score)
    select ${year}::int, r.institution, o.key, o.value::float8
    from json_to_recordset(${JSON.stringify(scores)}::json) as r(institution text, observed json),
         json_each_text(r.observed) as o`);
}

/** What is computed from the observations of an edition. */
export interface EditionResults {
  institutions: { institution: string; scores: Record<string, number>; missing: Record<string, string[]> }[];
  units: { clave: string; institutions: number; measures: Record<string, UnitMeasure> }[];
}

/** Replaces all that is computed of an edition. */
export async function replaceResults(orm: Orm, year: number, results: EditionResults): Promise<void> {
  await orm.execute(sql`delete from metrica_institution_scores where year = ${year}`);
  await orm.execute(sql`delete from metrica_unit_scores where year = ${year}`);
  await orm.execute(sql`
    insert into metrica_institution_scores (year, institution, scores, missing)
    select ${year}::int, institution, scores, missing
    from json_to_recordset(${JSON.stringify(results.institutions)}::json)
      as r(institution text, scores jsonb, missing jsonb)`);
  await orm.execute(sql`
    insert into metrica_unit_scores (year, clave, institutions, measures)
    select ${year}::int, clave, institutions, measures
    from json_to_recordset(${JSON.stringify(results.units)}::json)
      as r(clave text, institutions int, measures jsonb)`);
}

/** What was computed of the units of an edition, by clave. */
export function listUnitScores(orm: Orm, year: number): Promise<UnitScoresRow[]> {
  return orm.select().from(unitScores).where(eq(unitScores.year, year)).orderBy(asc(unitScores.clave));
}

/** The official figures of an edition, by clave and measure. */
export function listPublished(orm: Orm, year: number): Promise<PublishedScoreRow[]> {
  return orm
    .select()
    .from(publishedScores)
    .where(eq(publishedScores.year, year))
    .orderBy(asc(publishedScores.clave), asc(publishedScores.measure));
}

/** Replaces the official figures of an edition. */
export async function replacePublished(
  orm: Orm,
  year: number,
  rows: readonly Omit<PublishedScoreRow, 'year'>[],
): Promise<void> {
  await orm.execute(sql`delete from metrica_published_scores where year = ${year}`);
  if (rows.length > 0) await orm.insert(publishedScores).values(rows.map((row) => ({ year, ...row })));
}
