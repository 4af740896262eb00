import { generateKeyPairSync } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessGrants } from '#platform/access/schema.ts';
import { newId } from '#platform/database/identifier.ts';
import type { Services } from '#platform/services.ts';
import { people, personPasskeys, personSessions } from '../../src/modules/accounts/schema.ts';
import { createAuthenticator, type Trick } from '../support/authenticator.ts';
import { applicationCode, setUpFactor, shownSecret } from '../support/second-factor.ts';
import { createTestSite } from '../support/site.ts';
import { openTestServices } from '../support/stores.ts';
import { createVisitor, goodPassword, lastLetter, openAccount, type Visitor } from '../support/visitor.ts';

const origin = 'http://tequio.test';
let services: Services;
let site: ReturnType<typeof createTestSite>;
let count = 0;

beforeAll(async () => {
  services = await openTestServices({ prepared: true, config: { publicUrl: origin } });
  site = createTestSite(services);
});
afterAll(() => services.database.close());

async function somebody() {
  count += 1;
  const email = `llave-${count}@ejemplo.test`;
  const home = createVisitor(site);
  await openAccount(services, home, email);
  const [person] = await services.orm.select().from(people).where(eq(people.email, email));
  return { email, home, id: person?.id ?? '', device: createAuthenticator(origin) };
}

type Device = ReturnType<typeof createAuthenticator>;

/** What the platform asks a browser for. */
async function asked(visitor: Visitor, path: string, values: Record<string, string> = {}) {
  const { options, error } = await (await visitor.send(`${path}/opciones`, values)).json();
  if (!options) throw new Error(`${path}: ${error}`);
  return options;
}

async function add(visitor: Visitor, device: Device, trick?: Trick) {
  const options = await asked(visitor, '/cuenta/llaves', { nombre: 'Mi teléfono' });
  const respuesta = device.create(options, trick);
  return visitor.send('/cuenta/llaves', { nombre: 'Mi teléfono', respuesta });
}

async function enter(visitor: Visitor, device: Device, trick?: Trick) {
  const options = await asked(visitor, '/entrar/llave');
  return visitor.send('/entrar/llave', { respuesta: device.get(options, trick), volver: '/metrica' });
}

/** Somebody who has a passkey. */
async function keyholder() {
  const person = await somebody();
  const added = await add(person.home, person.device);
  expect(added.headers.get('location')).toBe('/cuenta/llaves?hecho=agregada');
  return person;
}

const passkeysOf = (person: string) =>
  services.orm.select().from(personPasskeys).where(eq(personPasskeys.userId, person));
const otherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

