import { describe, expect, it } from 'vitest';
import { personTokens } from '../../src/modules/accounts/schema.ts';
import {
  newKey,
  secretToken,
  signedToken,
  startProvider,
  type TestProvider,
  unsignedToken,
} from '../support/oidc.ts';
import { failed, signOnOrigin, signOnStation } from '../support/sign-on-station.ts';
import { createTestSite } from '../support/site.ts';
import { createVisitor, goodPassword, openAccount } from '../support/visitor.ts';

const station = signOnStation();
const { atProvider, signOn, newcomer, credentialsOf } = station;

describe('a sign-on that somebody tampered with', () => {
  it.each<[string, () => TestProvider['tampering']]>([
    ['a token of another nonce', () => ({ token: (t) => resigned(t, { nonce: 'otra' }) })],
    ['a token without nonce', () => ({ token: (t) => resigned(t, { nonce: undefined }) })],
    ['a token for another client', () => ({ token: (t) => resigned(t, { aud: 'otro' }) })],
    [
      'a token for several and none in particular',
      () => ({ token: (t) => resigned(t, { aud: ['tequio', 'otro'] }) }),
    ],
    ['a token for another party', () => ({ token: (t) => resigned(t, { azp: 'otro' }) })],
    ['a token of another issuer', () => ({ token: (t) => resigned(t, { iss: 'http://127.0.0.1:9' }) })],
    [
      'a token that has expired',
      () => ({ token: (t) => resigned(t, { exp: 1_700_000_000, iat: 1_699_999_000 }) }),
    ],
    ['a token without subject', () => ({ token: (t) => resigned(t, { sub: '' }) })],
    ['a token signed with another key', () => ({ token: (t) => signedToken(t, newKey()) })],
    ['an unsigned token', () => ({ token: unsignedToken })],
    [
      'a token signed with the secret',
      () => ({ token: (t) => secretToken(t, station.provider.config.clientSecret) }),
    ],
    ['something that is no token', () => ({ token: () => 'x' })],
    ['the userinfo of somebody else', () => ({ userinfo: (claims) => ({ ...claims, sub: 'otra' }) })],
    ['userinfo that is none', () => ({ userinfo: () => [] })],
    ['no tokens', () => ({ status: { path: '/token', status: 401 } })],
  ])('is refused: %s', async (_, tampering) => {
    const { subject } = await newcomer();
    station.provider.tampering = tampering();
    const visitor = createVisitor(station.site);
    expect(await signOn(visitor)).toBe(failed('rechazado'));
    expect(await visitor.isSignedIn()).toBe(false);
    const page = await (await visitor.get(failed('rechazado'))).text();
    expect(page).toContain('no se pudo comprobar');
    expect(await credentialsOf(subject)).toHaveLength(1);
  });

  it('is taken when it is the same token signed again: the tests above change nothing else', async () => {
    await newcomer();
    station.provider.tampering = { token: (t) => resigned(t, {}) };
    expect(await signOn(createVisitor(station.site))).toBe('/cuenta');
  });
});

function resigned(token: Parameters<typeof signedToken>[0], claims: Record<string, unknown>): string {
  return signedToken({ ...token, claims: { ...token.claims, ...claims } }, station.provider.key);
}

