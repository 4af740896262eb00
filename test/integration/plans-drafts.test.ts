import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/database/identifier.ts';
import { readEntry } from '#platform/ledger/entry.ts';
import { pendingEntries } from '#platform/ledger/schema.ts';
import { commitments, milestones, plans, secretariatMembers } from '../../src/modules/plans/schema.ts';
import { listCommitmentsOf, listMilestones } from '../../src/modules/plans/store/commitments.ts';
import { createCommitment, createMember, inState, officerOf } from '../support/commitments.ts';
import { formRequest, type TestPerson } from '../support/people.ts';
import { textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const plan = newId();
let facilitator: TestPerson;
let member: string;

beforeAll(async () => {
  site.services.now = () => new Date('2027-03-10T18:00:00Z');
  const { orm } = site.services;
  facilitator = await inState(site.services, 'facilitator');
  member = await createMember(site.services);
  await orm.insert(plans).values({
    ...{ id: plan, state: '20', edition: 2, stage: 'co-creation', updatedAt: site.services.now() },
    ...{ from: '2027-01-01', to: '2027-12-31' },
  });
});

type Values = Record<string, string>;
const base = '/gestion/planes/oaxaca/2';
const send = (path: string, values: Values, { cookie } = facilitator) =>
  site.ask(base + path, formRequest(values, cookie));
const markup = async (path: string, { cookie } = facilitator) =>
  (await site.get(base + path, { cookie })).text();

async function refusal(answer: Promise<Response>, status = 422): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(status);
  return response.text();
}

async function doneBy(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  if (response.status !== 303) throw new Error(`${response.status} ${textOf(await response.text())}`);
}

const rowOf = async (number: string) => {
  const row = (await listCommitmentsOf(site.services.orm, plan)).find((one) => one.number === number);
  if (!row) throw new Error(`no ${number}`);
  return row;
};

const whole: Values = {
  ...{
    numero: '1',
    titulo: 'Agua para todos',
    problema: 'Falta agua',
    meta: 'Que haya agua',
    tema: 'health',
  },
  ...{
    ods: '6.1',
    responsable: 'secretaria finanzas',
    apoyan: 'Secretaría de Gobierno\nSecretaría de Economía',
  },
  ...{ inicia: '2027-02-01', vence: '2027-11-30', filas: '3' },
  ...{ 'producto-1': 'Padrón', 'encargado-1': 'Dirección A', 'vence-1': '2027-06-30', 'peso-1': '2,5' },
  ...{ 'producto-3': 'Red nueva', 'vence-3': '2027-11-30', 'peso-3': '' },
};

