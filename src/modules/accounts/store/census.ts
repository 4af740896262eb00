import { and, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import type { HashedPerson } from '../rules/census.ts';
import { censusImports, censusPeople } from '../schema.ts';

export type CensusImport = typeof censusImports.$inferSelect;

export async function addImport(orm: Orm, row: typeof censusImports.$inferInsert): Promise<void> {
  await orm.insert(censusImports).values(row);
}

/** Says what was in the file, once it has been read to its end. */
export async function completeImport(
  orm: Orm,
  id: string,
  facts: Pick<CensusImport, 'sha256' | 'rows' | 'withCodes'>,
): Promise<void> {
  await orm.update(censusImports).set(facts).where(eq(censusImports.id, id));
}

/**
 * Adds people to an import, many in one statement.
 * @returns the hashes of those who were added: the others are in it already
 */
export async function addCensusPeople(
  orm: Orm,
  id: string,
  people: readonly HashedPerson[],
): Promise<Set<string>> {
  const found = await orm.execute(sql`
    insert into census_people (import, curp_hash, code_hash, state, municipality)
    select ${id}::uuid, "curpHash", "codeHash", state, municipality
    from json_to_recordset(${JSON.stringify(people)}::json)
      as r("curpHash" text, "codeHash" text, state text, municipality text)
    on conflict do nothing returning curp_hash as hash`);
  return new Set(rowsOf<{ hash: string }>(found).map(({ hash }) => hash));
}

export async function findImport(orm: Orm, id: string): Promise<CensusImport | undefined> {
  const [row] = await orm.select().from(censusImports).where(eq(censusImports.id, id));
  return row;
}

/** Whether people can be verified by any census now. */
export async function isCensusInForce(orm: Orm): Promise<boolean> {
  const [row] = await orm
    .select({ id: censusImports.id })
    .from(censusImports)
    .where(and(isNotNull(censusImports.confirmedAt), isNull(censusImports.withdrawnAt)))
    .limit(1);
  return row !== undefined;
}

/** All imports, the latest first. */
export function listImports(orm: Orm): Promise<CensusImport[]> {
  return orm.select().from(censusImports).orderBy(desc(censusImports.importedAt), desc(censusImports.id));
}

/** How many people of an import live in each state, by clave. */
export async function countByState(orm: Orm, id: string): Promise<Map<string, number>> {
  const rows = await orm
    .select({ state: censusPeople.state, count: sql<number>`count(*)::int` })
    .from(censusPeople)
    .where(eq(censusPeople.import, id))
    .groupBy(censusPeople.state)
    .orderBy(censusPeople.state);
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** Puts an import in force, unless it is already or was withdrawn. @returns what it was, or undefined */
export async function markConfirmed(orm: Orm, id: string, now: Date): Promise<CensusImport | undefined> {
  const [row] = await orm
    .update(censusImports)
    .set({ confirmedAt: now })
    .where(and(eq(censusImports.id, id), isNull(censusImports.confirmedAt)))
    .returning();
  return row;
}

/** Takes an import out of force, with all who are in it. @returns what it was, or undefined where it was not in force */
export async function markWithdrawn(orm: Orm, id: string, now: Date): Promise<CensusImport | undefined> {
  const [row] = await orm
    .update(censusImports)
    .set({ withdrawnAt: now })
    .where(
      and(eq(censusImports.id, id), isNotNull(censusImports.confirmedAt), isNull(censusImports.withdrawnAt)),
    )
    .returning();
  if (row) await orm.delete(censusPeople).where(eq(censusPeople.import, id));
  return row;
}

export async function setImportEntries(
  orm: Orm,
  id: string,
  entries: Partial<Pick<CensusImport, 'entry' | 'withdrawnEntry'>>,
): Promise<void> {
  await orm.update(censusImports).set(entries).where(eq(censusImports.id, id));
}

/** Removes an import that nobody confirmed. @returns whether there was one */
export async function discardImport(orm: Orm, id: string): Promise<boolean> {
  const gone = await orm
    .delete(censusImports)
    .where(and(eq(censusImports.id, id), isNull(censusImports.confirmedAt)))
    .returning({ id: censusImports.id });
  return gone.length > 0;
}

/** Removes imports that were sent before an instant and never confirmed. */
export async function discardForgotten(orm: Orm, before: Date): Promise<void> {
  await orm
    .delete(censusImports)
    .where(and(isNull(censusImports.confirmedAt), lt(censusImports.importedAt, before)));
}