describe('a passkey', () => {
  it('is added, and its owner told by letter', async () => {
    const { home, id, email } = await keyholder();
    expect(await passkeysOf(id)).toMatchObject([{ name: 'Mi teléfono' }]);
    expect(await (await home.get('/cuenta/llaves')).text()).toContain('Mi teléfono');
    expect((await lastLetter(services, email)).kind).toBe('accounts.passkey-added');
  });

  it('signs in, and the session has a second factor without asking for another', async () => {
    const { home, id, device } = await keyholder();
    await setUpFactor(home);
    const visitor = createVisitor(site);
    const options = await asked(visitor, '/entrar/llave');
    expect(options.userVerification).toBe('required');
    expect(options.allowCredentials).toBeUndefined();
    const entered = await enter(visitor, device);
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/metrica']);
    expect(await visitor.isSignedIn()).toBe(true);
    const sessions = await services.orm.select().from(personSessions).where(eq(personSessions.userId, id));
    expect(sessions.map(({ secondFactor }) => secondFactor)).toEqual([true, true]);
  });

  it('strengthens a session: the one before it ends', async () => {
    const { home, id, device } = await keyholder();
    const before = new Map(home.cookies);
    expect((await enter(home, device)).status).toBe(303);
    const sessions = await services.orm.select().from(personSessions).where(eq(personSessions.userId, id));
    expect(sessions.map(({ secondFactor }) => secondFactor)).toEqual([true]);
    const old = createVisitor(site);
    for (const [name, value] of before) old.cookies.set(name, value);
    expect(await old.isSignedIn()).toBe(false);
  });

  it.each<[string, Trick]>([
    ['on a page of another site', { origin: 'https://elsewhere.test' }],
    ['for another site', { rpId: 'elsewhere.test' }],
    ['without seeing who used it', { verified: false }],
    ['for another question', { challenge: Buffer.from('otra pregunta').toString('base64url') }],
    ['signed with another key', { key: otherKey }],
    ['counted backwards, as a copy would', { counter: 1 }],
  ])('does not sign in %s', async (_, trick) => {
    const { device } = await keyholder();
    const visitor = createVisitor(site);
    const refused = await enter(visitor, device, trick);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('La llave de acceso no sirvió');
    expect(await visitor.isSignedIn()).toBe(false);
    expect((await enter(visitor, device)).status).toBe(303);
  });

  it.each<[string, Trick]>([
    ['on a page of another site', { origin: 'https://elsewhere.test' }],
    ['for another site', { rpId: 'elsewhere.test' }],
    ['without seeing who used it', { verified: false }],
    ['for another question', { challenge: Buffer.from('otra pregunta').toString('base64url') }],
  ])('is not added %s', async (_, trick) => {
    const { home, id, device } = await somebody();
    const refused = await add(home, device, trick);
    expect(refused.status).toBe(422);
    const text = await refused.text();
    expect(text).toContain('La llave no se guardó');
    expect(text).toContain('value="Mi teléfono"');
    expect(await passkeysOf(id)).toEqual([]);
  });

  it('answers each question once', async () => {
    const { device } = await keyholder();
    const visitor = createVisitor(site);
    const respuesta = device.get(await asked(visitor, '/entrar/llave'));
    const cookies = new Map(visitor.cookies);
    expect((await visitor.send('/entrar/llave', { respuesta })).status).toBe(303);
    const thief = createVisitor(site);
    for (const [name, value] of cookies) thief.cookies.set(name, value);
    expect((await thief.send('/entrar/llave', { respuesta })).status).toBe(403);
    const elsewhere = createVisitor(site);
    await asked(elsewhere, '/entrar/llave');
    expect((await elsewhere.send('/entrar/llave', { respuesta })).status).toBe(403);
  });

  it('cannot be put into the account of somebody else, nor into two', async () => {
    const one = await keyholder();
    const two = await somebody();
    const options = await asked(one.home, '/cuenta/llaves', { nombre: 'x' });
    const session = two.home.cookies.get('tequio-session') ?? '';
    two.home.cookies.set('tequio-passkey', one.home.cookies.get('tequio-passkey') ?? '');
    expect(two.home.cookies.get('tequio-session')).toBe(session);
    const other = createAuthenticator(origin);
    const crossed = await two.home.send('/cuenta/llaves', { nombre: 'x', respuesta: other.create(options) });
    expect(crossed.status).toBe(422);
    expect((await add(two.home, one.device)).status).toBe(422);
    expect(await passkeysOf(two.id)).toEqual([]);
  });

  it('is asked for by pages of ours only', async () => {
    const { device } = await keyholder();
    const visitor = createVisitor(site);
    const respuesta = device.get(await asked(visitor, '/entrar/llave'));
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    for (const path of [
      '/entrar/llave',
      '/entrar/llave/opciones',
      '/cuenta/llaves',
      '/cuenta/llaves/opciones',
    ]) {
      const foreign = await site.ask(path, {
        ...{ method: 'POST', body: new URLSearchParams({ respuesta }) },
        headers: { cookie, origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' },
      });
      expect(foreign.status, path).toBe(403);
    }
  });

  it('is not made of rubbish', async () => {
    const { home, id } = await somebody();
    const visitor = createVisitor(site);
    await asked(visitor, '/entrar/llave');
    for (const respuesta of ['', '{}', 'null', '[]', '{"id":1}', '{"id":"x","response":{}}', '<script>']) {
      expect((await visitor.send('/entrar/llave', { respuesta })).status, respuesta).toBe(403);
      expect((await home.send('/cuenta/llaves', { nombre: 'x', respuesta })).status, respuesta).toBe(422);
    }
    expect((await home.send('/cuenta/llaves/opciones', { nombre: ' ' })).status).toBe(200);
    expect(await (await home.send('/cuenta/llaves/opciones', { nombre: 'x'.repeat(61) })).json()).toEqual({
      error: expect.stringContaining('60 caracteres'),
    });
    expect(await passkeysOf(id)).toEqual([]);
  });
});

describe('a passkey as the second factor of somebody with a role', () => {
  const giveRole = (person: string) =>
    services.orm.insert(accessGrants).values({
      ...{ id: newId(), person, role: 'facilitator', scopeKind: 'state', state: '20' },
      ...{ givenAt: services.now(), givenEntry: newId() },
    });
  const strong = async (person: string) =>
    (await services.orm.select().from(personSessions).where(eq(personSessions.userId, person))).filter(
      ({ secondFactor }) => secondFactor,
    );

  it('is not replaced by whoever has only the password', async () => {
    const { id, email } = await keyholder();
    await giveRole(id);
    const thief = createVisitor(site);
    expect((await thief.send('/entrar', { email, password: goodPassword })).status).toBe(303);
    const page = await (await thief.get('/cuenta/segundo-factor')).text();
    expect(page).not.toContain('/cuenta/segundo-factor/nuevo');
    expect(page).toContain('Si ya no tienes tu llave de acceso');
    const begun = await thief.send('/cuenta/segundo-factor/nuevo', { currentPassword: goodPassword });
    expect(begun.headers.get('location')).toBe('/cuenta/segundo-factor');
    await expect(asked(thief, '/cuenta/llaves', { nombre: 'Otra' })).rejects.toThrow('segundo factor');
    const moved = await thief.send('/cuenta/correo', {
      email: 'x@ejemplo.test',
      currentPassword: goodPassword,
    });
    expect(moved.headers.get('location')).toBe('/cuenta/segundo-factor?volver=%2Fcuenta%2Fcorreo');
    expect(await passkeysOf(id)).toHaveLength(1);
    expect(await strong(id)).toEqual([]);
  });

  it.each([['activar'], ['']])('is not replaced by a set-up begun before the role: %s', async (step) => {
    const { id, email } = await keyholder();
    const thief = createVisitor(site);
    await thief.send('/entrar', { email, password: goodPassword });
    await thief.send('/cuenta/segundo-factor/nuevo', { currentPassword: goodPassword });
    const secret = shownSecret(await (await thief.get('/cuenta/segundo-factor/activar')).text());
    expect(secret).not.toBe('');
    await giveRole(id);
    const path = step ? `/cuenta/segundo-factor/${step}` : '/cuenta/segundo-factor';
    expect((await thief.send(path, { code: applicationCode(secret) })).status).toBe(422);
    expect(await strong(id)).toEqual([]);
  });

  it('lets its owner set up another', async () => {
    const { home, id, device } = await keyholder();
    await giveRole(id);
    expect((await enter(home, device)).status).toBe(303);
    expect((await setUpFactor(home)).codes).toHaveLength(10);
  });
});

describe('somebody who signed in a while ago', () => {
  async function later() {
    const person = await keyholder();
    const since = new Date(Date.now() - 20 * 60 * 1000);
    await services.orm
      .update(personSessions)
      .set({ createdAt: since })
      .where(eq(personSessions.userId, person.id));
    return person;
  }

  it('adds and removes passkeys with the password only', async () => {
    const { home, id } = await later();
    const [passkey] = await passkeysOf(id);
    const path = `/cuenta/llaves/${passkey?.id}`;
    const wrong = [{}, { currentPassword: 'no es la suya' }];
    for (const values of wrong) {
      const options = await home.send('/cuenta/llaves/opciones', { nombre: 'x', ...values });
      expect(await options.json()).toEqual({ error: expect.stringContaining('contraseña') });
      const removal = await home.send(`${path}/quitar`, values);
      expect(removal.status).toBe(422);
      expect(await removal.text()).toContain('La contraseña no es correcta.');
    }
    expect(await asked(home, '/cuenta/llaves', { nombre: 'x', currentPassword: goodPassword })).toBeDefined();
    const removed = await home.send(`${path}/quitar`, { currentPassword: goodPassword });
    expect(removed.headers.get('location')).toBe('/cuenta/llaves?hecho=quitada');
    expect(await passkeysOf(id)).toEqual([]);
  });
});

it('is offered where the platform has a name only', async () => {
  const { home } = await somebody();
  expect(await (await home.get('/entrar')).text()).toContain('/assets/passkey.js');
  const numeric = createTestSite({
    ...services,
    config: { ...services.config, publicUrl: 'http://192.0.2.1' },
  });
  const page = await (await createVisitor(numeric).get('/entrar')).text();
  expect(page).not.toContain('passkey');
});
