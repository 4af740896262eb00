import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { institutionParameters } from '#modules/territory/index.ts';
import { notFound } from '#platform/errors/problem.ts';
import { nextPage, pageOf, pagingParameters, positionOf } from '#platform/http/api-paging.ts';
import { readRoute } from '#platform/http/api-route.ts';
import { type ApiText, apiText } from '#platform/http/api-text.ts';
import type { Services } from '#platform/services.ts';
import {
  agreementItem,
  covenantItem,
  exhortationItem,
  sessionAnswer,
  sessionItem,
  workLineItem,
} from './api/answers.ts';
import {
  agreementSchema,
  covenantSchema,
  exampleCode,
  exampleSlug,
  exhortationSchema,
  sessionDetailSchema,
  sessionSchema,
  workLineSchema,
} from './api/schemas.ts';
import { readExhortations } from './exhortations.ts';
import {
  agreementStates,
  covenantStates,
  exhortationSteps,
  readSessionSlug,
  sessionKinds,
  sessionStates,
} from './rules/index.ts';
import { listAgreements } from './store/agreements.ts';
import { listCovenants, listDeliverables } from './store/covenants.ts';
import { findCalled, listCalled } from './store/sessions.ts';
import { listActions, listLines } from './store/work-plan.ts';

const one = <const T extends readonly [string, ...string[]]>(
  list: T,
  description: ApiText,
  example: T[number] = list[0],
) =>
  z
    .enum(list)
    .optional()
    .openapi({ param: { description: apiText(description), example } });

/** The states that a session can have once it is public. */
const publicStates = sessionStates.filter((state) => state !== 'draft') as [
  Exclude<(typeof sessionStates)[number], 'draft'>,
  ...Exclude<(typeof sessionStates)[number], 'draft'>[],
];

const listed = { access: 'public', tag: 'commission' } as const;

const routes = {
  sessions: readRoute({
    ...{ path: '/api/v1/commission/sessions', ...listed, operation: 'listSessions' },
    query: z.object({
      kind: one(sessionKinds, 'parameters.sessionKind'),
      state: one(publicStates, 'parameters.sessionState', 'held'),
      ...pagingParameters,
    }),
    body: pageOf(sessionSchema).openapi('CommissionSessionPage', {
      description: apiText('schemas.session.list'),
    }),
  }),
  session: readRoute({
    ...{ path: '/api/v1/commission/sessions/{slug}', ...listed, operation: 'getSession' },
    params: z.object({
      slug: z
        .string()
        .openapi({ param: { description: apiText('parameters.session'), example: exampleSlug } }),
    }),
    body: sessionDetailSchema,
  }),
  agreements: readRoute({
    ...{ path: '/api/v1/commission/agreements', ...listed, operation: 'listAgreements' },
    query: z.object({
      state: one(agreementStates, 'parameters.agreementState'),
      responsible: z
        .string()
        .max(200)
        .optional()
        .openapi({ param: { description: apiText('parameters.responsible') } }),
      ...pagingParameters,
    }),
    body: pageOf(agreementSchema).openapi('CommissionAgreementPage', {
      description: apiText('schemas.agreement.list'),
    }),
  }),
  agreement: readRoute({
    ...{ path: '/api/v1/commission/agreements/{code}', ...listed, operation: 'getAgreement' },
    params: z.object({
      code: z
        .string()
        .openapi({ param: { description: apiText('parameters.agreement'), example: exampleCode } }),
    }),
    body: agreementSchema,
  }),
  exhortations: readRoute({
    ...{ path: '/api/v1/commission/exhortations', ...listed, operation: 'listExhortations' },
    query: z.object({
      state: institutionParameters.state,
      step: one(exhortationSteps, 'parameters.step'),
      ...pagingParameters,
    }),
    body: pageOf(exhortationSchema).openapi('ExhortationPage', {
      description: apiText('schemas.exhortation.list'),
    }),
  }),
  covenants: readRoute({
    ...{ path: '/api/v1/commission/covenants', ...listed, operation: 'listCovenants' },
    query: z.object({
      state: one(covenantStates, 'parameters.covenantState', 'in-force'),
      ...pagingParameters,
    }),
    body: pageOf(covenantSchema).openapi('CovenantPage', { description: apiText('schemas.covenant.list') }),
  }),
  workPlan: readRoute({
    ...{ path: '/api/v1/commission/work-plan', ...listed, operation: 'listWorkPlan' },
    query: z.object({
      kind: one(['objective', 'line'] as const, 'parameters.lineKind'),
      ...pagingParameters,
    }),
    body: pageOf(workLineSchema).openapi('WorkPlanLinePage', {
      description: apiText('schemas.workLine.list'),
    }),
  }),
};

