import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { newId } from '#platform/database/identifier.ts';
import { personSessions, personTokens } from '../../src/modules/accounts/schema.ts';
import { createPerson } from '../support/people.ts';
import { createTestSite, testSite } from '../support/site.ts';
import {
  createVisitor,
  goodPassword,
  lastLetter,
  lettersTo,
  peopleWithAccounts,
  tokenOf,
} from '../support/visitor.ts';

const shared = testSite();
const newPassword = 'otro comal bajo otra lluvia';

const somebody = peopleWithAccounts(shared, 'olvida');

async function recoveryOf(email: string) {
  await createVisitor(shared).send('/recuperar', { email });
  return tokenOf(await lastLetter(shared.services, email));
}

describe('recovering a password', () => {
  it('sets another one, ends all sessions, and tells the owner', async () => {
    const { services } = shared;
    const { email, home, id } = await somebody();
    await services.orm.insert(personTokens).values({
      ...{ id: newId(), identifier: `trust-device-${id}`, value: id, expiresAt: new Date(Date.now() + 1e9) },
      ...{ createdAt: new Date(), updatedAt: new Date() },
    });
    const visitor = createVisitor(shared);
    const asked = await visitor.send('/en/recuperar', { email });
    expect(asked.headers.get('location')).toBe('/en/recuperar/carta');
    const letter = await lastLetter(services, email);
    expect(letter).toMatchObject({ kind: 'accounts.recovery', lang: 'es-MX', person: id });
    const { path, token } = tokenOf(letter);
    for (const _ of [1, 2]) expect((await visitor.get(letter.link)).status).toBe(200);
    expect(await home.isSignedIn()).toBe(true);

    const set = await visitor.send(path, { token, newPassword });
    expect(set.headers.get('location')).toBe('/entrar?hecho=contrasena');
    expect(await visitor.isSignedIn()).toBe(false);
    expect(await home.isSignedIn()).toBe(false);
    expect(await services.orm.$count(personSessions, eq(personSessions.userId, id))).toBe(0);
    expect(await services.orm.$count(personTokens, eq(personTokens.value, id))).toBe(0);
    expect((await lastLetter(services, email)).kind).toBe('accounts.password-changed');
    expect((await visitor.send('/entrar', { email, password: goodPassword })).status).toBe(422);
    expect((await visitor.send('/entrar', { email, password: newPassword })).status).toBe(303);
  });

  it('uses a link up, and with it all others of the account', async () => {
    const { email } = await somebody();
    const first = await recoveryOf(email);
    const second = await recoveryOf(email);
    await createVisitor(shared).send('/entrar/carta', { linkEmail: email });
    const signIn = tokenOf(await lastLetter(shared.services, email));
    const set = (token: string) => createVisitor(shared).send(first.path, { token, newPassword });
    const all = await Promise.all([set(second.token), set(second.token), set(second.token)]);
    expect(all.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
    expect((await set(first.token)).status).toBe(404);
    expect((await createVisitor(shared).send(signIn.path, { token: signIn.token })).status).toBe(404);
  });

  it('is possible for an hour', async () => {
    const { email } = await somebody();
    const { path, token } = await recoveryOf(email);
    const now = () => new Date(Date.now() + 61 * 60 * 1000);
    const late = createVisitor(createTestSite({ ...shared.services, now }));
    expect((await late.get(`${path}?token=${token}`)).status).toBe(404);
    expect((await late.send(path, { token, newPassword })).status).toBe(404);
    expect((await createVisitor(shared).get(`${path}?token=${token}`)).status).toBe(200);
  });

  it('says what is wrong with the new password, and the link can be used afterwards', async () => {
    const { email } = await somebody();
    const { path, token } = await recoveryOf(email);
    const visitor = createVisitor(shared);
    for (const [password, message] of [
      ['', 'Escribe una contraseña.'],
      ['breve-9', 'al menos 12'],
      ['Password1234', 'la usa mucha gente'],
      ['x'.repeat(50_000), 'hasta 128'],
      [email, 'de tu correo'],
    ] as const) {
      const response = await visitor.send(path, { token, newPassword: password });
      const text = await response.text();
      expect(response.status).toBe(422);
      expect(text).toContain(message);
      if (password) expect(text).not.toContain(`value="${password}"`);
    }
    expect((await visitor.send(path, { token, newPassword })).status).toBe(303);
  });

  it('is answered alike for an address without account', async () => {
    const { email } = await somebody();
    const visitor = createVisitor(shared);
    const known = await visitor.send('/recuperar', { email });
    const unknown = await visitor.send('/recuperar', { email: 'olvido-de-nadie@ejemplo.test' });
    expect([unknown.status, unknown.headers.get('location')]).toEqual([
      known.status,
      known.headers.get('location'),
    ]);
    expect(await unknown.text()).toBe(await known.text());
    const letter = await lastLetter(shared.services, 'olvido-de-nadie@ejemplo.test');
    expect(letter.kind).toBe('accounts.no-account');
    expect((await visitor.send('/recuperar', { email: 'nadie' })).status).toBe(422);
  });

  it('does not take the second factor away', async () => {
    const { services } = shared;
    const strong = await createPerson(services, { secondFactor: true });
    const { path, token } = await recoveryOf(strong.email);
    const visitor = createVisitor(shared);
    expect((await visitor.send(path, { token, newPassword })).status).toBe(303);
    const entered = await visitor.send('/entrar', { email: strong.email, password: newPassword });
    expect(entered.headers.get('location')).toBe('/entrar/segundo-factor');
    expect(await visitor.isSignedIn()).toBe(false);
  });

  it('sends so many letters, and no more', async () => {
    const { email } = await somebody();
    const visitor = createVisitor(shared);
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await visitor.send('/recuperar', { email })).status);
    expect(statuses).toEqual([303, 303, 303, 429]);
    const letters = (await lettersTo(shared.services, email)).filter(
      ({ kind }) => kind === 'accounts.recovery',
    );
    expect(letters).toHaveLength(3);
  });
});
