import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
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
import type { Placements } from '#platform/database/types.ts';
import type { JsonObject } from '#platform/ledger/canonical-json.ts';
import type {
  AgreementState,
  Ballot,
  CovenantState,
  DeliverableState,
  ExhortationStep,
  LineState,
  SessionKind,
  SessionState,
} from './rules/terms.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true });
const day = (name: string) => date(name, { mode: 'string' });

/** Raised by every change: whoever writes names the version they saw. */
const version = () => integer().notNull().default(1);

/** Seats of the Commission: a post of an institution, never a person's name unless the law publishes it. */
export const commissionSeats = pgTable('commission_seats', {
  id: uuid().primaryKey(),
  /** Who sits there: the institution's name, as in `Instituto de Transparencia de …`. */
  holder: text().notNull(),
  /** `coordinator`, `secretary`, `member`. */
  post: text().$type<'coordinator' | 'secretary' | 'member'>().notNull(),
  state: text(),
  votes: boolean().notNull(),
  since: day('since').notNull(),
  until: day('until'),
});

export const commissionSessions = pgTable(
  'commission_sessions',
  {
    id: uuid().primaryKey(),
    /** The year it is held in, and its number in it by kind: given with the call, so that a draft takes none. */
    year: integer().notNull(),
    number: integer(),
    kind: text().$type<SessionKind>().notNull(),
    state: text().$type<SessionState>().notNull(),
    startsAt: moment('starts_at').notNull(),
    place: text().notNull(),
    /** When the call with the agenda was published. */
    calledAt: moment('called_at'),
    /** How many days before it the call had to be published, as it was then. */
    noticeDays: integer('notice_days'),
    openedAt: moment('opened_at'),
    closedAt: moment('closed_at'),
    minutes: text(),
    minutesFile: bytea('minutes_file'),
    minutesName: text('minutes_name'),
    minutesType: text('minutes_type'),
    minutesSha256: text('minutes_sha256'),
    minutesAt: moment('minutes_at'),
    recording: text(),
    /** Why it was not held. */
    reason: text(),
    version: version(),
    /** When it was last changed. */
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('commission_sessions_number').on(table.year, table.kind, table.number),
    index('commission_sessions_starts').on(table.startsAt),
  ],
);

export const agendaItems = pgTable(
  'commission_agenda_items',
  {
    id: uuid().primaryKey(),
    session: uuid().notNull(),
    number: integer().notNull(),
    title: text().notNull(),
    text: text(),
    /** The open agreement that was carried over into this item. */
    agreement: uuid(),
  },
  (table) => [uniqueIndex('commission_agenda_items_number').on(table.session, table.number)],
);

/** Who came to a session, and who of them left before its end. */
export const attendance = pgTable(
  'commission_attendance',
  {
    session: uuid().notNull(),
    seat: uuid().notNull(),
    present: boolean().notNull(),
    /** When they left; null while they stay, and again once they are back. */
    leftAt: moment('left_at'),
  },
  (table) => [primaryKey({ columns: [table.session, table.seat] })],
);

/** What was put to the vote. */
export const motions = pgTable(
  'commission_motions',
  {
    id: uuid().primaryKey(),
    session: uuid().notNull(),
    item: uuid().notNull(),
    text: text().notNull(),
    /** Null until the vote is closed. */
    result: text().$type<'approved' | 'rejected' | 'tied'>(),
    closedAt: moment('closed_at'),
  },
  (table) => [index('commission_motions_session').on(table.session)],
);

/** One vote of each seat. */
export const votes = pgTable(
  'commission_votes',
  {
    motion: uuid().notNull(),
    seat: uuid().notNull(),
    ballot: text().$type<Ballot>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.motion, table.seat] })],
);

export const agreements = pgTable(
  'commission_agreements',
  {
    id: uuid().primaryKey(),
    /** As the minutes number it: `CGA-2026-07`. */
    code: text().notNull().unique(),
    text: text().notNull(),
    session: uuid().notNull(),
    item: uuid(),
    motion: uuid(),
    responsible: text().notNull(),
    dueOn: day('due_on').notNull(),
    state: text().$type<AgreementState>().notNull(),
    fulfilledOn: day('fulfilled_on'),
    /** What shows it: address and what it is. */
    evidence: text(),
    note: text(),
    version: version(),
  },
  (table) => [
    index('commission_agreements_due').on(table.dueOn),
    index('commission_agreements_state').on(table.state),
  ],
);

