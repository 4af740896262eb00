import { and, asc, eq, notInArray, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { workActions, workLines } from '../schema.ts';

export type LineRow = typeof workLines.$inferSelect;
export type ActionRow = typeof workActions.$inferSelect;

/** The objectives and lines of the work plan, in their order. */
export function listLines(orm: Orm): Promise<LineRow[]> {
  return orm.select().from(workLines).orderBy(asc(workLines.position));
}

export async function findLine(orm: Orm, code: string): Promise<LineRow | undefined> {
  const [row] = await orm.select().from(workLines).where(eq(workLines.code, code));
  return row;
}

/** Puts these lines in the place of all there were. */
export async function replaceLines(orm: Orm, rows: readonly LineRow[]): Promise<void> {
  const excluded = (name: string) => sql.raw(`excluded."${name}"`);
  await orm
    .insert(workLines)
    .values([...rows])
    .onConflictDoUpdate({
      target: workLines.code,
      set: {
        ...{ kind: excluded('kind'), position: excluded('position'), text: excluded('text') },
        ...{ textEn: excluded('text_en'), carriedBy: excluded('carried_by'), source: excluded('source') },
      },
    });
  await orm.delete(workLines).where(
    notInArray(
      workLines.code,
      rows.map(({ code }) => code),
    ),
  );
}

/** What is done for the lines, in the order in which it was planned. */
export function listActions(orm: Orm): Promise<ActionRow[]> {
  return orm.select().from(workActions).orderBy(asc(workActions.id));
}

export async function findAction(orm: Orm, id: string): Promise<ActionRow | undefined> {
  const [row] = await orm.select().from(workActions).where(eq(workActions.id, id));
  return row;
}

export async function addAction(orm: Orm, row: typeof workActions.$inferInsert): Promise<void> {
  await orm.insert(workActions).values(row);
}

/**
 * Changes an action, unless somebody else did since a version was seen.
 * @returns whether it was changed
 */
export async function updateAction(
  orm: Orm,
  id: string,
  seen: number,
  change: Partial<Omit<ActionRow, 'id' | 'version'>>,
): Promise<boolean> {
  const rows = await orm
    .update(workActions)
    .set({ ...change, version: sql`${workActions.version} + 1` })
    .where(and(eq(workActions.id, id), eq(workActions.version, seen)))
    .returning({ id: workActions.id });
  return rows.length > 0;
}
