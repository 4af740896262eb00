import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { publicOrigin } from '../config/config.ts';
import { badRequest, type Problem } from '../errors/problem.ts';
import { localizedPath, splitLanguage } from '../i18n/languages.ts';
import type { Module, PageRoute } from '../module.ts';
import type { Services } from '../services.ts';
import type { PageAssets } from '../ui/index.ts';
import { logFault, requestId, withAccessLog } from './access-log.ts';
import { createApi, unknownApiAddress } from './api.ts';
import { asProblem, faultProblem, retryAfterSeconds } from './faults.ts';
import { type Frame, pageContext, pathsOf, renderPage, renderProblem } from './frame.tsx';
import { healthRoutes } from './health.ts';
import { answer, type Entry, type Handle, withPageCache } from './page-cache.ts';
import { problemJson } from './problem-json.ts';
import { withRenderLimit } from './render-limit.ts';
import { fileResponse, htmlResponse } from './responses.ts';
import { securityHeaders } from './security-headers.ts';

export type { Handle } from './page-cache.ts';

/** Addresses longer than this are refused. */
const maxAddress = 2048;
/** How many requests may wait for an answer to be made; at some 20 ms each, the last one waits for seconds. */
const longestLine = 200;
/** How many with the embedded database: it works in this process, so more at once are not made any sooner. */
const embeddedAtOnce = 2;

export interface ApplicationOptions {
  modules: readonly Module[];
  services: Services;
  assets: PageAssets;
  /** Files served as they are, by address. */
  files: ReadonlyMap<string, Entry>;
  /** False until the stores are prepared: requests get a 503 meanwhile. */
  ready(): boolean;
}

function problemResponse(frame: Frame, request: Request, problem: Problem): Response {
  const headers: Record<string, string> =
    problem.status === 503 ? { 'retry-after': String(retryAfterSeconds) } : {};
  const url = new URL(request.url);
  // Its links would repeat the address: a short request must not give a long answer.
  if (url.pathname.length + url.search.length > maxAddress) {
    url.pathname = localizedPath('/', splitLanguage(url.pathname).lang);
    url.search = '';
  }
  if (url.pathname.startsWith('/api/')) return problemJson(problem, request, headers);
  const page = pageContext(url);
  const response = htmlResponse(
    renderProblem(frame, page, problem, requestId(request)),
    problem.status,
    'none',
  );
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  response.headers.set('x-request-id', requestId(request));
  return response;
}

function methodProblem(frame: Frame, request: Request, methods: readonly string[]): Response {
  const response = problemResponse(frame, request, faultProblem('methodNotAllowed'));
  response.headers.set('allow', methods.join(', '));
  return response;
}

async function answerPage(
  frame: Frame,
  { services, modules }: ApplicationOptions,
  route: PageRoute,
  request: Request,
  params: Record<string, string>,
): Promise<Response> {
  const page = pageContext(new URL(request.url));
  const result = await route.handle({ services, page, params, query: page.query, modules });
  if (result.kind !== 'html') return fileResponse(result, page.lang, route.cache);
  const status = result.status ?? 200;
  return htmlResponse(renderPage(frame, page, result), status, status === 200 ? route.cache : 'none');
}

/** The routes of all modules as one Hono application; `routes` of it can be enumerated by tests. */
export function createRouter(frame: Frame, options: ApplicationOptions): Hono {
  const { modules, services, ready } = options;
  const app = new Hono();
  app.use(
    bodyLimit({
      maxSize: services.config.maxBodyBytes,
      onError: (c) => problemResponse(frame, c.req.raw, faultProblem('tooLarge')),
    }),
  );
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => methodProblem(frame, c.req.raw, methods),
    }),
  );
  for (const module of modules) {
    for (const route of module.pages) {
      for (const { lang, path } of pathsOf(route.path)) {
        if (route.languages && !route.languages.includes(lang)) continue;
        app.get(path, (c) => answerPage(frame, options, route, c.req.raw, c.req.param()));
      }
    }
  }
  healthRoutes(app, services, ready);
  app.route('/', createApi(modules, services));
  app.notFound((c) => {
    const problem = c.req.path.startsWith('/api/') ? unknownApiAddress() : faultProblem('notFound');
    return withoutTrailingSlash(c.req.raw) ?? problemResponse(frame, c.req.raw, problem);
  });
  app.onError((error, c) => {
    const problem = asProblem(error);
    if (problem.status >= 500) logFault(services.log, error, c.req.raw);
    return problemResponse(frame, c.req.raw, problem);
  });
  return app;
}

