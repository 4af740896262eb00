import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { people } from '../../src/modules/accounts/schema.ts';
import { createPerson } from '../support/people.ts';
import { createTestSite, testSite } from '../support/site.ts';
import { createVisitor, lastLetter, lettersTo, peopleWithAccounts, tokenOf } from '../support/visitor.ts';

const shared = testSite();

/** Somebody with an account, and the browser they opened it in. */
const somebody = peopleWithAccounts(shared, 'enlaza');

describe('a link by e-mail', () => {
  it('signs in once, when its button is pressed', async () => {
    const { email } = await somebody();
    const visitor = createVisitor(shared);
    const asked = await visitor.send('/entrar/carta', { linkEmail: email, volver: '/cuenta/nombre' });
    expect(asked.headers.get('location')).toBe('/entrar/carta');
    const letter = await lastLetter(shared.services, email);
    const { path, token } = tokenOf(letter);
    for (const _ of [1, 2]) {
      const page = await visitor.get(letter.link);
      expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    }
    expect(await visitor.isSignedIn()).toBe(false);
    const opened = await visitor.send(path, { token });
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/cuenta/nombre']);
    expect(await visitor.isSignedIn()).toBe(true);
    expect((await createVisitor(shared).send(path, { token })).status).toBe(404);
  });

  it('signs one in of those who use it at the same time, and ends the others that were sent', async () => {
    const { email } = await somebody();
    const visitor = createVisitor(shared);
    await visitor.send('/entrar/carta', { linkEmail: email });
    const first = tokenOf(await lastLetter(shared.services, email));
    await visitor.send('/entrar/carta', { linkEmail: email });
    const second = tokenOf(await lastLetter(shared.services, email));
    const all = await Promise.all(
      [1, 2, 3].map(() => createVisitor(shared).send(second.path, { token: second.token })),
    );
    expect(all.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
    expect((await visitor.send(first.path, { token: first.token })).status).toBe(404);
  });

  it('is good for a quarter of an hour', async () => {
    const { email } = await somebody();
    const visitor = createVisitor(shared);
    await visitor.send('/entrar/carta', { linkEmail: email });
    const { path, token } = tokenOf(await lastLetter(shared.services, email));
    const now = () => new Date(Date.now() + 16 * 60 * 1000);
    const late = createVisitor(createTestSite({ ...shared.services, now }));
    expect((await late.send(path, { token })).status).toBe(404);
    expect((await visitor.send(path, { token })).status).toBe(303);
  });

  it('is answered alike for an address without account, which is told so in its letter', async () => {
    const { email } = await somebody();
    const visitor = createVisitor(shared);
    const known = await visitor.send('/entrar/carta', { linkEmail: email });
    const unknown = await visitor.send('/entrar/carta', { linkEmail: 'sin-cuenta@ejemplo.test' });
    expect(known.status).toBe(unknown.status);
    expect(known.headers.get('location')).toBe(unknown.headers.get('location'));
    expect(await lastLetter(shared.services, 'sin-cuenta@ejemplo.test')).toMatchObject({
      kind: 'accounts.no-account',
      link: '/registro',
      person: null,
    });
  });

  it('does not pass by the second factor', async () => {
    const { services } = shared;
    const strong = await createPerson(services, { secondFactor: true });
    const visitor = createVisitor(shared);
    await visitor.send('/entrar/carta', { linkEmail: strong.email, volver: '/cuenta/nombre' });
    const { path, token } = tokenOf(await lastLetter(services, strong.email));
    const opened = await visitor.send(path, { token });
    expect(opened.headers.get('location')).toBe('/entrar/segundo-factor?volver=%2Fcuenta%2Fnombre');
    expect(await visitor.isSignedIn()).toBe(false);
  });

  it('verifies an address that was not, and takes away what was set before', async () => {
    const { services } = shared;
    const unproven = await createPerson(services, { assurance: 0 });
    const visitor = createVisitor(shared);
    await visitor.send('/entrar/carta', { linkEmail: unproven.email });
    const { path, token } = tokenOf(await lastLetter(services, unproven.email));
    expect((await visitor.send(path, { token })).status).toBe(303);
    const [person] = await services.orm.select().from(people).where(eq(people.id, unproven.id));
    expect(person?.emailVerified).toBe(true);
    expect((await shared.get('/cuenta', { cookie: unproven.cookie })).status).toBe(303);
  });

  it('is sent so often to one address, from one client and from all, with the time to wait', async () => {
    const { email } = await somebody();
    const statuses: number[] = [];
    for (let client = 0; client < 3; client += 1) {
      const visitor = createVisitor(shared);
      for (let n = 0; n < 4; n += 1)
        statuses.push((await visitor.send('/entrar/carta', { linkEmail: email })).status);
    }
    expect(statuses).toEqual([303, 303, 303, 429, 303, 303, 303, 429, 429, 429, 429, 429]);
    const letters = (await lettersTo(shared.services, email)).filter(
      ({ kind }) => kind === 'accounts.sign-in',
    );
    expect(letters).toHaveLength(6);
    // Whoever used the letters up has locked nobody out: the last one can still be used when the next may be sent.
    const refused = await createVisitor(shared).send('/entrar/carta', { linkEmail: email });
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(600);
    expect(await refused.text()).toContain('Revisa tu buzón');
  });

  it('asks for an address, and says so beside the field', async () => {
    const response = await createVisitor(shared).send('/entrar/carta', { linkEmail: 'ana' });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain('id="linkEmail-error"');
    expect(text).toContain('value="ana"');
  });
});
