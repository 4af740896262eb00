import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { accessGrants } from '#platform/access/schema.ts';
import { newId } from '#platform/database/identifier.ts';
import { plans, reports, representatives } from '../../src/modules/plans/schema.ts';
import {
  commitmentRow,
  createCommitment,
  createMember,
  inState,
  officerOf,
  represent,
} from '../support/commitments.ts';
import { createPerson, formRequest, type TestPerson } from '../support/people.ts';
import { textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
let officer: TestPerson;
let counterpart: TestPerson;
let reviewer: TestPerson;
let member: string;

beforeAll(async () => {
  const { services } = site;
  services.now = () => new Date('2027-03-10T18:00:00Z');
  member = await createMember(services);
  officer = await officerOf(services, 'secretaria-a');
  counterpart = await inState(services, 'counterpart');
  reviewer = await inState(services, 'reviewer');
  await represent(services, counterpart, member);
});

type Values = Record<string, string>;
const desk = (id: string, part = '') => `/gestion/compromisos/${id}${part}`;
const send = (path: string, values: Values, { cookie }: TestPerson) =>
  site.ask(path, formRequest(values, cookie));
const read = async (path: string, { cookie }: TestPerson) =>
  textOf(await (await site.get(path, { cookie })).text());

async function refusal(answer: Promise<Response>, status = 422): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(status);
  return textOf(await response.text());
}

const create = (more: Parameters<typeof createCommitment>[1] = {}) =>
  createCommitment(site.services, { counterpartMember: member, supporting: ['secretaria-b'], ...more });
const said = {
  version: '1',
  avance: 'limited',
  texto: 'Falta la mitad',
  resultado: '',
  apertura: 'marginal',
};
const progress = { version: '1', avance: 'substantial', texto: 'Casi está', resultado: '' };

describe('the three voices', () => {
  it('stand side by side as they were said, and none changes another', async () => {
    const { services } = site;
    const { id } = await create();
    expect((await send(desk(id, '/avance'), progress, officer)).status).toBe(303);
    expect((await send(desk(id, '/valoracion'), { ...said, version: '2' }, counterpart)).status).toBe(303);
    const review = { ...said, version: '3', avance: 'not-started', texto: 'No vi nada', apertura: '' };
    expect((await send(desk(id, '/revision'), review, reviewer)).status).toBe(303);
    expect(await commitmentRow(services, id)).toMatchObject({ completion: 'substantial', closedAt: null });
    const rows = await services.orm.select().from(reports).where(eq(reports.commitment, id));
    expect(rows.map(({ voice, completion, opening }) => [voice, completion, opening]).toSorted()).toEqual([
      ['counterpart', 'limited', 'marginal'],
      ['officer', 'substantial', null],
      ['reviewer', 'not-started', null],
    ]);
    const page = textOf(await site.page(`/compromisos/${id}`));
    for (const text of ['Casi está', 'Falta la mitad', 'No vi nada', 'lo abrió un poco'])
      expect(page).toContain(text);
  });

  it('hear of what is wrong, and of what another said meanwhile', async () => {
    const { id } = await create();
    const wrong = await refusal(
      send(desk(id, '/valoracion'), { ...said, avance: '', apertura: 'x' }, counterpart),
    );
    expect(wrong).toContain('Hay 2 problemas');
    expect(wrong).toContain('Falta la mitad');
    expect(await refusal(send(desk(id, '/revision'), {}, reviewer))).toContain('Hay 2 problemas');
    await send(desk(id, '/avance'), progress, officer);
    const text = await refusal(send(desk(id, '/valoracion'), said, counterpart), 409);
    expect(text).toMatch(/Así está ahora: .*sustancial Casi está.*Falta la mitad/);
    expect((await send(desk(id, '/valoracion'), { ...said, version: '2' }, counterpart)).status).toBe(303);
  });

  it('are not asked for before the plan is under way', async () => {
    const { id } = await create({ stage: 'published' });
    expect(await read(desk(id, '/valoracion'), counterpart)).toContain('El plan no está en marcha');
    expect(await refusal(send(desk(id, '/valoracion'), said, counterpart))).toContain('no está en marcha');
    expect(await refusal(send(desk(id, '/revision'), said, reviewer))).toContain('no está en marcha');
  });
});

describe('a counterpart', () => {
  it('speaks only for the organisation they represent, while they do', async () => {
    const { services } = site;
    const other = await createMember(services);
    const { id: theirs } = await createCommitment(services, { counterpartMember: other });
    const { id: nobodys } = await createCommitment(services);
    for (const id of [theirs, nobodys]) {
      const page = await (await site.get(desk(id), { cookie: counterpart.cookie })).text();
      expect(page).toContain('href="/gestion/planes" aria-current="true"');
      expect(await read(desk(id), counterpart)).toContain('le da seguimiento otra organización');
      expect(await refusal(send(desk(id, '/valoracion'), said, counterpart))).toContain('otra organización');
    }
    const former = await inState(services, 'counterpart');
    await represent(services, former, other);
    await services.orm
      .update(representatives)
      .set({ endedAt: new Date() })
      .where(eq(representatives.person, former.id));
    expect(await refusal(send(desk(theirs, '/valoracion'), said, former))).toContain('otra organización');
    const elsewhere = await inState(services, 'counterpart', '21');
    expect((await send(desk(theirs, '/valoracion'), said, elsewhere)).status).toBe(403);
  });

  it('is no officer of the commitment', async () => {
    const { services } = site;
    const { id } = await create();
    const both = await createPerson(services, {
      grants: [
        { role: 'counterpart', scope: { kind: 'state', state: '20' } },
        { role: 'officer', scope: { kind: 'institution', institution: 'secretaria-b' } },
      ],
    });
    await represent(services, both, member);
    expect(await refusal(send(desk(id, '/valoracion'), said, both))).toContain(
      'no puedes hablar de él con otra voz',
    );
    expect(await services.orm.select().from(reports).where(eq(reports.commitment, id))).toEqual([]);
  });
});

