import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import type { ActSubject } from '../rules/index.ts';
import { commitments, planActs } from '../schema.ts';
import { published } from './published.ts';

export type ActRow = typeof planActs.$inferSelect;

export async function addAct(orm: Orm, row: ActRow): Promise<void> {
  await orm.insert(planActs).values(row);
}

/** What was done to a record, the newest first. */
export function actsOf(orm: Orm, subjectType: ActSubject, subject: string): Promise<ActRow[]> {
  return orm
    .select()
    .from(planActs)
    .where(and(eq(planActs.subjectType, subjectType), eq(planActs.subject, subject)))
    .orderBy(desc(planActs.at), desc(planActs.entry));
}

/** What was last done to a plan and to its commitments, the newest first. */
export function latestActsOfPlan(orm: Orm, plan: string, limit: number): Promise<ActRow[]> {
  const ofCommitments = orm
    .select({ id: sql<string>`${commitments.id}::text` })
    .from(commitments)
    .where(and(eq(commitments.plan, plan), published));
  return orm
    .select()
    .from(planActs)
    .where(and(eq(planActs.subjectType, 'plan'), eq(planActs.subject, plan)))
    .unionAll(
      orm
        .select()
        .from(planActs)
        .where(and(eq(planActs.subjectType, 'commitment'), inArray(planActs.subject, ofCommitments))),
    )
    .orderBy(desc(planActs.at), desc(planActs.entry))
    .limit(limit);
}

export function actsByEntry(orm: Orm, entries: readonly string[]): Promise<ActRow[]> {
  return orm
    .select()
    .from(planActs)
    .where(inArray(planActs.entry, [...entries]));
}

/** Some acts after an entry, in the order of entries. */
export function actsAfter(orm: Orm, after: string | undefined, limit: number): Promise<ActRow[]> {
  return orm
    .select()
    .from(planActs)
    .where(after === undefined ? undefined : gt(planActs.entry, after))
    .orderBy(asc(planActs.entry))
    .limit(limit);
}
