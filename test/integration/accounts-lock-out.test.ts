import { describe, expect, it } from 'vitest';
import { createTestSite, testSite } from '../support/site.ts';
import { createVisitor, goodPassword, lastLetter, peopleWithAccounts, tokenOf } from '../support/visitor.ts';

const shared = testSite();

/** Somebody with an account, and the browser they opened it in. */
const somebody = peopleWithAccounts(shared, 'falla');

const wrong = (email: string, n = 0) => ({ email, password: `no es la suya, prueba ${n}` });

describe('wrong passwords', () => {
  it('make the client wait that sends them, and say for how long', async () => {
    const { email } = await somebody();
    const stranger = createVisitor(shared);
    for (let n = 0; n < 5; n += 1) expect((await stranger.send('/entrar', wrong(email, n))).status).toBe(422);
    const refused = await stranger.send('/entrar', { email, password: goodPassword });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(180);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(100);
    const text = await refused.text();
    expect(text).toContain('puedes entrar con un enlace');
    expect(text).toContain(`value="${email}"`);
    expect(await stranger.isSignedIn()).toBe(false);
    // It waits for this account, not for others.
    const { email: other } = await somebody();
    expect((await stranger.send('/entrar', { email: other, password: goodPassword })).status).toBe(303);
    // And when the time is over it may try again.
    const now = () => new Date(Date.now() + 181 * 1000);
    const later = createVisitor(createTestSite({ ...shared.services, now }), { address: stranger.address });
    expect((await later.send('/entrar', { email, password: goodPassword })).status).toBe(303);
  });

  it('count the same for an address without account', async () => {
    const stranger = createVisitor(shared);
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1)
      statuses.push((await stranger.send('/entrar', wrong('nadie-mas@ejemplo.test', n))).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });

  it('do not add up over right ones', async () => {
    const { email } = await somebody();
    const visitor = createVisitor(shared);
    for (let round = 0; round < 4; round += 1) {
      for (let n = 0; n < 3 && round === 0; n += 1) await visitor.send('/entrar', wrong(email, n));
      for (let n = 0; n < 4; n += 1) {
        expect((await visitor.send('/entrar', { email, password: goodPassword })).status).toBe(303);
      }
    }
  });

  it('from many places pause passwords in unknown browsers, and lock nobody out of their own', async () => {
    const { email, home } = await somebody();
    let refused = 0;
    for (let n = 0; n < 7; n += 1) {
      const attacker = createVisitor(shared);
      for (let m = 0; m < 3; m += 1)
        if ((await attacker.send('/entrar', wrong(email, m))).status === 429) refused += 1;
    }
    expect(refused).toBe(1);
    const unknown = createVisitor(shared);
    const paused = await unknown.send('/entrar', { email, password: goodPassword });
    expect(paused.status).toBe(429);
    expect(Number(paused.headers.get('retry-after'))).toBeLessThanOrEqual(900);

    // The browser in which the account was opened is known, also after signing out and from another network.
    await home.send('/salir', {});
    expect(await home.isSignedIn()).toBe(false);
    const away = createVisitor(shared);
    away.cookies.set('tequio-device', home.cookies.get('tequio-device') ?? '');
    expect((await away.send('/entrar', { email, password: goodPassword })).status).toBe(303);

    // And everybody who reads the account's mail gets in with a link.
    await unknown.send('/entrar/carta', { linkEmail: email });
    const { path, token } = tokenOf(await lastLetter(shared.services, email));
    expect((await unknown.send(path, { token })).status).toBe(303);
    expect(await unknown.isSignedIn()).toBe(true);
    await unknown.send('/salir', {});
    expect((await unknown.send('/entrar', { email, password: goodPassword })).status).toBe(303);
  });

  it('count in a known browser too, for that browser', async () => {
    const { email, home } = await somebody();
    const { email: other } = await somebody();
    for (let n = 0; n < 5; n += 1) expect((await home.send('/entrar', wrong(email, n))).status).toBe(422);
    expect((await home.send('/entrar', { email, password: goodPassword })).status).toBe(429);
    expect((await createVisitor(shared).send('/entrar', { email, password: goodPassword })).status).toBe(303);
    // What is known of one account says nothing of another.
    for (let n = 0; n < 5; n += 1) await home.send('/entrar', wrong(other, n));
    expect((await home.send('/entrar', { email: other, password: goodPassword })).status).toBe(429);
  });

  it('count on after a restart', async () => {
    const { email } = await somebody();
    const address = '203.0.113.77';
    for (let n = 0; n < 5; n += 1) await createVisitor(shared, { address }).send('/entrar', wrong(email, n));
    const restarted = createVisitor(createTestSite(shared.services), { address });
    expect((await restarted.send('/entrar', { email, password: goodPassword })).status).toBe(429);
  });

  it('take no more than their number when they come at the same time', async () => {
    const { email } = await somebody();
    const stranger = createVisitor(shared);
    const tries = Array.from({ length: 12 }, (_, n) => stranger.send('/entrar', wrong(email, n)));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
  });

  it('of a browser whose mark was forged, or is of somebody else, count as those of any', async () => {
    const { email, home, id } = await somebody();
    const { home: other } = await somebody();
    const real = home.cookies.get('tequio-device') ?? '';
    expect(real).not.toContain(id);
    for (const mark of [
      other.cookies.get('tequio-device') ?? '',
      real.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      real.replace(/\.\d+\./, '.99999.'),
      '%00~~..',
      'x'.repeat(3000),
    ]) {
      const attacker = createVisitor(shared);
      attacker.cookies.set('tequio-device', mark);
      const elsewhere = createVisitor(shared, { address: attacker.address });
      for (let n = 0; n < 3; n += 1) await attacker.send('/entrar', wrong(email, n));
      for (let n = 0; n < 2; n += 1) await elsewhere.send('/entrar', wrong(email, n));
      expect((await elsewhere.send('/entrar', wrong(email))).status, mark.slice(0, 40)).toBe(429);
      await shared.services.orm.execute("delete from rate_limits where key like 'sign-in-account%'");
    }
  });
});