describe('a reviewer', () => {
  const grants = {
    facilitator: { role: 'facilitator', scope: { kind: 'state', state: '20' } },
    officer: { role: 'officer', scope: { kind: 'institution', institution: 'secretaria-b' } },
    counterpart: { role: 'counterpart', scope: { kind: 'state', state: '20' } },
  } as const;

  it.each([
    ['facilitator', 'Facilitas el ejercicio'],
    ['officer', 'Trabajas por una institución'],
    ['counterpart', 'Hablas por la organización'],
  ] as const)('is not independent as %s', async (role, text) => {
    const { services } = site;
    const { id } = await create();
    const person = await createPerson(services, {
      grants: [{ role: 'reviewer', scope: { kind: 'state', state: '20' } }, grants[role]],
    });
    if (role === 'counterpart') await represent(services, person, member);
    expect(await read(desk(id, '/revision'), person)).toContain(text);
    expect(await refusal(send(desk(id, '/revision'), said, person))).toContain(text);
  });

  it('is not somebody who spoke in another voice before', async () => {
    const { services } = site;
    const { id } = await create();
    const turncoat = await officerOf(services, 'secretaria-a');
    await send(desk(id, '/avance'), progress, turncoat);
    await services.orm
      .update(accessGrants)
      .set({ role: 'reviewer', scopeKind: 'state', state: '20', institution: null })
      .where(eq(accessGrants.person, turncoat.id));
    expect(await refusal(send(desk(id, '/revision'), { ...said, version: '2' }, turncoat))).toContain(
      'con otra voz',
    );
  });

  it('closes once the officer has spoken, and opens again with a reason that stays', async () => {
    const { services } = site;
    const { id, plan } = await create();
    const closing = { ...said, cerrar: 'si' };
    expect(await read(desk(id, '/revision'), reviewer)).toContain('Todavía no se puede cerrar');
    expect(await refusal(send(desk(id, '/revision'), closing, reviewer))).toContain('no ha dicho cómo va');
    await send(desk(id, '/avance'), progress, officer);
    expect(await refusal(send(desk(id, '/reabrir'), { version: '2', motivo: 'x' }, reviewer))).toContain(
      'no está cerrado',
    );
    expect((await send(desk(id, '/revision'), { ...closing, version: '2' }, reviewer)).status).toBe(303);
    const { closedAt, completion } = await commitmentRow(services, id);
    expect([closedAt?.toISOString(), completion]).toEqual(['2027-03-10T18:00:00.000Z', 'substantial']);
    expect(await read(desk(id), reviewer)).toContain('Cerrado por la revisión independiente el 10 de marzo');
    // Closed silences the officer, and nobody who follows it.
    expect(await refusal(send(desk(id, '/avance'), { ...progress, version: '3' }, officer))).toContain(
      'cerrado',
    );
    expect(await refusal(send(desk(id, '/revision'), { ...closing, version: '3' }, reviewer))).toContain(
      'ya está cerrado',
    );
    expect((await send(desk(id, '/valoracion'), { ...said, version: '3' }, counterpart)).status).toBe(303);
    expect(await refusal(send(desk(id, '/reabrir'), { version: '4', motivo: '' }, reviewer))).toContain(
      'hace falta',
    );
    const reason = { version: '4', motivo: 'Faltaba un hito' };
    await services.orm.update(plans).set({ stage: 'closed' }).where(eq(plans.id, plan));
    expect(await refusal(send(desk(id, '/reabrir'), reason, reviewer))).toContain('El plan está cerrado');
    await services.orm.update(plans).set({ stage: 'evaluation' }).where(eq(plans.id, plan));
    expect((await send(desk(id, '/reabrir'), reason, officer)).status).toBe(403);
    expect(await refusal(send(desk(id, '/reabrir'), { ...reason, version: '2' }, reviewer), 409)).toContain(
      'Faltaba un hito',
    );
    expect((await send(desk(id, '/reabrir'), reason, reviewer)).status).toBe(303);
    expect(await commitmentRow(services, id)).toMatchObject({ closedAt: null });
    expect(textOf(await site.page(`/compromisos/${id}`))).toMatch(
      /Cierre.*10 de marzo de 2027.*Faltaba un hito/,
    );
    expect((await send(desk(id, '/avance'), { ...progress, version: '5' }, officer)).status).toBe(303);
  });

  it('reviews in their own states alone', async () => {
    const { services } = site;
    const { id } = await create();
    const elsewhere = await inState(services, 'reviewer', '21');
    expect((await send(desk(id, '/revision'), said, elsewhere)).status).toBe(403);
    expect((await send(desk(id, '/reabrir'), { version: '1', motivo: 'x' }, elsewhere)).status).toBe(403);
    expect((await send(desk(newId(), '/revision'), said, reviewer)).status).toBe(404);
    for (const part of ['/valoracion', '/revision', '/reabrir'])
      expect((await site.ask(desk(id, part), formRequest(said))).headers.get('location') ?? '401').toMatch(
        /401|entrar/,
      );
  });
});
