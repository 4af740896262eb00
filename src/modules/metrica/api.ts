import { type OpenAPIHono, z } from '@hono/zod-openapi';
import {
  INSTITUTION_KINDS,
  institutionParameters,
  matchesWords,
  normalise,
} from '#modules/territory/index.ts';
import { badRequest } from '#platform/errors/problem.ts';
import { nextPage, pageOf, pagingParameters, positionOf } from '#platform/http/api-paging.ts';
import { readRoute } from '#platform/http/api-route.ts';
import { apiText } from '#platform/http/api-text.ts';
import type { Services } from '#platform/services.ts';
import {
  editionDetail,
  editionItem,
  observedMeasures,
  scoredInstitutionItem,
  unitItem,
} from './api/answers.ts';
import {
  editionDetailSchema,
  editionListSchema,
  scoredInstitutionSchema,
  unitListSchema,
} from './api/schemas.ts';
import { type EditionInstitution, type EditionView, editionView, editionViews } from './edition/view.ts';
import { selectInstitutions } from './rules/index.ts';

const yearParameter = z.object({
  year: z.string().openapi({
    type: 'integer',
    param: { description: apiText('parameters.year'), example: 2017 },
  }),
});

const institutionQuery = z.object({
  ...institutionParameters,
  kind: z
    .enum(INSTITUTION_KINDS)
    .optional()
    .openapi({ param: { description: apiText('parameters.kind'), example: 'state_executive' } }),
  sort: z
    .string()
    .default('name')
    .openapi({ param: { description: apiText('parameters.sort'), example: 'ga' } }),
  direction: z
    .enum(['asc', 'desc'])
    .default('asc')
    .openapi({ param: { description: apiText('parameters.direction'), example: 'desc' } }),
  ...pagingParameters,
});

const routes = {
  editions: readRoute({
    path: '/api/v1/metrica/editions',
    access: 'public',
    operation: 'listEditions',
    tag: 'metrica',
    body: editionListSchema,
  }),
  edition: readRoute({
    path: '/api/v1/metrica/editions/{year}',
    access: 'public',
    operation: 'getEdition',
    tag: 'metrica',
    params: yearParameter,
    body: editionDetailSchema,
  }),
  units: readRoute({
    path: '/api/v1/metrica/editions/{year}/units',
    access: 'public',
    operation: 'listUnits',
    tag: 'metrica',
    params: yearParameter,
    body: unitListSchema,
  }),
  institutions: readRoute({
    path: '/api/v1/metrica/editions/{year}/institutions',
    access: 'public',
    operation: 'listScoredInstitutions',
    tag: 'metrica',
    params: yearParameter,
    query: institutionQuery,
    body: pageOf(scoredInstitutionSchema).openapi('ScoredInstitutionPage', {
      description: apiText('schemas.scored.list'),
    }),
  }),
};

/** What a list of institutions is sorted by; null where an institution has no score. */
type SortKey = string | number | null;

interface Order {
  sort: string;
  direction: 'asc' | 'desc';
}

/** @throws Problem 400 for what is neither the name nor a measure of the edition */
function sortKey({ year, measures }: EditionView, sort: string): (row: EditionInstitution) => SortKey {
  if (sort === 'name') return (row) => normalise(row.name);
  if (measures.includes(sort)) return (row) => row.scores.get(sort) ?? null;
  const known = ['name', ...measures].join(', ');
  throw badRequest(
    `Las instituciones de la edición ${year} no se pueden ordenar por «${sort}». Elige entre: ${known}.`,
    `The institutions of edition ${year} cannot be sorted by "${sort}". Choose from: ${known}.`,
    'sort',
  );
}

type Place = readonly [key: SortKey, slug: string];

/** What has no score comes last in both directions; equal keys are in the order of their slugs. */
function comparePlaces([a, slugA]: Place, [b, slugB]: Place, direction: 'asc' | 'desc'): number {
  if (a === b) return slugA < slugB ? -1 : Number(slugA > slugB);
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b === (direction === 'asc') ? -1 : 1;
}

function sortInstitutions(
  view: EditionView,
  rows: readonly EditionInstitution[],
  { sort, direction }: Order,
): { place: Place; row: EditionInstitution }[] {
  const keyOf = sortKey(view, sort);
  return rows
    .map((row) => ({ place: [keyOf(row), row.slug] as const, row }))
    .sort((a, b) => comparePlaces(a.place, b.place, direction));
}

/** As in the catalogue: each word begins one of the name or of its state's, and one at least one of the name itself. */
function isNamed(name: string, state: string, q: string): boolean {
  const words = normalise(q).split(' ');
  return matchesWords(`${name} ${state}`, q) && words.some((word) => matchesWords(name, word));
}

const afterPlace = z.tuple([z.union([z.string(), z.number(), z.null()]), z.string()]);

function addInstitutions(api: OpenAPIHono, services: Services): void {
  api.openapi(routes.institutions, async (c) => {
    const view = await editionView(services, c.req.valid('param').year);
    const { q = '', state, limit, cursor, sort, direction, ...filter } = c.req.valid('query');
    const after = positionOf(c, cursor, afterPlace);
    const chosen = selectInstitutions(view.institutions, { ...filter, unit: state }).filter((row) =>
      isNamed(row.name, view.unitByClave.get(row.unit)?.name ?? '', q),
    );
    const sorted = sortInstitutions(view, chosen, { sort, direction });
    const rest = after ? sorted.filter(({ place }) => comparePlaces(after, place, direction) < 0) : sorted;
    const last = rest.length > limit ? rest[limit - 1] : undefined;
    const observed = await observedMeasures(services, view.year);
    const items = rest
      .slice(0, limit)
      .map(({ row }) => scoredInstitutionItem(view, row, observed.get(row.slug) ?? new Set()));
    return c.json({ total: sorted.length, next: last ? nextPage(c, last.place) : null, items }, 200);
  });
}

/** The API's routes for the editions of the Métrica. */
export function metricaApi(api: OpenAPIHono, services: Services): void {
  api.openapi(routes.editions, async (c) => {
    const views = await editionViews(services);
    return c.json({ total: views.length, items: views.map(editionItem) }, 200);
  });
  api.openapi(routes.edition, async (c) => {
    return c.json(editionDetail(await editionView(services, c.req.valid('param').year)), 200);
  });
  api.openapi(routes.units, async (c) => {
    const view = await editionView(services, c.req.valid('param').year);
    const items = view.units.map((unit) => unitItem(view, unit));
    return c.json({ edition: view.year, total: items.length, items }, 200);
  });
  addInstitutions(api, services);
}
