import { pgTable, text } from 'drizzle-orm/pg-core';
import type { Placements } from '../database/types.ts';

/** By which secret the records were written: a hash that says nothing of it. */
export const secretFingerprints = pgTable('secret_fingerprints', {
  name: text().primaryKey(),
  fingerprint: text().notNull(),
});

export const placements: Placements = { secret_fingerprints: 'reference' };