describe('a draft', () => {
  it('is written with its milestones, blank rows left out', async () => {
    expect(await markup('/compromisos/nuevo')).toMatch(/name="numero" type="text" value="1"/);
    await doneBy(send('/compromisos/nuevo', { ...whole, contraparte: member }));
    const row = await rowOf('1');
    const [organisation] = await site.services.orm
      .select()
      .from(secretariatMembers)
      .where(eq(secretariatMembers.id, member));
    expect(row).toMatchObject({
      ...{
        draft: true,
        lead: 'oaxaca-secretaria-de-finanzas',
        theme: 'health',
        sdgTarget: '6.1',
        version: 1,
      },
      supporting: ['oaxaca-secretaria-de-gobierno', 'oaxaca-secretaria-de-economia'],
      ...{ counterpart: organisation?.organisation, counterpartMember: member, dueOn: '2027-11-30' },
    });
    const steps = await listMilestones(site.services.orm, [row.id]);
    expect(
      steps.map(({ number, product, responsible, dueOn, weight }) => [
        number,
        product,
        responsible,
        dueOn,
        weight,
      ]),
    ).toEqual([
      [1, 'Padrón', 'Dirección A', '2027-06-30', 2.5],
      [2, 'Red nueva', null, '2027-11-30', 1],
    ]);
    const kinds = (await site.services.orm.select().from(pendingEntries)).map(
      ({ content }) => readEntry(Buffer.from(content).toString()).kind,
    );
    expect(kinds.filter((kind) => kind.startsWith('plans.') && !kind.endsWith('-loaded'))).toEqual([]);
    expect((await site.get(`/compromisos/${row.id}`)).status).toBe(404);
  });

  it('refuses what cannot be, saying where, and keeps all that was typed', async () => {
    const wrong: [Values, string, RegExp][] = [
      [{ titulo: '' }, 'titulo', /este dato hace falta/],
      [{ titulo: 'x'.repeat(301) }, 'titulo', /hasta 300/],
      [{ numero: '' }, 'numero', /hace falta/],
      [{ numero: 'uno' }, 'numero', /Escribe un número como 3/],
      [{ numero: '1' }, 'numero', /ya tiene ese número/],
      [{ ods: '18.1' }, 'ods', /de 1.1 a 17.19/],
      [{ ods: 'agua' }, 'ods', /de 1.1 a 17.19/],
      [{ tema: 'luna' }, 'tema', /Elige una/],
      [{ vence: '2027-01-31' }, 'vence', /antes de empezar/],
      [{ vence: '2027-02-30' }, 'vence', /día que exista/],
      [{ 'vence-1': '2027-12-01' }, 'vence-1', /después que su compromiso/],
      [{ 'vence-1': '2027-01-01' }, 'vence-1', /antes de que empiece/],
      [{ 'vence-3': 'pronto' }, 'vence-3', /día que exista/],
      [{ 'peso-3': '0' }, 'peso-3', /mayor que cero/],
      [{ 'peso-3': 'mucho' }, 'peso-3', /mayor que cero/],
      [{ 'producto-3': '' }, 'producto-3', /hace falta/],
      [{ contraparte: newId() }, 'contraparte', /Elige una/],
      [{ responsable: 'Ministerio de la Luna' }, 'responsable', /No encontramos «Ministerio de la Luna»/],
      [{ responsable: 'secretaria' }, 'responsable', /No queda claro cuál/],
      [{ responsable: 'jalisco-secretaria-de-salud' }, 'responsable', /No /],
      [{ apoyan: 'Secretaría de Finanzas' }, 'apoyan', /no puede estar también/],
      [{ apoyan: 'Club de la Luna' }, 'apoyan', /No encontramos «Club de la Luna»/],
    ];
    for (const [values, field, message] of wrong) {
      const page = await refusal(send('/compromisos/nuevo', { ...whole, numero: '2', ...values }));
      const error = new RegExp(`id="${field}-error">([\\s\\S]*?)</p>`).exec(page)?.[1] ?? '';
      expect([field, textOf(error)]).toEqual([field, expect.stringMatching(message)]);
      expect(page).toContain(values['producto-3'] === undefined ? 'value="Red nueva"' : 'value="Padrón"');
    }
    expect(await listCommitmentsOf(site.services.orm, plan)).toHaveLength(1);
  });

  it('finds institutions by siglas and by misspelt names, and asks which was meant', async () => {
    const page = await refusal(
      send('/compromisos/nuevo', { ...whole, numero: '2', responsable: 'Secretaria de Finansas' }),
    );
    expect(page).toMatch(/name="responsable-elegida" type="radio" value="oaxaca-secretaria-de-finanzas"/);
    const chosen = {
      ...{
        'responsable-escrita': 'Secretaria de Finansas',
        'responsable-elegida': 'oaxaca-secretaria-de-finanzas',
      },
      ...{ numero: '2', responsable: 'Secretaria de Finansas' },
    };
    // What was chosen holds for what was typed then, not for what is typed now.
    await refusal(send('/compromisos/nuevo', { ...whole, ...chosen, responsable: 'Luna' }));
    await doneBy(send('/compromisos/nuevo', { ...whole, ...chosen }));
    expect((await rowOf('2')).lead).toBe('oaxaca-secretaria-de-finanzas');
  });

  it('gets one more row, with all that was typed', async () => {
    const answer = await send('/compromisos/nuevo', { ...whole, titulo: '', paso: 'renglon' });
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('name="producto-4"');
    expect(page).toContain('value="Red nueva"');
    expect(page).toContain('name="filas" value="4"');
    expect(await refusal(send('/compromisos/nuevo', { ...whole, filas: '60', paso: 'renglon' }))).toContain(
      'hasta 60',
    );
  });

  it('is rewritten as a whole; the second to write sees what the first wrote', async () => {
    const { id } = await rowOf('1');
    const page = await markup(`/compromisos/${id}`);
    expect(page).toContain('value="Secretaría de Finanzas"');
    expect(page).toContain('name="version" value="1"');
    const change = {
      ...whole,
      titulo: 'Agua limpia',
      'producto-1': '',
      'encargado-1': '',
      'vence-1': '',
      'peso-1': '',
    };
    await doneBy(send(`/compromisos/${id}`, { ...change, version: '1', vence: '2028-01-31' }));
    expect(await listMilestones(site.services.orm, [id])).toMatchObject([
      { number: 1, product: 'Red nueva' },
    ]);
    expect(await rowOf('1')).toMatchObject({ title: 'Agua limpia', version: 2, counterpart: null });
    const second = await inState(site.services, 'facilitator');
    const overtaken = await refusal(
      send(`/compromisos/${id}`, { ...whole, titulo: 'Agua mía', version: '1' }, second),
      409,
    );
    expect(textOf(overtaken)).toMatch(/Alguien más lo cambió .* Agua limpia/);
    expect(overtaken).toContain('value="Agua mía"');
    expect(overtaken).toContain('name="version" value="2"');
    expect(textOf(await markup(`/compromisos/${id}`))).toContain('vence fuera del periodo del plan');
    expect(await refusal(send(`/compromisos/${id}`, { ...whole, numero: '2', version: '2' }))).toContain(
      'ya tiene ese número',
    );
  });

  it('is removed with its milestones', async () => {
    const { id } = await rowOf('2');
    expect(textOf(await markup(`/compromisos/${id}/quitar`))).toContain('No se puede deshacer');
    await refusal(send(`/compromisos/${id}/quitar`, { version: '7' }), 409);
    await doneBy(send(`/compromisos/${id}/quitar`, { version: '1' }));
    expect(await listMilestones(site.services.orm, [id])).toEqual([]);
    expect((await send(`/compromisos/${id}/quitar`, { version: '1' })).status).toBe(404);
  });
});

