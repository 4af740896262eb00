import { describe, expect, it } from 'vitest';
import { accessGrants } from '#platform/access/schema.ts';
import type { Person } from '#platform/access/subject.ts';
import { describeApi } from '#platform/http/api.ts';
import { keepPending } from '#platform/uploads/pending.ts';
import { pendingUploads } from '#platform/uploads/schema.ts';
import { modules } from '../../src/app.ts';
import { eraseAccount } from '../../src/modules/accounts/actions/erase.ts';
import { personSessions, personTokens } from '../../src/modules/accounts/schema.ts';
import { createPerson, formRequest, ownPage } from '../support/people.ts';
import { linksOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

/* Holes that other platforms of participation have had, each held shut. */

const site = testSite();
const everywhere = [{ role: 'administrator', scope: { kind: 'platform' } }] as const;

const subjectOf = (id: string): Person => ({
  ...{ kind: 'person', id, assurance: 1, state: null, municipality: null, grants: [] },
  ...{ secondFactor: false, session: { id, since: new Date() } },
});

describe('a participant', () => {
  it('reads, adds to, confirms and withdraws no census', async () => {
    const citizen = await createPerson(site.services, {
      assurance: 2,
      residence: { state: '20', municipality: '20067' },
    });
    const facilitator = await createPerson(site.services, {
      grants: [{ role: 'facilitator', scope: { kind: 'state', state: '20' } }],
    });
    const id = '00000000-0000-7000-8000-000000000000';
    const body = new FormData();
    body.append('archivo', new File(['curp\nAAAA000000HDFBBB00\n'], 'padron.csv'));
    for (const { cookie } of [citizen, facilitator]) {
      expect((await site.get('/gestion/censo', { cookie })).status).toBe(403);
      expect(
        (await site.ask('/gestion/censo', { method: 'POST', body, headers: { ...ownPage, cookie } })).status,
      ).toBe(403);
      for (const act of ['confirmar', 'retirar', 'descartar'])
        expect((await site.ask(`/gestion/censo/${id}/${act}`, formRequest({}, cookie))).status, act).toBe(
          403,
        );
    }
  });

  it('reaches no page and no form of the staff area, in either language', async () => {
    const { cookie } = await createPerson(site.services, { assurance: 2, secondFactor: true });
    const staffed = modules.flatMap(({ pages, forms = [] }) => [
      ...pages.map(({ path }) => ({ path, method: 'GET' })),
      ...forms.map(({ path }) => ({ path, method: 'POST' })),
    ]);
    const asked = staffed.filter(({ path }) => path.startsWith('/gestion'));
    expect(asked.length).toBeGreaterThan(10);
    for (const { path, method } of asked) {
      const address = path.replace(/:\w+(\{[^}]*\})?/g, (_, form) =>
        form === '{[0-9]+}' ? '7' : '00000000-0000-7000-8000-000000000000',
      );
      for (const prefix of ['', '/en']) {
        const init = method === 'POST' ? formRequest({}, cookie) : { headers: { cookie } };
        expect((await site.ask(prefix + address, init)).status, `${method} ${address}`).toBe(403);
      }
    }
  });

  it('has no way to act by a name with a script in it', async () => {
    const name = '<script>alert(document.cookie)</script>';
    const { id, cookie } = await createPerson(site.services, { name });
    const admin = await createPerson(site.services, { grants: everywhere });
    const own = await (await site.get('/cuenta', { cookie })).text();
    const seen = await (await site.get(`/gestion/personas/${id}`, { cookie: admin.cookie })).text();
    expect(own).toContain('&lt;script&gt;alert(document.cookie)');
    for (const page of [own, seen]) expect(page).not.toContain('<script>alert');
  });
});

