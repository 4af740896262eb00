import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#platform/services.ts';
import {
  people,
  personCredentials,
  personIdentities,
  personTokens,
} from '../../src/modules/accounts/schema.ts';
import {
  newKey,
  secretToken,
  signedToken,
  startProvider,
  type TestProvider,
  unsignedToken,
} from '../support/oidc.ts';
import { applicationCode, setUpFactor, timePasses } from '../support/second-factor.ts';
import { createTestSite } from '../support/site.ts';
import { openTestServices } from '../support/stores.ts';
import {
  createVisitor,
  goodPassword,
  lastLetter,
  lettersTo,
  openAccount,
  type Visitor,
} from '../support/visitor.ts';

const origin = 'http://tequio.test';
/** A fictional CURP whose check digit is right. */
const curp = 'XEXX010101HNEXXXA4';

let provider: TestProvider;
let services: Services;
let site: ReturnType<typeof createTestSite>;
let count = 0;

beforeAll(async () => {
  provider = await startProvider(origin);
  services = await openTestServices({
    prepared: true,
    config: { publicUrl: origin, oidc: provider.config },
  });
  site = createTestSite(services);
});
afterAll(async () => {
  await provider.stop();
  await services.database.close();
});

/** Somebody fictional whom the provider knows and signs in from now on. */
function known(claims: Record<string, unknown> = {}) {
  count += 1;
  const email = `unico-${count}@ejemplo.test`;
  const person = {
    subject: `sujeto-${count}`,
    claims: {
      email,
      email_verified: true,
      name: `Persona Única ${count}`,
      picture: 'https://x.test/y.png',
      ...claims,
    },
  };
  provider.person = person;
  return { email, ...person };
}

beforeEach(() => {
  provider.tampering = {};
});

/** Goes out to the provider and signs in there. @returns where the provider sends the person back to */
async function atProvider(visitor: Visitor, path = '/entrar/unico'): Promise<string> {
  const away = await visitor.get(path);
  expect(away.status).toBe(303);
  return provider.signIn(away.headers.get('location') ?? '');
}

/** The whole way there and back. @returns where it leads */
async function signOn(visitor: Visitor, path?: string): Promise<string> {
  const back = await visitor.get(await atProvider(visitor, path));
  return back.headers.get('location') ?? `${back.status}`;
}

/** Somebody who has an account by the single sign-on. */
async function newcomer(claims?: Record<string, unknown>) {
  const person = known(claims);
  const visitor = createVisitor(site);
  await signOn(visitor);
  const opened = await visitor.send('/entrar/unico/nuevo', { name: 'Única', privacidad: 'si' });
  expect(opened.headers.get('location')).toBe('/cuenta');
  return { ...person, visitor };
}

const accountOf = async (email: string) =>
  (await services.orm.select().from(people).where(eq(people.email, email)))[0];
const credentialsOf = (subject: string) =>
  services.orm.select().from(personCredentials).where(eq(personCredentials.accountId, subject));

const failed = (fault: string) => `/entrar/unico/fallo?motivo=${fault}`;

