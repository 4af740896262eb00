import { bigint, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Placements } from './types.ts';

/** A number that grows whenever published data change; pages rendered under an older one are stale. */
export const dataVersions = pgTable('data_versions', {
  name: text().primaryKey(),
  version: bigint({ mode: 'number' }).notNull(),
});

/** Each load of a data set: what was read, how much of it, and what was noticed on the way. */
export const dataLoads = pgTable('data_loads', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  dataSet: text('data_set').notNull(),
  source: text().notNull(),
  sha256: text().notNull(),
  rows: integer().notNull(),
  notes: jsonb().$type<string[]>().notNull(),
  loadedAt: timestamp('loaded_at', { withTimezone: true }).notNull().defaultNow(),
  /** The entry of the public ledger that tells of it; null for data sets whose loads are no public acts. */
  entry: uuid(),
});

export const placements: Placements = { data_versions: 'reference', data_loads: 'reference' };
