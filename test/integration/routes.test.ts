import { describe, expect, it } from 'vitest';
import { describeApi } from '#platform/http/api.ts';
import { createRouter } from '#platform/http/application.ts';
import { languages, localizedPath } from '#platform/i18n/languages.ts';
import type { Access } from '#platform/module.ts';
import { modules } from '../../src/app.ts';
import { testSite } from '../support/site.ts';

const site = testSite();

/** Every policy there is. A new one is added here together with what guards it. */
const policies: Record<Access, true> = { public: true };
const isPolicy = (access: unknown) => Object.keys(policies).some((known) => known === access);

/** The policy of each page, at its address in every language. */
function pagePolicies(): [string, unknown][] {
  return modules.flatMap(({ pages }) =>
    pages.flatMap(({ path, access, languages: some = languages }) =>
      some.map((lang): [string, unknown] => [localizedPath(path, lang), access]),
    ),
  );
}

/** The policy of each route of the API, from its description. */
function apiPolicies(): [string, unknown][] {
  const { paths = {} } = describeApi(modules, site.services, 'en');
  return Object.entries(paths).map(([path, methods]) => [
    path.replace(/\{(\w+)\}/g, ':$1'),
    (methods as { get?: Record<string, unknown> }).get?.['x-access'],
  ]);
}

const health: [string, unknown][] = ['/healthz', '/readyz'].map((path) => [path, 'public']);

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
    const undeclared = served.filter(({ path }) => !isPolicy(declared.get(path)));
    expect(undeclared.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('is declared once, and everything declared is served', () => {
    const served = new Set(servedRoutes().map(({ path }) => path));
    const declared = [...pagePolicies(), ...apiPolicies(), ...health].map(([path]) => path);
    expect(declared.filter((path) => !served.has(path))).toEqual([]);
    expect(new Set(declared).size).toBe(declared.length);
  });

  it('only reads: nothing changes data without an account', () => {
    expect(new Set(servedRoutes().map(({ method }) => method))).toEqual(new Set(['GET']));
  });
});
