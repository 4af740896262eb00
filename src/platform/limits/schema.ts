import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Placements } from '#platform/database/types.ts';

/**
 * How much of what is limited has been used. The key holds no address and no account: it is a keyed hash of both.
 */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text().primaryKey(),
    /** When the allowance will be whole again (the theoretical arrival time of GCRA). */
    fullAt: timestamp('full_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('rate_limits_full_at').on(table.fullAt)],
);

export const placements: Placements = { rate_limits: { distributedBy: 'key' } };