export const covenants = pgTable(
  'commission_covenants',
  {
    id: uuid().primaryKey(),
    title: text().notNull(),
    parties: text().array().notNull(),
    object: text().notNull(),
    state: text().$type<CovenantState>().notNull(),
    signedOn: day('signed_on'),
    from: day('from_day'),
    to: day('to_day'),
    /** How many days before its end somebody has to think of renewing it. */
    renewalDays: integer('renewal_days').notNull(),
    document: text(),
    version: version(),
  },
  (table) => [check('commission_covenants_days', sql`${table.to} >= ${table.from}`)],
);

export const deliverables = pgTable(
  'commission_deliverables',
  {
    id: uuid().primaryKey(),
    covenant: uuid().notNull(),
    number: integer().notNull(),
    title: text().notNull(),
    responsible: text().notNull(),
    dueOn: day('due_on'),
    state: text().$type<DeliverableState>().notNull(),
    deliveredOn: day('delivered_on'),
    evidence: text(),
    version: version(),
  },
  (table) => [uniqueIndex('commission_deliverables_number').on(table.covenant, table.number)],
);

/** A formal call to a state's Congress, or to another body, to do something. */
export const exhortations = pgTable(
  'commission_exhortations',
  {
    id: uuid().primaryKey(),
    subject: text().notNull(),
    text: text().notNull(),
    /** To whom: the Congress of a state, or another body by its name. */
    addressee: text().notNull(),
    state: text(),
    agreement: uuid(),
    version: version(),
  },
  (table) => [index('commission_exhortations_state').on(table.state)],
);

/** How far an exhortation came: each step once, with its day and what shows it. */
export const exhortationEvents = pgTable(
  'commission_exhortation_events',
  {
    exhortation: uuid().notNull(),
    step: text().$type<ExhortationStep>().notNull(),
    on: day('on_day').notNull(),
    document: text(),
    note: text(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.exhortation, table.step] })],
);

/** The objectives and lines of the Commission's work plan. */
export const workLines = pgTable('commission_work_lines', {
  /** `O1` to `O7`, `L1` to `L18`. */
  code: text().primaryKey(),
  kind: text().$type<'objective' | 'line'>().notNull(),
  position: integer().notNull(),
  text: text().notNull(),
  textEn: text('text_en').notNull(),
  /** The parts of the platform that carry it. */
  carriedBy: text('carried_by').array().notNull(),
  source: text().notNull(),
});

/** What is done for a line. */
export const workActions = pgTable(
  'commission_work_actions',
  {
    id: uuid().primaryKey(),
    line: text().notNull(),
    title: text().notNull(),
    responsible: text().notNull(),
    dueOn: day('due_on'),
    state: text().$type<LineState>().notNull(),
    evidence: jsonb().$type<readonly { title: string; address: string }[]>().notNull(),
    version: version(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('commission_work_actions_line').on(table.line)],
);

/** Documents that were handed in as files. They are never changed: another file is another document. */
export const commissionFiles = pgTable('commission_files', {
  /** Stands in the path that records name the document by. */
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** A kind of `#platform/uploads/kinds.ts`. */
  kind: text().notNull(),
  bytes: bytea().notNull(),
  /** Hexadecimal. */
  sha256: text().notNull(),
  at: moment('at').notNull(),
});

/** The letters that told the secretary that a covenant is about to end: each once for each last day. */
export const covenantReminders = pgTable(
  'commission_covenant_reminders',
  {
    covenant: uuid().notNull(),
    /** The last day that it tells of: one that is put off is told of anew. */
    to: day('to_day').notNull(),
    /** How many days before it. */
    days: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.covenant, table.to, table.days] })],
);

/** What was done, act by act: what stands in the ledger, beside the records that it changed. */
export const commissionActs = pgTable(
  'commission_acts',
  {
    /** The entry of the ledger. */
    entry: uuid().primaryKey(),
    kind: text().notNull(),
    /** `session`, `agreement`, `covenant` and so on. */
    subjectType: text('subject_type').notNull(),
    /** The record's identifier. */
    subject: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    act: jsonb().$type<JsonObject>().notNull(),
  },
  (table) => [index('commission_acts_subject').on(table.subjectType, table.subject)],
);

export const placements: Placements = {
  commission_acts: 'reference',
  commission_seats: 'reference',
  commission_sessions: 'reference',
  commission_agenda_items: 'reference',
  commission_attendance: 'reference',
  commission_motions: 'reference',
  commission_votes: 'reference',
  commission_agreements: 'reference',
  commission_covenants: 'reference',
  commission_covenant_reminders: 'reference',
  commission_deliverables: 'reference',
  commission_exhortations: 'reference',
  commission_exhortation_events: 'reference',
  commission_files: 'reference',
  commission_work_lines: 'reference',
  commission_work_actions: 'reference',
};
