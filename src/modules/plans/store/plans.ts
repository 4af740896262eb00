import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { planStages, plans } from '../schema.ts';

export type PlanRow = typeof plans.$inferSelect;
export type StageRow = typeof planStages.$inferSelect;

/** All plans, by state and edition. */
export function listPlans(orm: Orm): Promise<PlanRow[]> {
  return orm.select().from(plans).orderBy(asc(plans.state), asc(plans.edition));
}

export function listPlansOf(orm: Orm, state: string): Promise<PlanRow[]> {
  return orm.select().from(plans).where(eq(plans.state, state)).orderBy(asc(plans.edition));
}

export async function findPlan(orm: Orm, state: string, edition: number): Promise<PlanRow | undefined> {
  const [row] = await orm
    .select()
    .from(plans)
    .where(and(eq(plans.state, state), eq(plans.edition, edition)));
  return row;
}

export async function planById(orm: Orm, id: string): Promise<PlanRow | undefined> {
  const [row] = await orm.select().from(plans).where(eq(plans.id, id));
  return row;
}

/** A plan that nobody else changes until the transaction ends. */
export async function lockPlan(orm: Orm, id: string): Promise<PlanRow | undefined> {
  const [row] = await orm.select().from(plans).where(eq(plans.id, id)).for('update');
  return row;
}

/** Adds a plan; false where the state has one of this edition already. */
export async function addPlan(orm: Orm, row: typeof plans.$inferInsert): Promise<boolean> {
  const added = await orm.insert(plans).values(row).onConflictDoNothing().returning({ id: plans.id });
  return added.length > 0;
}

/**
 * Changes a plan, unless somebody else did since a version was seen.
 * @returns the new version; undefined where the version seen is no longer the one there
 */
export async function updatePlan(
  orm: Orm,
  id: string,
  seen: number,
  change: Partial<Omit<PlanRow, 'id' | 'state' | 'edition' | 'version'>>,
): Promise<number | undefined> {
  const [row] = await orm
    .update(plans)
    .set({ ...change, version: sql`${plans.version} + 1` })
    .where(and(eq(plans.id, id), eq(plans.version, seen)))
    .returning({ version: plans.version });
  return row?.version;
}

/** The stages that plans entered, in the order in which they did. */
export async function listStages(orm: Orm, ids: readonly string[]): Promise<StageRow[]> {
  if (ids.length === 0) return [];
  return orm
    .select()
    .from(planStages)
    .where(inArray(planStages.plan, [...ids]))
    .orderBy(asc(planStages.plan), asc(planStages.number));
}

/** Adds the stage that a plan has just entered, after those before it. */
export async function addStage(orm: Orm, row: Omit<StageRow, 'number'>): Promise<void> {
  const next = sql<number>`(select coalesce(max(number), 0) + 1 from plan_stages where plan = ${row.plan}::uuid)`;
  await orm.insert(planStages).values({ ...row, number: next });
}
