import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/database/identifier.ts';
import { readEntry } from '#platform/ledger/entry.ts';
import { pendingEntries } from '#platform/ledger/schema.ts';
import { actLedgerKinds } from '../../src/modules/plans/ledger.ts';
import {
  commitments,
  evidence,
  milestones,
  planActs,
  planFiles,
  reports,
} from '../../src/modules/plans/schema.ts';
import { verifyPlans } from '../../src/modules/plans/verify.ts';
import { commitmentRow, createCommitment, inState, officerOf } from '../support/commitments.ts';
import { formRequest, type TestPerson } from '../support/people.ts';
import { textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
let officer: TestPerson;

beforeAll(async () => {
  site.services.now = () => new Date('2027-03-10T18:00:00Z');
  officer = await officerOf(site.services, 'secretaria-a');
});

type Values = Record<string, string>;
const desk = (id: string, part = '') => `/gestion/compromisos/${id}${part}`;
const send = (path: string, values: Values, { cookie } = officer) =>
  site.ask(path, formRequest(values, cookie));
const read = async (path: string, { cookie } = officer) => {
  const response = await site.get(path, { cookie });
  return { status: response.status, text: textOf(await response.text()) };
};

async function refusal(answer: Promise<Response>, status = 422): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(status);
  return textOf(await response.text());
}

const word = { version: '1', avance: 'limited', texto: 'Ya empezó la obra', resultado: '' };
const shown = { evidencia: 'Acta de entrega', fecha: '2027-03-01', direccion: 'https://ejemplo.test/acta' };

