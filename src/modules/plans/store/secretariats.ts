import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import {
  planNotes,
  secretariatMembers,
  secretariatMoves,
  secretariatSessions,
  secretariats,
} from '../schema.ts';

export type SecretariatRow = typeof secretariats.$inferSelect;
export type MemberRow = typeof secretariatMembers.$inferSelect;
export type MoveRow = typeof secretariatMoves.$inferSelect;
export type MeetingRow = typeof secretariatSessions.$inferSelect;
export type NoteRow = typeof planNotes.$inferSelect;

/** The secretariats of which anything is known, by clave. */
export function listSecretariats(orm: Orm): Promise<SecretariatRow[]> {
  return orm.select().from(secretariats).orderBy(asc(secretariats.state));
}

export async function findSecretariat(orm: Orm, state: string): Promise<SecretariatRow | undefined> {
  const [row] = await orm.select().from(secretariats).where(eq(secretariats.state, state));
  return row;
}

/**
 * Changes a secretariat, unless somebody else did since a version was seen.
 * @returns the new version; undefined where the version seen is no longer the one there
 */
export async function updateSecretariat(
  orm: Orm,
  state: string,
  seen: number,
  change: Partial<Omit<SecretariatRow, 'state' | 'version'>>,
): Promise<number | undefined> {
  const [row] = await orm
    .update(secretariats)
    .set({ ...change, version: sql`${secretariats.version} + 1` })
    .where(and(eq(secretariats.state, state), eq(secretariats.version, seen)))
    .returning({ version: secretariats.version });
  return row?.version;
}

/** A secretariat that nobody else changes until the transaction ends. */
export async function lockSecretariat(orm: Orm, state: string): Promise<SecretariatRow | undefined> {
  const [row] = await orm.select().from(secretariats).where(eq(secretariats.state, state)).for('update');
  return row;
}

/** Begins the record of a secretariat of which nothing was known; false where it is there already. */
export async function addSecretariat(orm: Orm, row: typeof secretariats.$inferInsert): Promise<boolean> {
  const added = await orm
    .insert(secretariats)
    .values(row)
    .onConflictDoNothing()
    .returning({ state: secretariats.state });
  return added.length > 0;
}

/** The organisations in a secretariat, those that left it included, in the order of sectors and names. */
export function listMembers(orm: Orm, state: string): Promise<MemberRow[]> {
  return orm
    .select()
    .from(secretariatMembers)
    .where(eq(secretariatMembers.state, state))
    .orderBy(asc(secretariatMembers.sector), asc(secretariatMembers.organisation));
}

/** The organisations in all secretariats. */
export function allMembers(orm: Orm): Promise<MemberRow[]> {
  return orm
    .select()
    .from(secretariatMembers)
    .orderBy(
      asc(secretariatMembers.state),
      asc(secretariatMembers.sector),
      asc(secretariatMembers.organisation),
    );
}

export async function addMembers(
  orm: Orm,
  rows: readonly (typeof secretariatMembers.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await orm.insert(secretariatMembers).values([...rows]);
}

/** Ends a membership; false where there is none that goes on. */
export async function endMembership(orm: Orm, state: string, id: string, until: string): Promise<boolean> {
  const ended = await orm
    .update(secretariatMembers)
    .set({ until })
    .where(
      and(
        eq(secretariatMembers.id, id),
        eq(secretariatMembers.state, state),
        isNull(secretariatMembers.until),
      ),
    )
    .returning({ id: secretariatMembers.id });
  return ended.length > 0;
}

/** The meetings of a secretariat, the newest first. */
export function listMeetings(orm: Orm, state: string): Promise<MeetingRow[]> {
  return orm
    .select()
    .from(secretariatSessions)
    .where(eq(secretariatSessions.state, state))
    .orderBy(desc(secretariatSessions.heldOn), desc(secretariatSessions.id));
}

/** The meetings of all secretariats, by state, the newest first. */
export function allMeetings(orm: Orm): Promise<MeetingRow[]> {
  return orm
    .select()
    .from(secretariatSessions)
    .orderBy(asc(secretariatSessions.state), desc(secretariatSessions.heldOn), desc(secretariatSessions.id));
}

export async function addMeeting(orm: Orm, row: typeof secretariatSessions.$inferInsert): Promise<void> {
  await orm.insert(secretariatSessions).values(row);
}

/** How a secretariat came to where it is, as far as it was recorded here; the first move first. */
export function listMoves(orm: Orm, state: string): Promise<MoveRow[]> {
  return orm
    .select()
    .from(secretariatMoves)
    .where(eq(secretariatMoves.state, state))
    .orderBy(asc(secretariatMoves.number));
}

/** Adds a move after those before it. Its secretariat is locked. */
export async function addMove(orm: Orm, row: Omit<MoveRow, 'number'>): Promise<void> {
  const next = sql<number>`(select coalesce(max(number), 0) + 1 from plan_secretariat_moves where state = ${row.state})`;
  await orm.insert(secretariatMoves).values({ ...row, number: next });
}

/** Dated statements about the whole country. */
export function listNotes(orm: Orm): Promise<NoteRow[]> {
  return orm.select().from(planNotes).orderBy(asc(planNotes.id));
}
