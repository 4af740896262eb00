import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import type { Residence } from '../rules/residence.ts';
import { censusImports, censusPeople, endedVerifications, personIdentities } from '../schema.ts';

export type IdentityRow = typeof personIdentities.$inferSelect;

/** The verified identity of a person, or undefined where there is none. */
export async function findIdentity(orm: Orm, person: string): Promise<IdentityRow | undefined> {
  const [row] = await orm.select().from(personIdentities).where(eq(personIdentities.person, person));
  return row;
}

/** Whose a CURP is, or undefined where it is nobody's. */
export async function holderOf(orm: Orm, curpHash: string): Promise<string | undefined> {
  const [row] = await orm
    .select({ person: personIdentities.person })
    .from(personIdentities)
    .where(eq(personIdentities.curpHash, curpHash));
  return row?.person;
}

/** Takes a CURP for a person, unless somebody has it or they have one. @returns whether it was taken */
export async function addIdentity(orm: Orm, row: IdentityRow): Promise<boolean> {
  const added = await orm
    .insert(personIdentities)
    .values(row)
    .onConflictDoNothing()
    .returning({ person: personIdentities.person });
  return added.length > 0;
}

/** Says which entry of the ledger tells of a verification. */
export async function setIdentityEntry(orm: Orm, person: string, entry: string): Promise<void> {
  await orm.update(personIdentities).set({ entry }).where(eq(personIdentities.person, person));
}

/** Takes an identity away and gives what it was. */
export async function removeIdentity(orm: Orm, person: string): Promise<IdentityRow | undefined> {
  const [row] = await orm.delete(personIdentities).where(eq(personIdentities.person, person)).returning();
  return row;
}

/** Keeps that a verification has ended, without whose it was. */
export async function addEndedVerification(
  orm: Orm,
  row: typeof endedVerifications.$inferInsert,
): Promise<void> {
  await orm.insert(endedVerifications).values(row);
}

/** What the census says of a CURP. */
export interface CensusPerson extends Residence {
  codeHash: string | null;
}

/** Who has a CURP in the census: in the file that was confirmed last, of those in force. */
export async function findInCensus(orm: Orm, curpHash: string): Promise<CensusPerson | undefined> {
  const [row] = await orm
    .select({
      codeHash: censusPeople.codeHash,
      state: censusPeople.state,
      municipality: censusPeople.municipality,
    })
    .from(censusPeople)
    .innerJoin(censusImports, eq(censusImports.id, censusPeople.import))
    .where(
      and(
        eq(censusPeople.curpHash, curpHash),
        isNotNull(censusImports.confirmedAt),
        isNull(censusImports.withdrawnAt),
      ),
    )
    .orderBy(desc(censusImports.confirmedAt), desc(censusImports.id))
    .limit(1);
  return row;
}
