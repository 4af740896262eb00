import { z } from '@hono/zod-openapi';
import { refuse } from '#platform/http/api-parameters.ts';
import { apiText } from '#platform/http/api-text.ts';
import { INSTITUTION_KINDS, isClave, ORDERS } from '../rules/index.ts';

/** An order of government, in answers of the API. */
export const orderSchema = z
  .enum(ORDERS)
  .openapi('Order', { description: apiText('schemas.order.about'), examples: ['state'] });

/** A kind of institution, in answers of the API. */
export const kindSchema = z
  .enum(INSTITUTION_KINDS)
  .openapi('InstitutionKind', { description: apiText('schemas.kind.about'), examples: ['state_executive'] });

/** What a clave looks like, for clients that check before they ask. */
export const clavePattern = '^(0[0-9]|[12][0-9]|3[0-2])$';

/** The clave of the federation or of a state, in answers of the API. */
export const claveSchema = z
  .string()
  .openapi({ pattern: clavePattern, description: apiText('schemas.state.clave') });

const population = z.int().min(0).nullable();

/** A state or the federation. */
export const stateSchema = z
  .object({
    clave: claveSchema.openapi({ examples: ['20'] }),
    slug: z.string().openapi({ description: apiText('schemas.state.slug'), examples: ['oaxaca'] }),
    name: z.string().openapi({ description: apiText('schemas.state.name'), examples: ['Oaxaca'] }),
    official_name: z
      .string()
      .openapi({ description: apiText('schemas.state.official_name'), examples: ['Oaxaca'] }),
    abbreviation: z
      .string()
      .openapi({ description: apiText('schemas.state.abbreviation'), examples: ['Oax.'] }),
    code: z.string().openapi({ description: apiText('schemas.state.code'), examples: ['OAX'] }),
    federation: z.boolean().openapi({ description: apiText('schemas.state.federation'), examples: [false] }),
    population_2020: population.openapi({
      description: apiText('schemas.state.population_2020'),
      examples: [4132148],
    }),
    municipalities: z
      .int()
      .min(0)
      .nullable()
      .openapi({ description: apiText('schemas.state.municipalities'), examples: [570] }),
    institutions: z
      .int()
      .min(0)
      .openapi({ description: apiText('schemas.state.institutions'), examples: [186] }),
    self: z.string().openapi({
      format: 'uri-reference',
      description: apiText('schemas.links.self'),
      examples: ['/api/v1/states/20'],
    }),
    page: z.string().openapi({
      format: 'uri-reference',
      description: apiText('schemas.links.page'),
      examples: ['/entidades/oaxaca'],
    }),
  })
  .openapi('State', { description: apiText('schemas.state.about') });

/** A municipality, or one of the boroughs of Ciudad de México. */
export const municipalitySchema = z
  .object({
    clave: z.string().openapi({
      pattern: '^[0-9]{5}$',
      description: apiText('schemas.municipality.clave'),
      examples: ['20067'],
    }),
    state: claveSchema.openapi({ description: apiText('schemas.municipality.state'), examples: ['20'] }),
    name: z
      .string()
      .openapi({ description: apiText('schemas.municipality.name'), examples: ['Oaxaca de Juárez'] }),
    population_2020: population.openapi({
      description: apiText('schemas.municipality.population_2020'),
      examples: [270955],
    }),
  })
  .openapi('Municipality', { description: apiText('schemas.municipality.about') });

/** An institution of the catalogue. */
export const institutionSchema = z
  .object({
    slug: z.string().openapi({
      description: apiText('schemas.institution.slug'),
      examples: ['oaxaca-secretaria-de-salud'],
    }),
    name: z
      .string()
      .openapi({ description: apiText('schemas.institution.name'), examples: ['Secretaría de Salud'] }),
    source_name: z.string().openapi({
      description: apiText('schemas.institution.source_name'),
      examples: ['Oaxaca-Secretaria de Salud'],
    }),
    state: claveSchema.openapi({ description: apiText('schemas.institution.state'), examples: ['20'] }),
    municipality: z
      .string()
      .nullable()
      .openapi({ description: apiText('schemas.institution.municipality'), examples: [null] }),
    order: orderSchema,
    kind: z
      .union([kindSchema, z.null()])
      .openapi({ description: apiText('schemas.institution.kind'), examples: ['state_executive'] }),
    source: z
      .string()
      .openapi({ description: apiText('schemas.institution.source'), examples: ['metrica-2017'] }),
    pnt_id: z
      .string()
      .nullable()
      .openapi({ description: apiText('schemas.institution.pnt_id'), examples: [null] }),
    self: z.string().openapi({
      format: 'uri-reference',
      description: apiText('schemas.links.self'),
      examples: ['/api/v1/institutions/oaxaca-secretaria-de-salud'],
    }),
    page: z.string().openapi({
      format: 'uri-reference',
      description: apiText('schemas.links.page'),
      examples: ['/instituciones/oaxaca-secretaria-de-salud'],
    }),
  })
  .openapi('Institution', { description: apiText('schemas.institution.about') });

/** What narrows a list of institutions; the same in every list of them. */
export const institutionParameters = {
  q: z
    .string()
    .max(200)
    .optional()
    .openapi({ param: { description: apiText('parameters.q'), example: 'salud' } }),
  state: z
    .string()
    .transform((text, context) =>
      isClave(text)
        ? text
        : refuse(context, {
            es: 'debe ser una clave de 00 (la Federación) a 32',
            en: 'it must be a clave from 00 (the federation) to 32',
          }),
    )
    .optional()
    .openapi({
      type: 'string',
      pattern: clavePattern,
      param: { description: apiText('parameters.state'), example: '20' },
    }),
  order: z
    .enum(ORDERS)
    .optional()
    .openapi({ param: { description: apiText('parameters.order'), example: 'state' } }),
};
