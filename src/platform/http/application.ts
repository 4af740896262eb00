import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { publicOrigin } from '../config/config.ts';
import type { Problem } from '../errors/problem.ts';
import { localizedPath, splitLanguage } from '../i18n/languages.ts';
import type { Module, PageRoute } from '../module.ts';
import type { Services } from '../services.ts';
import type { PageAssets } from '../ui/index.ts';
import { requestId, withAccessLog } from './access-log.ts';
import { createApi, unknownApiAddress } from './api.ts';
import { asProblem, faultProblem, retryAfterSeconds } from './faults.ts';
import { type Frame, pageContext, pathsOf, renderPage, renderProblem } from './frame.tsx';
import { healthRoutes } from './health.ts';
import { answer, type Handle, withPageCache } from './page-cache.ts';
import { problemJson } from './problem-json.ts';
import { fileResponse, htmlResponse } from './responses.ts';
import { securityHeaders } from './security-headers.ts';
import type { StaticFile } from './static-files.ts';

export type { Handle } from './page-cache.ts';

/** Addresses longer than this are refused. */
const maxAddress = 2048;

export interface ApplicationOptions {
  modules: readonly Module[];
  services: Services;
  assets: PageAssets;
  /** Files served as they are, by address. */
  files: ReadonlyMap<string, StaticFile>;
  /** False until the stores are prepared: requests get a 503 meanwhile. */
  ready(): boolean;
}

function problemResponse(frame: Frame, request: Request, problem: Problem): Response {
  const headers: Record<string, string> =
    problem.status === 503 ? { 'retry-after': String(retryAfterSeconds) } : {};
  const url = new URL(request.url);
  if (url.pathname.startsWith('/api/')) return problemJson(problem, request, headers);
  const page = pageContext(url);
  const response = htmlResponse(
    renderProblem(frame, page, problem, requestId(request)),
    problem.status,
    'none',
  );
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
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
      onMethodNotAllowed: (c, methods) => {
        const response = problemResponse(frame, c.req.raw, faultProblem('methodNotAllowed'));
        response.headers.set('allow', methods.join(', '));
        return response;
      },
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
    if (problem.status >= 500) services.log.error({ err: error, id: requestId(c.req.raw) }, 'request failed');
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

function staticAnswer(file: StaticFile, request: Request): Promise<Response> {
  const headers = {
    ...securityHeaders,
    'content-type': file.contentType,
    'cache-control': file.cacheControl,
    vary: 'Accept-Encoding',
  };
  return answer({ status: 200, headers, body: file.body }, request);
}

/**
 * Everything that answers requests, outermost first: access log, static files, page cache, time limit, routes.
 * Nothing but health checks and static files is answered before the stores are ready.
 */
export function createApplication(options: ApplicationOptions): Handle {
  const { services, assets, files, modules, ready } = options;
  const { config } = services;
  const frame: Frame = {
    assets,
    origin: publicOrigin(config),
    navigation: modules.flatMap((module) => module.navigation).sort((a, b) => a.order - b.order),
  };
  const router = createRouter(frame, options);
  const timed = withTimeout(
    (request) => router.fetch(request),
    config.requestTimeoutMs,
    (request) => problemResponse(frame, request, faultProblem('timeout')),
  );
  const pages = withPageCache(timed, () => services.dataVersion.current(), config.cacheBytes);
  return withAccessLog((request) => {
    const address = request.url.slice(request.url.indexOf('/', 8));
    if (address.length > maxAddress) return problemResponse(frame, request, faultProblem('addressTooLong'));
    const query = address.indexOf('?');
    const path = query < 0 ? address : address.slice(0, query);
    const file = files.get(path);
    if (file && (request.method === 'GET' || request.method === 'HEAD')) return staticAnswer(file, request);
    if (!ready() && path !== '/healthz' && path !== '/readyz') {
      return problemResponse(frame, request, faultProblem('starting'));
    }
    return pages(request);
  }, services.log);
}