describe('the officer of the institution that answers for a commitment', () => {
  it('says how far it and its milestones are, and everybody reads it', async () => {
    const { services } = site;
    const { id, milestones: steps } = await createCommitment(services);
    expect((await read(desk(id))).text).toMatch(/Decir cómo va .* Mandar o retirar evidencias/);
    const page = await site.get(desk(id, '/avance'), { cookie: officer.cookie });
    expect(await page.text()).toContain('name="version" value="1"');
    const answer = await send(desk(id, '/avance'), {
      ...{ ...word, resultado: 'Hay 200 personas inscritas', 'hito-1': 'complete', 'hito-2': '' },
    });
    expect(answer.headers.get('location')).toBe(`${desk(id)}?hecho=guardado`);
    expect(await commitmentRow(services, id)).toMatchObject({
      ...{ completion: 'limited', version: 2, lastUpdate: new Date('2027-03-10T18:00:00Z') },
    });
    const said = await services.orm.select().from(reports).where(eq(reports.commitment, id));
    expect(said.map(({ milestone, completion, voice }) => [milestone, completion, voice])).toEqual([
      [null, 'limited', 'officer'],
      [steps[0], 'complete', 'officer'],
    ]);
    const text = textOf(await site.page(`/compromisos/${id}`));
    expect(text).toContain('Ya empezó la obra');
    expect(text).toContain('Hay 200 personas inscritas');
    // What is said again of a milestone without a change is not recorded again.
    await send(desk(id, '/avance'), { ...word, version: '2', 'hito-1': 'complete' });
    expect(await services.orm.select().from(reports).where(eq(reports.commitment, id))).toHaveLength(3);
    const [step] = await services.orm
      .select()
      .from(milestones)
      .where(eq(milestones.id, steps[0] ?? ''));
    expect(step).toMatchObject({ completion: 'complete', version: 2 });
  });

  it('shows with evidence that it is complete, in the same form or from before', async () => {
    const { services } = site;
    const { id } = await createCommitment(services);
    const complete = { ...word, avance: 'complete' };
    const text = await refusal(send(desk(id, '/avance'), complete));
    expect(text).toContain('hace falta al menos una evidencia');
    expect(text).toContain('Ya empezó la obra');
    expect((await send(desk(id, '/avance'), { ...complete, ...shown })).status).toBe(303);
    const [piece] = await services.orm.select().from(evidence).where(eq(evidence.commitment, id));
    const [report] = await services.orm.select().from(reports).where(eq(reports.commitment, id));
    expect(piece).toMatchObject({ title: 'Acta de entrega', report: report?.id, date: '2027-03-01' });
    expect((await send(desk(id, '/avance'), { ...complete, version: '2' })).status).toBe(303);
  });

  it('hears of everything that is wrong, and keeps what they wrote', async () => {
    const { id } = await createCommitment(site.services);
    const path = desk(id, '/avance');
    expect(await refusal(send(path, {}))).toContain('Hay 2 problemas');
    expect(await refusal(send(path, { ...word, avance: 'done' }))).toContain('Elige una de las opciones');
    expect(await refusal(send(path, { ...word, 'hito-1': 'x' }))).toContain('Elige una de las opciones');
    expect(await refusal(send(path, { ...word, texto: 'x'.repeat(5001) }))).toContain('hasta 5000');
    const half = await refusal(send(path, { ...word, evidencia: 'Un acta' }));
    expect(half).toContain('Escribe un día que exista');
    expect(half).toContain('Ya empezó la obra');
    expect(await refusal(send(path, { ...word, ...shown, fecha: '2027-02-30' }))).toContain(
      'un día que exista',
    );
    expect(await refusal(send(path, { ...word, ...shown, fecha: '2027-03-11' }))).toContain(
      'todavía no llega',
    );
    expect(await refusal(send(path, { ...word, ...shown, direccion: '' }))).toContain('Falta la evidencia');
    expect(await commitmentRow(site.services, id)).toMatchObject({ version: 1, completion: null });
  });

  it('who was overtaken sees what the other said, and chooses', async () => {
    const { services } = site;
    const { id } = await createCommitment(services);
    const other = await officerOf(services, 'secretaria-a');
    await send(desk(id, '/avance'), { ...word, texto: 'Lo dijo la primera' });
    const second = { ...word, avance: 'substantial', texto: 'Lo dice la segunda' };
    const text = await refusal(send(desk(id, '/avance'), second, other), 409);
    expect(text).toMatch(/Así está ahora: .*limitado Lo dijo la primera.*Lo dice la segunda/);
    expect(await commitmentRow(services, id)).toMatchObject({ completion: 'limited', version: 2 });
    expect((await send(desk(id, '/avance'), { ...second, version: '2' }, other)).status).toBe(303);
    expect((await send(desk(id, '/avance'), { ...second, version: 'x' }, other)).status).toBe(409);
  });

  it('says nothing of one that is closed, or of a plan that is not under way', async () => {
    const { services } = site;
    for (const stage of ['co-creation', 'published', 'closed'] as const) {
      const { id } = await createCommitment(services, { stage });
      expect((await read(desk(id, '/avance'))).text).toContain('El plan no está en marcha');
      expect(await refusal(send(desk(id, '/avance'), word))).toContain('El plan no está en marcha');
    }
    const { id } = await createCommitment(services);
    await services.orm.update(commitments).set({ closedAt: new Date() }).where(eq(commitments.id, id));
    expect(await refusal(send(desk(id, '/avance'), word))).toContain('ya está cerrado');
    expect((await read(desk(id))).text).toContain('puede reabrirlo');
    await services.orm.update(commitments).set({ closedAt: null }).where(eq(commitments.id, id));
  });

  it('does so for their own institution alone', async () => {
    const { services } = site;
    const { id } = await createCommitment(services, { supporting: ['secretaria-b'] });
    for (const person of [
      await officerOf(services, 'secretaria-b'),
      await officerOf(services, 'secretaria-c'),
      await inState(services, 'facilitator'),
    ]) {
      expect((await send(desk(id, '/avance'), word, person)).status).toBe(403);
      expect((await read(desk(id, '/avance'), person)).status).toBe(403);
    }
    expect((await read(desk(id), await officerOf(services, 'secretaria-c'))).status).toBe(403);
    expect((await site.ask(desk(id, '/avance'), formRequest(word))).headers.get('location')).toContain(
      '/entrar',
    );
    const { id: draft } = await createCommitment(services, { draft: true });
    expect((await read(desk(draft))).status).toBe(404);
    expect((await send(desk(draft, '/avance'), word)).status).toBe(404);
    expect((await read(desk('nada'))).status).toBe(404);
  });
});

