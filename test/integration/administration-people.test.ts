import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { grantsOf } from '#platform/access/grants.ts';
import { accessGrants } from '#platform/access/schema.ts';
import type { Grant, Role, Scope } from '#platform/access/subject.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import { newId } from '#platform/database/identifier.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import { createPerson, formRequest, type TestPerson } from '../support/people.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const platform: Scope = { kind: 'platform' };
const state = (clave: string): Scope => ({ kind: 'state', state: clave });
const holding = (role: Role, scope: Scope): { grants: Grant[] } => ({ grants: [{ role, scope }] });

let administrator: TestPerson;
let secretary: TestPerson;
let facilitator: TestPerson;

beforeAll(async () => {
  const { services } = site;
  administrator = await createPerson(services, {
    ...holding('administrator', platform),
    name: 'Ada Ficticia',
  });
  secretary = await createPerson(services, holding('commission-secretary', platform));
  facilitator = await createPerson(services, holding('facilitator', state('20')));
});

const read = async (path: string, { cookie }: TestPerson) => {
  const response = await site.get(path, { cookie });
  return { status: response.status, text: await response.text() };
};
const send = async (path: string, who: TestPerson, values: Record<string, string>) => {
  const response = await site.ask(path, formRequest(values, who.cookie));
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
};
const held = (person: TestPerson) => grantsOf(site.services.orm, person.id, site.services.now());
const lettersTo = (address: string) =>
  site.services.orm.select().from(mailLetters).where(eq(mailLetters.address, address));
const givePath = (office: string) => `/gestion/permisos/nuevo?funcion=${office}`;

describe('the staff area', () => {
  it('shows each what is theirs to look after', async () => {
    const links = async (who: TestPerson) =>
      [...(await read('/gestion', who)).text.matchAll(/<h2><a href="(\/gestion\/[^"]+)"/g)].map(
        ([, href]) => href,
      );
    expect(await links(administrator)).toEqual(
      expect.arrayContaining(['/gestion/personas', '/gestion/auditoria', '/gestion/ajustes']),
    );
    expect(await links(secretary)).toContain('/gestion/personas');
    expect(await links(secretary)).not.toContain('/gestion/ajustes');
    expect(await links(secretary)).not.toContain('/gestion/auditoria');
    expect(await links(facilitator)).not.toContain('/gestion/ajustes');
  });

  it('is closed to people without a role, and to staff without a second factor', async () => {
    const citizen = await createPerson(site.services, { assurance: 2 });
    expect((await read('/gestion', citizen)).status).toBe(403);
    expect((await site.get('/gestion')).headers.get('location')).toBe('/entrar?volver=%2Fgestion');
    const weak = await createPerson(site.services, {
      ...holding('administrator', platform),
      secondFactor: false,
    });
    const sent = await site.get('/en/gestion/ajustes', { cookie: weak.cookie });
    expect(sent.headers.get('location')).toBe('/en/cuenta/segundo-factor?volver=%2Fgestion%2Fajustes');
  });
});

