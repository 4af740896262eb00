import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from '../database/bytea.ts';
import type { Placements } from '../database/types.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/**
 * Entries written with their acts and not yet given a place. A queue: rows leave it for `ledger_entries`.
 * `arrival` counts insertions, so whatever was committed before another was begun also comes before it.
 */
export const pendingEntries = pgTable('ledger_pending', {
  arrival: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  id: uuid().notNull(),
  kind: text().notNull(),
  time: instant('time').notNull(),
  institution: text(),
  content: bytea().notNull(),
});

/**
 * The entries by their place in the tree, counted from 0 without gaps. `content` is what is hashed; the columns
 * beside it repeat parts of it to be searched by. Rows are added and never changed.
 */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    index: bigint({ mode: 'number' }).primaryKey(),
    id: uuid().notNull(),
    kind: text().notNull(),
    time: instant('time').notNull(),
    institution: text(),
    content: bytea().notNull(),
  },
  (table) => [
    uniqueIndex('ledger_entries_id').on(table.id),
    index('ledger_entries_kind').on(table.kind, table.index),
    index('ledger_entries_time').on(table.time),
    index('ledger_entries_institution')
      .on(table.institution, table.index)
      .where(sql`${table.institution} is not null`),
  ],
);

/** The tiles of the tree. Only those at its right edge are still growing; a full one never changes. */
export const ledgerTiles = pgTable(
  'ledger_tiles',
  {
    level: smallint().notNull(),
    index: bigint({ mode: 'number' }).notNull(),
    /** Up to 256 hashes of 32 bytes. */
    hashes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.index] })],
);

/** Every checkpoint that was signed, one for each size. */
export const ledgerCheckpoints = pgTable('ledger_checkpoints', {
  size: bigint({ mode: 'number' }).primaryKey(),
  root: bytea().notNull(),
  time: instant('time').notNull(),
  /** The signed note, without cosignatures. */
  note: text().notNull(),
});

/** What witnesses have signed of checkpoints. */
export const ledgerCosignatures = pgTable(
  'ledger_cosignatures',
  {
    size: bigint({ mode: 'number' }).notNull(),
    /** The witness's key, as name and key id. */
    witness: text().notNull(),
    time: instant('time').notNull(),
    /** The line of the note, newline included. */
    line: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.size, table.witness] })],
);

/** The public key that the ledger was begun with: a single row. The secret key is never in the database. */
export const ledgerKeys = pgTable(
  'ledger_keys',
  {
    id: smallint().primaryKey(),
    verifierKey: text('verifier_key').notNull(),
    since: instant('since').notNull(),
  },
  (table) => [check('ledger_keys_single', sql`${table.id} = 1`)],
);

/**
 * Which entries speak of which person, and what opens their commitments: known to the account and to nobody else.
 * Erased with the account, after which nothing links it to the entries any more.
 */
export const ledgerPersonActs = pgTable(
  'ledger_person_acts',
  {
    entry: uuid().primaryKey(),
    person: uuid().notNull(),
    /** Hexadecimal, as `newSalt` makes it. */
    salt: text().notNull(),
  },
  (table) => [index('ledger_person_acts_person').on(table.person, table.entry)],
);

/** A ledger is one sequence, so it lives on one node; everything it is made of stays together. */
export const placements: Placements = {
  ledger_pending: 'local',
  ledger_entries: 'local',
  ledger_tiles: 'local',
  ledger_checkpoints: 'local',
  ledger_cosignatures: 'local',
  ledger_keys: 'local',
  ledger_person_acts: 'local',
};