const afterKey = z.tuple([z.string()]);

/** A page of a list that is short enough to be read whole: what comes after the item with the key of the cursor. */
function pageFrom<T>(
  c: Context,
  all: readonly T[],
  keyOf: (item: T) => string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): { total: number; next: string | null; items: T[] } {
  const [after] = positionOf(c, cursor, afterKey) ?? [];
  const start = after === undefined ? 0 : all.findIndex((item) => keyOf(item) === after) + 1;
  const items = all.slice(start, start + limit);
  const last = items.at(-1);
  const next = last !== undefined && start + limit < all.length ? nextPage(c, [keyOf(last)]) : null;
  return { total: all.length, next, items };
}

function addSessions(api: OpenAPIHono, services: Services): void {
  const { orm } = services;
  api.openapi(routes.sessions, async (c) => {
    const { kind, state, ...paging } = c.req.valid('query');
    const rows = (await listCalled(orm)).filter(
      (row) => (kind === undefined || row.kind === kind) && (state === undefined || row.state === state),
    );
    const page = pageFrom(c, rows, ({ id }) => id, paging);
    return c.json({ ...page, items: page.items.map(sessionItem) }, 200);
  });
  api.openapi(routes.session, async (c) => {
    const { slug } = c.req.valid('param');
    const key = readSessionSlug(slug);
    const found = key && (await findCalled(orm, key));
    if (found) return c.json(await sessionAnswer(services, found), 200);
    throw notFound(
      `No hay una sesión «${slug}»; búscala en /api/v1/commission/sessions.`,
      `There is no session "${slug}"; look for it at /api/v1/commission/sessions.`,
      'slug',
    );
  });
}

function addAgreements(api: OpenAPIHono, services: Services): void {
  const { orm } = services;
  const sessionsById = async () => new Map((await listCalled(orm)).map((row) => [row.id, row]));
  api.openapi(routes.agreements, async (c) => {
    const { state, responsible, ...paging } = c.req.valid('query');
    const rows = (await listAgreements(orm)).filter(
      (row) =>
        (state === undefined || row.state === state) &&
        (responsible === undefined || row.responsible === responsible),
    );
    const page = pageFrom(c, rows, ({ id }) => id, paging);
    const sessions = await sessionsById();
    const items = page.items.map((row) => agreementItem(services, row, sessions.get(row.session)));
    return c.json({ ...page, items }, 200);
  });
  api.openapi(routes.agreement, async (c) => {
    const { code } = c.req.valid('param');
    const found = (await listAgreements(orm)).find((row) => row.code === code);
    if (found) return c.json(agreementItem(services, found, (await sessionsById()).get(found.session)), 200);
    throw notFound(
      `No hay un acuerdo «${code}»; búscalo en /api/v1/commission/agreements.`,
      `There is no agreement "${code}"; look for it at /api/v1/commission/agreements.`,
      'code',
    );
  });
}

/** The API's routes for the Commission. Nothing in their answers depends on the day. */
export function commissionApi(api: OpenAPIHono, services: Services): void {
  const { orm } = services;
  addSessions(api, services);
  addAgreements(api, services);
  api.openapi(routes.exhortations, async (c) => {
    const { state, step, ...paging } = c.req.valid('query');
    const rows = (await readExhortations(orm)).filter(
      ({ row, furthest }) =>
        (state === undefined || row.state === state) && (step === undefined || furthest === step),
    );
    const codes = new Map((await listAgreements(orm)).map(({ id, code }) => [id, code]));
    const page = pageFrom(c, rows, ({ row }) => row.id, paging);
    return c.json({ ...page, items: page.items.map((each) => exhortationItem(services, each, codes)) }, 200);
  });
  api.openapi(routes.covenants, async (c) => {
    const { state, ...paging } = c.req.valid('query');
    const rows = (await listCovenants(orm)).filter((row) => state === undefined || row.state === state);
    const promised = Map.groupBy(await listDeliverables(orm), ({ covenant }) => covenant);
    const page = pageFrom(c, rows, ({ id }) => id, paging);
    const items = page.items.map((row) => covenantItem(services, row, promised.get(row.id) ?? []));
    return c.json({ ...page, items }, 200);
  });
  api.openapi(routes.workPlan, async (c) => {
    const { kind, ...paging } = c.req.valid('query');
    const rows = (await listLines(orm)).filter((row) => kind === undefined || row.kind === kind);
    const actions = Map.groupBy(await listActions(orm), ({ line }) => line);
    const page = pageFrom(c, rows, ({ code }) => code, paging);
    const items = page.items.map((row) => workLineItem(services, row, actions.get(row.code) ?? []));
    return c.json({ ...page, items }, 200);
  });
}
