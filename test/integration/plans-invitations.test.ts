import { and, desc, eq, isNull } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessGrants } from '#platform/access/schema.ts';
import type { Grant } from '#platform/access/subject.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import { newId } from '#platform/database/identifier.ts';
import { rateLimits } from '#platform/limits/schema.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import { modules } from '../../src/app.ts';
import { invitations, representatives, secretariatMembers } from '../../src/modules/plans/schema.ts';
import { createPerson, formRequest, type TestPerson } from '../support/people.ts';
import { textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const inState = (role: Grant['role'], state: string): Grant => ({ role, scope: { kind: 'state', state } });
const desk = '/gestion/planes/oaxaca';
const answerPath = '/planes/invitacion';

let facilitator: TestPerson;
let other: TestPerson;
let member: string;
let path: string;
let count = 0;

type Values = Record<string, string>;
const send = (to: string, values: Values, person: TestPerson = facilitator) =>
  site.ask(to, formRequest(values, person.cookie));

async function doneBy(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  if (response.status !== 303) throw new Error(`${response.status} ${textOf(await response.text())}`);
  return response.headers.get('location') ?? '';
}

async function refusal(answer: Promise<Response>, status = 422): Promise<string> {
  const response = await answer;
  const text = textOf(await response.text());
  expect(response.status, text).toBe(status);
  return text;
}

/** The invitation that was written to an address, and its link. */
async function letterTo(email: string) {
  const [letter] = await site.services.orm
    .select()
    .from(mailLetters)
    .where(and(eq(mailLetters.kind, 'plans.invitation'), eq(mailLetters.address, email.toLowerCase())))
    .orderBy(desc(mailLetters.id));
  return { letter, link: /"link":"([^"]+)"/.exec(JSON.stringify(letter?.body))?.[1] ?? '' };
}

/** Invites an address. @returns the link of the letter */
async function invited(email: string): Promise<string> {
  await doneBy(send(path, { correo: email }));
  return (await letterTo(email)).link;
}

const tokenOf = (link: string) => new URL(link, 'http://x.test').searchParams.get('llave') ?? '';
const accept = (link: string, person: TestPerson) => send(answerPath, { llave: tokenOf(link) }, person);
const open = async (link: string, person?: TestPerson) => {
  const answer = await site.get(link, person ? { cookie: person.cookie } : {});
  const html = await answer.text();
  return { answer, html, text: textOf(html) };
};
const speaking = (person: string) =>
  site.services.orm
    .select()
    .from(representatives)
    .where(and(eq(representatives.person, person), isNull(representatives.endedAt)));
const grantsHeld = (person: string) =>
  site.services.orm
    .select()
    .from(accessGrants)
    .where(and(eq(accessGrants.person, person), isNull(accessGrants.endedAt)));

async function addMember(name: string): Promise<string> {
  const id = newId();
  await site.services.orm.insert(secretariatMembers).values({
    ...{ id, state: '20', sector: 'civil-society', organisation: name, since: '2026-01-01' },
  });
  return id;
}

const at = (time: string) => {
  site.services.now = () => new Date(time);
};

beforeAll(async () => {
  at('2026-11-23T18:00:00Z');
  facilitator = await createPerson(site.services, { grants: [inState('facilitator', '20')] });
  other = await createPerson(site.services, { grants: [inState('facilitator', '32')] });
});

beforeEach(async () => {
  at('2026-11-23T18:00:00Z');
  await site.services.orm.delete(rateLimits);
  count += 1;
  member = await addMember(`Organización Ficticia ${count}`);
  path = `${desk}/integrantes/${member}`;
});