describe('giving a role', () => {
  it('gives it, tells the holder, and leads to their page', async () => {
    const taker = await createPerson(site.services, { lang: 'en' });
    const values = { correo: ` ${taker.email.toUpperCase()} `, entidad: '20', hasta: '2030-01-31' };
    const sent = await send(givePath('facilitator'), administrator, values);
    expect(sent).toMatchObject({ status: 303, location: `/gestion/personas/${taker.id}?hecho=dado` });
    expect(await held(taker)).toEqual([{ role: 'facilitator', scope: state('20') }]);
    const [letter] = await lettersTo(taker.email);
    expect(letter).toMatchObject({ person: taker.id, lang: 'en' });
    expect(letter?.subject).toContain('Facilitation: Oaxaca');
    expect(JSON.stringify(letter?.body)).toContain('/en/cuenta/segundo-factor');
    expect(JSON.stringify(letter?.body)).toContain('31 January 2030');
    const page = await read(`/gestion/personas/${taker.id}?hecho=dado`, administrator);
    expect(page.text).toContain('Permiso dado');
    expect(page.text).toContain('Sus permisos todavía no tienen efecto');
    const [row] = await site.services.orm
      .select()
      .from(accessGrants)
      .where(eq(accessGrants.person, taker.id));
    // The last day is a whole day in Mexico City.
    expect(row?.expiresAt?.toISOString()).toBe('2030-02-01T06:00:00.000Z');
  });

  it.each([
    ['no address', { correo: '' }, 'Escribe el correo de la persona'],
    ['rubbish for an address', { correo: 'nadie' }, 'Escribe un correo como'],
    ['nobody’s address', { correo: 'nadie@ejemplo.test' }, 'Ninguna cuenta tiene ese correo confirmado'],
    ['no state', { entidad: '' }, 'Elige un estado'],
    ['a state that is none', { entidad: '77' }, '«77» no es un estado'],
    ['a day that has passed', { hasta: '2020-01-01' }, 'Ese día ya pasó'],
    ['a day that is none', { hasta: '2027-02-30' }, '«2027-02-30» no es una fecha'],
    ['a day that is far', { hasta: '2199-01-01' }, 'Elige un día de los próximos 10 años'],
  ])('refuses %s, keeps what was typed and gives nothing', async (_what, change, message) => {
    const taker = await createPerson(site.services);
    const values = { correo: taker.email, entidad: '20', hasta: '2027-12-31', ...change };
    const sent = await send(givePath('facilitator'), administrator, values);
    expect(sent.status).toBe(422);
    expect(sent.text).toContain(message);
    if (values.correo) expect(sent.text).toContain(`value="${values.correo}"`);
    if (values.hasta) expect(sent.text).toContain(`value="${values.hasta}"`);
    expect(await held(taker)).toEqual([]);
  });

  it('names several wrong fields at once', async () => {
    const sent = await send(givePath('officer'), administrator, {
      correo: 'x',
      institucion: '',
      hasta: 'ayer',
    });
    expect(sent.text).toContain('Hay 3 problemas');
  });

  it('gives nobody a role of their own, and nobody a role twice', async () => {
    const own = { correo: administrator.email, entidad: '20' };
    expect((await send(givePath('facilitator'), administrator, own)).text).toContain('nadie se da permisos');
    expect(await held(administrator)).toHaveLength(1);
    const taker = await createPerson(site.services);
    const values = { correo: taker.email, entidad: '20' };
    await send(givePath('facilitator'), administrator, values);
    const again = await send(givePath('facilitator'), administrator, values);
    expect(again.text).toContain('ya tiene este permiso');
    expect(await lettersTo(taker.email)).toHaveLength(1);
  });

  it('takes an account whose address was confirmed, since another’s may stand there', async () => {
    const squatter = await createPerson(site.services, { assurance: 0 });
    const sent = await send(givePath('administrator'), administrator, { correo: squatter.email });
    expect(sent.text).toContain('Ninguna cuenta tiene ese correo confirmado');
    expect(await held(squatter)).toEqual([]);
  });

  it('finds an institution by its name, and asks where several have it', async () => {
    const taker = await createPerson(site.services);
    const several = await send(givePath('officer'), administrator, {
      correo: taker.email,
      institucion: 'congreso',
    });
    expect(several.status).toBe(422);
    expect(several.text).toMatch(/Hay \d+ instituciones que coinciden con «congreso»/);
    // What was typed stays, beside the choice.
    expect(several.text).toContain('value="congreso"');
    const [, slug = ''] = /<option value="([^"]+)">[^<]*\(Chiapas\)/.exec(several.text) ?? [];
    const chosen = { correo: taker.email, institucion: 'congreso', cual: slug };
    const sent = await send(givePath('officer'), administrator, chosen);
    expect(sent.status).toBe(303);
    expect(await held(taker)).toEqual([
      { role: 'officer', scope: { kind: 'institution', institution: slug } },
    ]);
    const none = await send(givePath('officer'), administrator, { correo: taker.email, institucion: 'zzzz' });
    expect(none.text).toContain('No hay ninguna institución «zzzz»');
  });

  it('knows the editions there are', async () => {
    const taker = await createPerson(site.services);
    const give = (edicion: string) =>
      send(givePath('field-researcher'), secretary, { correo: taker.email, edicion });
    expect((await give('1999')).text).toContain('No hay edición «1999»');
    expect((await give('2017')).status).toBe(303);
    expect(await held(taker)).toEqual([
      { role: 'field-researcher', scope: { kind: 'edition', edition: 2017 } },
    ]);
  });

  it('is refused for an office that is not theirs to give', async () => {
    const taker = await createPerson(site.services);
    const offices = ['administrator', 'commission-secretary', 'national-moderator'];
    for (const office of offices)
      for (const who of [secretary, facilitator])
        expect((await send(givePath(office), who, { correo: taker.email })).status, office).toBe(403);
    expect(
      (await send(givePath('facilitator'), facilitator, { correo: taker.email, entidad: '20' })).status,
    ).toBe(403);
    expect(
      (await send(givePath('officer'), secretary, { correo: taker.email, institucion: 'x' })).status,
    ).toBe(403);
    expect((await send('/gestion/permisos/nuevo', secretary, { correo: taker.email })).status).toBe(422);
    expect(await held(taker)).toEqual([]);
  });
});