describe('the way back from the single sign-on', () => {
  it('is open once, in the browser that set out, and with the state that it was given', async () => {
    await newcomer();
    const visitor = createVisitor(station.site);
    const back = await atProvider(visitor);
    expect((await createVisitor(station.site).get(back)).headers.get('location')).toBe(failed('estado'));
    const forged = back.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`);
    expect((await visitor.get(forged)).headers.get('location')).toBe(failed('estado'));
    const cookies = new Map(visitor.cookies);
    expect((await visitor.get(back)).headers.get('location')).toBe('/cuenta');
    const thief = createVisitor(station.site);
    for (const [name, value] of cookies) thief.cookies.set(name, value);
    expect((await thief.get(back)).headers.get('location')).toBe(failed('estado'));
    expect(await thief.isSignedIn()).toBe(false);
    expect((await visitor.get('/entrar/unico/regreso')).headers.get('location')).toBe(failed('estado'));
  });

  it('takes neither a code of another sign-on nor one that was used, nor another issuer', async () => {
    await newcomer();
    const codeOf = (path: string) => new URL(path, signOnOrigin).searchParams.get('code') ?? '';
    const victim = createVisitor(station.site);
    const back = await atProvider(victim);
    const attacker = createVisitor(station.site);
    const theirs = await atProvider(attacker);
    const injected = back.replace(codeOf(back), codeOf(theirs));
    expect((await victim.get(injected)).headers.get('location')).toBe(failed('rechazado'));
    const again = await atProvider(victim);
    const used = again.replace(codeOf(again), codeOf(back));
    expect((await victim.get(used)).headers.get('location')).toBe(failed('rechazado'));
    const other = await atProvider(victim);
    const mixed = `${other.replace(/[?&]iss=[^&]+/, '')}&iss=http%3A%2F%2Fother.test`;
    expect((await victim.get(mixed)).headers.get('location')).toBe(failed('estado'));
  });

  it('is too late after ten minutes', async () => {
    await newcomer();
    const visitor = createVisitor(station.site);
    const back = await atProvider(visitor);
    await station.services.orm.update(personTokens).set({ expiresAt: new Date(Date.now() - 1000) });
    expect((await visitor.get(back)).headers.get('location')).toBe(failed('estado'));
  });

  it('says so when the person cancelled, in their language', async () => {
    station.provider.person = undefined;
    const visitor = createVisitor(station.site);
    expect(await signOn(visitor, '/en/entrar/unico')).toBe(`/en${failed('cancelado')}`);
    const page = await (await visitor.get(`/en${failed('cancelado')}`)).text();
    expect(page).toContain('You cancelled at Acceso de Prueba');
    expect(await (await visitor.get('/entrar/unico/fallo?motivo=%3Cb%3E')).text()).toContain(
      'no se hizo nada',
    );
  });
});

describe('a single sign-on that is down', () => {
  it('is said to be, and keeps nobody from signing in otherwise', async () => {
    const other = await startProvider(signOnOrigin);
    const down = createTestSite({
      ...station.services,
      config: { ...station.services.config, oidc: other.config },
    });
    const email = 'abajo@ejemplo.test';
    await openAccount(station.services, createVisitor(station.site), email);
    other.tampering = { status: { path: '/token', status: 503 } };
    other.person = { subject: 'sujeto', claims: {} };
    const visitor = createVisitor(down);
    const away = await visitor.get('/entrar/unico');
    const back = await other.signIn(away.headers.get('location') ?? '');
    expect((await visitor.get(back)).headers.get('location')).toBe(failed('caido'));
    await other.stop();
    const gone = createTestSite({
      ...station.services,
      config: { ...station.services.config, oidc: { ...other.config } },
    });
    const alone = createVisitor(gone);
    const refused = await alone.get('/entrar/unico');
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain('Acceso de Prueba no responde');
    expect((await alone.get('/entrar')).status).toBe(200);
    const entered = await alone.send('/entrar', { email, password: goodPassword });
    expect(entered.headers.get('location')).toBe('/cuenta');
  });

  it.each<[string, TestProvider['tampering']]>([
    ['speaks for another issuer', { discovery: (said) => ({ ...said, issuer: 'http://127.0.0.1:9' }) }],
    [
      'sends people elsewhere without TLS',
      { discovery: (said) => ({ ...said, token_endpoint: 'ftp://x.test/' }) },
    ],
    ['says nothing of use', { discovery: () => ({}) }],
  ])('or %s is not used', async (_, tampering) => {
    station.provider.tampering = tampering;
    const wrong = createTestSite({
      ...station.services,
      config: { ...station.services.config, oidc: { ...station.provider.config } },
    });
    expect((await createVisitor(wrong).get('/entrar/unico')).status).toBe(503);
  });

  it('is not there at all where none is set up', async () => {
    const without = createTestSite({
      ...station.services,
      config: { ...station.services.config, oidc: undefined },
    });
    const visitor = createVisitor(without);
    for (const path of ['', '/regreso', '/fallo', '/nuevo', '/codigo']) {
      expect((await visitor.get(`/entrar/unico${path}`)).status, path).toBe(404);
    }
    expect(await (await visitor.get('/entrar')).text()).not.toContain('/entrar/unico');
    expect(await (await createVisitor(station.site).get('/entrar')).text()).toContain('/entrar/unico');
  });
});

it('takes tokens signed with RSA as well', async () => {
  const rsa = await startProvider(signOnOrigin, 'RS256');
  try {
    const other = createTestSite({
      ...station.services,
      config: { ...station.services.config, oidc: rsa.config },
    });
    rsa.person = { subject: 'rsa', claims: {} };
    const visitor = createVisitor(other);
    const away = await visitor.get('/entrar/unico');
    const back = await visitor.get(await rsa.signIn(away.headers.get('location') ?? ''));
    expect(back.headers.get('location')).toBe('/entrar/unico/nuevo');
  } finally {
    await rsa.stop();
  }
});
