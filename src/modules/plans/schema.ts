import { sql } from 'drizzle-orm';
import {
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from '#platform/database/bytea.ts';
import type { Placements } from '#platform/database/types.ts';
import type {
  Completion,
  Opening,
  ResistanceKind,
  SecretariatStatus,
  Sector,
  Stage,
  Theme,
  Voice,
} from './rules/terms.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: 'string' });

/** Raised by every change: whoever writes names the version they saw, so that nobody overwrites what they have not seen. */
const version = () => integer().notNull().default(1);

/**
 * The version that a load wrote last; null for what was recorded here. A row whose version is another was changed here
 * since, and loads leave it alone.
 */
const loadedVersion = () => integer('loaded_version');

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

/** Meetings of a secretariat. */
export const secretariatSessions = pgTable(
  'plan_secretariat_sessions',
  {
    id: uuid().primaryKey(),
    state: text().notNull(),
    heldOn: day('held_on').notNull(),
    subject: text().notNull(),
    agreements: text().notNull(),
    /** Address of the minutes, where they are published. */
    minutes: text(),
    recordedAt: moment('recorded_at').notNull(),
    entry: uuid(),
  },
  (table) => [index('plan_secretariat_sessions_state').on(table.state, table.heldOn)],
);

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
    /** Address of the document that came of it. */
    document: text(),
    reason: text(),
    entry: uuid(),
  },
  (table) => [primaryKey({ columns: [table.plan, table.number] })],
);

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
    startsOn: day('starts_on'),
    dueOn: day('due_on'),
    /** What the officer last said; null while nobody has said anything. */
    completion: text().$type<Completion>(),
    /** The day of the last word by whoever answers for it. */
    lastUpdate: moment('last_update'),
    closedAt: moment('closed_at'),
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
    entry: uuid(),
  },
  (table) => [
    index('plan_evidence_commitment').on(table.commitment, table.id),
    check('plan_evidence_kind', sql`(${table.address} is null) <> (${table.file} is null)`),
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
    dueOn: day('due_on').notNull(),
    /** `30`, `7`, `0` days before, or `late-1`, `late-2` … weeks after. */
    step: text().notNull(),
    sentAt: moment('sent_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.commitment, table.dueOn, table.step] })],
);

export const placements: Placements = {
  plan_secretariats: 'reference',
  plan_secretariat_members: 'reference',
  plan_secretariat_sessions: 'reference',
  plans: 'reference',
  plan_stages: 'reference',
  plan_commitments: 'reference',
  plan_milestones: 'reference',
  plan_reports: 'reference',
  plan_evidence: 'reference',
  plan_resistances: 'reference',
  plan_amendments: 'reference',
  plan_links: 'reference',
  plan_notes: 'reference',
  plan_reminders: 'reference',
};
