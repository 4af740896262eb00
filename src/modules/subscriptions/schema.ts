import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { changes } from '#platform/changes/schema.ts';
import type { Placements } from '#platform/database/types.ts';
import type { Frequency } from './rules/index.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

const changeKey = () =>
  uuid('change')
    .notNull()
    .references(() => changes.id, { onDelete: 'cascade' });

/** Who follows what by letter. Known to nobody but the person, and gone with the account. */
export const subscriptions = pgTable(
  'subscriptions',
  {
    id: uuid().primaryKey(),
    /** The account. */
    person: uuid().notNull(),
    topic: text().notNull(),
    frequency: text().$type<Frequency>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    unique('subscriptions_once').on(table.person, table.topic),
    index('subscriptions_topic').on(table.topic, table.person),
    check('subscriptions_frequency', sql`${table.frequency} in ('at-once', 'daily', 'weekly')`),
  ],
);

/** How far the telling of a change has come: people are told in the order of their identifiers, some at a time. */
export const subscriptionRounds = pgTable('subscription_rounds', {
  change: changeKey().primaryKey(),
  /** The last person who was told; null before the first. */
  reached: uuid(),
  /** Null while there are people left. */
  endedAt: moment('ended_at'),
});

/** Changes that wait for the next letter of a day or a week. */
export const subscriptionNotices = pgTable(
  'subscription_notices',
  {
    subscription: uuid()
      .notNull()
      .references(() => subscriptions.id, { onDelete: 'cascade' }),
    change: changeKey(),
    person: uuid().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.subscription, table.change] }),
    index('subscription_notices_person').on(table.person, table.createdAt),
  ],
);

export const placements: Placements = {
  subscriptions: 'local',
  subscription_rounds: 'local',
  subscription_notices: 'local',
};
