import { and, asc, desc, eq, getTableColumns, isNotNull, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import type { SessionKey, SessionKind } from '../rules/index.ts';
import { agendaItems, commissionSessions } from '../schema.ts';

const { minutesFile: _, ...withoutFile } = getTableColumns(commissionSessions);

/** A session without the bytes of its minutes. */
export type SessionRow = Omit<typeof commissionSessions.$inferSelect, 'minutesFile'>;
/** One that was called, and so has its number. */
export type CalledSession = SessionRow & { number: number; calledAt: Date };
export type ItemRow = typeof agendaItems.$inferSelect;

const isCalled = (row: SessionRow): row is CalledSession => row.number !== null && row.calledAt !== null;

/** The sessions that were ever called, the newest first. */
export async function listCalled(orm: Orm): Promise<CalledSession[]> {
  const rows = await orm
    .select(withoutFile)
    .from(commissionSessions)
    .where(isNotNull(commissionSessions.number))
    .orderBy(desc(commissionSessions.startsAt), desc(commissionSessions.id));
  return rows.filter(isCalled);
}

/** Sessions that are being prepared. */
export function listDrafts(orm: Orm): Promise<SessionRow[]> {
  return orm
    .select(withoutFile)
    .from(commissionSessions)
    .where(eq(commissionSessions.state, 'draft'))
    .orderBy(asc(commissionSessions.startsAt));
}

export async function findSession(orm: Orm, id: string): Promise<SessionRow | undefined> {
  const [row] = await orm.select(withoutFile).from(commissionSessions).where(eq(commissionSessions.id, id));
  return row;
}

export async function findCalled(
  orm: Orm,
  { year, kind, number }: SessionKey,
): Promise<CalledSession | undefined> {
  const { year: y, kind: k, number: n } = commissionSessions;
  const [row] = await orm
    .select(withoutFile)
    .from(commissionSessions)
    .where(and(eq(y, year), eq(k, kind), eq(n, number)));
  return row && isCalled(row) ? row : undefined;
}

/** The file of the minutes; undefined where there is none. */
export async function minutesFileOf(orm: Orm, id: string): Promise<Uint8Array | undefined> {
  const [row] = await orm
    .select({ bytes: commissionSessions.minutesFile })
    .from(commissionSessions)
    .where(eq(commissionSessions.id, id));
  return row?.bytes ?? undefined;
}

export async function addSession(orm: Orm, row: typeof commissionSessions.$inferInsert): Promise<void> {
  await orm.insert(commissionSessions).values(row);
}

/** Changes a session, unless somebody else did since a version was seen. @returns whether it was changed */
export async function updateSession(
  orm: Orm,
  id: string,
  seen: number,
  change: Partial<Omit<typeof commissionSessions.$inferInsert, 'id' | 'version'>>,
): Promise<boolean> {
  const rows = await orm
    .update(commissionSessions)
    .set({ ...change, version: sql`${commissionSessions.version} + 1` })
    .where(and(eq(commissionSessions.id, id), eq(commissionSessions.version, seen)))
    .returning({ id: commissionSessions.id });
  return rows.length > 0;
}

/** Takes away a draft with its agenda, unless somebody else changed it since a version was seen. */
export async function removeDraft(orm: Orm, id: string, seen: number): Promise<boolean> {
  const rows = await orm
    .delete(commissionSessions)
    .where(
      and(
        eq(commissionSessions.id, id),
        eq(commissionSessions.version, seen),
        eq(commissionSessions.state, 'draft'),
      ),
    )
    .returning({ id: commissionSessions.id });
  if (rows.length > 0) await orm.delete(agendaItems).where(eq(agendaItems.session, id));
  return rows.length > 0;
}

/** Any number will do, as long as every version of Tequio takes the same one. */
const numberLock = 7_483_652;

/** The next number of a year's sessions of a kind; whoever asks is alone with it until their transaction ends. */
export async function takeNumber(orm: Orm, year: number, kind: SessionKind): Promise<number> {
  await orm.execute(sql`select pg_advisory_xact_lock(${numberLock})`);
  const [row] = await orm
    .select({ last: sql<number>`coalesce(max(${commissionSessions.number}), 0)::int` })
    .from(commissionSessions)
    .where(and(eq(commissionSessions.year, year), eq(commissionSessions.kind, kind)));
  return (row?.last ?? 0) + 1;
}

/** The agenda of a session, in its order. */
export function listItems(orm: Orm, session: string): Promise<ItemRow[]> {
  return orm
    .select()
    .from(agendaItems)
    .where(eq(agendaItems.session, session))
    .orderBy(asc(agendaItems.number));
}

/** Puts an agenda in the place of the one there was. */
export async function replaceItems(
  orm: Orm,
  session: string,
  rows: readonly (typeof agendaItems.$inferInsert)[],
): Promise<void> {
  await orm.delete(agendaItems).where(eq(agendaItems.session, session));
  await addItems(orm, rows);
}

export async function addItems(orm: Orm, rows: readonly (typeof agendaItems.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await orm.insert(agendaItems).values([...rows]);
}
