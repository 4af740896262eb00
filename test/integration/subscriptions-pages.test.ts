import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { subscriptions } from '#modules/subscriptions/schema.ts';
import { saveSubscription } from '#modules/subscriptions/store/subscriptions.ts';
import { newId } from '#platform/database/identifier.ts';
import { unsubscribeToken } from '#platform/mail/unsubscribe.ts';
import { createPerson, formRequest, ownPage, type TestPerson } from '../support/people.ts';
import { textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();

const followed = (person: string) =>
  site.services.orm.select().from(subscriptions).where(eq(subscriptions.person, person));

async function seen(
  path: string,
  person?: TestPerson,
): Promise<{ status: number; html: string; text: string }> {
  const response = await site.get(path, person ? { cookie: person.cookie } : {});
  const html = await response.text();
  return { status: response.status, html, text: textOf(html) };
}

const send = (path: string, values: Record<string, string>, person?: TestPerson) =>
  site.ask(path, formRequest(values, person?.cookie));

const follow = (person: TestPerson, tema: string, frecuencia: string) =>
  send('/avisos/seguir', { tema, frecuencia }, person);

describe('following something', () => {
  it('leads visitors to sign in and back', async () => {
    const response = await site.get('/avisos/seguir?tema=entidad/20');
    expect(response.status).toBe(303);
    const location = new URL(response.headers.get('location') ?? '', 'http://tequio.test');
    expect(location.pathname).toBe('/entrar');
    expect(location.searchParams.get('volver')).toMatch(/^\/avisos\/seguir\?tema=entidad(\/|%2F)20$/);
  });

  it('asks how often, keeps it, and shows it in the account', async () => {
    const person = await createPerson(site.services);
    const page = await seen('/avisos/seguir?tema=entidad/20', person);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Seguir: Oaxaca');
    const sent = await follow(person, 'entidad/20', 'daily');
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toBe('/cuenta/avisos?hecho=siguiendo');
    expect(await followed(person.id)).toMatchObject([{ topic: 'state:20', frequency: 'daily' }]);
    const own = await seen('/cuenta/avisos?hecho=siguiendo', person);
    expect(own.text).toContain('Listo: te avisaremos de los cambios.');
    expect(own.text).toContain('Oaxaca');
    expect(own.text).toContain('Cada día');
    expect((await seen('/en/cuenta/avisos?hecho=otra', person)).text).toContain('Every day');
  });

  it('changes how often, with the present choice made', async () => {
    const person = await createPerson(site.services);
    await follow(person, 'metrica', 'weekly');
    const { html } = await seen('/avisos/seguir?tema=metrica', person);
    expect(html).toMatch(/value="weekly"[^>]* checked/);
    const sent = await follow(person, 'metrica', 'at-once');
    expect(sent.headers.get('location')).toBe('/cuenta/avisos?hecho=cambiado');
    expect(await followed(person.id)).toMatchObject([{ topic: 'metrica', frequency: 'at-once' }]);
  });

  it.each(['', 'hourly', 'AT-ONCE'])(
    'says what is wrong with the frequency %j and keeps nothing',
    async (typed) => {
      const person = await createPerson(site.services);
      const sent = await follow(person, 'entidad/20', typed);
      expect(sent.status).toBe(422);
      const html = await sent.text();
      expect(textOf(html)).toContain('Elige cada cuánto quieres enterarte');
      expect(html).toContain('href="#frecuencia"');
      expect(await followed(person.id)).toEqual([]);
    },
  );

  it.each(['', 'entidad/99', 'entidad', 'state:20', 'planeta/1', 'entidad/20/1', "entidad/' or 1=1"])(
    'does not know %j',
    async (tema) => {
      const person = await createPerson(site.services);
      expect((await follow(person, tema, 'daily')).status).toBe(404);
      expect((await seen(`/avisos/seguir?tema=${encodeURIComponent(tema)}`, person)).status).toBe(404);
      expect(await followed(person.id)).toEqual([]);
    },
  );

  it('at the same moment in several windows is followed once', async () => {
    const person = await createPerson(site.services);
    const sent = await Promise.all(
      ['daily', 'weekly', 'at-once', 'daily'].map((frequency) => follow(person, 'entidad/20', frequency)),
    );
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    expect(await followed(person.id)).toHaveLength(1);
  });

  it('waits until the address is confirmed', async () => {
    const person = await createPerson(site.services, { assurance: 0 });
    const page = await seen('/avisos/seguir?tema=entidad/20', person);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Primero confirma tu correo');
    expect(page.html).not.toContain('name="frecuencia"');
    expect((await follow(person, 'entidad/20', 'daily')).status).toBe(403);
    expect(await followed(person.id)).toEqual([]);
  });

  it('has an end: more than two hundred topics are too many', async () => {
    const person = await createPerson(site.services);
    await site.services.orm.insert(subscriptions).values(
      Array.from({ length: 200 }, (_, at) => ({
        ...{ id: newId(), person: person.id, topic: `institution:x-${at}`, frequency: 'weekly' as const },
        createdAt: new Date(),
      })),
    );
    const sent = await follow(person, 'entidad/20', 'daily');
    expect(sent.status).toBe(422);
    const html = await sent.text();
    expect(textOf(html)).toContain('Ya sigues 200 temas');
    expect(html).toMatch(/value="daily"[^>]* checked/);
    expect(await followed(person.id)).toHaveLength(200);
    expect((await seen('/cuenta/avisos', person)).text).toContain('Un tema que ya no existe');
  });

  it('is refused to other sites', async () => {
    const { cookie, id } = await createPerson(site.services);
    const request = formRequest({ tema: 'entidad/20', frecuencia: 'daily' }, cookie);
    const headers = { cookie, origin: 'https://otro.example', 'sec-fetch-site': 'cross-site' };
    expect((await site.ask('/avisos/seguir', { ...request, headers })).status).toBe(403);
    expect(await followed(id)).toEqual([]);
  });
});

describe('ending', () => {
  it('one leaves the others', async () => {
    const person = await createPerson(site.services);
    await follow(person, 'entidad/20', 'daily');
    await follow(person, 'metrica', 'daily');
    const one = (await followed(person.id)).find(({ topic }) => topic === 'metrica');
    const sent = await send('/cuenta/avisos/terminar', { aviso: one?.id ?? '' }, person);
    expect(sent.headers.get('location')).toBe('/cuenta/avisos?hecho=terminado');
    expect(await followed(person.id)).toMatchObject([{ topic: 'state:20' }]);
  });

  it('all leaves those of other people', async () => {
    const person = await createPerson(site.services);
    const other = await createPerson(site.services);
    for (const each of [person, other]) {
      await follow(each, 'entidad/20', 'daily');
      await follow(each, 'metrica', 'weekly');
    }
    const sent = await send('/cuenta/avisos/terminar-todos', {}, person);
    expect(sent.headers.get('location')).toBe('/cuenta/avisos?hecho=terminados');
    expect(await followed(person.id)).toEqual([]);
    expect(await followed(other.id)).toHaveLength(2);
    expect((await seen('/cuenta/avisos', person)).text).toContain('Todavía no sigues nada.');
  });

  it.each([
    ['somebody else’s', (id: string) => id],
    ['what is not there', () => newId()],
    ['what has no form', () => "' or 1=1"],
    ['nothing', () => ''],
  ])('%s changes nothing, and the answer does not tell which it was', async (_, idOf) => {
    const person = await createPerson(site.services);
    const other = await createPerson(site.services);
    await follow(other, 'entidad/20', 'daily');
    const [theirs] = await followed(other.id);
    const sent = await send('/cuenta/avisos/terminar', { aviso: idOf(theirs?.id ?? '') }, person);
    expect(sent.headers.get('location')).toBe('/cuenta/avisos?hecho=terminado');
    expect(await followed(other.id)).toHaveLength(1);
  });

  it('needs somebody who has signed in', async () => {
    expect((await send('/cuenta/avisos/terminar-todos', {})).status).toBe(401);
    expect((await site.get('/cuenta/avisos')).status).toBe(303);
  });
});

describe('the link of a letter', () => {
  async function letterLink(list: (id: string) => string) {
    const person = await createPerson(site.services);
    const { orm, secrets } = site.services;
    const at = new Date();
    await saveSubscription(orm, { person: person.id, topic: 'state:20', frequency: 'at-once', at });
    await saveSubscription(orm, { person: person.id, topic: 'metrica', frequency: 'daily', at });
    await saveSubscription(orm, { person: person.id, topic: 'data', frequency: 'weekly', at });
    const rows = await followed(person.id);
    const id = rows.find(({ topic }) => topic === 'state:20')?.id ?? '';
    const token = unsubscribeToken(secrets, { list: list(id), person: person.id });
    return { person, path: `/avisos/baja?t=${token}`, token };
  }

  const topics = async (person: string) => (await followed(person)).map(({ topic }) => topic).sort();
  const oneClick = (path: string, headers: Record<string, string> = {}) =>
    site.ask(path, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      headers,
    });

  it.each([
    ['one subscription', (id: string) => id, ['Oaxaca'], ['data', 'metrica']],
    [
      'all letters of days and weeks',
      () => 'digests',
      ['Métrica de Gobierno Abierto', 'Datos abiertos'],
      ['state:20'],
    ],
    ['all letters at once', () => 'at-once', ['Oaxaca'], ['data', 'metrica']],
  ])('says that it would end %s, and ends that by the button', async (_, list, names, left) => {
    const { person, path, token } = await letterLink(list);
    const { status, text } = await seen(path);
    expect(status).toBe(200);
    for (const name of names) expect(text).toContain(name);
    expect((await seen(`/en${path}`)).text).toContain('Stop these e-mails?');
    expect(await topics(person.id)).toHaveLength(3);
    const sent = await send('/avisos/baja/terminar', { t: token });
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toBe(path);
    expect(await topics(person.id)).toEqual(left);
    expect((await seen(path)).text).toContain('Ya no recibes estos avisos');
  });

  it('works with one click from a mail program, without cookies, and any number of times', async () => {
    const { person, path } = await letterLink(() => 'digests');
    for (let time = 0; time < 2; time += 1) {
      const answer = await oneClick(path);
      expect(answer.status).toBe(200);
      expect(textOf(await answer.text())).toContain('Ya no recibes estos avisos');
    }
    expect(await topics(person.id)).toEqual(['state:20']);
  });

  it('ends nothing by being looked at', async () => {
    const { person, path } = await letterLink((id) => id);
    await site.get(path);
    await site.ask(path, { method: 'HEAD' });
    expect(await topics(person.id)).toHaveLength(3);
  });

  it('is kept by no cache and read by no other site', async () => {
    const { path } = await letterLink((id) => id);
    const { headers } = await site.get(path);
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('cannot be altered or guessed', async () => {
    const { person, token } = await letterLink((id) => id);
    const other = await createPerson(site.services);
    const forged = Buffer.from(JSON.stringify(['digests', other.id])).toString('base64url');
    const [, mark = ''] = token.split('.');
    for (const bad of [
      '',
      'x',
      '.',
      `${token}0`,
      token.slice(0, -1),
      `${forged}.${mark}`,
      `${forged}.`,
      `${token}.x`,
    ]) {
      const path = `/avisos/baja?t=${encodeURIComponent(bad)}`;
      expect((await seen(path)).status, bad).toBe(400);
      expect((await oneClick(path)).status, bad).toBe(400);
      expect((await send('/avisos/baja/terminar', { t: bad })).status, bad).toBe(400);
    }
    expect(await topics(person.id)).toHaveLength(3);
  });

  it('of one person ends nothing of another, whoever is signed in', async () => {
    const { person, path } = await letterLink(() => 'digests');
    const other = await createPerson(site.services);
    await follow(other, 'metrica', 'daily');
    await oneClick(path, { cookie: other.cookie, ...ownPage });
    expect(await topics(other.id)).toEqual(['metrica']);
    expect(await topics(person.id)).toEqual(['state:20']);
    const [theirs] = await followed(other.id);
    const mixed = unsubscribeToken(site.services.secrets, { list: theirs?.id ?? '', person: person.id });
    await oneClick(`/avisos/baja?t=${mixed}`);
    expect(await topics(other.id)).toEqual(['metrica']);
  });
});