describe('drafts', () => {
  it('are for the facilitators of their state', async () => {
    const { id } = await rowOf('1');
    const elsewhere = await inState(site.services, 'facilitator', '14');
    const officer = await officerOf(site.services, 'oaxaca-secretaria-de-finanzas');
    for (const path of ['/compromisos/nuevo', `/compromisos/${id}`, `/compromisos/${id}/quitar`]) {
      expect((await send(path, { ...whole, version: '2' }, elsewhere)).status).toBe(403);
      expect((await send(path, { ...whole, version: '2' }, officer)).status).toBe(403);
      expect((await site.get(base + path)).headers.get('location')).toMatch(/^\/entrar/);
    }
    const other = await createCommitment(site.services, { draft: true });
    expect((await send(`/compromisos/${other.id}`, whole)).status).toBe(404);
    expect((await send('/compromisos/nada', whole)).status).toBe(404);
    expect((await rowOf('1')).version).toBe(2);
  });
});

describe('a draft of a plan that is published', () => {
  it('is published by itself, once it has what it needs', async () => {
    const { orm } = site.services;
    const { id } = await rowOf('1');
    expect(await refusal(send(`/compromisos/${id}/publicar`, { version: '2' }))).toContain(
      'Este borrador se publica junto con su plan',
    );
    await orm.update(plans).set({ stage: 'implementation' }).where(eq(plans.id, plan));
    await orm.update(commitments).set({ lead: null }).where(eq(commitments.id, id));
    expect(await refusal(send(`/compromisos/${id}/publicar`, { version: '2' }))).toContain('le falta algo');
    const lead = 'oaxaca-secretaria-de-finanzas';
    await orm.update(commitments).set({ lead }).where(eq(commitments.id, id));
    await refusal(send(`/compromisos/${id}/publicar`, { version: '1' }), 409);
    await doneBy(send(`/compromisos/${id}/publicar`, { version: '2' }));
    expect(await rowOf('1')).toMatchObject({ draft: false, version: 3 });
    expect(textOf(await site.page(`/compromisos/${id}`))).toContain('Agua limpia');
    const entries = (await orm.select().from(pendingEntries)).map(({ content }) =>
      readEntry(Buffer.from(content).toString()),
    );
    expect(entries.filter(({ kind }) => kind === 'plans.commitment-added')).toMatchObject([
      { act: { number: '1', due: '2028-01-31', milestones: 1 }, subject: { type: 'commitment', id } },
    ]);
    expect((await send(`/compromisos/${id}`, { ...whole, version: '3' })).status).toBe(404);
    expect(await orm.select().from(milestones).where(eq(milestones.commitment, id))).toHaveLength(1);
  });

  it('is not written once the plan is evaluated', async () => {
    await site.services.orm.update(plans).set({ stage: 'evaluation' }).where(eq(plans.id, plan));
    expect(textOf(await markup('/compromisos/nuevo'))).toContain('no admite más compromisos');
    await refusal(send('/compromisos/nuevo', { ...whole, numero: '9' }));
    expect(await listCommitmentsOf(site.services.orm, plan)).toHaveLength(1);
  });
});
