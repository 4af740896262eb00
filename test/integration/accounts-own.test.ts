import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { accessGrants } from '#platform/access/schema.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import { newId } from '#platform/database/identifier.ts';
import { rateLimits } from '#platform/limits/schema.ts';
import { forgetOld } from '../../src/modules/accounts/actions/forget-old.ts';
import { people, personLinks, personSessions } from '../../src/modules/accounts/schema.ts';
import { createPerson, formRequest } from '../support/people.ts';
import { createTestSite, testSite } from '../support/site.ts';
import {
  createVisitor,
  goodPassword,
  lastLetter,
  lettersTo,
  openAccount,
  peopleWithAccounts,
  tokenOf,
  type Visitor,
} from '../support/visitor.ts';

const shared = testSite();

const somebody = peopleWithAccounts(shared, 'propia');

/** The same browser some time later. */
function later(visitor: Visitor, minutes: number): Visitor {
  const now = () => new Date(Date.now() + minutes * 60 * 1000);
  const other = createVisitor(createTestSite({ ...shared.services, now }), { address: visitor.address });
  for (const [name, value] of visitor.cookies) other.cookies.set(name, value);
  return other;
}

const actionsOf = async (person: string) =>
  (await shared.services.orm.select().from(auditEvents).where(eq(auditEvents.person, person))).map(
    ({ action }) => action,
  );

