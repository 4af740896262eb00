import { z } from '@hono/zod-openapi';
import { claveSchema } from '#modules/territory/index.ts';
import { type ApiText, apiText } from '#platform/http/api-text.ts';
import {
  completions,
  openings,
  resistanceKinds,
  secretariatStatuses,
  sectors,
  stages,
  themes,
  voices,
} from '../rules/index.ts';

const text = (description: ApiText, example: string | null = null) =>
  z.string().openapi({ description: apiText(description), examples: [example] });
const maybe = (description: ApiText, example: string | null = null) =>
  z
    .string()
    .nullable()
    .openapi({ description: apiText(description), examples: [example] });
const day = (description: ApiText, example: string | null) =>
  z
    .string()
    .nullable()
    .openapi({ format: 'date', description: apiText(description), examples: [example] });
const moment = (description: ApiText) =>
  z.string().openapi({
    format: 'date-time',
    description: apiText(description),
    examples: ['2026-07-01T17:00:00.000Z'],
  });
const count = (description: ApiText, example: number) =>
  z
    .int()
    .min(0)
    .openapi({ description: apiText(description), examples: [example] });
const address = (description: ApiText, example: string) =>
  z.string().openapi({ format: 'uri-reference', description: apiText(description), examples: [example] });
const plain = z.string();

const completionSchema = z
  .enum(completions)
  .openapi('Completion', { description: apiText('schemas.commitment.scale'), examples: ['limited'] });
const completionOrNull = z
  .union([completionSchema, z.null()])
  .openapi({ description: apiText('schemas.commitment.completion'), examples: [null] });

const asOf = maybe('schemas.plan.as_of', '2018-02-21');
const source = maybe('schemas.plan.source', 'https://example.org/plan');
/** The first plan of Oaxaca and its third commitment, as they are shipped. */
export const examplePlan = '2153c78c-8758-86ae-9205-fcffb45fdebe';
export const exampleCommitment = '30e3b00e-2d29-8001-8d91-7e3f8cfde6ed';

/** A state's local secretariat. */
export const secretariatSchema = z
  .object({
    state: claveSchema.openapi({ examples: ['20'] }),
    status: z
      .enum(secretariatStatuses)
      .openapi({ description: apiText('schemas.secretariat.status'), examples: ['installed'] }),
    declared_on: day('schemas.secretariat.declared_on', '2015-03-09'),
    installed_on: day('schemas.secretariat.installed_on', '2015-04-07'),
    status_since: day('schemas.secretariat.status_since', '2015-04-07'),
    as_of: asOf,
    source,
    members: z
      .array(
        z.object({
          organisation: plain,
          sector: z.enum(sectors),
          facilitates: z.boolean(),
          since: plain.nullable(),
          until: plain.nullable(),
        }),
      )
      .openapi({ description: apiText('schemas.secretariat.members') }),
    plans: count('schemas.secretariat.plans', 1),
    page: address('schemas.links.page', '/planes/oaxaca'),
  })
  .openapi('Secretariat', { description: apiText('schemas.secretariat.about') });

/** A local action plan. */
export const planSchema = z
  .object({
    id: text('schemas.plan.id', examplePlan),
    state: claveSchema.openapi({ examples: ['20'] }),
    edition: z
      .int()
      .min(1)
      .openapi({ description: apiText('schemas.plan.edition'), examples: [1] }),
    title: maybe('schemas.plan.title'),
    from: day('schemas.plan.from', null),
    to: day('schemas.plan.to', null),
    stage: z
      .enum(stages)
      .openapi({ description: apiText('schemas.plan.stage'), examples: ['implementation'] }),
    stages: z
      .array(
        z.object({
          stage: z.enum(stages),
          entered_on: plain.nullable(),
          document: plain.nullable(),
        }),
      )
      .openapi({ description: apiText('schemas.plan.stages') }),
    declared_commitments: z
      .int()
      .min(0)
      .nullable()
      .openapi({ description: apiText('schemas.plan.declared_commitments'), examples: [5] }),
    commitments: count('schemas.plan.commitments', 6),
    progress: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .openapi({ description: apiText('schemas.plan.progress'), examples: [null] }),
    known_weight: z
      .number()
      .min(0)
      .max(1)
      .openapi({ description: apiText('schemas.plan.known_weight'), examples: [0] }),
    as_of: asOf,
    source,
    self: address('schemas.links.self', `/api/v1/plans/${examplePlan}`),
    page: address('schemas.links.page', '/planes/oaxaca/1'),
  })
  .openapi('Plan', { description: apiText('schemas.plan.about') });

