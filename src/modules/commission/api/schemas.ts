import { z } from '@hono/zod-openapi';
import { type ApiText, apiText } from '#platform/http/api-text.ts';
import {
  agreementStates,
  ballots,
  covenantStates,
  deliverableStates,
  exhortationSteps,
  lineStates,
  posts,
  sessionKinds,
  sessionStates,
} from '../rules/index.ts';

const text = (description: ApiText, example: string) =>
  z.string().openapi({ description: apiText(description), examples: [example] });
const maybe = (description: ApiText, example: string | null = null) =>
  z
    .string()
    .nullable()
    .openapi({ description: apiText(description), examples: [example] });
const day = (description: ApiText, example = '2027-06-30') =>
  z.string().openapi({ format: 'date', description: apiText(description), examples: [example] });
const dayOrNull = (description: ApiText) =>
  z
    .string()
    .nullable()
    .openapi({ format: 'date', description: apiText(description), examples: ['2027-06-30'] });
const moment = (description: ApiText) =>
  z.string().openapi({
    format: 'date-time',
    description: apiText(description),
    examples: ['2027-03-15T16:00:00.000Z'],
  });
const momentOrNull = (description: ApiText) =>
  z
    .string()
    .nullable()
    .openapi({ format: 'date-time', description: apiText(description), examples: [null] });
const link = (description: ApiText, example: string) =>
  z.string().openapi({ format: 'uri-reference', description: apiText(description), examples: [example] });
const chosen = <const T extends readonly [string, ...string[]]>(list: T, description: ApiText) =>
  z.enum(list).openapi({ description: apiText(description), examples: [list[0]] });
const plain = z.string();

export const exampleSlug = '2027-ordinaria-1';
export const exampleCode = 'CGA-2027-01';

const sessionFields = {
  slug: text('schemas.session.slug', exampleSlug),
  kind: chosen(sessionKinds, 'schemas.session.kind'),
  year: z.int().openapi({ description: apiText('schemas.session.year'), examples: [2027] }),
  number: z.int().openapi({ description: apiText('schemas.session.number'), examples: [1] }),
  state: chosen(sessionStates, 'schemas.session.state'),
  starts_at: moment('schemas.session.starts_at'),
  place: text('schemas.session.place', 'Sala de sesiones'),
  called_at: moment('schemas.session.called_at'),
  late_call: z.boolean().openapi({ description: apiText('schemas.session.late_call'), examples: [false] }),
  minutes_at: momentOrNull('schemas.session.minutes_at'),
  recording: maybe('schemas.session.recording'),
  self: link('schemas.links.self', `/api/v1/commission/sessions/${exampleSlug}`),
  page: link('schemas.links.page', `/comision/sesiones/${exampleSlug}`),
};

/** A session in a list. */
export const sessionSchema = z
  .object(sessionFields)
  .openapi('CommissionSession', { description: apiText('schemas.session.about') });

/** A session with its agenda, attendance and votes. */
export const sessionDetailSchema = z
  .object({
    ...sessionFields,
    agenda: z
      .array(z.object({ number: z.int(), title: plain, text: plain.nullable(), agreement: plain.nullable() }))
      .openapi({ description: apiText('schemas.session.agenda') }),
    quorum: z
      .object({ voting: z.int(), needed: z.int(), present: z.int().nullable() })
      .openapi({ description: apiText('schemas.session.quorum') }),
    seats: z
      .array(
        z.object({
          holder: plain,
          post: z.enum(posts),
          votes: z.boolean(),
          present: z.boolean().nullable(),
          left: z.boolean(),
        }),
      )
      .openapi({ description: apiText('schemas.session.seats') }),
    motions: z
      .array(
        z.object({
          id: plain,
          item: z.int().nullable(),
          text: plain,
          result: plain.nullable(),
          closed_at: plain.nullable(),
          votes: z.array(z.object({ holder: plain, ballot: z.enum(ballots) })),
        }),
      )
      .openapi({ description: apiText('schemas.session.motions') }),
    agreements: z.array(plain).openapi({ description: apiText('schemas.session.agreements') }),
    minutes: maybe('schemas.session.minutes'),
    minutes_sha256: maybe('schemas.session.minutes_sha256'),
  })
  .openapi('CommissionSessionDetail', { description: apiText('schemas.session.detail') });