describe('what stands in the way of a commitment', () => {
  const resistance = {
    version: '1',
    tipo: 'legal',
    descripcion: 'Falta el reglamento',
    estrategia: '',
    resultado: '',
  };

  it('is recorded by officer and facilitator, and gets its result later', async () => {
    const { services } = site;
    const { id } = await createCommitment(services);
    const path = desk(id, '/resistencias');
    expect(await refusal(send(path, { ...resistance, tipo: 'x', descripcion: '' }))).toContain(
      'Hay 2 problemas',
    );
    expect((await send(path, resistance)).status).toBe(303);
    expect(await refusal(send(path, resistance), 409)).toContain('Lo que estorba 1');
    const list = await (await site.get(path, { cookie: officer.cookie })).text();
    const own = new RegExp(`${path}/[0-9a-f-]{36}`).exec(list)?.[0] ?? '';
    const facilitator = await inState(services, 'facilitator');
    const changed = { ...resistance, estrategia: 'Proponerlo al Congreso', resultado: 'Se publicó' };
    expect((await send(own, changed, facilitator)).status).toBe(303);
    expect(await refusal(send(own, { ...changed, resultado: 'Otro' }), 409)).toMatch(
      /Así está ahora: .*Proponerlo al Congreso Resultado Se publicó/,
    );
    expect(await refusal(send(own, { ...changed, descripcion: '' }))).toContain('Hay un problema');
    expect(textOf(await site.page(`/compromisos/${id}`))).toContain('Proponerlo al Congreso');
    expect((await send(own, changed, await inState(services, 'facilitator', '21'))).status).toBe(403);
    expect((await read(`${path}/${id}`)).status).toBe(404);
    const { id: other } = await createCommitment(services);
    expect((await send(own.replace(id, other), changed)).status).toBe(404);
  });

  it('is left as it is once the plan is closed', async () => {
    const { id } = await createCommitment(site.services, { stage: 'closed' });
    expect(await refusal(send(desk(id, '/resistencias'), resistance))).toContain('El plan está cerrado');
  });
});

describe('the self-check', () => {
  it('finds the records as what was said left them, and in the ledger', async () => {
    const { services } = site;
    const checks = await verifyPlans(services, []);
    expect(checks.flatMap(({ differences }) => differences)).toEqual([]);
    expect(checks.slice(0, 4).map(({ checked }) => checked > 0)).toEqual([true, true, true, false]);
    const entries = (await services.orm.select().from(pendingEntries))
      .map(({ content }) => readEntry(Buffer.from(content).toString()))
      .filter(({ kind }) => kind.startsWith('plans.') && kind !== 'plans.exercise-loaded');
    const acts = await services.orm.select().from(planActs);
    expect(acts.length).toBeGreaterThan(5);
    expect(entries.map(({ id }) => id).toSorted()).toEqual(acts.map(({ entry }) => entry).toSorted());
    expect(await actLedgerKinds[0]?.check.compare(services.orm, entries)).toEqual(new Map());
    expect(JSON.stringify(acts)).not.toContain('empezó la obra');
  });

  it('finds what was tampered with', async () => {
    const { services } = site;
    const { id, milestones: steps } = await createCommitment(services);
    await send(desk(id, '/avance'), { ...word, 'hito-1': 'limited' });
    await services.orm.update(commitments).set({ completion: 'complete' }).where(eq(commitments.id, id));
    await services.orm
      .update(milestones)
      .set({ completion: 'complete' })
      .where(eq(milestones.id, steps[0] ?? ''));
    await services.orm.update(commitments).set({ closedAt: new Date() }).where(eq(commitments.id, id));
    const file = newId();
    await services.orm.insert(planFiles).values({
      ...{ id: file, state: '20', file: Buffer.from('otra'), fileName: 'a.txt', contentType: 'text/plain' },
      ...{ sha256: createHash('sha256').update('una').digest('hex'), at: new Date() },
    });
    const found = (await verifyPlans(services, [])).flatMap(({ differences }) => differences);
    expect(found).toHaveLength(4);
    expect(found[2]).toBe(`${id}: closed is stored, open follows`);
    expect(found[3]).toContain(`${file}: `);
    expect(found[0]).toMatch(new RegExp(`^${id}: complete \\d+ is stored, limited \\d+ follows`));
    expect(found[1]).toBe(`${steps[0]}: complete is stored, limited follows`);
  });
});
