import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import type { ActSubject } from '../rules/index.ts';
import { commissionActs } from '../schema.ts';

export type ActRow = typeof commissionActs.$inferSelect;

export async function addAct(orm: Orm, row: ActRow): Promise<void> {
  await orm.insert(commissionActs).values(row);
}

/** What was done to a record, in the order of time. */
export function actsOf(orm: Orm, subjectType: ActSubject, subject: string): Promise<ActRow[]> {
  return orm
    .select()
    .from(commissionActs)
    .where(and(eq(commissionActs.subjectType, subjectType), eq(commissionActs.subject, subject)))
    .orderBy(asc(commissionActs.at), asc(commissionActs.entry));
}

export function actsByEntry(orm: Orm, entries: readonly string[]): Promise<ActRow[]> {
  return orm
    .select()
    .from(commissionActs)
    .where(inArray(commissionActs.entry, [...entries]));
}

/** Some acts after an entry, in the order of entries. */
export function actsAfter(orm: Orm, after: string | undefined, limit: number): Promise<ActRow[]> {
  return orm
    .select()
    .from(commissionActs)
    .where(after === undefined ? undefined : gt(commissionActs.entry, after))
    .orderBy(asc(commissionActs.entry))
    .limit(limit);
}
