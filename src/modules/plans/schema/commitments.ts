import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from '#platform/database/bytea.ts';
import type { Completion, Opening, ResistanceKind, Theme, Voice } from '../rules/terms.ts';
import { day, loadedVersion, moment, version } from './columns.ts';

/** What a plan promises. */
export const commitments = pgTable(
  'plan_commitments',
  {
    id: uuid().primaryKey(),
    plan: uuid().notNull(),
    state: text().notNull(),
    /** As the plan numbers it: `3`, `P1` for one that was added beyond the plan. */
    number: text().notNull(),
    title: text().notNull(),
    problem: text(),
    goal: text(),
    theme: text().$type<Theme>(),
    /** Target of the Sustainable Development Goals: `16.7`. */
    sdgTarget: text('sdg_target'),
    /** Slug of the institution that answers for it. */
    lead: text(),
    /** Slugs of the institutions that help. */
    supporting: text().array().notNull().default(sql`'{}'`),
    /** The civil-society organisation that follows it. */
    counterpart: text(),
    /** The same as a member of the secretariat, where it is one: who speaks for that member may assess. */
    counterpartMember: uuid('counterpart_member'),
    startsOn: day('starts_on'),
    dueOn: day('due_on'),
    /** What the officer last said; null while nobody has said anything. */
    completion: text().$type<Completion>(),
    /** The day of the last word by whoever answers for it. */
    lastUpdate: moment('last_update'),
    closedAt: moment('closed_at'),
    /** True until its plan is published: only those who write the plan see it, and change it freely. */
    draft: boolean().notNull().default(false),
    source: text(),
    /** Title, problem and goal folded for search. */
    search: text().notNull(),
    version: version(),
    loadedVersion: loadedVersion(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('plan_commitments_number').on(table.plan, table.number),
    index('plan_commitments_state').on(table.state),
    index('plan_commitments_lead').on(table.lead),
    index('plan_commitments_due').on(table.dueOn),
    check('plan_commitments_days', sql`${table.dueOn} >= ${table.startsOn}`),
  ],
);

/** The steps of a commitment, each with what comes of it. */
export const milestones = pgTable(
  'plan_milestones',
  {
    id: uuid().primaryKey(),
    commitment: uuid().notNull(),
    number: integer().notNull(),
    product: text().notNull(),
    responsible: text(),
    dueOn: day('due_on'),
    /** Its share of the commitment, in any unit: shares are compared with each other. */
    weight: numeric({ precision: 8, scale: 3, mode: 'number' }).notNull().default(1),
    completion: text().$type<Completion>(),
    version: version(),
  },
  (table) => [
    uniqueIndex('plan_milestones_number').on(table.commitment, table.number),
    check('plan_milestones_weight', sql`${table.weight} > 0`),
  ],
);

/** What somebody said of how far a commitment is. Rows are added and never changed. */
export const reports = pgTable(
  'plan_reports',
  {
    id: uuid().primaryKey(),
    commitment: uuid().notNull(),
    milestone: uuid(),
    voice: text().$type<Voice>().notNull(),
    completion: text().$type<Completion>().notNull(),
    text: text().notNull(),
    /** What came of it so far, in words. */
    earlyResult: text('early_result'),
    opening: text().$type<Opening>(),
    /** The account that said it; null once that was erased. */
    person: uuid(),
    at: moment('at').notNull(),
    entry: uuid().notNull(),
  },
  (table) => [index('plan_reports_commitment').on(table.commitment, table.id)],
);

/** What shows that something was done: a file or an address. */
export const evidence = pgTable(
  'plan_evidence',
  {
    id: uuid().primaryKey(),
    commitment: uuid().notNull(),
    milestone: uuid(),
    report: uuid(),
    title: text().notNull(),
    /** The day of what it shows. */
    date: day('shown_on'),
    address: text(),
    /** Of a file: its bytes, what they are, and their hash. */
    file: bytea(),
    fileName: text('file_name'),
    contentType: text('content_type'),
    sha256: text(),
    bytes: integer(),
    person: uuid(),
    at: moment('at').notNull(),
    entry: uuid().notNull(),
    /** When it was taken back, and why: the row stays; the address, or the file and its name, goes. */
    withdrawnAt: moment('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
  },
  (table) => [
    index('plan_evidence_commitment').on(table.commitment, table.id),
    check(
      'plan_evidence_kind',
      sql`(${table.withdrawnAt} is null and (${table.address} is null) <> (${table.file} is null))
        or (${table.withdrawnAt} is not null and ${table.address} is null and ${table.file} is null)`,
    ),
  ],
);

/** What stands in a commitment's way, and what is done about it. */
export const resistances = pgTable(
  'plan_resistances',
  {
    id: uuid().primaryKey(),
    commitment: uuid().notNull(),
    kind: text().$type<ResistanceKind>().notNull(),
    description: text().notNull(),
    strategy: text(),
    result: text(),
    version: version(),
    at: moment('at').notNull(),
  },
  (table) => [index('plan_resistances_commitment').on(table.commitment)],
);

/** Changes of what was promised. What it was before stays in view. */
export const amendments = pgTable(
  'plan_amendments',
  {
    id: uuid().primaryKey(),
    commitment: uuid().notNull(),
    milestone: uuid(),
    /** The name of what changed: `due_on`, `goal`, `weight`. */
    field: text().notNull(),
    before: text(),
    after: text(),
    reason: text().notNull(),
    person: uuid(),
    at: moment('at').notNull(),
    entry: uuid().notNull(),
  },
  (table) => [index('plan_amendments_commitment').on(table.commitment, table.id)],
);

/** What belongs to a commitment elsewhere on the platform: contracts, data sets, initiatives. */
export const commitmentLinks = pgTable(
  'plan_links',
  {
    commitment: uuid().notNull(),
    kind: text().notNull(),
    target: text().notNull(),
    title: text().notNull(),
    path: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.commitment, table.kind, table.target] })],
);
