import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { covenants, deliverables } from '../schema.ts';

export type CovenantRow = typeof covenants.$inferSelect;
export type DeliverableRow = typeof deliverables.$inferSelect;

/** All covenants, the newest first. */
export function listCovenants(orm: Orm): Promise<CovenantRow[]> {
  return orm.select().from(covenants).orderBy(desc(covenants.id));
}

export async function findCovenant(orm: Orm, id: string): Promise<CovenantRow | undefined> {
  const [row] = await orm.select().from(covenants).where(eq(covenants.id, id));
  return row;
}

export async function addCovenant(orm: Orm, row: typeof covenants.$inferInsert): Promise<void> {
  await orm.insert(covenants).values(row);
}

/** Changes a covenant, unless somebody else did since a version was seen. @returns whether it was changed */
export async function updateCovenant(
  orm: Orm,
  id: string,
  seen: number,
  change: Partial<Omit<CovenantRow, 'id' | 'version'>>,
): Promise<boolean> {
  const rows = await orm
    .update(covenants)
    .set({ ...change, version: sql`${covenants.version} + 1` })
    .where(and(eq(covenants.id, id), eq(covenants.version, seen)))
    .returning({ id: covenants.id });
  return rows.length > 0;
}

/** What was promised in all covenants. */
export function listDeliverables(orm: Orm): Promise<DeliverableRow[]> {
  return orm.select().from(deliverables).orderBy(asc(deliverables.covenant), asc(deliverables.number));
}

export function deliverablesOf(orm: Orm, covenant: string): Promise<DeliverableRow[]> {
  return orm
    .select()
    .from(deliverables)
    .where(eq(deliverables.covenant, covenant))
    .orderBy(asc(deliverables.number));
}

export async function findDeliverable(orm: Orm, id: string): Promise<DeliverableRow | undefined> {
  const [row] = await orm.select().from(deliverables).where(eq(deliverables.id, id));
  return row;
}

/** Adds something that a covenant promises, after what there is. */
export async function addDeliverable(
  orm: Orm,
  row: Omit<typeof deliverables.$inferInsert, 'number'>,
): Promise<void> {
  // Of two at the same time each gets its own number.
  await orm.select({ id: covenants.id }).from(covenants).where(eq(covenants.id, row.covenant)).for('update');
  const next = sql<number>`(select coalesce(max(number), 0) + 1 from commission_deliverables where covenant = ${row.covenant}::uuid)`;
  await orm.insert(deliverables).values({ ...row, number: next });
}

/** Changes a deliverable, unless somebody else did since a version was seen. @returns whether it was changed */
export async function updateDeliverable(
  orm: Orm,
  id: string,
  seen: number,
  change: Partial<Omit<DeliverableRow, 'id' | 'version'>>,
): Promise<boolean> {
  const rows = await orm
    .update(deliverables)
    .set({ ...change, version: sql`${deliverables.version} + 1` })
    .where(and(eq(deliverables.id, id), eq(deliverables.version, seen)))
    .returning({ id: deliverables.id });
  return rows.length > 0;
}
