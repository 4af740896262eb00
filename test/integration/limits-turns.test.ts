import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createAccess } from '#platform/access/access.ts';
import { serverDatabase } from '#platform/database/server.ts';
import { documents, reads, searches } from '#platform/limits/allowances.ts';
import { type Allowance, forgetWhole, takeTurn } from '#platform/limits/limit.ts';
import { rateLimits } from '#platform/limits/schema.ts';
import type { Module } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import { ownPage } from '../support/people.ts';
import { createTestSite, testSite } from '../support/site.ts';

const shared = testSite();
const start = new Date('2026-01-05T12:00:00Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);

/** 3 at once, and one more every 20 seconds. */
const three: Allowance = { name: 'three', burst: 3, periodSeconds: 60 };
const take = (who: string, seconds: number) => takeTurn(shared.services.orm, three, who, later(seconds));

describe('an allowance', () => {
  it('gives as many turns at once as it says, and then tells when there is another', async () => {
    for (let turn = 0; turn < 3; turn += 1) expect(await take('burst', 0)).toEqual({ granted: true });
    expect(await take('burst', 0)).toEqual({ granted: false, retryAfterSeconds: 20 });
    expect(await take('burst', 12.5)).toEqual({ granted: false, retryAfterSeconds: 8 });
    expect(await take('other', 0)).toEqual({ granted: true });
  });

  it('fills up again turn by turn, and is whole after its period', async () => {
    for (let turn = 0; turn < 3; turn += 1) await take('refill', 0);
    expect((await take('refill', 19.9)).granted).toBe(false);
    expect((await take('refill', 20)).granted).toBe(true);
    expect((await take('refill', 20)).granted).toBe(false);
    for (let turn = 0; turn < 3; turn += 1) expect((await take('refill', 100)).granted).toBe(true);
    expect((await take('refill', 100)).granted).toBe(false);
  });

  it('loses nothing to turns that are refused', async () => {
    for (let turn = 0; turn < 3; turn += 1) await take('refused', 0);
    for (let turn = 0; turn < 30; turn += 1) await take('refused', 1);
    expect((await take('refused', 20)).granted).toBe(true);
  });

  it('of one turn is one turn', async () => {
    const one = { name: 'one', burst: 1, periodSeconds: 30 };
    const ask = (seconds: number) => takeTurn(shared.services.orm, one, 'x', later(seconds));
    expect(await ask(0)).toEqual({ granted: true });
    expect(await ask(0)).toEqual({ granted: false, retryAfterSeconds: 30 });
    expect(await ask(30)).toEqual({ granted: true });
  });

  it('gives no more to many who ask at the same time, over several connections', async () => {
    const turns = await Promise.all(Array.from({ length: 24 }, () => take('parallel', 0)));
    expect(turns.filter(({ granted }) => granted)).toHaveLength(3);
  });

  it('is not used up by a clock that stands a little behind', async () => {
    await take('clocks', 5);
    expect((await take('clocks', 0)).granted).toBe(true);
  });

  it('is forgotten when it is whole', async () => {
    const { orm } = shared.services;
    await take('forgotten', 0);
    await forgetWhole(orm, later(19));
    const known = async () =>
      (await orm.select().from(rateLimits)).filter(({ key }) => key === 'three forgotten').length;
    expect(await known()).toBe(1);
    await forgetWhole(orm, later(21));
    expect(await known()).toBe(0);
  });
});

const sent: Module = {
  name: 'probe',
  pages: [
    { path: '/', access: 'public', cache: 'none', handle: () => ({ kind: 'json', data: 'home' }) },
    { path: '/lee', access: 'public', cache: 'none', handle: () => ({ kind: 'json', data: 'made' }) },
    { path: '/queda', access: 'public', cache: 'data', handle: () => ({ kind: 'json', data: 'kept' }) },
  ],
  forms: [
    {
      path: '/lee',
      access: 'public',
      limit: { name: 'probe-form', burst: 2, periodSeconds: 3600 },
      handle: () => ({ kind: 'json', data: 'sent' }),
    },
  ],
  navigation: [],
  dataSets: [],
};

/** A site whose clock stands still, asked from an address as the network would. */
function site(change: Partial<Services> = {}) {
  const services: Services = {
    ...shared.services,
    access: createAccess([]),
    now: () => start,
    ...change,
  };
  const { ask } = createTestSite(services, [sent]);
  const from = (address: string) => (path: string, init?: RequestInit) => ask(path, init, address);
  return { from };
}

const form = { method: 'POST', body: new URLSearchParams({ a: '1' }), headers: ownPage };

describe('a form with a limit', () => {
  it("is refused with the time to wait, as a page in the reader's language, after a restart too", async () => {
    const first = site().from('203.0.113.7');
    expect((await first('/lee', form)).status).toBe(200);
    // Another application over the same records: another process, or the same one after a restart.
    const second = site().from('203.0.113.7');
    expect((await second('/lee', form)).status).toBe(200);
    const refused = await second('/lee', form);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1800');
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(await refused.text()).toContain('Espera 30 minutos');
    expect(await (await second('/en/lee', form)).text()).toContain('Wait 30 minutes');
    expect((await site().from('203.0.113.8')('/lee', form)).status).toBe(200);
  });

  it('leaves no address in the records', async () => {
    await site().from('198.51.100.77')('/lee', form);
    const rows = await shared.services.orm.execute(sql`select key from rate_limits`);
    const text = JSON.stringify(rows);
    expect(text).toContain('probe-form');
    expect(text).not.toContain('198.51.100');
    expect(text).not.toContain('203.0.113');
  });
});

describe('reading', () => {
  const many = async (
    ask: (path: string) => Promise<Response>,
    path: (at: number) => string,
    times: number,
  ) => {
    const statuses: Record<number, number> = {};
    for (let at = 0; at < times; at += 1) {
      const { status } = await ask(path(at));
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    return statuses;
  };

  it('is limited where answers have to be made, and writes nothing down for few', async () => {
    const ask = site().from('192.0.2.1');
    const { orm } = shared.services;
    const written = async () =>
      (await orm.select().from(rateLimits)).filter(({ key }) => key.startsWith('reads ')).length;
    const before = await written();
    await many(ask, (at) => `/lee?n=${at}`, 19);
    expect(await written()).toBe(before);
    await many(ask, (at) => `/lee?n=${at}`, 1);
    expect(await written()).toBe(before + 1);
  });

  it('goes on from the cache for whoever has asked too much, and for everyone else', async () => {
    const ask = site().from('192.0.2.2');
    expect((await ask('/queda')).status).toBe(200);
    const statuses = await many(ask, (at) => `/lee?n=${at}`, reads.burst + 50);
    // The reads after the last turn taken are not counted yet.
    expect(statuses[200]).toBeGreaterThanOrEqual(reads.burst);
    expect(statuses[200]).toBeLessThan(reads.burst + 20);
    const refused = await ask('/lee?n=x');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBe(2);
    expect(await refused.text()).toContain('demasiadas solicitudes desde tu red');
    expect((await ask('/queda')).status).toBe(200);
    expect((await site().from('192.0.2.3')('/lee')).status).toBe(200);
  });

  it('tells programs so as problem+json', async () => {
    const ask = site().from('192.0.2.4');
    await many(ask, (at) => `/api/openapi.json?q=${at}`, searches.burst + 20);
    const refused = await ask('/api/openapi.json?q=x');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.headers.get('retry-after')).toBe('4');
    expect(await refused.json()).toMatchObject({ status: 429, title: 'Too many requests' });
    expect((await ask('/api/openapi.json')).status).toBe(200);
  });

  it('goes on without the records, as far as it can', async () => {
    const nobody = serverDatabase('postgres://tequio@127.0.0.1:1/tequio', 1, () => undefined);
    const ask = site({ orm: nobody.orm }).from('192.0.2.5');
    expect(await many(ask, (at) => `/lee?n=${at}`, 45)).toEqual({ 200: 45 });
    expect((await ask('/lee', form)).status).toBe(503);
  });
});

it('forms that take documents are taken from one network so many times, whoever sends them', async () => {
  const send = async () => {
    const init = { method: 'POST', body: new FormData(), headers: ownPage };
    return (await shared.ask('/gestion/planes/oaxaca/1/etapa', init, '198.51.100.78')).status;
  };
  for (let turn = 0; turn < documents.burst; turn += 1) expect(await send()).toBe(303);
  expect(await send()).toBe(429);
});
