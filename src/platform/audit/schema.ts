import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Placements } from '../database/types.ts';
import type { JsonObject } from '../ledger/canonical-json.ts';

/** What was done by whom, for those who answer for the platform. Not public; the ledger is. */
export const auditEvents = pgTable(
  'audit_events',
  {
    /** UUIDv7: in the order of time. */
    id: uuid().primaryKey(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** The account that acted; null for the platform itself, the command line, and accounts since deleted. */
    actor: uuid(),
    /** Where it was done: on a page, on the command line, by the platform itself. */
    origin: text().$type<'page' | 'command' | 'platform'>().notNull(),
    /** What was done: `access.grant-given`. */
    action: text().notNull(),
    /** The account it was done to, where there is one. */
    person: uuid(),
    /** What it was done to, as staff know it: the name of a data set, a setting. No personal data. */
    target: text(),
    state: text(),
    institution: text(),
    /** What else is worth knowing. No personal data, no secret. */
    detail: jsonb().$type<JsonObject>().notNull(),
  },
  (table) => [
    index('audit_events_at').on(table.at, table.id),
    index('audit_events_origin').on(table.origin, table.at, table.id),
    index('audit_events_action').on(table.action, table.at, table.id),
    index('audit_events_actor').on(table.actor, table.at, table.id),
    index('audit_events_person').on(table.person, table.at, table.id),
    index('audit_events_state').on(table.state, table.at, table.id),
    index('audit_events_institution').on(table.institution, table.at, table.id),
  ],
);

export const placements: Placements = { audit_events: 'local' };
