import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { notFound } from '#platform/errors/problem.ts';
import { nextPage, pageOf, pagingParameters, positionOf } from '#platform/http/api-paging.ts';
import { readRoute } from '#platform/http/api-route.ts';
import { apiText } from '#platform/http/api-text.ts';
import type { Services } from '#platform/services.ts';
import {
  clavePattern,
  institutionParameters,
  institutionSchema,
  municipalitySchema,
  stateSchema,
} from './api/schemas.ts';
import { FEDERATION, INSTITUTION_KINDS, institutionPath, statePath } from './rules/index.ts';
import {
  countInstitutions,
  countInstitutionsByState,
  countMunicipalities,
  findInstitution,
  type InstitutionRow,
  institutionsAfter,
  listMunicipalities,
  listStates,
  type MunicipalityRow,
  type StateRow,
} from './store.ts';

const claveParameter = {
  clave: z.string().openapi({
    pattern: clavePattern,
    param: { description: apiText('parameters.clave'), example: '20' },
  }),
};

const routes = {
  states: readRoute({
    path: '/api/v1/states',
    access: 'public',
    operation: 'listStates',
    tag: 'territory',
    body: z
      .object({
        total: z
          .int()
          .min(0)
          .openapi({ description: apiText('schemas.page.total'), examples: [33] }),
        items: z.array(stateSchema).openapi({ description: apiText('schemas.page.items') }),
      })
      .openapi('StateList', { description: apiText('schemas.state.list') }),
  }),
  state: readRoute({
    path: '/api/v1/states/{clave}',
    access: 'public',
    operation: 'getState',
    tag: 'territory',
    params: z.object(claveParameter),
    body: stateSchema,
  }),
  municipalities: readRoute({
    path: '/api/v1/states/{clave}/municipalities',
    access: 'public',
    operation: 'listMunicipalities',
    tag: 'territory',
    params: z.object(claveParameter),
    body: z
      .object({
        total: z
          .int()
          .min(0)
          .openapi({ description: apiText('schemas.page.total'), examples: [570] }),
        items: z.array(municipalitySchema).openapi({ description: apiText('schemas.page.items') }),
      })
      .openapi('MunicipalityList', { description: apiText('schemas.municipality.list') }),
  }),
  institutions: readRoute({
    path: '/api/v1/institutions',
    access: 'public',
    operation: 'listInstitutions',
    tag: 'territory',
    query: z.object({
      ...institutionParameters,
      kind: z
        .enum([...INSTITUTION_KINDS, 'unknown'])
        .optional()
        .openapi({ param: { description: apiText('parameters.kindOrUnknown'), example: 'state_executive' } }),
      ...pagingParameters,
    }),
    body: pageOf(institutionSchema).openapi('InstitutionPage', {
      description: apiText('schemas.institution.list'),
    }),
  }),
  institution: readRoute({
    path: '/api/v1/institutions/{slug}',
    access: 'public',
    operation: 'getInstitution',
    tag: 'territory',
    params: z.object({
      slug: z.string().openapi({
        param: { description: apiText('parameters.slug'), example: 'oaxaca-secretaria-de-salud' },
      }),
    }),
    body: institutionSchema,
  }),
};

/** Counts by state: of municipalities and of institutions in the catalogue. */
interface Counts {
  municipalities: ReadonlyMap<string, number>;
  institutions: ReadonlyMap<string, number>;
}

async function counts({ orm }: Services): Promise<Counts> {
  return {
    municipalities: await countMunicipalities(orm),
    institutions: await countInstitutionsByState(orm),
  };
}

function stateItem(row: StateRow, { municipalities, institutions }: Counts): z.infer<typeof stateSchema> {
  const federation = row.clave === FEDERATION;
  return {
    clave: row.clave,
    slug: row.slug,
    name: row.name,
    official_name: row.officialName,
    abbreviation: row.abbreviation,
    code: row.code,
    federation,
    population_2020: row.population2020,
    municipalities: federation ? null : (municipalities.get(row.clave) ?? 0),
    institutions: institutions.get(row.clave) ?? 0,
    self: `/api/v1/states/${row.clave}`,
    page: statePath(row.slug),
  };
}

function municipalityItem(row: MunicipalityRow): z.infer<typeof municipalitySchema> {
  return { clave: row.clave, state: row.state, name: row.name, population_2020: row.population2020 };
}

function institutionItem(row: InstitutionRow): z.infer<typeof institutionSchema> {
  return {
    slug: row.slug,
    name: row.name,
    source_name: row.sourceName,
    state: row.state,
    municipality: row.municipality,
    order: row.order,
    kind: row.kind,
    source: row.source,
    pnt_id: row.pntId,
    self: `/api/v1/institutions/${row.slug}`,
    page: institutionPath(row.slug),
  };
}

/** @throws Problem 404 for a clave that no state has */
async function stateOfClave(services: Services, clave: string): Promise<StateRow> {
  const found = (await listStates(services.orm)).find((state) => state.clave === clave);
  if (found) return found;
  throw notFound(
    `No hay una entidad con la clave ${clave}: van de 00 (la Federación) a 32.`,
    `There is no state with the clave ${clave}: they go from 00 (the federation) to 32.`,
    'clave',
  );
}

function addStates(api: OpenAPIHono, services: Services): void {
  api.openapi(routes.states, async (c) => {
    const counted = await counts(services);
    const items = (await listStates(services.orm)).map((row) => stateItem(row, counted));
    return c.json({ total: items.length, items }, 200);
  });
  api.openapi(routes.state, async (c) => {
    const row = await stateOfClave(services, c.req.valid('param').clave);
    return c.json(stateItem(row, await counts(services)), 200);
  });
  api.openapi(routes.municipalities, async (c) => {
    const { clave } = await stateOfClave(services, c.req.valid('param').clave);
    const items = (await listMunicipalities(services.orm, clave)).map(municipalityItem);
    return c.json({ total: items.length, items }, 200);
  });
}

const afterSlug = z.tuple([z.string()]);

function addInstitutions(api: OpenAPIHono, services: Services): void {
  api.openapi(routes.institutions, async (c) => {
    const { q: words, state, order, kind, limit, cursor } = c.req.valid('query');
    const filter = { words, state, order, kind };
    const [after] = positionOf(c, cursor, afterSlug) ?? [];
    const total = await countInstitutions(services.orm, filter);
    // One more than asked for tells whether the list goes on.
    const rows = await institutionsAfter(services.orm, filter, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last ? nextPage(c, [last.slug]) : null;
    return c.json({ total, next, items: page.map(institutionItem) }, 200);
  });
  api.openapi(routes.institution, async (c) => {
    const { slug } = c.req.valid('param');
    const row = await findInstitution(services.orm, slug);
    if (row) return c.json(institutionItem(row), 200);
    throw notFound(
      `No hay una institución «${slug}»; búscala en /api/v1/institutions?q=…`,
      `There is no institution "${slug}"; look for it at /api/v1/institutions?q=…`,
      'slug',
    );
  });
}

/** The API's routes for states, municipalities and institutions. */
export function territoryApi(api: OpenAPIHono, services: Services): void {
  addStates(api, services);
  addInstitutions(api, services);
}
