import { and, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { Orm } from '../database/types.ts';
import { mailLetters } from './schema.ts';

export type StoredLetter = typeof mailLetters.$inferSelect;

/**
 * Takes a letter into the hands of one worker until an instant: of several who try, one gets it. A letter whose
 * worker came to an end before it was done may be taken again after that instant.
 */
export async function takeLetter(
  orm: Orm,
  id: string,
  now: Date,
  until: Date,
): Promise<StoredLetter | undefined> {
  const free = or(
    eq(mailLetters.state, 'waiting'),
    and(eq(mailLetters.state, 'sending'), lt(mailLetters.dueAt, now)),
  );
  const [taken] = await orm
    .update(mailLetters)
    .set({ state: 'sending', dueAt: until, attempts: sql`${mailLetters.attempts} + 1` })
    .where(and(eq(mailLetters.id, id), free))
    .returning();
  return taken;
}

/** Until when a letter is in the hands of a worker; undefined for one that is not. */
export async function heldUntil(orm: Orm, id: string): Promise<Date | undefined> {
  const [letter] = await orm
    .select({ dueAt: mailLetters.dueAt })
    .from(mailLetters)
    .where(and(eq(mailLetters.id, id), eq(mailLetters.state, 'sending')));
  return letter?.dueAt;
}

/** The letter as its worker took it: nobody else has taken it since. */
function inHand({ id, attempts }: Pick<StoredLetter, 'id' | 'attempts'>) {
  return and(eq(mailLetters.id, id), eq(mailLetters.state, 'sending'), eq(mailLetters.attempts, attempts));
}

type InHand = Pick<StoredLetter, 'id' | 'attempts'>;

/** The mail server has taken it. What it said is not kept. */
export async function letterSent(orm: Orm, letter: InHand, now: Date): Promise<void> {
  await orm
    .update(mailLetters)
    .set({ state: 'sent', body: [], fault: null, endedAt: now })
    .where(inHand(letter));
}

/** Given up. What it said is kept for a few days, so that staff can have it tried again. */
export async function letterFailed(orm: Orm, letter: InHand, fault: string, now: Date): Promise<void> {
  await orm.update(mailLetters).set({ state: 'failed', fault, endedAt: now }).where(inHand(letter));
}

/** To be tried again. */
export async function letterPutBack(orm: Orm, letter: InHand, fault: string, dueAt: Date): Promise<void> {
  await orm.update(mailLetters).set({ state: 'waiting', fault, dueAt }).where(inHand(letter));
}

/** Lets a letter that was given up be tried again. False where there is no such one, or its words are gone. */
export async function reviveLetter(orm: Orm, id: string, now: Date): Promise<boolean> {
  const revived = await orm
    .update(mailLetters)
    .set({ state: 'waiting', attempts: 0, endedAt: null, dueAt: now })
    .where(
      and(
        eq(mailLetters.id, id),
        eq(mailLetters.state, 'failed'),
        sql`jsonb_array_length(${mailLetters.body}) > 0`,
      ),
    )
    .returning({ id: mailLetters.id });
  return revived.length > 0;
}

/** Letters that should have been tried by now, and for which no job may be left. */
export async function overdueLetters(orm: Orm, since: Date): Promise<string[]> {
  const rows = await orm
    .select({ id: mailLetters.id })
    .from(mailLetters)
    .where(and(inArray(mailLetters.state, ['waiting', 'sending']), lt(mailLetters.dueAt, since)))
    .orderBy(mailLetters.id)
    .limit(1000);
  return rows.map(({ id }) => id);
}

/** Empties what was given up before an instant, and forgets what ended before an earlier one. */
export async function forgetLetters(orm: Orm, limits: { words: Date; letters: Date }): Promise<void> {
  const ended = inArray(mailLetters.state, ['sent', 'failed']);
  await orm.delete(mailLetters).where(and(ended, lt(mailLetters.endedAt, limits.letters)));
  await orm
    .update(mailLetters)
    .set({ body: [] })
    .where(and(eq(mailLetters.state, 'failed'), lt(mailLetters.endedAt, limits.words)));
}
