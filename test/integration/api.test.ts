import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { bumpDataVersion } from '#platform/database/data-version.ts';
import { createApi } from '#platform/http/api.ts';
import { modules } from '../../src/app.ts';
import { recordSession } from '../support/commission.ts';
import { testSite } from '../support/site.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
interface Schema {
  [keyword: string]: Json;
}
interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description: string;
  example?: string | number;
  schema: Schema;
}
interface Operation {
  operationId: string;
  'x-access': string;
  summary: string;
  description: string;
  parameters?: Parameter[];
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, { get: Operation }>;
  components: { schemas: Record<string, Schema> };
}
interface Page<Item> {
  total: number;
  next: string | null;
  items: Item[];
}

const site = testSite();
let api: Document;
let ajv: Ajv2020;

/** The document with every object closed: an answer with a field that is not described does not pass. */
function closed(value: Json): Json {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, closed(part)]));
  const open = inner.type === 'object' && inner.properties && inner.additionalProperties === undefined;
  return open ? { ...inner, additionalProperties: false } : inner;
}

/** A schema of the document as a check; its references lead into the document. */
function checkOf(schema: Schema): ValidateFunction {
  const root = { components: closed(api.components as unknown as Json), ...(closed(schema) as Schema) };
  return ajv.compile(root);
}

function expectValid(schema: Schema | undefined, body: unknown, what: string) {
  expect(schema, `${what}: described`).toBeDefined();
  const check = checkOf(schema ?? {});
  expect(check(body) ? [] : check.errors?.slice(0, 3), what).toEqual([]);
}

