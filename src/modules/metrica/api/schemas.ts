import { z } from '@hono/zod-openapi';
import { claveSchema, kindSchema, orderSchema } from '#modules/territory/index.ts';
import { type ApiText, apiText } from '#platform/http/api-text.ts';
import type { UNCERTAINTY_SOURCES } from '../rules/index.ts';

const text = (description: ApiText, ...examples: string[]) =>
  z.string().openapi({ description: apiText(description), ...(examples.length > 0 ? { examples } : {}) });

const address = (description: ApiText, example: string) =>
  z.string().openapi({ format: 'uri-reference', description: apiText(description), examples: [example] });

const count = (description: ApiText, example: number) =>
  z
    .int()
    .min(0)
    .openapi({ description: apiText(description), examples: [example] });

const score = z.number().min(0).max(1);

const yearSchema = count('schemas.edition.year', 2017);

const measureId = text('schemas.measure.id', 'ga');

/** A value that may not be known: null is *sin dato*. */
const orNothing = <Known extends z.ZodType>(known: Known) => z.union([known, z.null()]);

const bilingualSchema = z
  .object({
    es: text('schemas.bilingual.es', 'Gobierno abierto'),
    en: text('schemas.bilingual.en', 'Open government'),
  })
  .openapi('Bilingual', { description: apiText('schemas.bilingual.about') });

const meanSchema = z
  .object({
    value: score.openapi({ description: apiText('schemas.mean.value'), examples: [0.3886861233] }),
    count: count('schemas.mean.count', 908),
  })
  .openapi('Mean', { description: apiText('schemas.mean.about') });

const nationalSchema = z
  .object({
    published: score
      .nullable()
      .openapi({ description: apiText('schemas.national.published'), examples: [0.39] }),
    mean_of_institutions: orNothing(meanSchema).openapi({
      description: apiText('schemas.national.mean_of_institutions'),
    }),
    mean_of_units: orNothing(meanSchema).openapi({ description: apiText('schemas.national.mean_of_units') }),
  })
  .openapi('NationalFigure', { description: apiText('schemas.national.about') });

const measureSchema = z
  .object({
    id: measureId,
    symbol: text('schemas.measure.symbol', 'GA'),
    label: bilingualSchema,
    description: bilingualSchema,
    dimension: z
      .enum(['transparency', 'participation'])
      .nullable()
      .openapi({ description: apiText('schemas.measure.dimension'), examples: ['transparency'] }),
    perspective: z
      .enum(['government', 'citizen'])
      .nullable()
      .openapi({ description: apiText('schemas.measure.perspective'), examples: ['government'] }),
    parent: z
      .string()
      .nullable()
      .openapi({ description: apiText('schemas.measure.parent'), examples: ['ga'] }),
    weight: score.openapi({ description: apiText('schemas.measure.weight'), examples: [0.5] }),
    formula: z
      .string()
      .nullable()
      .openapi({ description: apiText('schemas.measure.formula'), examples: ['ga = (t + p) / 2'] }),
    parts: z
      .array(
        z.object({
          id: measureId,
          weight: score.openapi({ description: apiText('schemas.measure.part_weight'), examples: [0.5] }),
        }),
      )
      .openapi({ description: apiText('schemas.measure.parts') }),
    scored: z.boolean().openapi({ description: apiText('schemas.measure.scored'), examples: [true] }),
    source: text('schemas.measure.source'),
  })
  .openapi('Measure', { description: apiText('schemas.measure.about') });

const sourceSchema = z
  .object({
    title: bilingualSchema,
    date: z
      .string()
      .nullable()
      .openapi({ description: apiText('schemas.source.date'), examples: ['2017-02'] }),
    address: z
      .string()
      .nullable()
      .openapi({ format: 'uri', description: apiText('schemas.source.address'), examples: [null] }),
  })
  .openapi('Source', { description: apiText('schemas.source.about') });

const editionSchema = z
  .object({
    year: yearSchema,
    title: bilingualSchema,
    organisations: z
      .array(z.string())
      .openapi({ description: apiText('schemas.edition.organisations'), examples: [['INAI', 'CIDE']] }),
    sample_size: count('schemas.edition.sample_size', 908),
    measured: z.boolean().openapi({ description: apiText('schemas.edition.measured'), examples: [true] }),
    national: z
      .record(z.string(), nationalSchema)
      .openapi({ description: apiText('schemas.edition.national') }),
    sources: z.array(sourceSchema).openapi({ description: apiText('schemas.edition.sources') }),
    notes: z.array(bilingualSchema).openapi({ description: apiText('schemas.edition.notes') }),
    self: address('schemas.links.self', '/api/v1/metrica/editions/2017'),
    units: address('schemas.edition.units', '/api/v1/metrica/editions/2017/units'),
    institutions: address('schemas.edition.institutions', '/api/v1/metrica/editions/2017/institutions'),
    page: address('schemas.links.page', '/metrica/2017'),
  })
  .openapi('Edition', { description: apiText('schemas.edition.about') });

export const editionListSchema = z
  .object({
    total: count('schemas.page.total', 3),
    items: z.array(editionSchema).openapi({ description: apiText('schemas.page.items') }),
  })
  .openapi('EditionList', { description: apiText('schemas.edition.list') });

