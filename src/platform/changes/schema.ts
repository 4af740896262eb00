import { sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Placements } from '../database/types.ts';
import type { InEveryLanguage } from './change.ts';

/** What changed, and what it belongs to. Rows are added and never altered: they are what feeds and letters tell of. */
export const changes = pgTable(
  'changes',
  {
    id: uuid().primaryKey(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** As its module names it: `metrica.observations-loaded`. */
    kind: text().notNull(),
    /** Everything that it is a change of; the first is what it is mainly about. */
    topics: text().array().notNull(),
    title: jsonb().$type<InEveryLanguage>().notNull(),
    /** The Spanish path of the page that shows it. */
    path: text().notNull(),
    /** Whether the page of each topic shows its own part of it. */
    parted: boolean().notNull(),
    /** The entry of the public ledger that records it. */
    entry: uuid(),
  },
  (table) => [
    index('changes_at').on(table.at, table.id),
    index('changes_topics').using('gin', table.topics),
    check('changes_some_topic', sql`cardinality(${table.topics}) > 0`),
  ],
);

export const placements: Placements = { changes: 'local' };
