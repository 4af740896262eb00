import { and, count, eq, inArray, type SQL } from 'drizzle-orm';
import { newId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Frequency } from '../rules/index.ts';
import { subscriptions } from '../schema.ts';

export type SubscriptionRow = typeof subscriptions.$inferSelect;

/** What a person follows, what they began to follow last first. */
export async function listSubscriptions(orm: Orm, person: string): Promise<SubscriptionRow[]> {
  const rows = await orm
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.person, person))
    .orderBy(subscriptions.createdAt, subscriptions.id);
  return rows.reverse();
}

export async function findSubscription(
  orm: Orm,
  person: string,
  topic: string,
): Promise<SubscriptionRow | undefined> {
  const [row] = await orm
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.person, person), eq(subscriptions.topic, topic)));
  return row;
}

export async function countSubscriptions(orm: Orm, person: string): Promise<number> {
  const [row] = await orm
    .select({ count: count() })
    .from(subscriptions)
    .where(eq(subscriptions.person, person));
  return row?.count ?? 0;
}

/** A person follows a topic from now on, or follows it with another frequency: of two at the same time one remains. */
export async function saveSubscription(
  orm: Orm,
  { person, topic, frequency, at }: { person: string; topic: string; frequency: Frequency; at: Date },
): Promise<void> {
  await orm
    .insert(subscriptions)
    .values({ id: newId(), person, topic, frequency, createdAt: at })
    .onConflictDoUpdate({ target: [subscriptions.person, subscriptions.topic], set: { frequency } });
}

/** Which of a person's subscriptions: one by its identifier, those of some frequencies, or all. */
export type Choice = { id: string } | { frequencies: readonly Frequency[] } | 'all';

function chosen(person: string, choice: Choice): SQL | undefined {
  const own = eq(subscriptions.person, person);
  if (choice === 'all') return own;
  return and(
    own,
    'id' in choice
      ? eq(subscriptions.id, choice.id)
      : inArray(subscriptions.frequency, [...choice.frequencies]),
  );
}

export function chosenSubscriptions(orm: Orm, person: string, choice: Choice): Promise<SubscriptionRow[]> {
  return orm
    .select()
    .from(subscriptions)
    .where(chosen(person, choice))
    .orderBy(subscriptions.createdAt, subscriptions.id);
}

/** Ends some of a person's subscriptions, and with them what waits for their next letter. */
export function endSubscriptions(orm: Orm, person: string, choice: Choice): Promise<SubscriptionRow[]> {
  return orm.delete(subscriptions).where(chosen(person, choice)).returning();
}