// Its fields are set out anew: an extended schema would be described as a composition, which clients read badly.
export const editionDetailSchema = z
  .object({
    ...editionSchema.shape,
    measures: z
      .array(measureSchema)
      .nullable()
      .openapi({ description: apiText('schemas.edition.measures') }),
  })
  .openapi('EditionWithMeasures', { description: apiText('schemas.edition.detail') });

const intervalSchema = z
  .object({
    rank_min: z
      .int()
      .min(1)
      .openapi({ description: apiText('schemas.interval.rank_min'), examples: [23] }),
    rank_max: z
      .int()
      .min(1)
      .openapi({ description: apiText('schemas.interval.rank_max'), examples: [31] }),
    value_low: score.openapi({ description: apiText('schemas.interval.value_low'), examples: [0.28] }),
    value_high: score.openapi({ description: apiText('schemas.interval.value_high'), examples: [0.39] }),
  })
  .openapi('RankInterval', { description: apiText('schemas.interval.about') });

const publishedSchema = z
  .object({
    value: score.openapi({ description: apiText('schemas.published.value'), examples: [0.33] }),
    decimals: count('schemas.published.decimals', 2),
  })
  .openapi('PublishedValue', { description: apiText('schemas.published.about') });

const unitMeasureSchema = z
  .object({
    value: score.openapi({
      description: apiText('schemas.unitMeasure.value'),
      examples: [0.33038148148148144],
    }),
    rank: z
      .int()
      .min(1)
      .openapi({ description: apiText('schemas.unitMeasure.rank'), examples: [30] }),
    ranked: count('schemas.unitMeasure.ranked', 33),
    institutions: count('schemas.unitMeasure.institutions', 27),
    provenance: z
      .literal('computed')
      .openapi({ description: apiText('schemas.unitMeasure.provenance'), examples: ['computed'] }),
    published: orNothing(publishedSchema).openapi({
      description: apiText('schemas.unitMeasure.published'),
    }),
    intervals: z
      .object({
        sampling: orNothing(intervalSchema).openapi({ description: apiText('schemas.intervals.sampling') }),
        weights: orNothing(intervalSchema).openapi({ description: apiText('schemas.intervals.weights') }),
        both: orNothing(intervalSchema).openapi({ description: apiText('schemas.intervals.both') }),
      } satisfies Record<(typeof UNCERTAINTY_SOURCES)[number], z.ZodType>)
      .openapi({ description: apiText('schemas.unitMeasure.intervals') }),
  })
  .openapi('UnitMeasure', { description: apiText('schemas.unitMeasure.about') });

const unitSchema = z
  .object({
    edition: yearSchema,
    clave: claveSchema.openapi({ examples: ['20'] }),
    slug: text('schemas.state.slug', 'oaxaca'),
    name: text('schemas.state.name', 'Oaxaca'),
    abbreviation: text('schemas.state.abbreviation', 'Oax.'),
    institutions: count('schemas.unit.institutions', 27),
    measures: z
      .record(z.string(), orNothing(unitMeasureSchema))
      .openapi({ description: apiText('schemas.unit.measures') }),
    page: address('schemas.links.page', '/entidades/oaxaca'),
  })
  .openapi('Unit', { description: apiText('schemas.unit.about') });

export const unitListSchema = z
  .object({
    edition: yearSchema,
    total: count('schemas.page.total', 33),
    items: z.array(unitSchema).openapi({ description: apiText('schemas.page.items') }),
  })
  .openapi('UnitList', { description: apiText('schemas.unit.list') });

/** How a score came to be known. */
const provenances = ['observed', 'computed'] as const;

export const scoredInstitutionSchema = z
  .object({
    edition: yearSchema,
    slug: text('schemas.institution.slug', 'oaxaca-secretaria-de-salud'),
    name: text('schemas.institution.name', 'Secretaría de Salud'),
    source_name: text('schemas.scored.source_name', 'Oaxaca-Secretaria de Salud'),
    state: claveSchema.openapi({ description: apiText('schemas.scored.state'), examples: ['20'] }),
    municipality: z
      .string()
      .nullable()
      .openapi({ description: apiText('schemas.institution.municipality'), examples: [null] }),
    order: orderSchema,
    kind: kindSchema,
    scores: z
      .record(z.string(), score.nullable())
      .openapi({ description: apiText('schemas.scored.scores'), examples: [{ ga: 0.5483, t: 0.7306 }] }),
    provenance: z.record(z.string(), z.enum(provenances).nullable()).openapi({
      description: apiText('schemas.scored.provenance'),
      examples: [{ ga: 'observed', ga_gov: 'computed' }],
    }),
    missing: z
      .record(z.string(), z.array(z.string()))
      .openapi({ description: apiText('schemas.scored.missing'), examples: [{}] }),
    institution: address('schemas.scored.institution', '/api/v1/institutions/oaxaca-secretaria-de-salud'),
    page: address('schemas.links.page', '/instituciones/oaxaca-secretaria-de-salud'),
  })
  .openapi('ScoredInstitution', { description: apiText('schemas.scored.about') });

export type EditionItem = z.infer<typeof editionSchema>;
export type EditionDetail = z.infer<typeof editionDetailSchema>;
export type UnitItem = z.infer<typeof unitSchema>;
export type ScoredInstitutionItem = z.infer<typeof scoredInstitutionSchema>;