describe('somebody whom the single sign-on knows and the platform does not', () => {
  it('opens an account with the address that it vouches for, and is signed in', async () => {
    const { email, subject } = known();
    const visitor = createVisitor(site);
    expect(await signOn(visitor, '/entrar/unico?volver=/metrica')).toBe('/entrar/unico/nuevo');
    expect(await accountOf(email)).toBeUndefined();
    const page = await (await visitor.get('/entrar/unico/nuevo')).text();
    expect(page).toContain(email);
    expect(page).toContain('value="Persona Única');
    expect((await visitor.send('/entrar/unico/nuevo', { name: '', privacidad: 'si' })).status).toBe(422);
    const opened = await visitor.send('/entrar/unico/nuevo', {
      ...{ name: 'Única', privacidad: 'si', email: 'otra@ejemplo.test' },
    });
    expect(opened.headers.get('location')).toBe('/metrica');
    expect(await visitor.isSignedIn()).toBe(true);
    expect(await accountOf(email)).toMatchObject({ name: 'Única', emailVerified: true, image: null });
    expect(await credentialsOf(subject)).toMatchObject([
      {
        providerId: provider.config.issuer,
        accessToken: null,
        refreshToken: null,
        idToken: null,
        scope: null,
      },
    ]);
  });

  it('signs in to the same account from then on, whatever its address', async () => {
    const { email, subject } = await newcomer();
    provider.person = { subject, claims: { email: 'cambiada@ejemplo.test', email_verified: true } };
    const visitor = createVisitor(site);
    expect(await signOn(visitor, '/en/entrar/unico?volver=/metrica')).toBe('/en/metrica');
    expect(await visitor.isSignedIn()).toBe(true);
    expect(await accountOf('cambiada@ejemplo.test')).toBeUndefined();
    expect((await credentialsOf(subject))[0]?.userId).toBe((await accountOf(email))?.id);
  });

  it.each([
    ['has none', { email: undefined, email_verified: undefined }],
    ['does not vouch for it', { email_verified: false }],
  ])('proves an address with a code where the single sign-on %s', async (_, claims) => {
    const { subject } = known(claims);
    const email = `tecleada-${subject}@ejemplo.test`;
    const visitor = createVisitor(site);
    await signOn(visitor);
    const sent = await visitor.send('/entrar/unico/nuevo', { name: 'Única', email, privacidad: 'si' });
    expect(sent.headers.get('location')).toBe('/entrar/unico/codigo');
    expect(await accountOf(email)).toBeUndefined();
    const code = /"code":"(\d{8})"/.exec((await lastLetter(services, email)).text)?.[1] ?? '';
    expect((await visitor.send('/entrar/unico/codigo', { code: '00000000' })).status).toBe(422);
    expect((await createVisitor(site).send('/entrar/unico/codigo', { code })).status).toBe(404);
    const opened = await visitor.send('/entrar/unico/codigo', { code });
    expect(opened.headers.get('location')).toBe('/cuenta');
    expect((await credentialsOf(subject))[0]?.userId).toBe((await accountOf(email))?.id);
  });

  it('is told only by letter that the address they typed has an account, and gets no code for it', async () => {
    const email = 'ocupada@ejemplo.test';
    await openAccount(services, createVisitor(site), email);
    const { subject } = known({ email: undefined });
    const visitor = createVisitor(site);
    await signOn(visitor);
    const sent = await visitor.send('/entrar/unico/nuevo', { name: 'Única', email, privacidad: 'si' });
    expect(sent.headers.get('location')).toBe('/entrar/unico/codigo');
    const letters = await lettersTo(services, email);
    expect(letters.at(-1)?.kind).toBe('accounts.sign-on-known');
    for (const code of ['', '00000000']) {
      expect((await visitor.send('/entrar/unico/codigo', { code })).status).toBe(422);
    }
    expect(await credentialsOf(subject)).toEqual([]);
  });

  it('is not joined to an account of the same address: its owner signs in and ties them', async () => {
    const { email, subject } = known();
    await openAccount(services, createVisitor(site), email);
    const visitor = createVisitor(site);
    expect(await signOn(visitor)).toBe('/entrar/unico/nuevo');
    const page = await (await visitor.get('/entrar/unico/nuevo')).text();
    expect(page).toContain('Ya tienes una cuenta aquí');
    expect(page).toContain('/entrar?volver=%2Fcuenta%2Facceso-unico');
    const tried = await visitor.send('/entrar/unico/nuevo', { name: 'Única', privacidad: 'si' });
    expect(tried.status).toBe(200);
    expect(await visitor.isSignedIn()).toBe(false);
    expect(await credentialsOf(subject)).toEqual([]);
  });

  it('waits for nobody else: without their cookie, or later, there is nothing', async () => {
    known();
    const visitor = createVisitor(site);
    await signOn(visitor);
    expect((await createVisitor(site).get('/entrar/unico/nuevo')).status).toBe(404);
    await services.orm.update(personTokens).set({ expiresAt: new Date(0) });
    expect((await visitor.get('/entrar/unico/nuevo')).status).toBe(404);
  });

  it('leaves nothing readable behind while they are waited for', async () => {
    const { email } = known({ curp });
    await signOn(createVisitor(site));
    const kept = JSON.stringify(await services.orm.select().from(personTokens));
    expect(kept).not.toContain(email);
    expect(kept).not.toContain(curp);
  });
});

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
      () => ({ token: (t) => secretToken(t, provider.config.clientSecret) }),
    ],
    ['something that is no token', () => ({ token: () => 'x' })],
    ['the userinfo of somebody else', () => ({ userinfo: (claims) => ({ ...claims, sub: 'otra' }) })],
    ['userinfo that is none', () => ({ userinfo: () => [] })],
    ['no tokens', () => ({ status: { path: '/token', status: 401 } })],
  ])('is refused: %s', async (_, tampering) => {
    const { subject } = await newcomer();
    provider.tampering = tampering();
    const visitor = createVisitor(site);
    expect(await signOn(visitor)).toBe(failed('rechazado'));
    expect(await visitor.isSignedIn()).toBe(false);
    const page = await (await visitor.get(failed('rechazado'))).text();
    expect(page).toContain('no se pudo comprobar');
    expect(await credentialsOf(subject)).toHaveLength(1);
  });

  it('is taken when it is the same token signed again: the tests above change nothing else', async () => {
    await newcomer();
    provider.tampering = { token: (t) => resigned(t, {}) };
    expect(await signOn(createVisitor(site))).toBe('/cuenta');
  });
});