describe('the invitation to speak for an organisation', () => {
  it.each([
    '',
    'nadie',
    'a@b',
    'a b@ejemplo.test',
    'uno@ejemplo.test,dos@ejemplo.test',
    `${'x'.repeat(65)}@ejemplo.test`,
    `x@${'y'.repeat(260)}.test`,
  ])('goes to no such address as «%s»', async (correo) => {
    const text = await refusal(send(path, { correo }));
    expect(text).toContain('Hay un problema');
    expect(await site.services.orm.select().from(invitations)).toHaveLength(0);
  });

  it('is sent by whoever keeps that secretariat alone', async () => {
    expect((await send(path, { correo: 'a@ejemplo.test' }, other)).status).toBe(403);
    expect((await site.ask(path, formRequest({ correo: 'a@ejemplo.test' }))).status).toBe(401);
    const elsewhere = `/gestion/planes/zacatecas/integrantes/${member}`;
    expect((await send(elsewhere, { correo: 'a@ejemplo.test' }, other)).status).toBe(404);
    for (const id of ['x', newId()])
      expect((await send(`${desk}/integrantes/${id}`, { correo: 'a@ejemplo.test' })).status).toBe(404);
    expect(await site.services.orm.select().from(invitations)).toHaveLength(0);
  });

  it('goes out as a letter that says no more than what for, and keeps the hash of its token alone', async () => {
    const link = await invited('Invitada@Ejemplo.test');
    expect(tokenOf(link)).toMatch(/^[\w-]{43}$/);
    const { letter } = await letterTo('invitada@ejemplo.test');
    expect(JSON.stringify(letter)).toContain(`Organización Ficticia ${count}`);
    expect(JSON.stringify(letter?.body)).not.toContain(facilitator.email);
    const [row] = await site.services.orm.select().from(invitations).where(eq(invitations.member, member));
    expect(row).toMatchObject({ email: 'invitada@ejemplo.test', state: '20', invitedBy: facilitator.id });
    expect(JSON.stringify(row)).not.toContain(tokenOf(link));
    expect(row?.expiresAt.toISOString()).toBe('2026-12-07T18:00:00.000Z');
    const audited = await site.services.orm
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'plans.representative-invited'));
    expect(JSON.stringify(audited)).not.toContain('invitada');
    const { text } = await open(path, facilitator);
    expect(text).toContain('invitada@ejemplo.test, puede responder hasta el');
    expect(await refusal(send(path, { correo: 'INVITADA@ejemplo.test' }))).toContain('Ya hay una invitación');
    expect(await refusal(send(path, { correo: facilitator.email }))).toContain('Ese correo es el tuyo');
  });

  it('is written in the language of whoever invites', async () => {
    await doneBy(send(`/en${path}`, { correo: 'english@ejemplo.test' }));
    const { letter } = await letterTo('english@ejemplo.test');
    expect(letter?.lang).toBe('en');
    expect(letter?.subject).toContain('You are invited');
    expect(JSON.stringify(letter?.body)).toContain('/en/planes/invitacion?llave=');
  });

  it('is sent twenty times at once, and slowly after that', async () => {
    for (let n = 0; n < 20; n += 1) await doneBy(send(path, { correo: `p${n}@ejemplo.test` }));
    expect(await refusal(send(path, { correo: 'p20@ejemplo.test' }))).toContain('muchas invitaciones hoy');
    at('2026-11-23T21:00:00Z');
    await doneBy(send(path, { correo: 'p20@ejemplo.test' }));
  });
});

