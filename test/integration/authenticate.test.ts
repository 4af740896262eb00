import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { accounts } from '#modules/accounts/index.ts';
import { createAccess } from '#platform/access/access.ts';
import { people as anybody, holders, policy } from '#platform/access/policy.ts';
import type { FormRoute, Module, PageRoute } from '#platform/module.ts';
import { personSessions } from '../../src/modules/accounts/schema.ts';
import { createPerson, formRequest, ownPage } from '../support/people.ts';
import { createTestSite, testSite } from '../support/site.ts';

const shared = testSite();

const whoAsks: PageRoute = {
  path: '/quien',
  access: 'probe.see',
  cache: 'none',
  handle: ({ subject }) => ({ kind: 'json', data: subject }),
};
const staffOnly: PageRoute = {
  path: '/personal',
  access: 'probe.work',
  cache: 'none',
  handle: () => ({ kind: 'json', data: 'staff' }),
};
const write: FormRoute = {
  path: '/quien',
  access: 'probe.see',
  limit: { name: 'probe', burst: 100, periodSeconds: 60 },
  handle: ({ form }) => ({ kind: 'json', data: { text: form.text('texto') } }),
};
const probe: Module = {
  name: 'probe',
  pages: [whoAsks, staffOnly],
  forms: [write],
  navigation: [],
  dataSets: [],
  policies: [policy('probe.see', anybody()), policy('probe.work', holders('administrator'))],
};

/** The shared stores behind a site with nothing but accounts and the routes above. */
function site() {
  const services = { ...shared.services, access: createAccess(probe.policies ?? []) };
  return { services, ...createTestSite(services, [accounts, probe]) };
}

describe('a page for people with an account', () => {
  it('leads whoever has not signed in to where they can, and back', async () => {
    const response = await site().get('/en/quien?a=1');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/en/entrar?volver=%2Fquien%3Fa%3D1');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  it('knows a person by their session, and keeps what it says for nobody else', async () => {
    const { services, get } = site();
    const person = await createPerson(services, {
      assurance: 2,
      residence: { state: '20', municipality: '20067' },
    });
    const response = await get('/quien', { cookie: person.cookie });
    expect(await response.json()).toMatchObject({
      ...{ kind: 'person', id: person.id, assurance: 2, state: '20', municipality: '20067' },
      ...{ grants: [], secondFactor: false },
    });
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await get('/quien')).status).toBe(303);
  });

  it('knows nobody by a session that has ended, by one that nobody signed, or by rubbish', async () => {
    const { services, get } = site();
    const { id, cookie } = await createPerson(services);
    expect((await get('/quien', { cookie: cookie.replace(/=./, '=x') })).status).toBe(303);
    expect((await get('/quien', { cookie: `${cookie.split('.')[0]}.c2lnbmVk` })).status).toBe(303);
    expect((await get('/quien', { cookie: 'tequio-session=%00%ff' })).status).toBe(303);
    await services.orm.delete(personSessions).where(eq(personSessions.userId, id));
    expect((await get('/quien', { cookie })).status).toBe(303);
  });

  it('lets grants count only in a session with a second factor', async () => {
    const { services, get } = site();
    const grants = [{ role: 'administrator', scope: { kind: 'platform' } }] as const;
    const strong = await createPerson(services, { grants });
    const weak = await createPerson(services, { grants, secondFactor: false });
    const citizen = await createPerson(services);
    expect((await get('/personal', { cookie: strong.cookie })).status).toBe(200);
    const sent = await get('/personal', { cookie: weak.cookie });
    expect(sent.headers.get('location')).toBe('/cuenta/segundo-factor?volver=%2Fpersonal');
    expect((await get('/personal', { cookie: citizen.cookie })).status).toBe(403);
  });
});

describe('a form', () => {
  it('is taken from our own pages only', async () => {
    const { services, ask } = site();
    const { cookie } = await createPerson(services);
    const send = (headers: Record<string, string>) =>
      ask('/quien', {
        method: 'POST',
        body: new URLSearchParams({ texto: 'x' }),
        headers: { cookie, ...headers },
      });
    expect((await send(ownPage)).status).toBe(200);
    expect((await send({ origin: 'http://tequio.test' })).status).toBe(200);
    for (const headers of [
      {},
      { origin: 'https://elsewhere.test' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: 'http://tequio.test' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ])
      expect((await send(headers as Record<string, string>)).status, JSON.stringify(headers)).toBe(403);
  });

  it('comes back whole to somebody whose session has ended', async () => {
    const { ask } = site();
    const response = await ask('/quien', formRequest({ texto: 'Lo que <b>escribí</b>\ncon calma' }));
    expect(response.status).toBe(401);
    const text = await response.text();
    expect(text).toContain('Lo que &lt;b&gt;escribí&lt;/b&gt;\ncon calma');
    expect(text).toContain('/entrar?volver=%2Fquien');
  });

  it('takes so many from one client, and says when to come back', async () => {
    const { services, ask } = site();
    const limited = createTestSite(services, [
      accounts,
      { ...probe, forms: [{ ...write, limit: { name: 'probe-few', burst: 2, periodSeconds: 60 } }] },
    ]);
    const { cookie } = await createPerson(services);
    const send = () => limited.ask('/quien', formRequest({ texto: 'x' }, cookie));
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    const refused = await send();
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(30);
    expect(await refused.text()).toContain('Demasiadas veces en poco tiempo');
    expect((await ask('/quien', { method: 'POST', body: 'x', headers: ownPage })).status).toBe(415);
  });
});
