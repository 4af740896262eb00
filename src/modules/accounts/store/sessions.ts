import { and, desc, eq, lt, ne } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { personSessions, personTokens } from '../schema.ts';

/** Where somebody is signed in. */
export interface OpenSession {
  id: string;
  /** The browser, as it is kept. */
  userAgent: string | null;
  createdAt: Date;
  /** When it was last used, to some minutes. */
  updatedAt: Date;
}

const { id, userAgent, createdAt, updatedAt } = personSessions;

/** A person's sessions, the last used one first. */
export function listSessions(orm: Orm, person: string): Promise<OpenSession[]> {
  return orm
    .select({ id, userAgent, createdAt, updatedAt })
    .from(personSessions)
    .where(eq(personSessions.userId, person))
    .orderBy(desc(updatedAt), desc(id));
}

/** Ends one session of a person. @returns whether it was there */
export async function endOwnSession(orm: Orm, person: string, session: string): Promise<boolean> {
  const mine = and(eq(personSessions.userId, person), eq(personSessions.id, session));
  return (await orm.delete(personSessions).where(mine).returning({ id })).length > 0;
}

/** Ends all sessions of a person but one. @returns how many there were */
export async function endSessionsBut(orm: Orm, person: string, session: string): Promise<number> {
  const others = and(eq(personSessions.userId, person), ne(personSessions.id, session));
  return (await orm.delete(personSessions).where(others).returning({ id })).length;
}

export async function markSessionUsed(orm: Orm, session: string, now: Date): Promise<void> {
  await orm.update(personSessions).set({ updatedAt: now }).where(eq(personSessions.id, session));
}

/** Takes away what waits for a person's second factor or lets a device go without one. */
export async function forgetChallenges(orm: Orm, person: string): Promise<void> {
  await orm.delete(personTokens).where(eq(personTokens.value, person));
}

/** Forgets sessions and tokens whose time is over. */
export async function forgetEnded(orm: Orm, now: Date): Promise<void> {
  await orm.delete(personSessions).where(lt(personSessions.expiresAt, now));
  await orm.delete(personTokens).where(lt(personTokens.expiresAt, now));
}
