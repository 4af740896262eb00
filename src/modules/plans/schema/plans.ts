import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from '#platform/database/bytea.ts';
import type { JsonObject } from '#platform/ledger/canonical-json.ts';
import type { ActSubject } from '../rules/acts.ts';
import type { Stage } from '../rules/terms.ts';
import { day, loadedVersion, moment, version } from './columns.ts';

/** Local action plans (PAL): several for a state, one after the other. */
export const plans = pgTable(
  'plans',
  {
    id: uuid().primaryKey(),
    state: text().notNull(),
    /** 1 for a state's first plan. */
    edition: integer().notNull(),
    title: text(),
    from: day('from_day'),
    to: day('to_day'),
    stage: text().$type<Stage>().notNull(),
    /** How many commitments the plan itself speaks of, where a source says so. */
    declaredCommitments: integer('declared_commitments'),
    asOf: text('as_of'),
    source: text(),
    version: version(),
    loadedVersion: loadedVersion(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [uniqueIndex('plans_state_edition').on(table.state, table.edition)],
);

/** When a plan entered its stages, with what shows it. */
export const planStages = pgTable(
  'plan_stages',
  {
    plan: uuid().notNull(),
    number: integer().notNull(),
    stage: text().$type<Stage>().notNull(),
    enteredOn: day('entered_on'),
    /** Where the document that came of it stands: an address, or a path of ours (`plan_files`). */
    document: text(),
    reason: text(),
    entry: uuid(),
  },
  (table) => [primaryKey({ columns: [table.plan, table.number] })],
);

/** Changes of a plan's title and period. What they were before stays in view. */
export const planChanges = pgTable(
  'plan_changes',
  {
    id: uuid().primaryKey(),
    plan: uuid().notNull(),
    field: text().$type<'title' | 'from' | 'to'>().notNull(),
    before: text(),
    after: text(),
    reason: text(),
    at: moment('at').notNull(),
    entry: uuid().notNull(),
  },
  (table) => [index('plan_changes_plan').on(table.plan, table.id)],
);

/** Documents of secretariats and plans that were sent as files: `/planes/archivos/<id>`. */
export const planFiles = pgTable('plan_files', {
  id: uuid().primaryKey(),
  state: text().notNull(),
  file: bytea().notNull(),
  fileName: text('file_name').notNull(),
  contentType: text('content_type').notNull(),
  sha256: text().notNull(),
  person: uuid(),
  at: moment('at').notNull(),
});

/** What people did to secretariats, plans and commitments, as the ledger has it: one row for each entry. */
export const planActs = pgTable(
  'plan_acts',
  {
    /** The entry of the ledger. */
    entry: uuid().primaryKey(),
    kind: text().notNull(),
    subjectType: text('subject_type').$type<ActSubject>().notNull(),
    /** The record's identifier; of a secretariat, the clave of its state. */
    subject: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    act: jsonb().$type<JsonObject>().notNull(),
  },
  (table) => [index('plan_acts_subject').on(table.subjectType, table.subject)],
);

/** Statements about the whole country at a day, with their source: what is known without its parts. */
export const planNotes = pgTable('plan_notes', {
  id: integer().primaryKey(),
  asOf: text('as_of').notNull(),
  measure: text().notNull(),
  value: integer().notNull(),
  states: jsonb().$type<readonly string[]>().notNull(),
  source: text().notNull(),
});

/** Which reminder of which due date went out: each goes once. */
export const planReminders = pgTable(
  'plan_reminders',
  {
    commitment: uuid().notNull(),
    /** The due date that it is of; of silence, the day from which that counts. */
    dueOn: day('due_on').notNull(),
    /** `30`, `7`, `0` days before, `late-1`, `late-2` … weeks after; `silent`, `silent-30`. */
    step: text().notNull(),
    sentAt: moment('sent_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.commitment, table.dueOn, table.step] })],
);
