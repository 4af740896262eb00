import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { changes } from '#platform/changes/schema.ts';
import type { Orm } from '#platform/database/types.ts';
import { subscriptionRounds, subscriptions } from '../schema.ts';
import type { SubscriptionRow } from './subscriptions.ts';

/** The topics of a change. They are read where it stands: there may be thousands. */
const topicsOf = (change: string) =>
  sql`(select unnest(${changes.topics}) from ${changes} where ${changes.id} = ${change})`;

/** Begins to tell of a change, where anybody follows one of its topics. @returns whether anybody does */
export async function beginRound(orm: Orm, change: string): Promise<boolean> {
  const [follower] = await orm
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(sql`${subscriptions.topic} in ${topicsOf(change)}`)
    .limit(1);
  if (follower) await orm.insert(subscriptionRounds).values({ change });
  return follower !== undefined;
}

/** Takes hold of a round until the transaction ends; undefined where there is none, or it has ended. */
export async function holdRound(orm: Orm, change: string): Promise<{ reached: string | null } | undefined> {
  const [round] = await orm
    .select({ reached: subscriptionRounds.reached })
    .from(subscriptionRounds)
    .where(and(eq(subscriptionRounds.change, change), isNull(subscriptionRounds.endedAt)))
    .for('update');
  return round;
}

/**
 * The subscriptions by which the next people hear of a change, of each person all that apply. They stay until the
 * transaction ends: what is ended meanwhile is ended afterwards.
 */
export async function nextFollowers(
  orm: Orm,
  change: string,
  reached: string | null,
  atOnce: number,
): Promise<SubscriptionRow[]> {
  const follows = sql`${subscriptions.topic} in ${topicsOf(change)}`;
  const people = await orm
    .selectDistinct({ person: subscriptions.person })
    .from(subscriptions)
    .where(and(follows, reached === null ? undefined : gt(subscriptions.person, reached)))
    .orderBy(subscriptions.person)
    .limit(atOnce);
  if (people.length === 0) return [];
  return orm
    .select()
    .from(subscriptions)
    .where(
      and(
        follows,
        inArray(
          subscriptions.person,
          people.map(({ person }) => person),
        ),
      ),
    )
    .orderBy(subscriptions.person, subscriptions.createdAt, subscriptions.id)
    .for('key share');
}

export async function moveRound(orm: Orm, change: string, reached: string): Promise<void> {
  await orm.update(subscriptionRounds).set({ reached }).where(eq(subscriptionRounds.change, change));
}

export async function endRound(orm: Orm, change: string, at: Date): Promise<void> {
  await orm.update(subscriptionRounds).set({ endedAt: at }).where(eq(subscriptionRounds.change, change));
}