describe('a facilitator', () => {
  it('gives roles in their own state and in no other', async () => {
    const taker = await createPerson(site.services);
    const moderate = (entidad: string) =>
      send(givePath('state-moderator'), facilitator, { correo: taker.email, entidad });
    expect((await moderate('21')).status).toBe(403);
    expect(await held(taker)).toEqual([]);
    expect(await moderate('20')).toMatchObject({ status: 303, location: '/gestion/personas?hecho=enviado' });
    expect(await held(taker)).toEqual([{ role: 'moderator', scope: state('20') }]);
    const officer = (institucion: string) =>
      send(givePath('officer'), facilitator, { correo: taker.email, institucion });
    expect((await officer('congreso puebla')).status).toBe(403);
    expect((await officer('congreso oaxaca')).status).toBe(303);
    expect(await held(taker)).toHaveLength(2);
    const page = await read(givePath('state-moderator'), facilitator);
    expect([...page.text.matchAll(/<option value="(\d\d)"/g)].map(([, clave]) => clave)).toEqual(['20']);
  });

  it('is answered the same whether an address has an account or not, and the address gets a letter', async () => {
    const known = await createPerson(site.services);
    const unconfirmed = await createPerson(site.services, { assurance: 0 });
    const nobody = `nadie-${newId()}@ejemplo.test`;
    const answers = [];
    for (const correo of [known.email, unconfirmed.email, nobody, known.email]) {
      const { status, location, text } = await send(givePath('state-moderator'), facilitator, {
        correo,
        entidad: '20',
      });
      answers.push(JSON.stringify({ status, location, text }));
    }
    expect(new Set(answers).size).toBe(1);
    expect(await held(unconfirmed)).toEqual([]);
    expect(await lettersTo(nobody)).toMatchObject([{ kind: 'administration.invitation', person: null }]);
    expect(await lettersTo(unconfirmed.email)).toMatchObject([{ kind: 'administration.invitation' }]);
    expect(await lettersTo(known.email)).toMatchObject([{ kind: 'administration.grant-given' }]);
    const events = await site.services.orm
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.actor, facilitator.id));
    expect(JSON.stringify(events)).not.toContain(nobody);
  });

  it('sees and withdraws only what is theirs to give, by the same rule', async () => {
    const [here, there] = [
      await createPerson(site.services),
      await createPerson(site.services, { name: 'Poblana Ficticia' }),
    ];
    await send(givePath('state-moderator'), administrator, { correo: here.email, entidad: '20' });
    await send(givePath('facilitator'), administrator, { correo: here.email, entidad: '20' });
    await send(givePath('state-moderator'), administrator, { correo: there.email, entidad: '21' });
    const own = await read(`/gestion/personas/${here.id}`, facilitator);
    expect(own.text).toContain('Moderación: Oaxaca');
    expect(own.text).not.toContain('Facilitación: Oaxaca');
    expect(own.text).not.toContain(here.email);
    expect((await read(`/gestion/personas/${there.id}`, facilitator)).status).toBe(404);
    expect((await read(`/gestion/personas/${newId()}`, facilitator)).status).toBe(404);
    const list = await read('/gestion/personas', facilitator);
    expect(list.text).not.toContain('Poblana Ficticia');
    expect(list.text).not.toContain('Buscar a una persona');
    const rows = await site.services.orm
      .select()
      .from(accessGrants)
      .where(and(eq(accessGrants.person, here.id)));
    const moderator = rows.find(({ role }) => role === 'moderator')?.id;
    const above = rows.find(({ role }) => role === 'facilitator')?.id;
    const [foreign] = await site.services.orm
      .select()
      .from(accessGrants)
      .where(eq(accessGrants.person, there.id));
    for (const id of [above, foreign?.id]) {
      const path = `/gestion/permisos/${id}/retirar`;
      expect((await read(path, facilitator)).status).toBe(404);
      expect((await send(path, facilitator, { motivo: 'porque sí' })).status).toBe(404);
    }
    const path = `/gestion/permisos/${moderator}/retirar`;
    expect((await send(path, facilitator, { motivo: 'Terminó su encargo' })).status).toBe(303);
    expect(await held(here)).toEqual([{ role: 'facilitator', scope: state('20') }]);
  });

  it('looks nobody up by address', async () => {
    expect((await send('/gestion/personas', facilitator, { correo: administrator.email })).status).toBe(403);
    expect((await send('/gestion/personas', secretary, { correo: administrator.email })).status).toBe(403);
  });
});

