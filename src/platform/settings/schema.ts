import { integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Placements } from '../database/types.ts';
import type { JsonValue } from '../ledger/canonical-json.ts';

/** What administrators have set. A setting without a row was never set. */
export const platformSettings = pgTable('platform_settings', {
  name: text().primaryKey(),
  /** Null where it was taken back. */
  value: jsonb().$type<JsonValue>(),
  /** Counts the changes, so that the second of two editors is told of the first one's. */
  version: integer().notNull(),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  /** The account that changed it; null once that was erased. */
  changedBy: uuid('changed_by'),
});

export const placements: Placements = { platform_settings: 'local' };