/** `/metrica/` is `/metrica`: people type it so, and there is one address for each thing. */
function withoutTrailingSlash(request: Request): Response | undefined {
  const url = new URL(request.url);
  if (request.method !== 'GET' || !/.\/+$/.test(url.pathname)) return undefined;
  const { lang, path } = splitLanguage(url.pathname.replace(/\/{2,}/g, '/').replace(/\/+$/, ''));
  const location = localizedPath(path === '/en' ? '/' : path, lang) + url.search;
  return new Response(null, { status: 301, headers: { ...securityHeaders, location } });
}

function withTimeout(handle: Handle, ms: number, onTimeout: (request: Request) => Response): Handle {
  return async (request) => {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<Response>((resolve) => {
      timer = setTimeout(() => resolve(onTimeout(request)), ms);
    });
    try {
      return await Promise.race([handle(request), timeout]);
    } finally {
      clearTimeout(timer);
    }
  };
}

/**
 * What is wrong with an address whatever may lie there; undefined when nothing is.
 * A null character is in no name that we know, and the database takes none.
 */
function addressProblem(authority: string, path: string, query: string): Problem | undefined {
  if (path.length + query.length > maxAddress) return faultProblem('addressTooLong');
  if (authority.includes('@')) {
    return badRequest('La dirección no puede llevar un usuario.', 'The address cannot hold a user.');
  }
  if (path.includes('%00')) return faultProblem('notFound');
  if (query.includes('%00')) {
    return badRequest(
      'La dirección tiene un carácter nulo (%00).',
      'The address has a null character (%00) in it.',
    );
  }
  return undefined;
}

/** Makes answers: a few at a time, each within the time limit. */
function createRenderer(frame: Frame, options: ApplicationOptions) {
  const { config, database } = options.services;
  const router = createRouter(frame, options);
  const timed = withTimeout(
    (request) => router.fetch(request),
    config.requestTimeoutMs,
    (request) => problemResponse(frame, request, faultProblem('timeout')),
  );
  const limited = withRenderLimit(
    timed,
    {
      // More than there are connections would only wait for one of them.
      atOnce: database.kind === 'postgres' ? config.poolSize : embeddedAtOnce,
      waiting: longestLine,
      patienceMs: config.requestTimeoutMs,
    },
    (request) => problemResponse(frame, request, faultProblem('busy')),
  );
  return { timed, limited };
}

/**
 * Everything that answers requests, outermost first: access log, address, static files, page cache, line, time limit,
 * routes. Nothing but health checks and static files is answered before the stores are ready.
 */
export function createApplication(options: ApplicationOptions): Handle {
  const { services, assets, files, modules, ready } = options;
  const { config } = services;
  const frame: Frame = {
    assets,
    origin: publicOrigin(config),
    navigation: modules.flatMap((module) => module.navigation).sort((a, b) => a.order - b.order),
  };
  const { timed, limited } = createRenderer(frame, options);
  const pages = withPageCache(limited, () => services.dataVersion.current(), config.cacheBytes);
  return withAccessLog((request) => {
    const { url, method } = request;
    const start = url.indexOf('/', 8);
    const mark = url.indexOf('?', start);
    const path = mark < 0 ? url.slice(start) : url.slice(start, mark);
    const problem = addressProblem(url.slice(0, start), path, mark < 0 ? '' : url.slice(mark));
    if (problem) return problemResponse(frame, request, problem);
    const file = files.get(path);
    if (file) {
      const reads = method === 'GET' || method === 'HEAD';
      return reads ? answer(file, request) : methodProblem(frame, request, ['GET', 'HEAD']);
    }
    // Whoever watches over the process must hear of it while everyone else waits in line.
    if (path === '/healthz' || path === '/readyz') return timed(request);
    if (!ready()) return problemResponse(frame, request, faultProblem('starting'));
    return pages(request);
  }, services.log);
}
