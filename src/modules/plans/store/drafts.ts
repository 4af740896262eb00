import { and, asc, eq, sql } from 'drizzle-orm';
import { newId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import type { MilestoneFacts } from '../rules/index.ts';
import { amendments, commitments, milestones, planChanges } from '../schema.ts';
import { lockCommitment } from './commitments.ts';

export type NewCommitment = typeof commitments.$inferInsert;
export type PlanChangeRow = typeof planChanges.$inferSelect;

/** Adds a commitment; false where its plan has one of this number already. */
export async function addCommitment(orm: Orm, row: NewCommitment): Promise<boolean> {
  const added = await orm
    .insert(commitments)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: commitments.id });
  return added.length > 0;
}

/** Whether another commitment of a plan has a number. */
export async function isNumberTaken(
  orm: Orm,
  plan: string,
  number: string,
  except: string,
): Promise<boolean> {
  const rows = await orm
    .select({ id: commitments.id })
    .from(commitments)
    .where(and(eq(commitments.plan, plan), eq(commitments.number, number)));
  return rows.some(({ id }) => id !== except);
}

/** Puts the steps of a draft in place of those it had. */
export async function replaceMilestones(
  orm: Orm,
  commitment: string,
  rows: readonly MilestoneFacts[],
): Promise<void> {
  await orm.delete(milestones).where(eq(milestones.commitment, commitment));
  if (rows.length === 0) return;
  await orm
    .insert(milestones)
    .values(rows.map((row, at) => ({ ...row, id: newId(), commitment, number: at + 1 })));
}

/** Adds a step to what was promised. */
export async function addMilestone(orm: Orm, row: typeof milestones.$inferInsert): Promise<void> {
  await orm.insert(milestones).values(row);
}

/** Changes what was promised of a step. */
export async function updateMilestone(orm: Orm, id: string, facts: MilestoneFacts): Promise<void> {
  await orm
    .update(milestones)
    .set({ ...facts, version: sql`${milestones.version} + 1` })
    .where(eq(milestones.id, id));
}

/** Removes a draft with its steps, unless it was changed since a version was seen, or published. */
export async function removeDraft(orm: Orm, id: string, seen: number): Promise<boolean> {
  const locked = await lockCommitment(orm, id);
  if (!locked?.draft || locked.version !== seen) return false;
  await orm.delete(milestones).where(eq(milestones.commitment, id));
  await orm.delete(commitments).where(eq(commitments.id, id));
  return true;
}

/** Publishes the drafts of a plan, or one of them. */
export async function publishDrafts(
  orm: Orm,
  plan: string,
  now: Date,
  only?: string,
): Promise<{ id: string; version: number }[]> {
  return orm
    .update(commitments)
    .set({ draft: false, version: sql`${commitments.version} + 1`, updatedAt: now })
    .where(
      and(
        eq(commitments.plan, plan),
        eq(commitments.draft, true),
        only === undefined ? undefined : eq(commitments.id, only),
      ),
    )
    .returning({ id: commitments.id, version: commitments.version });
}

export async function addAmendments(
  orm: Orm,
  rows: readonly (typeof amendments.$inferInsert)[],
): Promise<void> {
  await orm.insert(amendments).values([...rows]);
}

export async function addPlanChanges(
  orm: Orm,
  rows: readonly (typeof planChanges.$inferInsert)[],
): Promise<void> {
  await orm.insert(planChanges).values([...rows]);
}

/** How a plan's title and period were changed, the oldest first. */
export function listPlanChanges(orm: Orm, plan: string): Promise<PlanChangeRow[]> {
  return orm.select().from(planChanges).where(eq(planChanges.plan, plan)).orderBy(asc(planChanges.id));
}
