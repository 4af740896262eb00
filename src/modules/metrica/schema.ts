import { doublePrecision, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Placements } from '#platform/database/types.ts';
import type { Interval, Methodology, UncertaintySource } from './rules/index.ts';

/** What an edition published for the country as a whole, and where. */
export interface EditionFacts {
  title: { es: string; en: string };
  /** Who measured. */
  organisations: string[];
  /** National values as published, by measure; a measure that was not published is absent. */
  national: Record<string, number>;
  sources: { es: string; en: string; address?: string; date?: string }[];
  notes: { es: string; en: string }[];
}

/** The editions of the Métrica; the methodology is null where its indicators are not known. */
export const editions = pgTable('metrica_editions', {
  year: integer().primaryKey(),
  sampleSize: integer('sample_size').notNull(),
  facts: jsonb().$type<EditionFacts>().notNull(),
  methodology: jsonb().$type<Methodology>(),
});

/** What was observed: one score per edition, institution and measure. Everything else is computed from these. */
export const observations = pgTable(
  'metrica_observations',
  {
    year: integer().notNull(),
    institution: text().notNull(),
    measure: text().notNull(),
    score: doublePrecision().notNull(),
  },
  (table) => [primaryKey({ columns: [table.year, table.institution, table.measure] })],
);

/** The institutions of an edition as they were when it was measured. */
export const sampledInstitutions = pgTable(
  'metrica_sampled_institutions',
  {
    year: integer().notNull(),
    institution: text().notNull(),
    clave: text().notNull(),
    order: text('government_order').notNull(),
    kind: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.year, table.institution] })],
);

/** Scores of an institution, observed and computed, by measure. */
export const institutionScores = pgTable(
  'metrica_institution_scores',
  {
    year: integer().notNull(),
    institution: text().notNull(),
    scores: jsonb().$type<Record<string, number>>().notNull(),
    /** Measures without a score, and the nodes that would have to be known for them. */
    missing: jsonb().$type<Record<string, string[]>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.year, table.institution] })],
);

/** Means of a unit's institutions, with rank and intervals. A measure without value is absent. */
export const unitScores = pgTable(
  'metrica_unit_scores',
  {
    year: integer().notNull(),
    clave: text().notNull(),
    institutions: integer().notNull(),
    measures: jsonb().$type<Record<string, UnitMeasure>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.year, table.clave] })],
);

/** A unit's mean in one measure. */
export interface UnitMeasure {
  value: number;
  rank: number;
  /** Institutions of the unit that have this measure. */
  count: number;
  /** Where the replicates put it, by source of uncertainty; null where they tell nothing. */
  intervals: Readonly<Partial<Record<UncertaintySource, Interval | null>>>;
}

/** The official figures of an edition by unit and measure, with the decimals they were published with. */
export const publishedScores = pgTable(
  'metrica_published_scores',
  {
    year: integer().notNull(),
    clave: text().notNull(),
    measure: text().notNull(),
    score: doublePrecision().notNull(),
    decimals: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.year, table.clave, table.measure] })],
);

export const placements: Placements = {
  metrica_editions: 'reference',
  metrica_observations: { distributedBy: 'institution' },
  metrica_sampled_institutions: { distributedBy: 'institution' },
  metrica_institution_scores: { distributedBy: 'institution' },
  metrica_unit_scores: 'reference',
  metrica_published_scores: 'reference',
};
