import { and, asc, eq, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { commitments } from '../schema.ts';
import type { CommitmentRow } from './commitments.ts';

/**
 * What everybody may see of the commitments: a draft is for those who write its plan. Every public page, file, answer
 * and count reads commitments with this condition, and says it nowhere else.
 */
export const published = sql`not plan_commitments.draft`;

/** A commitment that everybody may see. */
export async function publishedCommitment(orm: Orm, id: string): Promise<CommitmentRow | undefined> {
  const [row] = await orm
    .select()
    .from(commitments)
    .where(and(eq(commitments.id, id), published));
  return row;
}

/** The commitments of a plan that everybody may see. */
export function publishedCommitmentsOf(orm: Orm, plan: string): Promise<CommitmentRow[]> {
  return orm
    .select()
    .from(commitments)
    .where(and(eq(commitments.plan, plan), published))
    .orderBy(asc(commitments.id));
}
