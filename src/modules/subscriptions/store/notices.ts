import { and, eq, gt, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { subscriptionNotices as notices, subscriptions } from '../schema.ts';
import type { SubscriptionRow } from './subscriptions.ts';

/** Rows of one statement: far below the number of parameters that PostgreSQL takes. */
const rowsPerInsert = 1000;

/** Lets a change wait for the next letters of these subscriptions. Told twice, it waits once. */
export async function addNotices(
  orm: Orm,
  change: string,
  followers: readonly Pick<SubscriptionRow, 'id' | 'person'>[],
  at: Date,
): Promise<void> {
  for (let from = 0; from < followers.length; from += rowsPerInsert) {
    const rows = followers
      .slice(from, from + rowsPerInsert)
      .map(({ id, person }) => ({ subscription: id, change, person, createdAt: at }));
    await orm.insert(notices).values(rows).onConflictDoNothing();
  }
}

/** Until when changes belong into letters that are due, by frequency. */
export interface DueUntil {
  daily: Date;
  weekly: Date;
}

/** What waits although its frequency has become "at once" goes with the next letter of a day. */
function due({ daily, weekly }: DueUntil) {
  return or(
    and(ne(subscriptions.frequency, 'weekly'), lt(notices.createdAt, daily)),
    and(eq(subscriptions.frequency, 'weekly'), lt(notices.createdAt, weekly)),
  );
}

/** The next people for whom a letter is due, in the order of their identifiers. */
export async function peopleWithDue(
  orm: Orm,
  until: DueUntil,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const rows = await orm
    .selectDistinct({ person: notices.person })
    .from(notices)
    .innerJoin(subscriptions, eq(subscriptions.id, notices.subscription))
    .where(and(due(until), after === undefined ? undefined : gt(notices.person, after)))
    .orderBy(notices.person)
    .limit(limit);
  return rows.map(({ person }) => person);
}

/** A change that a person is to be told of, by what they follow. */
export interface DueNotice {
  person: string;
  change: string;
  topic: string;
}

/** Any number will do, as long as every version of Tequio takes the same one. */
const digestLock = 7_483_652;

/**
 * Takes what is due to some people out of the records, for letters that are written in the same transaction. Of
 * several workers one takes it; the others find nothing. A change that reaches somebody in two ways is taken whole:
 * nobody reads of it again a week later.
 */
export async function takeDue(orm: Orm, until: DueUntil, people: readonly string[]): Promise<DueNotice[]> {
  await orm.execute(sql`select pg_advisory_xact_lock(${digestLock})`);
  const taken = await orm
    .select({ person: notices.person, change: notices.change, topic: subscriptions.topic })
    .from(notices)
    .innerJoin(subscriptions, eq(subscriptions.id, notices.subscription))
    .where(and(due(until), inArray(notices.person, [...people])))
    .orderBy(notices.person, subscriptions.createdAt, subscriptions.id, notices.change);
  const byPerson = Map.groupBy(taken, ({ person }) => person);
  for (const [person, own] of byPerson) {
    const told = [...new Set(own.map(({ change }) => change))];
    await orm.delete(notices).where(and(eq(notices.person, person), inArray(notices.change, told)));
  }
  return taken;
}
