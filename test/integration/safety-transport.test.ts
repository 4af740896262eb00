import { describe, expect, it } from 'vitest';
import { accounts } from '#modules/accounts/index.ts';
import { createAccess } from '#platform/access/access.ts';
import { people, policy } from '#platform/access/policy.ts';
import type { Module } from '#platform/module.ts';
import { createPerson } from '../support/people.ts';
import { createTestSite, testSite } from '../support/site.ts';

/** One for each: what keeps accounts is set up once for a database. */
const overTls = testSite();
const plain = testSite();

const probe: Module = {
  name: 'probe',
  pages: [
    { path: '/', access: 'public', cache: 'data', handle: () => ({ kind: 'json', data: {} }) },
    {
      path: '/mio',
      access: 'probe.see',
      cache: 'none',
      handle: ({ answer }) => {
        answer.append('set-cookie', 'tequio-x=1');
        return { kind: 'json', data: 'mine', filename: 'mis datos ñ.json' };
      },
    },
  ],
  navigation: [],
  dataSets: [],
  policies: [policy('probe.see', people())],
};

function site(publicUrl: string | undefined) {
  const { services } = publicUrl?.startsWith('https:') ? overTls : plain;
  const config = { ...services.config, publicUrl };
  const own = { ...services, config, access: createAccess(probe.policies ?? []) };
  return { services: own, ...createTestSite(own, [accounts, probe]) };
}

describe('a platform that people reach over TLS', () => {
  it('says so with every answer, so that browsers never ask without it again', async () => {
    const { get, ask } = site('https://tequio.example');
    const answers = [
      await get('/'),
      await get('/no-existe'),
      await get('/mio'),
      await get('/api/openapi.json'),
      await get('/healthz'),
      await ask('/mio', { method: 'POST' }),
    ];
    for (const { headers } of answers)
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(
      (await site('http://tequio.example').get('/')).headers.get('strict-transport-security'),
    ).toBeNull();
    expect((await site(undefined).get('/')).headers.get('strict-transport-security')).toBeNull();
  });

  it('ties the session to this host and to TLS, and takes no other cookie for it', async () => {
    const { services, get } = site('https://tequio.example');
    const { cookie } = await createPerson(services);
    expect(cookie).toMatch(/^__Host-tequio-session=/);
    expect((await get('/mio', { cookie })).status).toBe(200);
    // A cookie of that name can be set by any host of the same domain.
    expect((await get('/mio', { cookie: cookie.replace('__Host-', '') })).status).toBe(303);
  });
});

describe('what is for one person', () => {
  it('is kept nowhere, read by no other site, compressed by nobody, and framed nowhere', async () => {
    const { services, get } = site(undefined);
    const { cookie } = await createPerson(services);
    const { headers } = await get('/mio', {
      cookie,
      'accept-encoding': 'br, gzip',
      origin: 'https://other.test',
    });
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('access-control-expose-headers')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('content-encoding')).toBeNull();
    expect(headers.get('etag')).toBeNull();
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('set-cookie')).toBe('tequio-x=1');
  });

  it('is a file to be kept where it says so, whatever its name', async () => {
    const { services, get } = site(undefined);
    const { cookie } = await createPerson(services);
    const { headers } = await get('/mio', { cookie });
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="mis datos n.json"; filename*=UTF-8''mis%20datos%20%C3%B1.json`,
    );
    expect(headers.get('content-security-policy')).toBe(
      "sandbox; default-src 'none'; frame-ancestors 'none'",
    );
  });

  it('takes no cookie of anybody into what everyone is shown', async () => {
    const { services, get } = site(undefined);
    const { cookie } = await createPerson(services);
    const { headers } = await get('/', { cookie });
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('cache-control')).toBe('public, no-cache');
  });
});
