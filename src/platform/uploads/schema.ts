import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { LoadCheck } from '../data-sets/check.ts';
import { bytea } from '../database/bytea.ts';
import type { Placements } from '../database/types.ts';

/** Files that somebody has sent and not decided on yet, with what was found in them. They go when it is decided, or after a day. */
export const pendingUploads = pgTable(
  'pending_uploads',
  {
    id: uuid().primaryKey(),
    /** The account that sent it, and the only one that sees it. */
    person: uuid().notNull(),
    dataSet: text('data_set').notNull(),
    options: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
    bytes: bytea().notNull(),
    /** What a load would do. */
    check: jsonb().$type<LoadCheck>().notNull(),
    sentAt: timestamp('sent_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('pending_uploads_person').on(table.person)],
);

export const placements: Placements = { pending_uploads: 'local' };
