import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { accountPath } from '../access/addresses.ts';
import { isSecure, publicOrigin } from '../config/config.ts';
import { badRequest, type Problem } from '../errors/problem.ts';
import { localizedPath, splitLanguage } from '../i18n/languages.ts';
import { createReadLimit } from '../limits/reads.ts';
import type { Module } from '../module.ts';
import type { Services } from '../services.ts';
import type { PageAssets } from '../ui/index.ts';
import { logFault, requestId, withAccessLog } from './access-log.ts';
import { createApi, unknownApiAddress } from './api.ts';
import { bounded } from './body.ts';
import { asProblem, faultProblem, retryAfterSeconds } from './faults.ts';
import { type Frame, pageContext, renderProblem } from './frame.tsx';
import { healthRoutes } from './health.ts';
import { answer, type Entry, type Handle, withPageCache } from './page-cache.ts';
import { problemJson } from './problem-json.ts';
import { withRenderLimit } from './render-limit.ts';
import { htmlResponse } from './responses.ts';
import {
  addressesOf,
  answerForm,
  answerMessage,
  answerPage,
  clientOf,
  type RouteContext,
} from './routes.tsx';
import { securityHeaders, strictTransport } from './security-headers.ts';

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
  const wait = problem.retryAfterSeconds ?? (problem.status === 503 ? retryAfterSeconds : undefined);
  const headers: Record<string, string> = wait === undefined ? {} : { 'retry-after': String(wait) };
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

/** The pages, forms and messages of a module. @throws Error for a page that is kept for all and is not for all */
function addRoutes(app: Hono, { pages, forms = [], messages = [] }: Module, context: RouteContext): void {
  for (const route of pages) {
    if (route.cache !== 'none' && (route.access !== 'public' || route.personal)) {
      throw new Error(`${route.path} is not the same for everyone and cannot be kept for everyone`);
    }
    for (const path of addressesOf(route)) {
      app.get(path, (c) => answerPage(context, route, c.req.raw, c.req.param()));
    }
  }
  for (const route of forms) {
    for (const path of addressesOf(route)) {
      app.post(path, (c) => answerForm(context, route, c.req.raw, c.req.param()));
    }
  }
  for (const route of messages) {
    app.post(route.path, (c) => answerMessage(context, route, c.req.raw, c.req.param()));
  }
}

/** The routes of all modules as one Hono application; `routes` of it can be enumerated by tests. */
export function createRouter(frame: Frame, options: ApplicationOptions): Hono {
  const { modules, services, ready } = options;
  const readLimit = createReadLimit(services);
  const context = { frame, modules, services, readLimit };
  const app = new Hono();
  const uploads = uploadAddresses(modules);
  app.use(async (c, next) => {
    // Where files are sent, nothing is read before it is known who sends them.
    if (!uploads.some((address) => address.test(c.req.path))) {
      c.req.raw = await bounded(c.req.raw, services.config.maxBodyBytes);
    }
    await next();
  });
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) => methodProblem(frame, c.req.raw, methods),
    }),
  );
  for (const module of modules) addRoutes(app, module, context);
  healthRoutes(app, services, ready);
  app.route(
    '/',
    createApi(modules, services, (request) =>
      readLimit.require(new URL(request.url), clientOf(request, services)),
    ),
  );
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

/** The addresses to which files are sent, which have limits of their own. */
function uploadAddresses(modules: readonly Module[]): RegExp[] {
  return modules
    .flatMap(({ forms = [] }) => forms.filter(({ files }) => files !== undefined))
    .flatMap(addressesOf)
    .map((path) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`));
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
    ...(modules.some(({ pages }) => pages.some(({ path }) => path === accountPath))
      ? { account: accountPath }
      : {}),
  };
  const { timed, limited } = createRenderer(frame, options);
  const pages = withPageCache(limited, () => services.dataVersion.current(), config.cacheBytes, services.now);
  const answered: Handle = (request) => {
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
  };
  return withAccessLog(isSecure(config) ? withStrictTransport(answered) : answered, services.log);
}

function withStrictTransport(handle: Handle): Handle {
  return async (request) => {
    const response = await handle(request);
    for (const [name, value] of Object.entries(strictTransport)) response.headers.set(name, value);
    return response;
  };
}