function resigned(token: Parameters<typeof signedToken>[0], claims: Record<string, unknown>): string {
  return signedToken({ ...token, claims: { ...token.claims, ...claims } }, provider.key);
}

describe('the way back from the single sign-on', () => {
  it('is open once, in the browser that set out, and with the state that it was given', async () => {
    await newcomer();
    const visitor = createVisitor(site);
    const back = await atProvider(visitor);
    expect((await createVisitor(site).get(back)).headers.get('location')).toBe(failed('estado'));
    const forged = back.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`);
    expect((await visitor.get(forged)).headers.get('location')).toBe(failed('estado'));
    const cookies = new Map(visitor.cookies);
    expect((await visitor.get(back)).headers.get('location')).toBe('/cuenta');
    const thief = createVisitor(site);
    for (const [name, value] of cookies) thief.cookies.set(name, value);
    expect((await thief.get(back)).headers.get('location')).toBe(failed('estado'));
    expect(await thief.isSignedIn()).toBe(false);
    expect((await visitor.get('/entrar/unico/regreso')).headers.get('location')).toBe(failed('estado'));
  });

  it('takes neither a code of another sign-on nor one that was used, nor another issuer', async () => {
    await newcomer();
    const codeOf = (path: string) => new URL(path, origin).searchParams.get('code') ?? '';
    const victim = createVisitor(site);
    const back = await atProvider(victim);
    const attacker = createVisitor(site);
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
    const visitor = createVisitor(site);
    const back = await atProvider(visitor);
    await services.orm.update(personTokens).set({ expiresAt: new Date(Date.now() - 1000) });
    expect((await visitor.get(back)).headers.get('location')).toBe(failed('estado'));
  });

  it('says so when the person cancelled, in their language', async () => {
    provider.person = undefined;
    const visitor = createVisitor(site);
    expect(await signOn(visitor, '/en/entrar/unico')).toBe(`/en${failed('cancelado')}`);
    const page = await (await visitor.get(`/en${failed('cancelado')}`)).text();
    expect(page).toContain('You cancelled at Acceso de Prueba');
    expect(await (await visitor.get('/entrar/unico/fallo?motivo=%3Cb%3E')).text()).toContain(
      'no se hizo nada',
    );
  });
});

describe('an account with a second factor', () => {
  it('asks for it after the single sign-on too', async () => {
    const { email, visitor: home } = await newcomer();
    const factor = await setUpFactor(home, '');
    await timePasses(services, (await accountOf(email))?.id ?? '');
    const visitor = createVisitor(site);
    expect(await signOn(visitor, '/entrar/unico?volver=/metrica')).toBe(
      '/entrar/segundo-factor?volver=%2Fmetrica',
    );
    expect(await visitor.isSignedIn()).toBe(false);
    await visitor.send('/entrar/segundo-factor', { code: applicationCode(factor.secret) });
    expect(await visitor.isSignedIn()).toBe(true);
  });
});

describe('the CURP that the single sign-on says', () => {
  it('makes the account one of a verified person, and is kept as a hash only', async () => {
    const { email } = await newcomer({ curp });
    const person = (await accountOf(email))?.id ?? '';
    const [identity] = await services.orm
      .select()
      .from(personIdentities)
      .where(eq(personIdentities.person, person));
    expect(identity).toMatchObject({ provider: 'oidc' });
    expect(identity?.curpHash).not.toContain(curp);
  });
});

describe('tying the single sign-on to an account', () => {
  async function member() {
    const person = known();
    const email = `socia-${person.subject}@ejemplo.test`;
    const home = createVisitor(site);
    await openAccount(services, home, email);
    return { ...person, email, home };
  }
  const linkOut = async (visitor: Visitor) => {
    const page = await (await visitor.send('/cuenta/acceso-unico', {})).text();
    return /href="(http:\/\/127[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  };

  it('lets its owner in by it from then on, until they untie it', async () => {
    const { home, subject, email } = await member();
    expect(await (await home.get('/cuenta/acceso-unico')).text()).toContain('Sin ligar');
    const back = await provider.signIn(await linkOut(home));
    expect((await home.get(back)).headers.get('location')).toBe('/cuenta/acceso-unico?hecho=enlazado');
    expect((await lastLetter(services, email)).kind).toBe('accounts.sign-on-linked');
    const other = createVisitor(site);
    expect(await signOn(other)).toBe('/cuenta');
    expect(await other.isSignedIn()).toBe(true);
    const untied = await home.send('/cuenta/acceso-unico/quitar', {});
    expect(untied.headers.get('location')).toBe('/cuenta/acceso-unico?hecho=desligado');
    expect(await credentialsOf(subject)).toEqual([]);
    expect(await signOn(createVisitor(site))).toBe('/entrar/unico/nuevo');
  });

  it('is refused for an identity of another account, and for a second one', async () => {
    const taken = await newcomer();
    const { home } = await member();
    provider.person = { subject: taken.subject, claims: taken.claims };
    expect((await home.get(await provider.signIn(await linkOut(home)))).headers.get('location')).toBe(
      failed('ocupado'),
    );
    known();
    await home.get(await provider.signIn(await linkOut(home)));
    known();
    expect((await home.get(await provider.signIn(await linkOut(home)))).headers.get('location')).toBe(
      failed('otro'),
    );
  });

  it('is refused where somebody else is signed in by the time they come back', async () => {
    const { home, subject } = await member();
    const back = await provider.signIn(await linkOut(home));
    await home.send('/salir', {});
    expect((await home.get(back)).headers.get('location')).toBe(failed('estado'));
    expect(await credentialsOf(subject)).toEqual([]);
  });
});

describe('a single sign-on that is down', () => {
  it('is said to be, and keeps nobody from signing in otherwise', async () => {
    const other = await startProvider(origin);
    const down = createTestSite({ ...services, config: { ...services.config, oidc: other.config } });
    const email = 'abajo@ejemplo.test';
    await openAccount(services, createVisitor(site), email);
    other.tampering = { status: { path: '/token', status: 503 } };
    other.person = { subject: 'sujeto', claims: {} };
    const visitor = createVisitor(down);
    const away = await visitor.get('/entrar/unico');
    const back = await other.signIn(away.headers.get('location') ?? '');
    expect((await visitor.get(back)).headers.get('location')).toBe(failed('caido'));
    await other.stop();
    const gone = createTestSite({ ...services, config: { ...services.config, oidc: { ...other.config } } });
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
    provider.tampering = tampering;
    const wrong = createTestSite({
      ...services,
      config: { ...services.config, oidc: { ...provider.config } },
    });
    expect((await createVisitor(wrong).get('/entrar/unico')).status).toBe(503);
  });

  it('is not there at all where none is set up', async () => {
    const without = createTestSite({ ...services, config: { ...services.config, oidc: undefined } });
    const visitor = createVisitor(without);
    for (const path of ['', '/regreso', '/fallo', '/nuevo', '/codigo']) {
      expect((await visitor.get(`/entrar/unico${path}`)).status, path).toBe(404);
    }
    expect(await (await visitor.get('/entrar')).text()).not.toContain('/entrar/unico');
    expect(await (await createVisitor(site).get('/entrar')).text()).toContain('/entrar/unico');
  });
});

it('takes tokens signed with RSA as well', async () => {
  const rsa = await startProvider(origin, 'RS256');
  try {
    const other = createTestSite({ ...services, config: { ...services.config, oidc: rsa.config } });
    rsa.person = { subject: 'rsa', claims: {} };
    const visitor = createVisitor(other);
    const away = await visitor.get('/entrar/unico');
    const back = await visitor.get(await rsa.signIn(away.headers.get('location') ?? ''));
    expect(back.headers.get('location')).toBe('/entrar/unico/nuevo');
  } finally {
    await rsa.stop();
  }
});
