import { describe, expect, it } from 'vitest';
import { describeApi } from '#platform/http/api.ts';
import { createRouter } from '#platform/http/application.ts';
import { languages, localizedPath } from '#platform/i18n/languages.ts';
import { modules } from '../../src/app.ts';
import { testSite } from '../support/site.ts';

const site = testSite();

/** Whether a route says who may use it: everyone, or those whom the policy of an action reaches. */
const isPolicy = (access: unknown) =>
  access === 'public' || site.services.access.actions.includes(access as string);

/** The policy of each page, form and message, by method and address in every language. */
function pagePolicies(): [string, unknown][] {
  return modules.flatMap(({ pages, forms = [], messages = [] }) => [
    ...[
      ...pages.map((route) => ({ method: 'GET', ...route })),
      ...forms.map((route) => ({ method: 'POST', ...route })),
    ].flatMap(({ method, path, access, languages: some = languages }) =>
      some.map((lang): [string, unknown] => [`${method} ${localizedPath(path, lang)}`, access]),
    ),
    ...messages.map(({ path, access }): [string, unknown] => [`POST ${path}`, access]),
  ]);
}

/** The policy of each route of the API, from its description. */
function apiPolicies(): [string, unknown][] {
  const { paths = {} } = describeApi(modules, site.services, 'en');
  return Object.entries(paths).map(([path, methods]) => [
    `GET ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    (methods as { get?: Record<string, unknown> }).get?.['x-access'],
  ]);
}

const health: [string, unknown][] = ['GET /healthz', 'GET /readyz'].map((path) => [path, 'public']);

/** What the application really serves: every route that is not middleware, which has no address of its own. */
function servedRoutes() {
  const frame = {
    assets: { stylesheet: '', scripts: [], font: '' },
    origin: 'http://tequio.test',
    navigation: [],
  };
  const options = {
    modules,
    services: site.services,
    assets: frame.assets,
    files: new Map(),
    ready: () => true,
  };
  return createRouter(frame, options).routes.filter(({ method }) => method !== 'ALL');
}

describe('every route that is served', () => {
  it('declares who may use it: a page, the API or a health check, each with its policy', () => {
    const declared = new Map([...pagePolicies(), ...apiPolicies(), ...health]);
    const served = servedRoutes();
    expect(served.length).toBeGreaterThan(80);
    const undeclared = served.filter(({ method, path }) => !isPolicy(declared.get(`${method} ${path}`)));
    expect(undeclared.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('is declared once, and everything declared is served', () => {
    const served = new Set(servedRoutes().map(({ method, path }) => `${method} ${path}`));
    const declared = [...pagePolicies(), ...apiPolicies(), ...health].map(([route]) => route);
    expect(declared.filter((route) => !served.has(route))).toEqual([]);
    expect(new Set(declared).size).toBe(declared.length);
  });

  it('reads, or is sent a form or message', () => {
    const others = servedRoutes().filter(({ method }) => method !== 'GET' && method !== 'POST');
    expect(others).toEqual([]);
  });
});