describe('an account that was deleted', () => {
  it('leaves no session, no grant in effect, no token and no undecided file behind', async () => {
    const { services } = site;
    const { orm } = services;
    const gone = await createPerson(services, {
      grants: [{ role: 'moderator', scope: { kind: 'platform' } }],
    });
    const now = services.now();
    const check = {
      ...{ outcome: 'loadable' as const, rows: 1, notes: [], problems: [], problemCount: 0 },
      ...{ rowsBefore: null, figures: [] },
    };
    await keepPending(orm, {
      ...{ person: gone.id, dataSet: 'states', options: {}, name: 'a.csv', sha256: '' },
      ...{ bytes: new Uint8Array(1), check, sentAt: now },
    });
    expect((await site.get('/cuenta', { cookie: gone.cookie })).status).toBe(200);
    expect(await eraseAccount(services, modules, subjectOf(gone.id), 'password')).toBe(true);
    for (const path of ['/cuenta', '/gestion']) {
      expect((await site.get(path, { cookie: gone.cookie })).headers.get('location'), path).toContain(
        '/entrar',
      );
    }
    const rows = await Promise.all([
      orm.select().from(personSessions),
      orm.select().from(personTokens),
      orm.select().from(pendingUploads),
      orm.select().from(accessGrants),
    ]);
    expect(JSON.stringify(rows)).not.toContain(gone.id);
  });
});

/** The names of all properties that a schema of the API can answer with, however deep. */
function* propertiesOf(part: unknown): Generator<string> {
  if (Array.isArray(part)) {
    for (const inner of part) yield* propertiesOf(inner);
  } else if (typeof part === 'object' && part !== null) {
    const { properties } = part as { properties?: Record<string, unknown> };
    yield* Object.keys(properties ?? {});
    for (const inner of Object.values(part)) yield* propertiesOf(inner);
  }
}

describe('the API', () => {
  it('has no field that says anything of a person', () => {
    const { components, paths } = describeApi(modules, site.services, 'en');
    const names = [...new Set([...propertiesOf(components), ...propertiesOf(paths)])];
    expect(names.length).toBeGreaterThan(20);
    // A `session` of the API is one of the Commission; what belongs to a sign-in would be named more closely.
    const personal =
      /e-?mail|curp|password|phone|person(?!al)|account|session.|.session|token|secret|salt|birth|residence|user/i;
    expect(names.filter((name) => personal.test(name))).toEqual([]);
  });
});

describe('what everyone may read', () => {
  it('holds nothing of anybody who has an account: no page, no download, no feed, no API', async () => {
    const { services } = site;
    const marks = ['zq9-nombre', 'zq9-correo@ejemplo.test'];
    const person = await createPerson(services, {
      ...{ name: marks[0] ?? '', email: marks[1] ?? '', assurance: 2, grants: everywhere },
      residence: { state: '20', municipality: '20067' },
    });
    const check = {
      ...{ outcome: 'loadable' as const, rows: 1, notes: ['zq9-aviso'], problems: [], problemCount: 0 },
      ...{ rowsBefore: null, figures: [] },
    };
    await keepPending(services.orm, {
      ...{ person: person.id, dataSet: 'states', options: {}, name: 'zq9-archivo.csv', sha256: '' },
      ...{ bytes: new TextEncoder().encode('zq9-contenido'), check, sentAt: services.now() },
    });
    const { paths = {} } = describeApi(modules, services, 'en');
    const open = [
      ...modules.flatMap(({ pages }) =>
        pages
          .filter(({ path, access }) => access === 'public' && !path.includes(':'))
          .map(({ path }) => path),
      ),
      ...Object.keys(paths).filter((path) => !path.includes('{')),
      ...['/metrica/2017', '/entidades/oaxaca'],
    ];
    const seen = new Set<string>();
    const files = /\.(csv|json|atom|ics|xml|parquet)(\?|$)|^\/api\//;
    for (let path = open.shift(); path !== undefined; path = open.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const response = await site.ask(path, {}, `10.9.${seen.size >> 8}.${seen.size & 255}`);
      const text = await response.text();
      expect(text.includes('zq9-') || text.includes(person.id), path).toBe(false);
      if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) continue;
      open.push(...[...linksOf(text)].filter((link) => link.startsWith('/') && files.test(link)));
    }
    expect([...seen].filter((path) => files.test(path)).length).toBeGreaterThan(10);
  });
});
