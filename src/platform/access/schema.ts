import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Placements } from '../database/types.ts';
import type { Role, Scope } from './subject.ts';

/** Why a role is held no longer. One that was known to expire needs no other act to end. */
export type GrantEnd = 'withdrawn' | 'expired' | 'account-erased';

/** Roles given to people. A row stays when its grant has ended: who had which role when is part of the record. */
export const accessGrants = pgTable(
  'access_grants',
  {
    id: uuid().primaryKey(),
    /** The account that holds it; null once that was erased. */
    person: uuid(),
    role: text().$type<Role>().notNull(),
    scopeKind: text('scope_kind').$type<Scope['kind']>().notNull(),
    /** The state where it holds; of an institution, the state it belongs to. */
    state: text(),
    institution: text(),
    edition: integer(),
    /** The account that gave it; null for the command line and for accounts since erased. */
    givenBy: uuid('given_by'),
    givenAt: timestamp('given_at', { withTimezone: true }).notNull(),
    /** From when on it holds no more, if that was said when it was given. */
    expiresAt: timestamp('expires_at', { withTimezone: true }),
    endedBy: uuid('ended_by'),
    /** When it was ended; may stay null for one that has expired. */
    endedAt: timestamp('ended_at', { withTimezone: true }),
    endedHow: text('ended_how').$type<GrantEnd>(),
    /** The ledger's entries of giving, and of ending before its time. */
    givenEntry: uuid('given_entry').notNull(),
    endedEntry: uuid('ended_entry'),
  },
  (table) => [
    index('access_grants_person').on(table.person),
    index('access_grants_role').on(table.role, table.state),
    uniqueIndex('access_grants_once')
      .on(
        table.person,
        table.role,
        table.scopeKind,
        sql`coalesce(${table.state}, '')`,
        sql`coalesce(${table.institution}, '')`,
        sql`coalesce(${table.edition}, 0)`,
      )
      .where(sql`${table.endedAt} is null`),
  ],
);

export const placements: Placements = { access_grants: 'local' };
