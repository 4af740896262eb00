import { index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Placements } from '../database/types.ts';
import type { Role, Scope } from './subject.ts';

/** Roles given to people. A row stays when its grant has ended: who had which role when is part of the record. */
export const accessGrants = pgTable(
  'access_grants',
  {
    id: uuid().primaryKey(),
    /** The account that holds it; null once that was erased. */
    person: uuid(),
    role: text().$type<Role>().notNull(),
    scopeKind: text('scope_kind').$type<Scope['kind']>().notNull(),
    state: text(),
    institution: text(),
    edition: integer(),
    /** The account that gave it; null for the command line and for accounts since erased. */
    givenBy: uuid('given_by'),
    givenAt: timestamp('given_at', { withTimezone: true }).notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }),
    withdrawnBy: uuid('withdrawn_by'),
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
    /** Opens the commitment to the holder in the ledger's entries; null once the account was erased. */
    salt: text(),
    /** The ledger's entries of giving and of ending. */
    givenEntry: uuid('given_entry').notNull(),
    endedEntry: uuid('ended_entry'),
  },
  (table) => [index('access_grants_person').on(table.person)],
);

export const placements: Placements = { access_grants: 'local' };