const commitmentFields = {
  id: text('schemas.commitment.id', exampleCommitment),
  state: claveSchema.openapi({ examples: ['20'] }),
  plan: text('schemas.commitment.plan', examplePlan),
  edition: z
    .int()
    .min(1)
    .openapi({ description: apiText('schemas.plan.edition'), examples: [1] }),
  number: text('schemas.commitment.number', '3'),
  title: text('schemas.commitment.title', 'Participación en las cocinas comedores comunitarias del DIF'),
  theme: z
    .union([z.enum(themes), z.null()])
    .openapi({ description: apiText('schemas.commitment.theme'), examples: ['participation'] }),
  lead: maybe('schemas.commitment.lead'),
  counterpart: maybe('schemas.commitment.counterpart'),
  starts_on: day('schemas.commitment.starts_on', null),
  due_on: day('schemas.commitment.due_on', null),
  runs_out_on: day('schemas.commitment.runs_out_on', null),
  completion: completionOrNull,
  last_word_on: day('schemas.commitment.last_word_on', null),
  closed: z.boolean().openapi({ description: apiText('schemas.commitment.closed'), examples: [false] }),
  source,
  self: address('schemas.links.self', `/api/v1/commitments/${exampleCommitment}`),
  page: address('schemas.links.page', `/compromisos/${exampleCommitment}`),
};

/** A commitment in a list. */
export const commitmentSchema = z
  .object(commitmentFields)
  .openapi('Commitment', { description: apiText('schemas.commitment.about') });

/** A commitment with all that is known of it. */
export const commitmentDetailSchema = z
  .object({
    ...commitmentFields,
    problem: maybe('schemas.commitment.problem'),
    goal: maybe('schemas.commitment.goal'),
    sdg_target: maybe('schemas.commitment.sdg_target'),
    supporting: z.array(plain).openapi({ description: apiText('schemas.commitment.supporting') }),
    milestones: z
      .array(
        z.object({
          number: z.int(),
          product: plain,
          responsible: plain.nullable(),
          due_on: plain.nullable(),
          weight: z.number(),
          completion: completionOrNull,
        }),
      )
      .openapi({ description: apiText('schemas.commitment.milestones') }),
    reports: z
      .array(
        z.object({
          voice: z.enum(voices),
          milestone: z.int().nullable(),
          completion: completionSchema,
          text: plain,
          early_result: plain.nullable(),
          opening: z.union([z.enum(openings), z.null()]),
          at: moment('schemas.commitment.at'),
          entry: plain,
        }),
      )
      .openapi({ description: apiText('schemas.commitment.reports') }),
    evidence: z
      .array(
        z.object({
          title: plain,
          shown_on: plain.nullable(),
          address: plain.nullable(),
          file: plain.nullable(),
          sha256: plain.nullable(),
          at: moment('schemas.commitment.at'),
          withdrawn_at: moment('schemas.commitment.withdrawn').nullable(),
          withdrawn_reason: plain.nullable(),
        }),
      )
      .openapi({ description: apiText('schemas.commitment.evidence') }),
    resistances: z
      .array(
        z.object({
          kind: z.enum(resistanceKinds),
          description: plain,
          strategy: plain.nullable(),
          result: plain.nullable(),
        }),
      )
      .openapi({ description: apiText('schemas.commitment.resistances') }),
    amendments: z
      .array(
        z.object({
          field: plain,
          before: plain.nullable(),
          after: plain.nullable(),
          reason: plain,
          at: moment('schemas.commitment.at'),
          entry: plain,
        }),
      )
      .openapi({ description: apiText('schemas.commitment.amendments') }),
    links: z
      .array(z.object({ kind: plain, title: plain, path: plain }))
      .openapi({ description: apiText('schemas.commitment.links') }),
  })
  .openapi('CommitmentDetail', { description: apiText('schemas.commitment.detail') });

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    total: z
      .int()
      .min(0)
      .openapi({ description: apiText('schemas.page.total') }),
    items: z.array(item).openapi({ description: apiText('schemas.page.items') }),
  });