describe('the page of an invitation', () => {
  it('is kept by nobody and tells visitors to sign in and come back', async () => {
    const link = await invited('visita@ejemplo.test');
    const { answer, html, text } = await open(link);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(html).toContain('<meta name="robots" content="noindex');
    expect(text).toContain(`Organización Ficticia ${count}`);
    expect(text).not.toContain('visita@ejemplo.test');
    const back = encodeURIComponent(link);
    expect(html).toContain(`/entrar?volver=${back}`);
    expect(html).toContain(`/registro?volver=${back}`);
    expect((await site.ask(answerPath, formRequest({ llave: tokenOf(link) }))).status).toBe(401);
  });

  it('lets only an account of that very address accept', async () => {
    const email = `igual-${count}@ejemplo.test`;
    const link = await invited(email);
    const stranger = await createPerson(site.services);
    const { text, html } = await open(link, stranger);
    expect(text).toContain('Esta invitación llegó a otro correo');
    expect(html).not.toContain('Aceptar la invitación');
    expect(await refusal(accept(link, stranger), 403)).toContain('llegó a otro correo');
    const unconfirmed = await createPerson(site.services, { email, assurance: 0 });
    expect((await accept(link, unconfirmed)).status).toBe(403);
    expect(await speaking(stranger.id)).toEqual([]);
    expect(await speaking(unconfirmed.id)).toEqual([]);
  });

  it('makes whoever accepts speak for the organisation, once, with the role given by the inviter', async () => {
    const person = await createPerson(site.services, { email: `si-${count}@ejemplo.test` });
    const link = await invited(person.email);
    expect((await open(link, person)).html).toContain('Aceptar la invitación');
    expect(await speaking(person.id)).toEqual([]);
    const there = await doneBy(accept(link, person));
    expect(there).toBe('/planes/invitacion?hecho=aceptada');
    expect((await open(there, person)).text).toContain('segundo factor');
    expect(await speaking(person.id)).toMatchObject([{ member, state: '20' }]);
    expect(await grantsHeld(person.id)).toMatchObject([
      { role: 'counterpart', scopeKind: 'state', state: '20', givenBy: facilitator.id },
    ]);
    const [row] = await site.services.orm.select().from(invitations).where(eq(invitations.member, member));
    expect(row).toMatchObject({ email: null, endedHow: 'accepted' });
    expect(await refusal(accept(link, person), 200)).toContain('ya se usó');
    expect((await open(link)).text).toContain('ya se usó');
    expect(await refusal(send(path, { correo: person.email }))).toContain('ya habla por esta organización');
    const second = await addMember(`Otra ${count}`);
    path = `${desk}/integrantes/${second}`;
    await doneBy(accept(await invited(person.email), person));
    expect(await speaking(person.id)).toHaveLength(2);
    expect(await grantsHeld(person.id)).toHaveLength(1);
  });

  it('accepts once where two tabs send at the same time', async () => {
    const person = await createPerson(site.services, { email: `dos-${count}@ejemplo.test` });
    const link = await invited(person.email);
    const answers = await Promise.all([accept(link, person), accept(link, person)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 303]);
    expect(await speaking(person.id)).toHaveLength(1);
  });

  it('keeps those apart who facilitate or review there', async () => {
    for (const role of ['facilitator', 'reviewer'] as const) {
      const person = await createPerson(site.services, { grants: [inState(role, '20')] });
      const link = await invited(person.email);
      expect((await open(link, person)).text).toContain('Tu papel no lo permite');
      expect(await refusal(accept(link, person), 403)).toContain('Las voces se mantienen aparte');
      expect(await speaking(person.id)).toEqual([]);
    }
  });

  it.each(['', 'x', 'ñ'.repeat(50), 'A'.repeat(500), '%00'])(
    'says that it does not know «%.8s»',
    async (token) => {
      const { answer, text } = await open(`${answerPath}?llave=${encodeURIComponent(token)}`);
      expect(answer.status).toBe(404);
      expect(text).toContain('No conocemos esta invitación');
    },
  );

  it('says that it is too old after fourteen days, to the second', async () => {
    const person = await createPerson(site.services, { email: `tarde-${count}@ejemplo.test` });
    const link = await invited(person.email);
    at('2026-12-07T17:59:59Z');
    const fresh = await createPerson(site.services);
    expect((await open(link, fresh)).text).toContain('te invita a hablar');
    at('2026-12-07T18:00:00Z');
    expect((await open(link)).text).toContain('se venció');
    const again = await createPerson(site.services);
    expect(await refusal(accept(link, again), 200)).toContain('se venció');
  });

  it('ends with the role of whoever invited', async () => {
    const leaving = await createPerson(site.services, { grants: [inState('facilitator', '20')] });
    const person = await createPerson(site.services, { email: `sin-${count}@ejemplo.test` });
    await doneBy(send(path, { correo: person.email }, leaving));
    const { link } = await letterTo(person.email);
    await site.services.orm
      .update(accessGrants)
      .set({ endedAt: new Date('2026-11-01T00:00:00Z') })
      .where(eq(accessGrants.person, leaving.id));
    expect(await refusal(accept(link, person), 200)).toContain('se retiró');
    expect(await grantsHeld(person.id)).toEqual([]);
  });
});