async function json<T = Json>(path: string): Promise<T> {
  const response = await site.get(path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

const operations = () => Object.entries(api.paths).map(([path, { get }]) => ({ path, operation: get }));

/** The address of an operation with the examples of its path and some of its query parameters. */
function addressOf(path: string, operation: Operation, wanted: (parameter: Parameter) => boolean): string {
  const parameters = operation.parameters ?? [];
  const inPath = path.replace(/\{(\w+)\}/g, (_, name) => {
    const example = parameters.find((one) => one.in === 'path' && one.name === name)?.example;
    expect(example, `${path}: example of ${name}`).toBeDefined();
    return encodeURIComponent(String(example));
  });
  const query = new URLSearchParams(
    parameters
      .filter((one) => one.in === 'query' && one.example !== undefined && wanted(one))
      .map((one) => [one.name, String(one.example)]),
  );
  return query.size > 0 ? `${inPath}?${query}` : inPath;
}

beforeAll(async () => {
  await recordSession(site.services);
  api = await json<Document>('/api/openapi.json');
  ajv = new Ajv2020({ strict: true, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  ajv.addKeyword('components');
});

describe('the description of the API', () => {
  it('is OpenAPI 3.1, with words for everything and no key left untranslated', () => {
    expect(api.openapi).toMatch(/^3\.1\./);
    expect(JSON.stringify(api)).not.toMatch(/"text:/);
    for (const { path, operation } of operations()) {
      expect(operation.summary, path).toBeTruthy();
      expect(operation.description, path).toBeTruthy();
      for (const parameter of operation.parameters ?? []) expect(parameter.description, path).toBeTruthy();
    }
    const fields = Object.entries(api.components.schemas).flatMap(([name, schema]) =>
      Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([field, inner]) => ({
        name: `${name}.${field}`,
        told: inner.description !== undefined || inner.$ref !== undefined,
      })),
    );
    expect(fields.filter(({ told }) => !told)).toEqual([]);
  });

  it('has all that is served and nothing else, each with its access policy', () => {
    const served = new Set(
      createApi(modules, site.services)
        .routes.filter((route) => route.method === 'GET')
        .map((route) => route.path.replace(/:(\w+)/g, '{$1}')),
    );
    expect([...served].sort()).toEqual(Object.keys(api.paths).sort());
    expect(served.size).toBeGreaterThanOrEqual(10);
    for (const { path, operation } of operations()) expect(operation['x-access'], path).toBe('public');
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has schemas that can be used and examples that keep to them', () => {
    const wrong: string[] = [];
    const walk = (value: Json, where: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Array.isArray(value) && Array.isArray(value.examples)) {
        const check = checkOf(value);
        for (const example of value.examples) if (!check(example)) wrong.push(where);
      }
      for (const [name, inner] of Object.entries(value)) walk(inner, `${where}/${name}`);
    };
    walk(api.components.schemas as unknown as Json, '#');
    for (const { path, operation } of operations()) {
      for (const { name, schema, example } of operation.parameters ?? []) {
        if (example !== undefined && !checkOf(schema)(example)) wrong.push(`${path} ${name}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('every operation', () => {
  it('answers as described, plainly and with each of its examples', async () => {
    for (const { path, operation } of operations()) {
      const query = (operation.parameters ?? []).filter((one) => one.in === 'query');
      const addresses = new Set([
        addressOf(path, operation, () => false),
        addressOf(path, operation, () => true),
        ...query.map((one) => addressOf(path, operation, (other) => other === one)),
      ]);
      for (const address of addresses) {
        const response = await site.get(address);
        expect(response.status, address).toBe(200);
        expect(response.headers.get('content-type'), address).toBe('application/json');
        const schema = operation.responses['200']?.content?.['application/json']?.schema;
        expectValid(schema, await response.json(), address);
      }
    }
  });

  it('refuses a parameter it does not have, names it and says what there is', async () => {
    for (const { path, operation } of operations()) {
      const address = addressOf(path, operation, () => false);
      const response = await site.get(`${address}?estado=20`);
      expect(response.status, address).toBe(400);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      const problem = (await response.json()) as { parameter: string; detail: string };
      expectValid(
        operation.responses['400']?.content?.['application/problem+json']?.schema,
        problem,
        address,
      );
      expect(problem.parameter).toBe('estado');
      for (const { name } of (operation.parameters ?? []).filter((one) => one.in === 'query')) {
        expect(problem.detail).toContain(name);
      }
    }
  });

  it('answers 404 for what its path names and does not exist', async () => {
    for (const { path, operation } of operations()) {
      if (!path.includes('{')) continue;
      for (const nothing of ['nada', '1999', '99', '%E0%A4%A']) {
        const address = path.replace(/\{\w+\}/, nothing);
        const response = await site.get(address);
        expect(response.status, address).toBe(404);
        expectValid(
          operation.responses['404']?.content?.['application/problem+json']?.schema,
          await response.json(),
          address,
        );
      }
    }
  });

  it('takes GET and HEAD only, and says so', async () => {
    for (const { path, operation } of operations()) {
      const address = addressOf(path, operation, () => false);
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const response = await site.ask(address, { method });
        expect(response.status, `${method} ${address}`).toBe(405);
        expect(response.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD']);
        expect(response.headers.get('content-type')).toBe('application/problem+json');
        expectValid(
          operation.responses.default?.content?.['application/problem+json']?.schema,
          await response.json(),
          address,
        );
      }
      const get = await site.get(address);
      const head = await site.ask(address, { method: 'HEAD' });
      expect(head.status, address).toBe(200);
      expect(await head.text()).toBe('');
      for (const name of ['content-type', 'content-length', 'etag']) {
        expect(head.headers.get(name), `${address} ${name}`).toBe(get.headers.get(name));
      }
    }
  });
});

describe('a program in a browser, on another site', () => {
  const origin = { origin: 'https://otra.example' };

  it('may read every answer, fresh, from the cache, unchanged or an error', async () => {
    const address = '/api/v1/states/20';
    await bumpDataVersion(site.services.orm);
    await site.services.dataVersion.refresh();
    const fresh = await site.get(address, origin);
    const kept = await site.get(address);
    const same = await site.get(address, { ...origin, 'if-none-match': fresh.headers.get('etag') ?? '' });
    expect(same.status).toBe(304);
    expect(await same.text()).toBe('');
    const missing = await site.get('/api/v1/states/99', origin);
    const unknown = await site.get('/api/v1/nada', origin);
    const refused = await site.ask(address, { method: 'POST', headers: origin });
    for (const { headers } of [fresh, kept, same, missing, unknown, refused]) {
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-expose-headers')).toContain('Link');
    }
  });

  it('may ask first, also with headers of its own, and after the answer is in the cache', async () => {
    const ask = () =>
      site.ask('/api/v1/institutions?limit=1', {
        method: 'OPTIONS',
        headers: {
          ...origin,
          'access-control-request-method': 'GET',
          'access-control-request-headers': 'if-none-match',
        },
      });
    for (const response of [await ask(), await site.get('/api/v1/institutions?limit=1').then(ask)]) {
      expect(response.status).toBe(204);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD');
      expect(response.headers.get('access-control-allow-headers')).toBe('*');
    }
    expect((await site.ask('/acerca', { method: 'OPTIONS' })).status).toBe(405);
  });
});

describe('an error', () => {
  it('is told in the language that the client prefers, English else', async () => {
    const detail = async (language: string) => {
      const response = await site.get('/api/v1/states/99', { 'accept-language': language });
      return { said: ((await response.json()) as { detail: string }).detail, headers: response.headers };
    };
    expect((await detail('es-MX,es;q=0.9,en;q=0.5')).said).toContain('No hay una entidad');
    expect((await detail('en;q=0.2, es;q=0.9')).said).toContain('No hay una entidad');
    expect((await detail('de')).said).toContain('There is no state');
    const english = await detail('en-GB,es;q=0.5');
    expect(english.said).toContain('There is no state');
    expect(english.headers.get('content-language')).toBe('en');
    expect(english.headers.get('vary')).toContain('Accept-Language');
  });

  it('names the parameter at fault and what it may be', async () => {
    const cases: [string, string, RegExp][] = [
      ['/api/v1/institutions?limit=0', 'limit', /from 1 to 500/],
      ['/api/v1/institutions?limit=501', 'limit', /from 1 to 500/],
      ['/api/v1/institutions?limit=1e2', 'limit', /from 1 to 500/],
      ['/api/v1/institutions?limit=', 'limit', /from 1 to 500/],
      ['/api/v1/institutions?limit=2&limit=3', 'limit', /more than once/],
      ['/api/v1/institutions?state=33', 'state', /from 00 \(the federation\) to 32/],
      ['/api/v1/institutions?order=estatal', 'order', /federal, state, municipal/],
      ['/api/v1/institutions?kind=x', 'kind', /state_executive/],
      [`/api/v1/institutions?q=${'a'.repeat(201)}`, 'q', /200 characters/],
      ['/api/v1/metrica/editions/2017/institutions?sort=gaa', 'sort', /name, ga, t, /],
      ['/api/v1/metrica/editions/2019/institutions?sort=ga', 'sort', /Choose from: name\./],
      ['/api/v1/metrica/editions/2017/institutions?direction=down', 'direction', /asc, desc/],
    ];
    for (const [address, parameter, expected] of cases) {
      const response = await site.get(address);
      expect(response.status, address).toBe(400);
      const problem = (await response.json()) as { parameter: string; detail: string };
      expect(problem.parameter, address).toBe(parameter);
      expect(problem.detail, address).toMatch(expected);
    }
  });

  it('names the editions there are where one is asked for that is not', async () => {
    const response = await site.get('/api/v1/metrica/editions/1999');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      status: 404,
      parameter: 'year',
      detail: 'There is no edition 1999 of the Métrica. There are: 2017, 2019, 2021.',
    });
  });
});

describe('a list in pages', () => {
  async function walk<Item>(first: string): Promise<Item[]> {
    const items: Item[] = [];
    let total: number | undefined;
    for (let address: string | null = first; address !== null; ) {
      const response: Response = await site.get(address);
      const page = (await response.json()) as Page<Item>;
      expect(response.headers.get('link')).toBe(page.next && `<${page.next}>; rel="next"`);
      total ??= page.total;
      expect(page.total).toBe(total);
      items.push(...page.items);
      address = page.next;
    }
    expect(items).toHaveLength(total ?? -1);
    return items;
  }

  it('gives every institution of the catalogue once', async () => {
    const all = await walk<{ slug: string }>('/api/v1/institutions?limit=500');
    expect(all.length).toBeGreaterThan(6000);
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(all.length);
  });

  it('keeps filters, order and ties from page to page', async () => {
    interface Scored {
      slug: string;
      state: string;
      order: string;
      scores: Record<string, number | null>;
    }
    const edition = '/api/v1/metrica/editions/2017/institutions';
    const whole = await walk<Scored>(`${edition}?sort=pg&direction=desc&limit=500`);
    expect(whole).toHaveLength(908);
    const values = whole.map(({ scores }) => scores.pg ?? -1);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    const small = await walk<Scored>(`${edition}?sort=pg&direction=desc&limit=77`);
    expect(small.map(({ slug }) => slug)).toEqual(whole.map(({ slug }) => slug));
    const ours = await walk<Scored>(`${edition}?sort=ga&state=20&order=state&limit=5`);
    expect(ours.length).toBeGreaterThan(5);
    expect(ours.every(({ state, order }) => state === '20' && order === 'state')).toBe(true);
    const up = ours.map(({ scores }) => scores.ga ?? 0);
    expect(up).toEqual(up.toSorted((a, b) => a - b));
  });

  it('refuses a cursor that was changed, made up, or belongs to another query', async () => {
    const { next } = await json<Page<Json>>('/api/v1/institutions?limit=2&state=20');
    const cursor = new URL(next ?? '', 'http://tequio.test').searchParams.get('cursor') ?? '';
    const forged = Buffer.from('["x",1]').toString('base64url');
    for (const [address, expected] of [
      ['/api/v1/institutions?cursor=nada', /not valid/],
      ['/api/v1/institutions?cursor=', /not valid/],
      [`/api/v1/institutions?cursor=${forged}`, /not valid/],
      [`/api/v1/institutions?state=21&cursor=${cursor}`, /another query/],
      [`/api/v1/metrica/editions/2017/institutions?state=20&cursor=${cursor}`, /not valid|another query/],
    ] as const) {
      const response = await site.get(address);
      expect(response.status, address).toBe(400);
      expect(await response.json()).toMatchObject({
        parameter: 'cursor',
        detail: expect.stringMatching(expected),
      });
    }
    // How many are asked for may change on the way.
    expect((await site.get(`/api/v1/institutions?state=20&limit=9&cursor=${cursor}`)).status).toBe(200);
  });
});

describe('the Métrica as data', () => {
  interface Figure {
    published: number | null;
    mean_of_institutions: { value: number; count: number } | null;
    mean_of_units: { value: number; count: number } | null;
  }
  interface Edition {
    year: number;
    sample_size: number;
    measured: boolean;
    national: Record<string, Figure>;
  }

  it('has the national figures as published and both ways', async () => {
    const { items } = await json<Page<Edition>>('/api/v1/metrica/editions');
    expect(items.map(({ year, sample_size }) => [year, sample_size])).toEqual([
      [2017, 908],
      [2019, 1243],
      [2021, 1365],
    ]);
    const [first, second, third] = items.map(({ national }) => national);
    expect(first?.ga?.published).toBe(0.39);
    expect(first?.ga?.mean_of_institutions?.value).toBeCloseTo(0.3887, 4);
    expect(first?.ga?.mean_of_institutions?.count).toBe(908);
    expect(first?.ga?.mean_of_units?.value).toBeCloseTo(0.3872, 4);
    expect(first?.ga?.mean_of_units?.count).toBe(33);
    expect(second?.ga).toEqual({ published: 0.52, mean_of_institutions: null, mean_of_units: null });
    expect(third?.p?.published).toBe(0.35);
  });

  it('gives each unit with rank, intervals by source and the official value beside ours', async () => {
    interface Measure {
      value: number;
      rank: number;
      ranked: number;
      published: { value: number; decimals: number } | null;
      intervals: Record<string, { rank_min: number; rank_max: number } | null>;
    }
    const { items } = await json<Page<{ clave: string; measures: Record<string, Measure | null> }>>(
      '/api/v1/metrica/editions/2017/units',
    );
    expect(items).toHaveLength(33);
    const compared = items.flatMap(({ measures }) =>
      Object.values(measures).flatMap((measure) => (measure?.published ? [measure] : [])),
    );
    expect(compared).toHaveLength(165);
    for (const { value, published } of compared) {
      expect(Math.abs(value - (published?.value ?? 9))).toBeLessThanOrEqual(0.005 + 1e-9);
    }
    for (const { measures } of items) {
      const { rank = 0, ranked, intervals = {} } = measures.ga ?? {};
      expect(ranked).toBe(33);
      expect(Object.keys(intervals)).toEqual(['sampling', 'weights', 'both']);
      for (const interval of Object.values(intervals)) {
        expect(interval?.rank_min).toBeLessThanOrEqual(rank);
        expect(interval?.rank_max).toBeGreaterThanOrEqual(rank);
      }
    }
    const unknown = await json<Page<{ measures: Record<string, Measure | null> }>>(
      '/api/v1/metrica/editions/2021/units',
    );
    expect(unknown.items).toHaveLength(33);
    expect(unknown.items.every(({ measures }) => measures.ga === null)).toBe(true);
  });

  it('says of each score of an institution whether it was observed or computed', async () => {
    interface Scored {
      edition: number;
      scores: Record<string, number | null>;
      provenance: Record<string, string | null>;
    }
    const { items } = await json<Page<Scored>>('/api/v1/metrica/editions/2017/institutions?limit=500');
    for (const { edition, scores, provenance } of items) {
      expect(edition).toBe(2017);
      expect(provenance.tg).toBe('observed');
      expect(provenance.ga_gov).toBe('computed');
      expect(scores.ga_gov).toBeCloseTo(((scores.tg ?? 9) + (scores.pg ?? 9)) / 2, 12);
    }
  });

  it('finds institutions by their name without accents, and by that of their state', async () => {
    const found = await json<Page<{ name: string; state: string }>>(
      '/api/v1/metrica/editions/2017/institutions?q=oaxaca%20SECRETARIA%20salud',
    );
    expect(found.items.map(({ state }) => state)).toEqual(['20']);
    const none = await json<Page<Json>>('/api/v1/metrica/editions/2017/institutions?q=nadasellamaasi');
    expect(none).toEqual({ total: 0, next: null, items: [] });
  });
});

describe('the territory as data', () => {
  it('has the federation and 32 states with their municipalities', async () => {
    const { items } =
      await json<Page<{ clave: string; federation: boolean; municipalities: number | null; page: string }>>(
        '/api/v1/states',
      );
    expect(items).toHaveLength(33);
    expect(items.filter(({ federation }) => federation).map(({ clave }) => clave)).toEqual(['00']);
    for (const { clave, municipalities, page } of items) {
      const list = await json<Page<{ state: string }>>(`/api/v1/states/${clave}/municipalities`);
      expect(list.total).toBe(municipalities ?? 0);
      expect(list.items.every(({ state }) => state === clave)).toBe(true);
      expect((await site.get(page)).status, page).toBe(200);
    }
    expect(items.reduce((sum, { municipalities }) => sum + (municipalities ?? 0), 0)).toBe(2475);
  });

  it('tells the institutions whose kind is not known from the others', async () => {
    interface Institution {
      kind: string | null;
      self: string;
      page: string;
    }
    const unknown = await json<Page<Institution>>('/api/v1/institutions?kind=unknown&limit=5');
    expect(unknown.total).toBeGreaterThan(0);
    expect(unknown.items.every(({ kind }) => kind === null)).toBe(true);
    const [one] = (await json<Page<Institution>>('/api/v1/institutions?kind=party&limit=5')).items;
    expect(one?.kind).toBe('party');
    expect(await json(one?.self ?? '')).toEqual(one);
    expect((await site.get(one?.page ?? '')).status).toBe(200);
  });
});
