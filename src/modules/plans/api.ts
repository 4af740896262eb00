import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { institutionParameters } from '#modules/territory/index.ts';
import { isId } from '#platform/database/identifier.ts';
import { notFound } from '#platform/errors/problem.ts';
import { nextPage, pageOf, pagingParameters, positionOf } from '#platform/http/api-paging.ts';
import { readRoute } from '#platform/http/api-route.ts';
import { apiText } from '#platform/http/api-text.ts';
import type { Services } from '#platform/services.ts';
import { commitmentAnswer, commitmentItem, planItem, secretariatItem } from './api/answers.ts';
import {
  commitmentDetailSchema,
  commitmentSchema,
  exampleCommitment,
  examplePlan,
  listOf,
  planSchema,
  secretariatSchema,
} from './api/schemas.ts';
import { calendarOf } from './board/calendar.ts';
import { commitmentDetail } from './board/commitment.ts';
import { exerciseOf } from './board/exercise.ts';
import { tally } from './board/tally.ts';
import { completions, themes } from './rules/index.ts';
import { commitmentsAfter, countCommitments } from './store/listing.ts';
import { publishedCommitment } from './store/published.ts';
import { allMembers } from './store/secretariats.ts';

const idParameter = (example: string) =>
  z.object({
    id: z.string().openapi({ format: 'uuid', param: { description: apiText('parameters.id'), example } }),
  });

const routes = {
  secretariats: readRoute({
    path: '/api/v1/secretariats',
    access: 'public',
    operation: 'listSecretariats',
    tag: 'plans',
    body: listOf(secretariatSchema).openapi('SecretariatList', {
      description: apiText('schemas.secretariat.list'),
    }),
  }),
  plans: readRoute({
    path: '/api/v1/plans',
    access: 'public',
    operation: 'listPlans',
    tag: 'plans',
    body: listOf(planSchema).openapi('PlanList', { description: apiText('schemas.plan.list') }),
  }),
  plan: readRoute({
    path: '/api/v1/plans/{id}',
    access: 'public',
    operation: 'getPlan',
    tag: 'plans',
    params: idParameter(examplePlan),
    body: planSchema,
  }),
  commitments: readRoute({
    path: '/api/v1/commitments',
    access: 'public',
    operation: 'listCommitments',
    tag: 'plans',
    query: z.object({
      q: z
        .string()
        .max(100)
        .optional()
        .openapi({ param: { description: apiText('parameters.commitmentWords'), example: 'contraloria' } }),
      state: institutionParameters.state,
      theme: z
        .enum(themes)
        .optional()
        .openapi({ param: { description: apiText('parameters.theme'), example: 'participation' } }),
      completion: z
        .enum([...completions, 'unknown'])
        .optional()
        .openapi({ param: { description: apiText('parameters.completion'), example: 'unknown' } }),
      institution: z
        .string()
        .max(200)
        .optional()
        .openapi({ param: { description: apiText('parameters.institution') } }),
      ...pagingParameters,
    }),
    body: pageOf(commitmentSchema).openapi('CommitmentPage', {
      description: apiText('schemas.commitment.list'),
    }),
  }),
  commitment: readRoute({
    path: '/api/v1/commitments/{id}',
    access: 'public',
    operation: 'getCommitment',
    tag: 'plans',
    params: idParameter(exampleCommitment),
    body: commitmentDetailSchema,
  }),
};

function addPlans(api: OpenAPIHono, services: Services): void {
  const plansOf = async () => {
    const calendar = await calendarOf(services);
    return (await exerciseOf(services)).states.flatMap(({ state, plans }) =>
      plans.map((plan) => planItem(plan, state.slug, tally(plan.commitments, calendar))),
    );
  };
  api.openapi(routes.plans, async (c) => {
    const items = await plansOf();
    return c.json({ total: items.length, items }, 200);
  });
  api.openapi(routes.plan, async (c) => {
    const { id } = c.req.valid('param');
    const item = (await plansOf()).find((plan) => plan.id === id.toLowerCase());
    if (item) return c.json(item, 200);
    throw notFound(
      `No hay un plan «${id}»; búscalo en /api/v1/plans.`,
      `There is no plan "${id}"; look for it at /api/v1/plans.`,
      'id',
    );
  });
}

const afterId = z.tuple([z.uuid()]);

function addCommitments(api: OpenAPIHono, services: Services): void {
  const { orm } = services;
  api.openapi(routes.commitments, async (c) => {
    const { q: words, limit, cursor, ...filter } = c.req.valid('query');
    const [after] = positionOf(c, cursor, afterId) ?? [];
    const calendar = await calendarOf(services);
    const asked = { words, ...filter };
    const total = await countCommitments(orm, asked, calendar);
    // One more than asked for tells whether the list goes on.
    const rows = await commitmentsAfter(orm, asked, calendar, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last ? nextPage(c, [last.id]) : null;
    return c.json({ total, next, items: page.map((row) => commitmentItem(row, calendar)) }, 200);
  });
  api.openapi(routes.commitment, async (c) => {
    const { id } = c.req.valid('param');
    const found = isId(id) ? await publishedCommitment(orm, id) : undefined;
    if (found) return c.json(commitmentAnswer(await commitmentDetail(services, found)), 200);
    throw notFound(
      `No hay un compromiso «${id}»; búscalo en /api/v1/commitments?q=…`,
      `There is no commitment "${id}"; look for it at /api/v1/commitments?q=…`,
      'id',
    );
  });
}

/** The API's routes for secretariats, plans and commitments. Nothing in their answers depends on the day. */
export function plansApi(api: OpenAPIHono, services: Services): void {
  api.openapi(routes.secretariats, async (c) => {
    const members = Map.groupBy(await allMembers(services.orm), ({ state }) => state);
    const items = (await exerciseOf(services)).states.map((row) =>
      secretariatItem(row, members.get(row.state.clave) ?? []),
    );
    return c.json({ total: items.length, items }, 200);
  });
  addPlans(api, services);
  addCommitments(api, services);
}
