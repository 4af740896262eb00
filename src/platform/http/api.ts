import { OpenAPIHono } from '@hono/zod-openapi';
import { version } from '../config/project.ts';
import { badRequest, notFound } from '../errors/problem.ts';
import type { Module } from '../module.ts';
import type { Services } from '../services.ts';
import { asProblem } from './faults.ts';
import { cacheMark } from './page-cache.ts';
import { problemJson } from './problem-json.ts';
import { openDataHeaders, securityHeaders } from './security-headers.ts';

/** Where the API's versioned routes begin. */
export const apiBase = '/api/v1';

/** A router whose failed validations name the parameter at fault. Modules add their routes to one of these. */
export function createApiRouter(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return;
      const issue = result.error.issues[0];
      const name = issue?.path.join('.') ?? '';
      const message = issue?.message ?? '';
      throw badRequest(
        `El parámetro ${name} no es válido: ${message}`,
        `Parameter ${name} is not valid: ${message}`,
        name,
      );
    },
  });
}

function info(services: Services) {
  return {
    openapi: '3.1.0' as const,
    info: {
      title: 'Tequio API',
      version,
      description:
        'Open data of Tequio: states, institutions and the Métrica de Gobierno Abierto. Read only, no key. ' +
        'Values are between 0 and 1; what is not known is null. Errors are application/problem+json (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: services.config.publicUrl ?? '/' }],
  };
}

/** The JSON API of all modules, with its description at `/api/openapi.json`. */
export function createApi(modules: readonly Module[], services: Services): OpenAPIHono {
  const api = createApiRouter();
  api.use('*', async (c, next) => {
    if (c.req.method === 'OPTIONS') {
      return new Response(null, {
        status: 204,
        headers: {
          ...openDataHeaders,
          'access-control-allow-methods': 'GET, HEAD',
          'access-control-max-age': '86400',
        },
      });
    }
    await next();
    if (c.res.status !== 200) return;
    for (const [name, value] of Object.entries({ ...securityHeaders, ...openDataHeaders }))
      c.res.headers.set(name, value);
    c.res.headers.set('cache-control', 'public, no-cache');
    c.res.headers.set(cacheMark, 'data');
  });
  for (const module of modules) module.api?.(api, services);
  api.get('/api/openapi.json', (c) => c.json(api.getOpenAPI31Document(info(services))));
  api.onError((error, c) => {
    const problem = asProblem(error);
    if (problem.status >= 500) services.log.error({ err: error }, 'api');
    return problemJson(problem, c.req.raw, problem.status === 503 ? { 'retry-after': '5' } : {});
  });
  api.notFound((c) =>
    problemJson(
      notFound('La API no tiene esa dirección; consulta /api.', 'The API has no such address; see /api.'),
      c.req.raw,
    ),
  );
  return api;
}
