import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { exhortationEvents, exhortations } from '../schema.ts';

export type ExhortationRow = typeof exhortations.$inferSelect;
export type EventRow = typeof exhortationEvents.$inferSelect;

/** All exhortations, the newest first. */
export function listExhortations(orm: Orm): Promise<ExhortationRow[]> {
  return orm.select().from(exhortations).orderBy(desc(exhortations.id));
}

/** The steps of all exhortations, in the order of days. */
export function listEvents(orm: Orm): Promise<EventRow[]> {
  return orm.select().from(exhortationEvents).orderBy(asc(exhortationEvents.on), asc(exhortationEvents.at));
}

export async function findExhortation(orm: Orm, id: string): Promise<ExhortationRow | undefined> {
  const [row] = await orm.select().from(exhortations).where(eq(exhortations.id, id));
  return row;
}

export function eventsOf(orm: Orm, exhortation: string): Promise<EventRow[]> {
  return orm
    .select()
    .from(exhortationEvents)
    .where(eq(exhortationEvents.exhortation, exhortation))
    .orderBy(asc(exhortationEvents.on), asc(exhortationEvents.at));
}

export async function addExhortation(orm: Orm, row: typeof exhortations.$inferInsert): Promise<void> {
  await orm.insert(exhortations).values(row);
}

export async function addEvent(orm: Orm, row: EventRow): Promise<void> {
  await orm.insert(exhortationEvents).values(row);
}

/** Raises the version of an exhortation, unless somebody else did since one was seen. @returns whether it was raised */
export async function touchExhortation(orm: Orm, id: string, seen: number): Promise<boolean> {
  const rows = await orm
    .update(exhortations)
    .set({ version: sql`${exhortations.version} + 1` })
    .where(and(eq(exhortations.id, id), eq(exhortations.version, seen)))
    .returning({ id: exhortations.id });
  return rows.length > 0;
}
