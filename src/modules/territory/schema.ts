import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { Placements } from '#platform/database/types.ts';
import type { InstitutionKind, Order } from './rules/index.ts';

/** The federation (clave `00`) and the 32 states. */
export const states = pgTable('states', {
  clave: text().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  officialName: text('official_name').notNull(),
  abbreviation: text().notNull(),
  code: text().notNull(),
  population2020: integer('population_2020'),
  /** Other names, separated by semicolons. */
  aliases: text().notNull(),
  /** All names folded for search. */
  search: text().notNull(),
});

export const municipalities = pgTable(
  'municipalities',
  {
    clave: text().primaryKey(),
    state: text().notNull(),
    name: text().notNull(),
    population2020: integer('population_2020'),
    search: text().notNull(),
  },
  (table) => [index('municipalities_state').on(table.state)],
);

/** Bodies bound by the transparency law (*sujetos obligados*). */
export const institutions = pgTable(
  'institutions',
  {
    slug: text().primaryKey(),
    state: text().notNull(),
    municipality: text(),
    order: text('government_order').$type<Order>().notNull(),
    kind: text().$type<InstitutionKind>(),
    name: text().notNull(),
    /** The name as its source writes it. */
    sourceName: text('source_name').notNull(),
    source: text().notNull(),
    pntId: text('pnt_id'),
    search: text().notNull(),
  },
  (table) => [index('institutions_state').on(table.state, table.name)],
);

/** Days on which terms do not run out, as rules that hold for many years. */
export const holidays = pgTable('holidays', {
  /** Its row in the file. */
  id: integer().primaryKey(),
  /** See `parseHolidayRule`. */
  rule: text().notNull(),
  fromYear: integer('from_year'),
  toYear: integer('to_year'),
  /** Clave of the state where it holds; null for the whole country. */
  state: text(),
  name: text().notNull(),
  source: text().notNull(),
});

export const placements: Placements = {
  holidays: 'reference',
  states: 'reference',
  municipalities: 'reference',
  institutions: 'reference',
};
