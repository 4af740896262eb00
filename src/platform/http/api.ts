import { OpenAPIHono, z } from '@hono/zod-openapi';
import { publicOrigin } from '../config/config.ts';
import { version } from '../config/project.ts';
import { notFound, type Problem } from '../errors/problem.ts';
import type { Lang } from '../i18n/languages.ts';
import type { Module } from '../module.ts';
import type { Services } from '../services.ts';
import { logFault } from './access-log.ts';
import { parameterProblem } from './api-parameters.ts';
import { apiTags, readRoute } from './api-route.ts';
import { apiText, inLanguage } from './api-text.ts';
import { asProblem, retryAfterSeconds } from './faults.ts';
import { cacheMark } from './page-cache.ts';
import { problemJson } from './problem-json.ts';
import { openDataHeaders, securityHeaders } from './security-headers.ts';

/** Where the API's versioned routes begin. */
export const apiBase = '/api/v1';

/** The address of the API's description for machines. */
export const descriptionPath = '/api/openapi.json';

/** What an address of the API that does not exist answers. */
export function unknownApiAddress(): Problem {
  return notFound(
    'La API no tiene esa dirección; consulta cuáles hay en /api.',
    'The API has no such address; see which there are at /api.',
  );
}

/** A router whose failed validations name the parameter at fault. */
function createApiRouter(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      // What a path names either exists or does not.
      if (result.target === 'param') throw unknownApiAddress();
      throw parameterProblem(result.error.issues[0], (result as { data?: unknown }).data);
    },
  });
}

function documentHead(services: Services) {
  return {
    openapi: '3.1.0' as const,
    info: {
      title: 'Tequio API',
      version,
      summary: apiText('about.summary'),
      description: apiText('about.description'),
      license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    },
    servers: [{ url: publicOrigin(services.config) }],
    tags: apiTags.map((name) => ({ name, description: apiText(`tags.${name}`) })),
    externalDocs: { url: `${publicOrigin(services.config)}/en/api`, description: apiText('about.page') },
    security: [],
  };
}

/** The API's description, OpenAPI 3.1. */
export type ApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

function documentOf(api: OpenAPIHono, services: Services, lang: Lang): ApiDocument {
  const { webhooks: _, components, ...document } = api.getOpenAPI31Document(documentHead(services));
  // Without parameters of its own the generator leaves an empty list.
  return inLanguage({ ...document, components: { schemas: components?.schemas ?? {} } }, lang);
}

function addRoutes(api: OpenAPIHono, modules: readonly Module[], services: Services): void {
  for (const module of modules) module.api?.(api, services);
  const route = readRoute({
    path: descriptionPath,
    access: 'public',
    operation: 'describeApi',
    tag: 'description',
    body: z
      .record(z.string(), z.unknown())
      .openapi('OpenApiDocument', { description: apiText('schemas.document.about') }),
  });
  api.openapi(route, (c) => c.json({ ...documentOf(api, services, 'en') } as Record<string, unknown>, 200));
}

/** The API's description in a language, for pages that show it to people. */
export function describeApi(modules: readonly Module[], services: Services, lang: Lang): ApiDocument {
  const api = createApiRouter();
  addRoutes(api, modules, services);
  return documentOf(api, services, lang);
}

const preflightHeaders = {
  ...openDataHeaders,
  'access-control-allow-methods': 'GET, HEAD',
  // Nothing here depends on who asks, so any header may come along.
  'access-control-allow-headers': '*',
  'access-control-max-age': '86400',
};

/**
 * The JSON API of all modules, with its description at `/api/openapi.json`.
 * @param requireTurn refuses a client that has asked too much; left out, nobody is refused
 */
export function createApi(
  modules: readonly Module[],
  services: Services,
  requireTurn: (request: Request) => Promise<void> = async () => undefined,
): OpenAPIHono {
  const api = createApiRouter();
  api.use('/api/*', async (c, next) => {
    if (c.req.method === 'OPTIONS') {
      return new Response(null, { status: 204, headers: { ...securityHeaders, ...preflightHeaders } });
    }
    await requireTurn(c.req.raw);
    await next();
    if (c.res.status !== 200) return;
    for (const [name, value] of Object.entries({ ...securityHeaders, ...openDataHeaders }))
      c.res.headers.set(name, value);
    c.res.headers.set('cache-control', 'public, no-cache');
    c.res.headers.set(cacheMark, 'data');
  });
  addRoutes(api, modules, services);
  api.onError((error, c) => {
    const problem = asProblem(error);
    if (problem.status >= 500) logFault(services.log, error, c.req.raw);
    const wait = problem.retryAfterSeconds ?? (problem.status === 503 ? retryAfterSeconds : undefined);
    return problemJson(problem, c.req.raw, wait === undefined ? {} : { 'retry-after': String(wait) });
  });
  return api;
}
