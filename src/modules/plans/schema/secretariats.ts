import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { SecretariatStatus, Sector } from '../rules/terms.ts';
import { day, loadedVersion, moment, version } from './columns.ts';

/** The local secretariats (STL), one row for each state of which anything is known. */
export const secretariats = pgTable('plan_secretariats', {
  state: text().primaryKey(),
  status: text().$type<SecretariatStatus>().notNull(),
  declaredOn: day('declared_on'),
  installedOn: day('installed_on'),
  /** Since when the status holds, where that is known. */
  statusSince: day('status_since'),
  /** The day (or month) of what the source says; null for what was recorded here. */
  asOf: text('as_of'),
  source: text(),
  version: version(),
  loadedVersion: loadedVersion(),
  updatedAt: moment('updated_at').notNull(),
});

/** How a secretariat came to where it is, in order. Rows are added and never changed. */
export const secretariatMoves = pgTable(
  'plan_secretariat_moves',
  {
    state: text().notNull(),
    number: integer().notNull(),
    status: text().$type<SecretariatStatus>().notNull(),
    /** The day from which it holds. */
    on: day('on_day').notNull(),
    /** Where the document that shows it stands: an address, or a path of ours (`plan_files`). */
    document: text(),
    reason: text(),
    at: moment('at').notNull(),
    entry: uuid().notNull(),
  },
  (table) => [primaryKey({ columns: [table.state, table.number] })],
);

/** Organisations in a secretariat. No names of people. */
export const secretariatMembers = pgTable(
  'plan_secretariat_members',
  {
    id: uuid().primaryKey(),
    state: text().notNull(),
    sector: text().$type<Sector>().notNull(),
    organisation: text().notNull(),
    /** Whether this organisation facilitates. */
    facilitates: integer().notNull().default(0),
    since: day('since'),
    until: day('until'),
    asOf: text('as_of'),
    source: text(),
  },
  (table) => [index('plan_secretariat_members_state').on(table.state)],
);

/** Who speaks for an organisation of a secretariat on the platform. */
export const representatives = pgTable(
  'plan_representatives',
  {
    id: uuid().primaryKey(),
    member: uuid().notNull(),
    state: text().notNull(),
    /** The account; null once that was erased. */
    person: uuid(),
    since: moment('since').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    index('plan_representatives_member').on(table.member),
    uniqueIndex('plan_representatives_once')
      .on(table.person, table.member)
      .where(sql`${table.endedAt} is null`),
  ],
);

/** Invitations to speak for an organisation, until they are accepted, taken back or too old. */
export const invitations = pgTable(
  'plan_invitations',
  {
    id: uuid().primaryKey(),
    member: uuid().notNull(),
    state: text().notNull(),
    /** Where it was sent, in lower case; null once it is over. */
    email: text(),
    /** SHA-256 of the token in the letter, in hexadecimal. */
    token: text().notNull(),
    invitedBy: uuid('invited_by'),
    at: moment('at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
    endedHow: text('ended_how').$type<'accepted' | 'withdrawn'>(),
  },
  (table) => [
    uniqueIndex('plan_invitations_token').on(table.token),
    index('plan_invitations_member').on(table.member),
  ],
);

/** Meetings of a secretariat. */
export const secretariatSessions = pgTable(
  'plan_secretariat_sessions',
  {
    id: uuid().primaryKey(),
    state: text().notNull(),
    heldOn: day('held_on').notNull(),
    subject: text().notNull(),
    agreements: text().notNull(),
    /** Where the minutes stand, if they are published: an address, or a path of ours (`plan_files`). */
    minutes: text(),
    recordedAt: moment('recorded_at').notNull(),
    entry: uuid(),
  },
  (table) => [index('plan_secretariat_sessions_state').on(table.state, table.heldOn)],
);