describe('withdrawing a role', () => {
  const given = async () => {
    const taker = await createPerson(site.services);
    await send(givePath('state-moderator'), administrator, { correo: taker.email, entidad: '09' });
    const [row] = await site.services.orm
      .select()
      .from(accessGrants)
      .where(eq(accessGrants.person, taker.id));
    return { taker, path: `/gestion/permisos/${row?.id}/retirar` };
  };

  it('takes a reason, which its holder is told', async () => {
    const { taker, path } = await given();
    expect((await read(path, administrator)).text).toContain('Moderación: Ciudad de México');
    const without = await send(path, administrator, { motivo: '  ' });
    expect(without.status).toBe(422);
    expect(without.text).toContain('la persona tiene derecho a saberlo');
    const long = await send(path, administrator, { motivo: 'x'.repeat(501) });
    expect(long.text).toContain('a lo más 500 letras');
    expect(await held(taker)).toHaveLength(1);
    const sent = await send(path, administrator, { motivo: 'Cambió de <trabajo>' });
    expect(sent).toMatchObject({ status: 303, location: '/gestion/personas?hecho=retirado' });
    expect(await held(taker)).toEqual([]);
    const letters = await lettersTo(taker.email);
    expect(JSON.stringify(letters.at(-1)?.body)).toContain('Cambió de <trabajo>');
    expect((await read(path, administrator)).text).toContain('Este permiso ya terminó');
    const again = await send(path, administrator, { motivo: 'otra vez' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Este permiso ya terminó');
    expect(await lettersTo(taker.email)).toHaveLength(2);
  });

  it('never takes the last administrator', async () => {
    const [row] = await site.services.orm
      .select()
      .from(accessGrants)
      .where(eq(accessGrants.person, administrator.id));
    const others = await site.services.orm
      .select()
      .from(accessGrants)
      .where(eq(accessGrants.role, 'administrator'));
    for (const other of others.filter(({ id }) => id !== row?.id))
      await site.services.orm.delete(accessGrants).where(eq(accessGrants.id, other.id));
    const sent = await send(`/gestion/permisos/${row?.id}/retirar`, administrator, { motivo: 'Me voy' });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('último permiso de administración');
    expect(await held(administrator)).toHaveLength(1);
  });

  it('is not there for an address that names none', async () => {
    for (const id of [newId(), 'x', '%20']) {
      expect((await read(`/gestion/permisos/${id}/retirar`, administrator)).status).toBe(404);
      expect((await send(`/gestion/permisos/${id}/retirar`, administrator, { motivo: 'x' })).status).toBe(
        404,
      );
    }
  });
});

describe('looking a person up', () => {
  it('finds them by their whole address, and leaves a trace without it', async () => {
    const person = await createPerson(site.services, { name: 'Beatriz Ficticia' });
    const found = await send('/gestion/personas', administrator, { correo: person.email });
    expect(found).toMatchObject({ status: 303, location: `/gestion/personas/${person.id}` });
    const page = await read(`/gestion/personas/${person.id}`, administrator);
    expect(page.text).toContain('Beatriz Ficticia');
    expect(page.text).toContain(person.email);
    expect(page.text).toContain('No tiene ningún permiso');
    const part = await send('/gestion/personas', administrator, { correo: person.email.slice(2) });
    expect(part.status).toBe(422);
    expect(part.text).toContain('Ninguna cuenta tiene ese correo');
    const events = await site.services.orm
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'administration.person-looked-up'));
    expect(events.map((event) => [event.person, event.detail])).toEqual(
      expect.arrayContaining([
        [person.id, { found: true }],
        [null, { found: false }],
      ]),
    );
    expect(JSON.stringify(events)).not.toContain('@');
  });

  it('lists nobody without a role', async () => {
    await createPerson(site.services, { name: 'Ciudadana Ficticia' });
    expect((await read('/gestion/personas', administrator)).text).not.toContain('Ciudadana Ficticia');
  });

  it('narrows the list down, and says what it does not understand', async () => {
    const taker = await createPerson(site.services, { name: 'Sonorense Ficticia' });
    await send(givePath('state-moderator'), administrator, { correo: taker.email, entidad: '26' });
    const has = async (query: string) =>
      (await read(`/gestion/personas?${query}`, administrator)).text.includes('Sonorense Ficticia');
    expect(await has('entidad=26')).toBe(true);
    expect(await has('entidad=26&funcion=state-moderator')).toBe(true);
    expect(await has('entidad=20')).toBe(false);
    expect(await has('funcion=facilitator')).toBe(false);
    expect(await has('vigencia=terminados')).toBe(false);
    for (const query of ['funcion=rey', 'entidad=99', 'vigencia=x', 'pagina=9'])
      expect((await read(`/gestion/personas?${query}`, administrator)).status, query).toBeGreaterThanOrEqual(
        400,
      );
    expect((await read('/gestion/personas?funcion=administrator', facilitator)).status).toBe(400);
  });
});

describe('signing somebody out', () => {
  it('ends all their sessions, for administrators alone', async () => {
    const person = await createPerson(site.services);
    await send(givePath('state-moderator'), administrator, { correo: person.email, entidad: '20' });
    const path = `/gestion/personas/${person.id}/sesiones`;
    expect((await send(path, facilitator, {})).status).toBe(403);
    expect((await site.get('/cuenta', { cookie: person.cookie })).status).not.toBe(303);
    expect((await send(path, administrator, {})).location).toBe(
      `/gestion/personas/${person.id}?hecho=sesiones`,
    );
    expect((await site.get('/cuenta', { cookie: person.cookie })).status).toBe(303);
    expect((await site.get('/gestion', { cookie: administrator.cookie })).status).toBe(200);
  });
});
