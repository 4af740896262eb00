import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { accessGrants } from '#platform/access/schema.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import { newId } from '#platform/database/identifier.ts';
import {
  people,
  personPasskeys,
  personSecondFactors,
  personSessions,
} from '../../src/modules/accounts/schema.ts';
import { createPerson } from '../support/people.ts';
import {
  applicationCode,
  setUpFactor,
  shownCodes,
  shownSecret,
  timePasses,
} from '../support/second-factor.ts';
import { testSite } from '../support/site.ts';
import { createVisitor, goodPassword, lastLetter, peopleWithAccounts, tokenOf } from '../support/visitor.ts';

const site = testSite();

/** Somebody with an account, signed in. */
const somebody = peopleWithAccounts(site, 'factor');

/** Somebody with a second factor, and half a minute gone by since they set it up. */
async function careful() {
  const person = await somebody();
  const factor = await setUpFactor(person.home);
  await timePasses(site.services, person.id);
  return { ...person, ...factor };
}

/** Another browser, in which somebody has given their password. */
async function challenged(email: string) {
  const visitor = createVisitor(site);
  const response = await visitor.send('/entrar', { email, password: goodPassword, volver: '/metrica' });
  return { visitor, response };
}

const answer = '/entrar/segundo-factor';
const sessionsOf = (person: string) =>
  site.services.orm.select().from(personSessions).where(eq(personSessions.userId, person));
const giveRole = (person: string) =>
  site.services.orm.insert(accessGrants).values({
    ...{ id: newId(), person, role: 'administrator', scopeKind: 'platform' },
    ...{ givenAt: new Date(), givenEntry: newId() },
  });

