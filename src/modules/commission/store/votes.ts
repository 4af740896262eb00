import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import type { Ballot } from '../rules/index.ts';
import { attendance, motions, votes } from '../schema.ts';

export type AttendanceRow = typeof attendance.$inferSelect;
export type MotionRow = typeof motions.$inferSelect;
export type VoteRow = typeof votes.$inferSelect;

export function listAttendance(orm: Orm, session: string): Promise<AttendanceRow[]> {
  return orm.select().from(attendance).where(eq(attendance.session, session));
}

export function listAllAttendance(orm: Orm): Promise<AttendanceRow[]> {
  return orm.select().from(attendance).orderBy(asc(attendance.session), asc(attendance.seat));
}

/** Says who was there, in the place of what was said before. */
export async function replaceAttendance(
  orm: Orm,
  session: string,
  rows: readonly AttendanceRow[],
): Promise<void> {
  await orm.delete(attendance).where(eq(attendance.session, session));
  if (rows.length > 0) await orm.insert(attendance).values([...rows]);
}

/** What was put to the vote in a session, in the order of time. */
export function listMotions(orm: Orm, session: string): Promise<MotionRow[]> {
  return orm.select().from(motions).where(eq(motions.session, session)).orderBy(asc(motions.id));
}

export function listAllMotions(orm: Orm): Promise<MotionRow[]> {
  return orm.select().from(motions).orderBy(asc(motions.id));
}

export async function addMotion(orm: Orm, row: typeof motions.$inferInsert): Promise<void> {
  await orm.insert(motions).values(row);
}

export async function closeMotion(
  orm: Orm,
  id: string,
  result: NonNullable<MotionRow['result']>,
  closedAt: Date,
): Promise<void> {
  await orm.update(motions).set({ result, closedAt }).where(eq(motions.id, id));
}

export async function listVotes(orm: Orm, ids: readonly string[]): Promise<VoteRow[]> {
  if (ids.length === 0) return [];
  return orm
    .select()
    .from(votes)
    .where(inArray(votes.motion, [...ids]))
    .orderBy(asc(votes.motion), asc(votes.seat));
}

/** Takes back what seats said to motions that are not decided yet. */
export async function removeVotes(
  orm: Orm,
  undecided: readonly string[],
  seats: readonly string[],
): Promise<void> {
  if (undecided.length === 0 || seats.length === 0) return;
  await orm.delete(votes).where(and(inArray(votes.motion, [...undecided]), inArray(votes.seat, [...seats])));
}

/** The votes on a motion, in the place of those recorded before. */
export async function replaceVotes(
  orm: Orm,
  motion: string,
  ballots: ReadonlyMap<string, Ballot>,
): Promise<void> {
  await orm.delete(votes).where(eq(votes.motion, motion));
  const rows = [...ballots].map(([seat, ballot]) => ({ motion, seat, ballot }));
  if (rows.length > 0) await orm.insert(votes).values(rows);
}