/** What a session agreed. */
export const agreementSchema = z
  .object({
    code: text('schemas.agreement.code', exampleCode),
    text: text('schemas.agreement.text', 'Publicar el informe anual'),
    responsible: text('schemas.agreement.responsible', 'Secretaría Técnica'),
    due_on: day('schemas.agreement.due_on'),
    state: chosen(agreementStates, 'schemas.agreement.state'),
    fulfilled_on: dayOrNull('schemas.agreement.fulfilled_on'),
    evidence: maybe('schemas.agreement.evidence'),
    note: maybe('schemas.agreement.note'),
    session: maybe('schemas.agreement.session', exampleSlug),
    motion: maybe('schemas.agreement.motion'),
    self: link('schemas.links.self', `/api/v1/commission/agreements/${exampleCode}`),
    page: link('schemas.links.page', `/comision/acuerdos/${exampleCode}`),
  })
  .openapi('CommissionAgreement', { description: apiText('schemas.agreement.about') });

/** An exhortation with the steps it has taken. */
export const exhortationSchema = z
  .object({
    id: text('schemas.plan.id', '018f0000-0000-7000-8000-000000000003'),
    subject: text('schemas.exhortation.subject', 'Ampliar la participación ciudadana'),
    text: text('schemas.exhortation.text', 'Se pide legislar sobre participación ciudadana.'),
    addressee: text('schemas.exhortation.addressee', 'Congreso del Estado de Oaxaca'),
    state: maybe('schemas.exhortation.state', '20'),
    agreement: maybe('schemas.exhortation.agreement', exampleCode),
    step: z
      .union([z.enum(exhortationSteps), z.null()])
      .openapi({ description: apiText('schemas.exhortation.step'), examples: ['answered'] }),
    steps: z
      .array(
        z.object({
          step: z.enum(exhortationSteps),
          on: plain,
          document: plain.nullable(),
          note: plain.nullable(),
        }),
      )
      .openapi({ description: apiText('schemas.exhortation.steps') }),
    page: link('schemas.links.page', '/comision/exhortos/0'),
  })
  .openapi('Exhortation', { description: apiText('schemas.exhortation.about') });

/** A covenant with what it promises. */
export const covenantSchema = z
  .object({
    id: text('schemas.plan.id', '018f0000-0000-7000-8000-000000000004'),
    title: text('schemas.covenant.title', 'Datos abiertos en los estados'),
    parties: z.array(plain).openapi({ description: apiText('schemas.covenant.parties') }),
    object: text('schemas.covenant.object', 'Publicar datos con las mismas reglas.'),
    state: chosen(covenantStates, 'schemas.covenant.state'),
    signed_on: dayOrNull('schemas.covenant.signed_on'),
    from: dayOrNull('schemas.covenant.from'),
    to: dayOrNull('schemas.covenant.to'),
    renewal_days: z
      .int()
      .min(0)
      .openapi({ description: apiText('schemas.covenant.renewal_days'), examples: [60] }),
    document: maybe('schemas.covenant.document'),
    deliverables: z
      .array(
        z.object({
          number: z.int(),
          title: plain,
          responsible: plain,
          due_on: plain.nullable(),
          state: z.enum(deliverableStates),
          delivered_on: plain.nullable(),
          evidence: plain.nullable(),
        }),
      )
      .openapi({ description: apiText('schemas.covenant.deliverables') }),
    page: link('schemas.links.page', '/comision/convenios/0'),
  })
  .openapi('Covenant', { description: apiText('schemas.covenant.about') });

/** An objective or line of the work plan with what is done for it. */
export const workLineSchema = z
  .object({
    code: text('schemas.workLine.code', 'L6'),
    kind: chosen(['objective', 'line'] as const, 'schemas.workLine.kind'),
    text: z.object({ es: plain, en: plain }).openapi({ description: apiText('schemas.workLine.text') }),
    state: z
      .union([z.enum(lineStates), z.null()])
      .openapi({ description: apiText('schemas.workLine.state'), examples: [null] }),
    actions: z
      .array(
        z.object({
          id: plain,
          title: plain,
          responsible: plain,
          due_on: plain.nullable(),
          state: z.enum(lineStates),
          evidence: z.array(z.object({ title: plain, address: plain })),
          updated_at: plain,
        }),
      )
      .openapi({ description: apiText('schemas.workLine.actions') }),
    source: text('schemas.workLine.source', 'SNT, Plan de trabajo'),
    page: link('schemas.links.page', '/comision/plan#L6'),
  })
  .openapi('WorkPlanLine', { description: apiText('schemas.workLine.about') });
