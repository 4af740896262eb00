import { and, asc, desc, eq, inArray, like, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { agreements } from '../schema.ts';

export type AgreementRow = typeof agreements.$inferSelect;

/** All agreements, the newest first. */
export function listAgreements(orm: Orm): Promise<AgreementRow[]> {
  return orm.select().from(agreements).orderBy(desc(agreements.id));
}

/** Those that still have to be kept, the oldest first. */
export function listOpenAgreements(orm: Orm): Promise<AgreementRow[]> {
  return orm
    .select()
    .from(agreements)
    .where(inArray(agreements.state, ['open', 'in-progress']))
    .orderBy(asc(agreements.id));
}

export function agreementsOf(orm: Orm, session: string): Promise<AgreementRow[]> {
  return orm.select().from(agreements).where(eq(agreements.session, session)).orderBy(asc(agreements.id));
}

export async function agreementById(orm: Orm, id: string): Promise<AgreementRow | undefined> {
  const [row] = await orm.select().from(agreements).where(eq(agreements.id, id));
  return row;
}

/** Any number will do, as long as every version of Tequio takes the same one. */
const codeLock = 7_483_653;

/** The next number of a year's agreements; whoever asks is alone with it until their transaction ends. */
export async function takeAgreementNumber(orm: Orm, year: number): Promise<number> {
  await orm.execute(sql`select pg_advisory_xact_lock(${codeLock})`);
  const prefix = `CGA-${year}-`;
  const [row] = await orm
    .select({
      last: sql<number>`coalesce(max(substr(${agreements.code}, ${prefix.length + 1}::int)::int), 0)::int`,
    })
    .from(agreements)
    .where(like(agreements.code, `${prefix}%`));
  return (row?.last ?? 0) + 1;
}

export async function addAgreement(orm: Orm, row: typeof agreements.$inferInsert): Promise<void> {
  await orm.insert(agreements).values(row);
}

/** Changes an agreement, unless somebody else did since a version was seen. @returns whether it was changed */
export async function updateAgreement(
  orm: Orm,
  id: string,
  seen: number,
  change: Partial<Omit<AgreementRow, 'id' | 'code' | 'version'>>,
): Promise<boolean> {
  const rows = await orm
    .update(agreements)
    .set({ ...change, version: sql`${agreements.version} + 1` })
    .where(and(eq(agreements.id, id), eq(agreements.version, seen)))
    .returning({ id: agreements.id });
  return rows.length > 0;
}
