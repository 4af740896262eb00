import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvents } from '#platform/audit/schema.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import { people, personCredentials, personLinks } from '../../src/modules/accounts/schema.ts';
import { createTestSite, testSite } from '../support/site.ts';
import {
  createVisitor,
  goodPassword,
  lastLetter,
  lettersTo,
  openAccount,
  tokenOf,
} from '../support/visitor.ts';

const shared = testSite();
const wish = { name: 'Citlali', email: '', password: goodPassword, privacidad: 'si' };

describe('signing up', () => {
  it('opens an account for whoever reads the letter and knows the password', async () => {
    const visitor = createVisitor(shared);
    const email = 'citlali@ejemplo.test';
    const sent = await visitor.send('/en/registro', { ...wish, email: '  Citlali@Ejemplo.test ' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/en/registro/carta']);
    expect(await shared.services.orm.$count(people, eq(people.email, email))).toBe(0);
    const letter = await lastLetter(shared.services, email);
    expect(letter).toMatchObject({ kind: 'accounts.sign-up', lang: 'en', person: null });
    expect(letter.text).not.toContain('Citlali');
    const { path, token } = tokenOf(letter);
    expect(path).toBe('/en/confirmar');

    // Programs that look at mail open links: that does nothing.
    for (const _ of [1, 2]) expect((await visitor.get(letter.link)).status).toBe(200);
    const wrong = await visitor.send(path, { token, password: 'another password' });
    expect(wrong.status).toBe(422);
    expect(await visitor.isSignedIn()).toBe(false);

    const confirmed = await visitor.send(path, { token, password: goodPassword });
    expect(confirmed.headers.get('location')).toBe('/en/cuenta?hecho=bienvenida');
    expect(await visitor.isSignedIn()).toBe(true);
    const [person] = await shared.services.orm.select().from(people).where(eq(people.email, email));
    expect(person).toMatchObject({ name: 'Citlali', emailVerified: true, lang: 'en', image: null });
    const events = await shared.services.orm
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.person, person?.id ?? ''));
    expect(events.map(({ action }) => action)).toEqual(['accounts.signed-up', 'accounts.signed-in']);
    expect(JSON.stringify(events)).not.toContain('citlali');
  });

  it('keeps neither the password nor the link as they are', async () => {
    const { orm } = shared.services;
    const email = 'huellas@ejemplo.test';
    await createVisitor(shared).send('/registro', { ...wish, email });
    const { token } = tokenOf(await lastLetter(shared.services, email));
    const [link] = await orm.select().from(personLinks).where(eq(personLinks.email, email));
    expect(JSON.stringify(link)).not.toContain(token);
    expect(JSON.stringify(link)).not.toContain(goodPassword);
  });

  it('goes on to where the person wanted to go, within the platform', async () => {
    for (const [wanted, reached] of [
      ['/cuenta/nombre?a=1', '/cuenta/nombre?a=1'],
      ['https://malo.test/', '/cuenta?hecho=bienvenida'],
      ['//malo.test', '/cuenta?hecho=bienvenida'],
    ] as const) {
      const visitor = createVisitor(shared);
      const email = `vuelta-${visitor.address}@ejemplo.test`;
      await visitor.send('/registro', { ...wish, email, volver: wanted });
      const { path, token } = tokenOf(await lastLetter(shared.services, email));
      const confirmed = await visitor.send(path, { token, password: goodPassword });
      expect(confirmed.headers.get('location')).toBe(reached);
    }
  });

  const bad: readonly (readonly [string, Partial<typeof wish>, string])[] = [
    ['no name', { name: '   ' }, 'Escribe cómo quieres que te llamemos.'],
    ['a name without a letter', { name: '*** !' }, 'Escribe cómo quieres que te llamemos.'],
    ['a name that is too long', { name: 'ñ'.repeat(81) }, 'hasta 80 caracteres'],
    ['a name with line breaks', { name: 'Ana\r\nBcc: otra@ejemplo.test' }, 'signos que no se pueden mostrar'],
    ['a name that turns its surroundings around', { name: 'Ana \u202etset' }, 'signos que no se pueden'],
    ['no address', { email: '' }, 'Escribe un correo'],
    ['half an address', { email: 'ana@' }, 'Escribe un correo'],
    ['two addresses', { email: 'a@ejemplo.test, b@ejemplo.test' }, 'Escribe un correo'],
    ['an address with a header', { email: 'a@ejemplo.test\r\nBcc: b@ejemplo.test' }, 'Escribe un correo'],
    ['a long address', { email: `${'a'.repeat(250)}@ejemplo.test` }, 'hasta 254 caracteres'],
    ['a long mailbox', { email: `${'a'.repeat(65)}@ejemplo.test` }, 'Escribe un correo'],
    ['no password', { password: '' }, 'Escribe una contraseña.'],
    ['a short password', { password: 'breve-9' }, 'necesita al menos 12'],
    ['a common password', { password: 'Password1234' }, 'la usa mucha gente'],
    ['a password of the own name', { name: 'Xóchitl Ramírez', password: 'xochitlramirez' }, 'de tu nombre'],
    ['a sequence', { password: '1234567890123' }, 'secuencia'],
    ['a repetition', { password: 'perroperroperro' }, 'repite lo mismo'],
    ['no consent', { privacidad: '' }, 'aviso de privacidad'],
  ];

  it.each(bad)(
    'says what is wrong with %s, keeps what was typed, and does nothing',
    async (_, change, message) => {
      const visitor = createVisitor(shared);
      const values = { ...wish, email: `mal-${visitor.address}@ejemplo.test`, ...change };
      const before = await shared.services.orm.$count(mailLetters);
      const response = await visitor.send('/registro', values);
      const text = await response.text();
      expect(response.status).toBe(422);
      expect(text).toContain(message);
      expect(text).toContain('<title>Error');
      if (!/[\r\n*]/.test(values.name + values.email)) expect(text).toContain(`value="${values.name}"`);
      if (values.password) expect(text).not.toContain(values.password);
      expect(await shared.services.orm.$count(mailLetters)).toBe(before);
    },
  );

  it('answers alike whether the address has an account or not', async () => {
    const owner = createVisitor(shared);
    const email = 'conocida@ejemplo.test';
    await openAccount(shared.services, owner, email);
    const stranger = createVisitor(shared);
    const known = await stranger.send('/registro', { ...wish, email, password: 'otra lluvia y otro comal' });
    const unknown = await stranger.send('/registro', { ...wish, email: 'desconocida@ejemplo.test' });
    expect(known.status).toBe(unknown.status);
    expect(known.headers.get('location')).toBe(unknown.headers.get('location'));
    expect(await known.text()).toBe(await unknown.text());
    expect(known.headers.getSetCookie()).toEqual(unknown.headers.getSetCookie());
    const letter = await lastLetter(shared.services, email);
    expect(letter.kind).toBe('accounts.sign-up-known');
    expect(letter.link).toBe('/entrar');
    // Nothing of the account has changed.
    expect((await createVisitor(shared).send('/entrar', { email, password: goodPassword })).status).toBe(303);
  });

  it('lets nobody take an address before its owner: each link opens the account of its own sign-up', async () => {
    const { orm } = shared.services;
    const email = 'disputada@ejemplo.test';
    const attacker = createVisitor(shared);
    const owner = createVisitor(shared);
    await attacker.send('/registro', { ...wish, name: 'Otra', email, password: 'secreto de quien ataca' });
    const foreign = tokenOf(await lastLetter(shared.services, email));
    await owner.send('/registro', { ...wish, name: 'Dueña', email });
    const own = tokenOf(await lastLetter(shared.services, email));
    // The owner opens the wrong letter: their password does not open an account with another one.
    expect((await owner.send('/confirmar', { token: foreign.token, password: goodPassword })).status).toBe(
      422,
    );
    expect((await owner.send('/confirmar', { token: own.token, password: goodPassword })).status).toBe(303);
    const [person] = await orm.select().from(people).where(eq(people.email, email));
    expect(person?.name).toBe('Dueña');
    // And from then on the other link opens nothing.
    const late = await attacker.send('/confirmar', {
      token: foreign.token,
      password: 'secreto de quien ataca',
    });
    expect(late.status).toBe(404);
    const tried = await attacker.send('/entrar', { email, password: 'secreto de quien ataca' });
    expect(tried.status).toBe(422);
  });

  it('does not tell by a sign-up and a try to sign in with it whether there was an account before', async () => {
    const owner = createVisitor(shared);
    const taken = 'con-cuenta@ejemplo.test';
    await openAccount(shared.services, owner, taken);
    const attacker = createVisitor(shared);
    const password = 'secreto de quien ataca';
    const answers = [];
    for (const email of [taken, 'sin-cuenta@ejemplo.test']) {
      await attacker.send('/registro', { ...wish, email, password });
      const tried = await attacker.send('/entrar', { email, password });
      answers.push([tried.status, (await tried.text()).replaceAll(email, '')]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[0]).toEqual([
      422,
      expect.stringContaining('no son correctos. Si acabas de abrir tu cuenta'),
    ]);
  });

  it('shows a name as it was written, and never as markup', async () => {
    const visitor = createVisitor(shared);
    const email = 'marcas@ejemplo.test';
    const name = '<script>alert("1")</script> & Cía';
    await visitor.send('/registro', { ...wish, name, email });
    const { path, token } = tokenOf(await lastLetter(shared.services, email));
    await visitor.send(path, { token, password: goodPassword });
    const text = await (await visitor.get('/cuenta')).text();
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; Cía');
    expect(text).not.toContain('<script>alert');
  });

  it('takes so many from one client to one address, and says when to come back', async () => {
    const visitor = createVisitor(shared);
    const email = 'mucha@ejemplo.test';
    for (const _ of [1, 2, 3]) {
      expect((await visitor.send('/registro', { ...wish, email })).status).toBe(303);
    }
    const refused = await visitor.send('/registro', { ...wish, email });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('Revisa tu buzón');
    expect(await lettersTo(shared.services, email)).toHaveLength(3);
  });

  it('takes so many from one client in all', async () => {
    const visitor = createVisitor(shared);
    const statuses: number[] = [];
    for (let n = 0; n < 21; n += 1) {
      const response = await visitor.send('/registro', { ...wish, password: '' });
      statuses.push(response.status);
    }
    expect(statuses.slice(0, 20).every((status) => status === 422)).toBe(true);
    expect(statuses[20]).toBe(429);
  });
});

describe('a link that confirms a sign-up', () => {
  it('is good once, also when it is sent twice at the same time', async () => {
    const { orm } = shared.services;
    const email = 'dosveces@ejemplo.test';
    const visitor = createVisitor(shared);
    await visitor.send('/registro', { ...wish, email });
    const { path, token } = tokenOf(await lastLetter(shared.services, email));
    const both = await Promise.all(
      [createVisitor(shared), createVisitor(shared), createVisitor(shared)].map((each) =>
        each.send(path, { token, password: goodPassword }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([303, 404, 404]);
    expect(await orm.$count(people, eq(people.email, email))).toBe(1);
    const [person] = await orm.select().from(people).where(eq(people.email, email));
    expect(await orm.$count(personCredentials, eq(personCredentials.userId, person?.id ?? ''))).toBe(1);
    expect((await visitor.get(`/confirmar?token=${token}`)).status).toBe(404);
  });

  it('is good for a day', async () => {
    const email = 'tarde@ejemplo.test';
    const visitor = createVisitor(shared);
    await visitor.send('/registro', { ...wish, email });
    const { path, token } = tokenOf(await lastLetter(shared.services, email));
    const later = (hours: number) => {
      const now = () => new Date(Date.now() + hours * 3600 * 1000);
      return createVisitor(createTestSite({ ...shared.services, now }));
    };
    expect((await later(23).get(`${path}?token=${token}`)).status).toBe(200);
    expect((await later(25).get(`${path}?token=${token}`)).status).toBe(404);
    expect((await later(25).send(path, { token, password: goodPassword })).status).toBe(404);
    expect(await shared.services.orm.$count(people, eq(people.email, email))).toBe(0);
  });

  it('is no other link: rubbish and the tokens of other purposes open nothing', async () => {
    const email = 'cruzada@ejemplo.test';
    const visitor = createVisitor(shared);
    await visitor.send('/registro', { ...wish, email });
    const { token } = tokenOf(await lastLetter(shared.services, email));
    for (const path of ['/entrar/enlace', '/recuperar/nueva', '/confirmar/correo']) {
      expect((await visitor.get(`${path}?token=${token}`)).status, path).toBe(404);
      const sent = await visitor.send(path, { token, newPassword: 'otra lluvia, otro comal' });
      expect(sent.status, path).toBe(404);
    }
    for (const rubbish of ['', 'x', "'; drop table people; --", 'a'.repeat(5000)]) {
      const response = await visitor.send('/confirmar', { token: rubbish, password: goodPassword });
      expect(response.status).toBe(404);
    }
  });

  it('takes no more than some tries with a password', async () => {
    const email = 'intentos@ejemplo.test';
    const visitor = createVisitor(shared);
    await visitor.send('/registro', { ...wish, email });
    const { path, token } = tokenOf(await lastLetter(shared.services, email));
    for (let n = 0; n < 5; n += 1) {
      expect((await visitor.send(path, { token, password: `no es la suya ${n}` })).status).toBe(422);
    }
    const refused = await visitor.send(path, { token, password: goodPassword });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