describe('the pages of an account', () => {
  it.each(['/cuenta', '/cuenta/nombre', '/cuenta/correo', '/cuenta/contrasena', '/cuenta/sesiones'])(
    '%s is for whoever has one, and kept nowhere',
    async (path) => {
      const visitor = await shared.get(path);
      expect(visitor.headers.get('location')).toBe(`/entrar?volver=${encodeURIComponent(path)}`);
      const { cookie } = await createPerson(shared.services);
      const response = await shared.get(path, { cookie });
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('private, no-store');
      expect(await response.text()).toContain('noindex');
    },
  );

  it('lead only to pages that are there', async () => {
    const { cookie } = await createPerson(shared.services);
    const text = await (await shared.get('/cuenta', { cookie })).text();
    const links = [...text.matchAll(/href="(\/cuenta[^"#?]*)"/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(8);
    for (const link of new Set(links)) {
      expect((await shared.get(link, { cookie })).status, link).toBe(200);
    }
  });

  it('lead to the staff area whoever holds a role, also before their second factor, and nobody else', async () => {
    const grants = [{ role: 'facilitator', scope: { kind: 'state', state: '20' } }] as const;
    const staff = await createPerson(shared.services, { grants, secondFactor: false });
    const other = await createPerson(shared.services);
    const overview = async (cookie: string) => (await shared.get('/cuenta', { cookie })).text();
    expect(await overview(staff.cookie)).toContain('href="/gestion"');
    expect(await overview(other.cookie)).not.toContain('href="/gestion"');
  });

  it('say what was done, and nothing that others put into the address', async () => {
    const { cookie } = await createPerson(shared.services);
    const said = async (key: string) => (await shared.get(`/cuenta?hecho=${key}`, { cookie })).text();
    expect(await said('nombre')).toContain('Guardamos tu nombre.');
    for (const key of ['toString', '__proto__', '%3Cb%3Eganaste']) {
      expect(await said(key)).not.toContain('tq-notice--done');
    }
  });
});

describe('a name', () => {
  it('is changed, with the language of letters', async () => {
    const { home, id } = await somebody();
    const response = await home.send('/cuenta/nombre', { name: '  Xóchitl  ', lang: 'en' });
    expect(response.headers.get('location')).toBe('/cuenta?hecho=nombre');
    const [person] = await shared.services.orm.select().from(people).where(eq(people.id, id));
    expect(person).toMatchObject({ name: 'Xóchitl', lang: 'en' });
    expect(await actionsOf(id)).toContain('accounts.renamed');
  });

  it.each([
    [{ name: '', lang: 'en' }, 'Escribe cómo quieres'],
    [{ name: 'Ana\u0007', lang: 'en' }, 'signos que no se pueden'],
    [{ name: 'Ana', lang: 'fr' }, 'Elige un idioma'],
  ])('is not changed to %j', async (values, message) => {
    const { home, id } = await somebody();
    const response = await home.send('/cuenta/nombre', values);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(message);
    const [person] = await shared.services.orm.select().from(people).where(eq(people.id, id));
    expect(person?.name).toBe('Persona Ficticia');
  });
});

describe('changing the password', () => {
  const newPassword = 'tres nopales y un colibri';

  it('takes the old one, ends the other sessions, and tells the owner', async () => {
    const { email, home } = await somebody();
    const other = createVisitor(shared);
    await other.send('/entrar', { email, password: goodPassword });
    const wrong = await home.send('/cuenta/contrasena', { currentPassword: 'no es la mía', newPassword });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('id="currentPassword-error"');
    const done = await home.send('/cuenta/contrasena', { currentPassword: goodPassword, newPassword });
    expect(done.headers.get('location')).toBe('/cuenta/contrasena?hecho=contrasena');
    expect([await home.isSignedIn(), await other.isSignedIn()]).toEqual([true, false]);
    expect((await lastLetter(shared.services, email)).kind).toBe('accounts.password-changed');
    expect((await createVisitor(shared).send('/entrar', { email, password: newPassword })).status).toBe(303);
  });

  it.each([
    ['breve-9', 'al menos 12'],
    ['Password1234', 'la usa mucha gente'],
    [goodPassword, 'es igual a la actual'],
  ])('does not take %s', async (password, message) => {
    const { email, home } = await somebody();
    const response = await home.send('/cuenta/contrasena', {
      currentPassword: goodPassword,
      newPassword: password,
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(message);
    expect((await createVisitor(shared).send('/entrar', { email, password: goodPassword })).status).toBe(303);
  });

  it('takes no more than some tries with the old one', async () => {
    const { home } = await somebody();
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) {
      const response = await home.send('/cuenta/contrasena', { currentPassword: `no ${n}`, newPassword });
      statuses.push(response.status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(422));
    expect(statuses[10]).toBe(429);
  });

  it('gives one to somebody without, shortly after they signed in', async () => {
    const { email, cookie } = await createPerson(shared.services);
    const send = (site: Pick<typeof shared, 'ask'>) =>
      site.ask('/cuenta/contrasena', formRequest({ newPassword }, cookie));
    const now = () => new Date(Date.now() + 16 * 60 * 1000);
    const late = await send(createTestSite({ ...shared.services, now }));
    expect(late.status).toBe(200);
    expect(await late.text()).toContain('necesitamos saber que eres tú');
    expect((await createVisitor(shared).send('/entrar', { email, password: newPassword })).status).toBe(422);
    expect((await send(shared)).status).toBe(303);
    expect((await createVisitor(shared).send('/entrar', { email, password: newPassword })).status).toBe(303);
  });
});

describe('changing the address', () => {
  it('takes a letter to the new one, and tells the old one', async () => {
    const { services } = shared;
    const { email, home, id } = await somebody();
    const wanted = `nueva-${email}`;
    const asked = await home.send('/cuenta/correo', { email: ` ${wanted.toUpperCase()}` });
    expect(asked.headers.get('location')).toBe('/cuenta/correo?hecho=enviado');
    expect((await lastLetter(services, email)).kind).toBe('accounts.email-asked');
    await createVisitor(shared).send('/entrar/carta', { linkEmail: email });
    const old = tokenOf(await lastLetter(services, email));
    const letter = await lastLetter(services, wanted);
    expect(letter).toMatchObject({ kind: 'accounts.email', person: id });
    const { path, token } = tokenOf(letter);
    // It can be opened on the phone where the mail is read: no session is needed.
    const phone = createVisitor(shared);
    expect((await phone.get(letter.link)).status).toBe(200);
    const [before] = await services.orm.select().from(people).where(eq(people.id, id));
    expect(before?.email).toBe(email);
    const all = await Promise.all([phone.send(path, { token }), phone.send(path, { token })]);
    expect(all.map(({ status }) => status).sort()).toEqual([200, 404]);
    const [after] = await services.orm.select().from(people).where(eq(people.id, id));
    expect(after).toMatchObject({ email: wanted, emailVerified: true });
    expect((await lastLetter(services, email)).kind).toBe('accounts.email-changed');
    // What was sent to the old address lets nobody in.
    expect((await phone.send(old.path, { token: old.token })).status).toBe(404);
    expect((await phone.send('/entrar', { email, password: goodPassword })).status).toBe(422);
    expect((await phone.send('/entrar', { email: wanted, password: goodPassword })).status).toBe(303);
    expect(await actionsOf(id)).toEqual(
      expect.arrayContaining(['accounts.email-change-asked', 'accounts.email-changed']),
    );
  });

  it('is answered alike for an address that has an account, whose owner is told', async () => {
    const { services } = shared;
    const taken = await somebody();
    const { home, id } = await somebody();
    const known = await home.send('/cuenta/correo', { email: taken.email });
    const unknown = await home.send('/cuenta/correo', { email: `libre-${taken.email}` });
    expect([known.status, known.headers.get('location')]).toEqual([
      unknown.status,
      unknown.headers.get('location'),
    ]);
    const letter = await lastLetter(services, taken.email);
    expect(letter).toMatchObject({ kind: 'accounts.email-taken', person: taken.id });
    expect(await services.orm.$count(personLinks, eq(personLinks.person, id))).toBe(1);
  });

  it('does not happen where somebody else has the address by then', async () => {
    const { services } = shared;
    const { email, home } = await somebody();
    const wanted = `disputada-${email}`;
    await home.send('/cuenta/correo', { email: wanted });
    const { path, token } = tokenOf(await lastLetter(services, wanted));
    await openAccount(services, createVisitor(shared), wanted);
    expect((await home.send(path, { token })).status).toBe(404);
    expect((await createVisitor(shared).send('/entrar', { email, password: goodPassword })).status).toBe(303);
  });

  it('gives an address to one of those who confirm it at the same time', async () => {
    const { services } = shared;
    const wanted = 'de-una-sola@ejemplo.test';
    const both = [await somebody(), await somebody()];
    const tokens: string[] = [];
    for (const { home } of both) {
      await home.send('/cuenta/correo', { email: wanted });
      tokens.push(tokenOf(await lastLetter(services, wanted)).token);
    }
    const all = await Promise.all(
      both.map(({ home }, n) => home.send('/confirmar/correo', { token: tokens[n] ?? '' })),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect(await services.orm.$count(people, eq(people.email, wanted))).toBe(1);
  });

  it('takes the password some time after signing in', async () => {
    const { services } = shared;
    const { email, home } = await somebody();
    const late = later(home, 16);
    const page = await (await late.get('/cuenta/correo')).text();
    expect(page).toContain('name="currentPassword"');
    const wanted = `tarde-${email}`;
    const wrong = await late.send('/cuenta/correo', { email: wanted, currentPassword: 'no es la mía' });
    const text = await wrong.text();
    expect(wrong.status).toBe(422);
    expect(text).toContain(`value="${wanted}"`);
    expect(text).not.toContain('no es la mía');
    expect(await lettersTo(services, wanted)).toEqual([]);
    expect((await late.send('/cuenta/correo', { email: wanted, currentPassword: goodPassword })).status).toBe(
      303,
    );
    expect(await lettersTo(services, wanted)).toHaveLength(1);
  });

  it.each([
    ['', 'Escribe un correo'],
    ['ana@ejemplo', 'Escribe un correo'],
    ['a@ejemplo.test\nBcc: b@ejemplo.test', 'Escribe un correo'],
  ])('does not take %j', async (email, message) => {
    const { home } = await somebody();
    const response = await home.send('/cuenta/correo', { email });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(message);
  });

  it('does not take the address that it is', async () => {
    const { email, home } = await somebody();
    const response = await home.send('/cuenta/correo', { email: email.toUpperCase() });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Ese ya es tu correo.');
  });
});

describe('the sessions of an account', () => {
  it('are listed with their browsers, and end one by one or all at once', async () => {
    const { services } = shared;
    const { email, home, id } = await somebody();
    const desk = createVisitor(shared, {
      agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/129.0.0.0 Safari/537.36',
    });
    const tool = createVisitor(shared, { agent: '<script>alert(1)</script>' });
    for (const visitor of [desk, tool]) await visitor.send('/entrar', { email, password: goodPassword });
    const text = await (await home.get('/cuenta/sesiones')).text();
    for (const name of ['Firefox en Android', 'Chrome en Windows', 'Navegador desconocido', 'este navegador'])
      expect(text).toContain(name);
    expect(text).not.toContain('<script>alert');
    expect([...text.matchAll(/name="sesion" value="([^"]+)"/g)]).toHaveLength(2);

    const [first] = (
      await services.orm.select().from(personSessions).where(eq(personSessions.userId, id))
    ).filter(({ userAgent }) => userAgent === 'Chrome / Windows');
    const ended = await home.send('/cuenta/sesiones/cerrar', { sesion: first?.id ?? '' });
    expect(ended.headers.get('location')).toBe('/cuenta/sesiones?hecho=cerrada');
    expect([await desk.isSignedIn(), await tool.isSignedIn()]).toEqual([false, true]);
    await home.send('/cuenta/sesiones/cerrar-otras', {});
    expect([await home.isSignedIn(), await tool.isSignedIn()]).toEqual([true, false]);
    expect((await actionsOf(id)).filter((action) => action === 'accounts.sessions-revoked')).toHaveLength(2);
  });

  it('of others cannot be ended, nor what is no session', async () => {
    const { services } = shared;
    const other = await somebody();
    const { home } = await somebody();
    const [theirs] = await services.orm
      .select()
      .from(personSessions)
      .where(eq(personSessions.userId, other.id));
    for (const sesion of [theirs?.id ?? '', newId(), '', "' or true --"]) {
      const response = await home.send('/cuenta/sesiones/cerrar', { sesion });
      expect(response.headers.get('location')).toBe('/cuenta/sesiones?hecho=nada');
    }
    expect(await other.home.isSignedIn()).toBe(true);
  });

  it('end after 30 days, of those who have a role after 12 hours, however much they are used', async () => {
    const { services } = shared;
    const { home, id } = await somebody();
    expect(await later(home, 13 * 60).isSignedIn()).toBe(true);
    await services.orm.insert(accessGrants).values({
      ...{ id: newId(), person: id, role: 'officer', scopeKind: 'institution', institution: 'x' },
      ...{ givenAt: services.now(), givenEntry: newId() },
    });
    expect(await later(home, 11 * 60).isSignedIn()).toBe(true);
    expect(await later(home, 12 * 60 + 1).isSignedIn()).toBe(false);
    expect(await home.isSignedIn()).toBe(true);

    const citizen = await somebody();
    const over = { expiresAt: new Date(Date.now() - 1000) };
    await services.orm.update(personSessions).set(over).where(eq(personSessions.userId, citizen.id));
    expect(await citizen.home.isSignedIn()).toBe(false);
  });

  it('say when they were last used', async () => {
    const { services } = shared;
    const { home, id } = await somebody();
    const used = async () => {
      const [row] = await services.orm.select().from(personSessions).where(eq(personSessions.userId, id));
      return row?.updatedAt.getTime() ?? 0;
    };
    const before = await used();
    await home.get('/cuenta');
    expect(await used()).toBe(before);
    await later(home, 30).get('/cuenta');
    expect(await used()).toBeGreaterThan(before + 25 * 60 * 1000);
  });
});

describe('what has ended', () => {
  it('is forgotten each night: sessions, links, and sign-ups that nobody confirmed', async () => {
    const { services } = shared;
    const { id, home } = await somebody();
    const email = 'olvidada@ejemplo.test';
    const values = { name: 'Ana', email, password: goodPassword, privacidad: 'si' };
    await createVisitor(shared).send('/registro', values);
    await services.orm.delete(rateLimits);
    await forgetOld.run(services, {});
    expect(await services.orm.$count(personLinks, eq(personLinks.email, email))).toBe(1);
    expect(await home.isSignedIn()).toBe(true);
    const now = () => new Date(Date.now() + 31 * 24 * 3600 * 1000);
    await forgetOld.run({ ...services, now }, {});
    expect(await services.orm.$count(personLinks, eq(personLinks.email, email))).toBe(0);
    expect(await services.orm.$count(personSessions, eq(personSessions.userId, id))).toBe(0);
  });
});