describe('what the facilitator takes back', () => {
  it('is an invitation, which says so then', async () => {
    const person = await createPerson(site.services, { email: `no-${count}@ejemplo.test` });
    const link = await invited(person.email);
    const [row] = await site.services.orm.select().from(invitations).where(eq(invitations.member, member));
    const there = `${path}/invitaciones/${row?.id}`;
    expect((await send(there, {}, other)).status).toBe(403);
    expect(await doneBy(send(there, {}))).toBe(`${path}?hecho=retirada`);
    expect((await send(there, {})).status).toBe(404);
    expect((await open(link, person)).text).toContain('se retiró');
    expect(await refusal(accept(link, person), 200)).toContain('se retiró');
    expect(await speaking(person.id)).toEqual([]);
  });

  it('is who speaks for an organisation, and the role with the last of them', async () => {
    const person = await createPerson(site.services, { email: `fin-${count}@ejemplo.test` });
    await doneBy(accept(await invited(person.email), person));
    const first = path;
    path = `${desk}/integrantes/${await addMember(`Otra más ${count}`)}`;
    await doneBy(accept(await invited(person.email), person));
    const [one, two] = await speaking(person.id);
    expect((await open(first, facilitator)).text).toContain(person.email);
    expect((await send(`${first}/representantes/${one?.id}`, {}, other)).status).toBe(403);
    await doneBy(send(`${first}/representantes/${one?.id}`, {}));
    expect(await grantsHeld(person.id)).toHaveLength(1);
    await doneBy(send(`${path}/representantes/${two?.id}`, {}));
    expect(await grantsHeld(person.id)).toHaveLength(0);
    expect((await send(`${path}/representantes/${two?.id}`, {})).status).toBe(404);
    const told = await site.services.orm
      .select()
      .from(mailLetters)
      .where(and(eq(mailLetters.kind, 'plans.representative-ended'), eq(mailLetters.person, person.id)));
    expect(told).toHaveLength(2);
  });

  it('is everybody who speaks for an organisation that leaves', async () => {
    const person = await createPerson(site.services, { email: `sale-${count}@ejemplo.test` });
    await doneBy(accept(await invited(person.email), person));
    const link = await invited(`otra-${count}@ejemplo.test`);
    await doneBy(send(`${path}/salida`, { hasta: '2026-11-23' }));
    expect(await speaking(person.id)).toEqual([]);
    expect(await grantsHeld(person.id)).toEqual([]);
    expect((await open(link)).text).toContain('se retiró');
    expect(await refusal(send(path, { correo: 'x@ejemplo.test' }))).toContain('ya no integra');
  });
});

const plansModule = modules.find(({ name }) => name === 'plans');

describe('an invitation that nobody answered in time', () => {
  it('keeps no address, and is still told to be too old', async () => {
    const email = `olvidada-${count}@ejemplo.test`;
    const link = await invited(email);
    const held = async () =>
      (await site.services.orm.select().from(invitations).where(eq(invitations.member, member)))[0];
    const forget = plansModule?.jobs?.find(({ name }) => name === 'plans.forget-invitations');
    await forget?.run(site.services, {});
    expect(await held()).toMatchObject({ email });
    at('2026-12-07T18:00:00Z');
    await forget?.run(site.services, {});
    expect(await held()).toMatchObject({ email: null, endedAt: null });
    expect((await open(link)).text).toContain('se venció');
  });
});

describe('an account that is erased', () => {
  it('speaks for nobody, and its invitations are over', async () => {
    const { orm } = site.services;
    const leaving = await createPerson(site.services, { grants: [inState('facilitator', '20')] });
    const person = await createPerson(site.services, { email: `borra-${count}@ejemplo.test` });
    await doneBy(accept(await invited(person.email), person));
    await doneBy(send(path, { correo: `tercera-${count}@ejemplo.test` }, leaving));
    const asked = await createPerson(site.services, { email: `pide-${count}@ejemplo.test` });
    await doneBy(send(path, { correo: asked.email }));
    expect((await plansModule?.personalData?.(orm, asked.id))?.planInvitationsReceived).toMatchObject([
      { member, state: '20' },
    ]);
    await plansModule?.erase?.(orm, { id: asked.id, email: asked.email, name: '' }, site.services.now());
    const held = await plansModule?.personalData?.(orm, leaving.id);
    expect(held?.planInvitationsSent).toHaveLength(1);
    expect((await plansModule?.personalData?.(orm, person.id))?.planRepresentations).toMatchObject([
      { member },
    ]);
    for (const { id, email } of [leaving, person])
      await plansModule?.erase?.(orm, { id, email, name: '' }, site.services.now());
    const rows = await orm.select().from(invitations).where(eq(invitations.member, member));
    expect(rows.every(({ endedAt, email }) => endedAt !== null && email === null)).toBe(true);
    expect(JSON.stringify(rows)).not.toContain(leaving.id);
    const [row] = await orm.select().from(representatives).where(eq(representatives.member, member));
    expect(row).toMatchObject({ person: null });
    expect(row?.endedAt).not.toBeNull();
  });
});