describe('setting a second factor up', () => {
  it('asks for the password, shows the secret, takes the first code and gives ten recovery codes once', async () => {
    const { home, id, email } = await somebody();
    const begun = await home.send('/cuenta/segundo-factor/nuevo', {
      ...{ currentPassword: goodPassword, volver: '/metrica' },
    });
    expect(begun.headers.get('location')).toBe('/cuenta/segundo-factor/activar?volver=%2Fmetrica');
    const page = await (await home.get('/cuenta/segundo-factor/activar')).text();
    const secret = shownSecret(page);
    expect(page).toContain(`secret=${secret}`);
    expect(page).toContain('role="img" aria-label="Código QR');
    const done = await home.send('/cuenta/segundo-factor/activar', { code: applicationCode(secret) });
    const codes = shownCodes(await done.text());
    expect([done.status, new Set(codes).size]).toEqual([200, 10]);
    expect(done.headers.get('cache-control')).toBe('private, no-store');
    const overview = await (await home.get('/cuenta/segundo-factor')).text();
    expect(overview).toContain('Te quedan 10 sin usar');
    expect(shownCodes(overview)).toEqual([]);
    expect((await home.get('/cuenta/segundo-factor/activar')).status).toBe(303);
    expect((await sessionsOf(id)).map(({ secondFactor }) => secondFactor)).toEqual([true]);
    expect((await lastLetter(site.services, email)).kind).toBe('accounts.second-factor-on');
  });

  it('keeps secret and codes encrypted', async () => {
    const { id, secret, codes } = await careful();
    const [row] = await site.services.orm
      .select()
      .from(personSecondFactors)
      .where(eq(personSecondFactors.userId, id));
    const kept = JSON.stringify(row);
    expect(row?.secret).toMatch(/^[0-9a-f]{80,}$/);
    for (const clear of [secret, ...codes]) expect(kept).not.toContain(clear);
  });

  it('begins with a wrong password or none for nobody, and counts for nothing without the first code', async () => {
    const { home, email } = await somebody();
    for (const currentPassword of ['', 'no es la suya']) {
      const refused = await home.send('/cuenta/segundo-factor/nuevo', { currentPassword });
      expect(refused.status).toBe(422);
      expect(await refused.text()).toContain('La contraseña no es correcta.');
    }
    expect((await home.get('/cuenta/segundo-factor/activar')).status).toBe(303);
    await home.send('/cuenta/segundo-factor/nuevo', { currentPassword: goodPassword });
    const refused = await home.send('/cuenta/segundo-factor/activar', { code: '000000' });
    expect(refused.status).toBe(422);
    const text = await refused.text();
    expect(text).toContain('El código no es correcto');
    expect(text).not.toContain('value="000000"');
    const recovery = await home.send('/cuenta/segundo-factor/activar', { code: 'abcde-fghjk' });
    expect(recovery.status).toBe(422);
    const { response } = await challenged(email);
    expect(response.headers.get('location')).toBe('/metrica');
  });

  it('takes five codes in ten minutes', async () => {
    const { home } = await somebody();
    await home.send('/cuenta/segundo-factor/nuevo', { currentPassword: goodPassword });
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      statuses.push((await home.send('/cuenta/segundo-factor/activar', { code: `00000${n}` })).status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });
});

describe('signing in to an account with a second factor', () => {
  it('takes a code after the password, and the session has a second factor', async () => {
    const { email, secret, id } = await careful();
    const { visitor, response } = await challenged(email);
    expect(response.headers.get('location')).toBe('/entrar/segundo-factor?volver=%2Fmetrica');
    expect(await visitor.isSignedIn()).toBe(false);
    expect(await (await visitor.get(answer)).text()).toContain('Escribe tu código');
    const code = applicationCode(secret);
    const entered = await visitor.send(answer, {
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
      volver: '/metrica',
    });
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/metrica']);
    expect(await visitor.isSignedIn()).toBe(true);
    expect((await sessionsOf(id)).map(({ secondFactor }) => secondFactor)).toEqual([true, true]);
    const events = await site.services.orm.select().from(auditEvents).where(eq(auditEvents.person, id));
    expect(events.at(-1)).toMatchObject({
      action: 'accounts.signed-in',
      detail: { method: 'second-factor' },
    });
  });

  it('takes it after the link of a letter too', async () => {
    const { email, secret } = await careful();
    const visitor = createVisitor(site);
    await visitor.send('/entrar/carta', { linkEmail: email });
    const { path, token } = tokenOf(await lastLetter(site.services, email));
    const opened = await visitor.send(path, { token });
    expect(opened.headers.get('location')).toBe(answer);
    expect(await visitor.isSignedIn()).toBe(false);
    await visitor.send(answer, { code: applicationCode(secret) });
    expect(await visitor.isSignedIn()).toBe(true);
  });

  it('takes no code of whoever else is signed in in the same browser', async () => {
    const owner = await careful();
    const other = await careful();
    await owner.home.send('/entrar', { email: other.email, password: goodPassword });
    const before = await site.services.orm.$count(auditEvents, eq(auditEvents.person, other.id));
    const said = await owner.home.send(answer, { code: applicationCode(owner.secret) });
    expect(said.status).toBe(422);
    expect(await site.services.orm.$count(auditEvents, eq(auditEvents.person, other.id))).toBe(before);
    const right = await owner.home.send(answer, { code: applicationCode(other.secret) });
    expect(right.status).toBe(303);
    expect((await sessionsOf(other.id)).length).toBe(2);
  });

  it('goes nowhere else afterwards', async () => {
    const { email, secret } = await careful();
    const { visitor } = await challenged(email);
    const entered = await visitor.send(answer, {
      ...{ code: applicationCode(secret), volver: 'https://elsewhere.test/' },
    });
    expect(entered.headers.get('location')).toBe('/cuenta');
  });

  it('asks nobody who has not given the first factor', async () => {
    const visitor = createVisitor(site);
    expect((await visitor.get(`${answer}?volver=/metrica`)).headers.get('location')).toBe(
      '/entrar?volver=%2Fmetrica',
    );
    expect((await visitor.send(answer, { code: '123456' })).status).toBe(403);
    visitor.cookies.set('tequio-second-factor', '2fa-something.c2lnbmVk');
    expect((await visitor.send(answer, { code: '123456' })).status).toBe(403);
  });

  it('takes each code once: neither in another browser nor again in the same', async () => {
    const { email, secret, id } = await careful();
    const [one, two] = [await challenged(email), await challenged(email)];
    const code = applicationCode(secret);
    expect((await one.visitor.send(answer, { code })).status).toBe(303);
    const replayed = await two.visitor.send(answer, { code });
    expect(replayed.status).toBe(422);
    expect(await replayed.text()).toContain('ya se usó');
    expect((await two.visitor.send(answer, { code: applicationCode(secret, -1) })).status).toBe(422);
    expect(await two.visitor.isSignedIn()).toBe(false);
    expect((await two.visitor.send(answer, { code: applicationCode(secret, 1) })).status).toBe(303);
    expect((await sessionsOf(id)).length).toBe(3);
  });

  it('takes one code for one sign-in only, also at the same moment', async () => {
    const { email, secret } = await careful();
    const browsers = await Promise.all([1, 2, 3, 4].map(() => challenged(email)));
    const code = applicationCode(secret);
    const statuses = await Promise.all(
      browsers.map(async ({ visitor }) => (await visitor.send(answer, { code })).status),
    );
    expect(statuses.toSorted()).toEqual([303, 422, 422, 422]);
  });

  it('is over after five wrong codes: then not even the right one helps', async () => {
    const { email, secret } = await careful();
    const { visitor } = await challenged(email);
    for (let n = 0; n < 5; n += 1)
      expect((await visitor.send(answer, { code: `10000${n}` })).status).toBe(422);
    const over = await visitor.send(answer, { code: applicationCode(secret) });
    expect(over.status).toBe(403);
    expect(await over.text()).toContain('Hay que empezar de nuevo');
    expect(await visitor.isSignedIn()).toBe(false);
    expect((await visitor.get(answer)).headers.get('location')).toBe('/entrar');
    const again = await challenged(email);
    await timePasses(site.services, (await idOf(email)) ?? '');
    expect((await again.visitor.send(answer, { code: applicationCode(secret) })).status).toBe(303);
  });

  it('is closed to an account for a while after ten wrong codes in a row', async () => {
    const { email, secret } = await careful();
    for (const round of [0, 1]) {
      const { visitor } = await challenged(email);
      for (let n = 0; n < 5; n += 1) await visitor.send(answer, { code: `2${round}000${n}` });
    }
    const { visitor } = await challenged(email);
    const locked = await visitor.send(answer, { code: applicationCode(secret) });
    expect(locked.status).toBe(429);
    expect(await locked.text()).toContain('Espera 15 minutos');
  });
});

async function idOf(email: string): Promise<string | undefined> {
  const [person] = await site.services.orm.select().from(people).where(eq(people.email, email));
  return person?.id;
}

describe('a recovery code', () => {
  it('lets in once, however it is typed, and says how many are left', async () => {
    const { email, codes } = await careful();
    const [code = ''] = codes;
    const { visitor } = await challenged(email);
    const entered = await visitor.send(answer, { code: ` ${code.toUpperCase().replace('-', ' ')}` });
    expect(entered.headers.get('location')).toBe('/cuenta/segundo-factor?hecho=recuperacion');
    expect(await (await visitor.get('/cuenta/segundo-factor?hecho=recuperacion')).text()).toContain(
      'te quedan 9.',
    );
    expect((await lastLetter(site.services, email)).kind).toBe('accounts.recovery-code-used');
    const again = await challenged(email);
    expect((await again.visitor.send(answer, { code })).status).toBe(422);
  });

  it('lets in one of several who use it at the same moment', async () => {
    const { email, codes } = await careful();
    const browsers = await Promise.all([1, 2, 3, 4].map(() => challenged(email)));
    const statuses = await Promise.all(
      browsers.map(async ({ visitor }) => (await visitor.send(answer, { code: codes[3] ?? '' })).status),
    );
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    const signedIn = await Promise.all(browsers.map(({ visitor }) => visitor.isSignedIn()));
    expect(signedIn.filter(Boolean)).toHaveLength(1);
  });

  it('is replaced with all others when new ones are made', async () => {
    const { home, email, codes } = await careful();
    const path = '/cuenta/segundo-factor/codigos';
    expect((await home.send(path, { currentPassword: 'no es la suya' })).status).toBe(422);
    const made = shownCodes(await (await home.send(path, { currentPassword: goodPassword })).text());
    expect(made).toHaveLength(10);
    expect(made.filter((code) => codes.includes(code))).toEqual([]);
    const { visitor } = await challenged(email);
    expect((await visitor.send(answer, { code: codes[0] ?? '' })).status).toBe(422);
    expect((await visitor.send(answer, { code: made[0] ?? '' })).status).toBe(303);
  });
});

describe('switching the second factor off', () => {
  const path = '/cuenta/segundo-factor/quitar';

  it('takes the password and a code', async () => {
    const { home, email, secret, id } = await careful();
    const code = applicationCode(secret);
    expect((await home.send(path, { currentPassword: 'no es la suya', code })).status).toBe(422);
    expect((await home.send(path, { currentPassword: goodPassword, code: '000000' })).status).toBe(422);
    const done = await home.send(path, { currentPassword: goodPassword, code });
    expect(done.headers.get('location')).toBe('/cuenta/segundo-factor?hecho=quitado');
    expect(await (await home.get('/cuenta/segundo-factor?hecho=quitado')).text()).toContain('Quitaste');
    expect((await sessionsOf(id)).map(({ secondFactor }) => secondFactor)).toEqual([false]);
    expect((await challenged(email)).response.headers.get('location')).toBe('/metrica');
  });

  it('is refused to people with a role, and the page says why', async () => {
    const { home, secret, id, email } = await careful();
    await giveRole(id);
    expect(await (await home.get(path)).text()).toContain('Tienes un permiso en la plataforma');
    const refused = await home.send(path, { currentPassword: goodPassword, code: applicationCode(secret) });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('el segundo factor es obligatorio');
    expect((await challenged(email)).response.headers.get('location')).toContain(answer);
  });
});

describe('somebody with a role whose session has no second factor', () => {
  it('is told why it is obligatory and how to set it up', async () => {
    const { home, id } = await somebody();
    await giveRole(id);
    const sent = await home.get('/gestion');
    expect(sent.headers.get('location')).toBe('/cuenta/segundo-factor?volver=%2Fgestion');
    const page = await (await home.get('/cuenta/segundo-factor?volver=%2Fgestion')).text();
    expect(page).toContain('el segundo factor es obligatorio');
    expect(page).toContain('/cuenta/segundo-factor/nuevo?volver=%2Fgestion');
    const { secret } = await setUpFactor(home);
    expect(secret).not.toBe('');
    expect((await home.get('/cuenta/segundo-factor?volver=%2Fgestion')).headers.get('location')).toBe(
      '/gestion',
    );
    expect((await home.get('/gestion')).status).toBe(200);
  });

  it('gives it where there is one, and goes on to where they wanted to go', async () => {
    const { home, id, secret } = await careful();
    await giveRole(id);
    await site.services.orm.update(personSessions).set({ secondFactor: false });
    const page = await (await home.get('/cuenta/segundo-factor?volver=%2Fgestion')).text();
    expect(page).toContain('Da tu segundo factor');
    expect((await home.get('/cuenta/segundo-factor/codigos')).status).toBe(303);
    expect((await home.send('/cuenta/segundo-factor', { code: '000000', volver: '/gestion' })).status).toBe(
      422,
    );
    const code = applicationCode(secret);
    const given = await home.send('/cuenta/segundo-factor', { code, volver: '/gestion' });
    expect(given.headers.get('location')).toBe('/gestion');
    expect((await home.get('/gestion')).status).toBe(200);
    await site.services.orm.update(personSessions).set({ secondFactor: false });
    const replayed = await home.send('/cuenta/segundo-factor', { code, volver: '/gestion' });
    expect(replayed.status).toBe(422);
  });

  it('makes no passkey and no new recovery codes before they have given it', async () => {
    const { home, id } = await careful();
    await site.services.orm
      .update(personSessions)
      .set({ secondFactor: false })
      .where(eq(personSessions.userId, id));
    const options = await home.send('/cuenta/llaves/opciones', {
      nombre: 'x',
      currentPassword: goodPassword,
    });
    expect(await options.json()).toEqual({ error: expect.stringContaining('segundo factor') });
    const codes = await home.send('/cuenta/segundo-factor/codigos', { currentPassword: goodPassword });
    expect(shownCodes(await codes.text())).toEqual([]);
  });

  it('keeps the only passkey that is their second factor', async () => {
    const { services } = site;
    const grants = [{ role: 'administrator', scope: { kind: 'platform' } }] as const;
    const person = await createPerson(services, { grants, secondFactor: false });
    const key = newId();
    await services.orm.insert(personPasskeys).values({
      ...{ id: key, userId: person.id, name: 'Mi teléfono', publicKey: 'x', credentialID: key, counter: 0 },
      ...{ deviceType: 'singleDevice', backedUp: false },
    });
    const visitor = createVisitor(site);
    const [name = '', value = ''] = person.cookie.split('=');
    visitor.cookies.set(name, value);
    const weak = await visitor.send(`/cuenta/llaves/${key}/quitar`, {});
    expect(await weak.text()).toContain('Primero da tu segundo factor');
    await services.orm
      .update(personSessions)
      .set({ secondFactor: true })
      .where(eq(personSessions.userId, person.id));
    const kept = await visitor.send(`/cuenta/llaves/${key}/quitar`, {});
    expect(kept.status).toBe(422);
    expect(await kept.text()).toContain('único segundo factor');
    expect((await visitor.send(`/cuenta/llaves/${newId()}/quitar`, {})).status).toBe(404);
    expect((await visitor.send(`/cuenta/llaves/${key}`, { nombre: '' })).status).toBe(422);
    await visitor.send(`/cuenta/llaves/${key}`, { nombre: 'Mi otro teléfono' });
    expect(await (await visitor.get('/cuenta/llaves')).text()).toContain('Mi otro teléfono');
    const stranger = await createPerson(services);
    const other = await site.get(`/cuenta/llaves/${key}`, { cookie: stranger.cookie });
    expect(other.status).toBe(404);
  });
});
