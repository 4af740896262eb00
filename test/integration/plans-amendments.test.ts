import { asc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { readEntry } from '#platform/ledger/entry.ts';
import { pendingEntries } from '#platform/ledger/schema.ts';
import { amendments, commitments, milestones } from '../../src/modules/plans/schema.ts';
import { commitmentRow, createCommitment, inState, officerOf } from '../support/commitments.ts';
import { formRequest, type TestPerson } from '../support/people.ts';
import { textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const lead = 'oaxaca-secretaria-de-finanzas';
let facilitator: TestPerson;
let officer: TestPerson;

beforeAll(async () => {
  site.services.now = () => new Date('2027-03-10T18:00:00Z');
  facilitator = await inState(site.services, 'facilitator');
  officer = await officerOf(site.services, lead);
});

type Values = Record<string, string>;
const pathOf = (id: string) => `/gestion/compromisos/${id}/modificar`;
const send = (id: string, values: Values, { cookie } = facilitator) =>
  site.ask(pathOf(id), formRequest(values, cookie));

async function refusal(answer: Promise<Response>, status = 422): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(status);
  return response.text();
}

async function doneBy(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  if (response.status !== 303) throw new Error(`${response.status} ${textOf(await response.text())}`);
}

/** The fields of a commitment as the page gives them. */
async function typedIn(id: string): Promise<Values> {
  const page = await (await site.get(pathOf(id), { cookie: facilitator.cookie })).text();
  const main = page.slice(page.indexOf('tq-form'));
  const inputs = [...main.matchAll(/<input [^>]*>/g)].map(([tag]) => [
    /name="([^"]+)"/.exec(tag)?.[1] ?? '',
    /value="([^"]*)"/.exec(tag)?.[1] ?? '',
  ]);
  const areas = [...main.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</g)].map(
    ([, name = '', text = '']) => [name, text],
  );
  return Object.fromEntries([...inputs, ...areas]);
}

const rowsOf = (commitment: string) =>
  site.services.orm
    .select()
    .from(amendments)
    .where(eq(amendments.commitment, commitment))
    .orderBy(asc(amendments.id));

async function amendedActs() {
  const entries = (await site.services.orm.select().from(pendingEntries)).map(({ content }) =>
    readEntry(Buffer.from(content).toString()),
  );
  return entries.filter(({ kind }) => kind === 'plans.commitment-amended');
}

describe('what was promised in public', () => {
  it('is amended for a reason: one row for each field, one entry in the ledger', async () => {
    const { id, milestones: steps } = await createCommitment(site.services, { lead });
    const typed = await typedIn(id);
    expect(typed).toMatchObject({ vence: '2027-12-31', responsable: 'Secretaría de Finanzas', version: '1' });
    await doneBy(
      send(id, {
        ...{
          ...typed,
          vence: '2028-03-31',
          meta: 'Llegar a todos',
          'peso-2': '3',
          'producto-1': 'Padrón nuevo',
        },
        motivo: 'El dinero llegó tarde',
      }),
    );
    const rows = await rowsOf(id);
    expect(rows.map(({ field, before, after, milestone }) => [field, before, after, milestone])).toEqual([
      ['goal', null, 'Llegar a todos', null],
      ['due_on', '2027-12-31', '2028-03-31', null],
      ['product', 'Producto 1', 'Padrón nuevo', steps[0]],
      ['weight', '1', '3', steps[1]],
    ]);
    expect(new Set(rows.map(({ entry }) => entry)).size).toBe(1);
    expect(await commitmentRow(site.services, id)).toMatchObject({ dueOn: '2028-03-31', version: 2 });
    const [act] = await amendedActs();
    expect(act).toMatchObject({ id: rows[0]?.entry, subject: { type: 'commitment', id } });
    const told = JSON.stringify(act);
    expect(told).toContain('2028-03-31');
    expect(told).not.toMatch(/Llegar|Padr|dinero/);
    const text = textOf(await site.page(`/compromisos/${id}`));
    expect(text).toMatch(/31 de diciembre de 2027 .* 31 de marzo de 2028/);
    expect(text).toContain('El dinero llegó tarde');
    expect((await site.get(`/compromisos?q=llegar`)).status).toBe(200);
  });

  it('is amended by whoever answers for it too, who may give it a new milestone', async () => {
    const { id } = await createCommitment(site.services, { lead, milestones: 1 });
    const typed = await typedIn(id);
    const more = await send(id, { ...typed, paso: 'renglon' }, officer);
    expect(await more.text()).toContain('name="producto-2"');
    await doneBy(
      send(
        id,
        { ...typed, filas: '2', 'producto-2': 'Taller', 'vence-2': '2027-10-01', motivo: 'Faltaba' },
        officer,
      ),
    );
    const steps = await site.services.orm
      .select()
      .from(milestones)
      .where(eq(milestones.commitment, id))
      .orderBy(asc(milestones.number));
    expect(steps).toMatchObject([{ version: 1 }, { number: 2, product: 'Taller', dueOn: '2027-10-01' }]);
    expect((await rowsOf(id)).map(({ field, before, milestone }) => [field, before, milestone])).toEqual(
      ['product', 'due_on', 'weight'].map((field) => [field, null, steps[1]?.id]),
    );
  });

  it('stays as it is without reason, without change, or where it cannot be', async () => {
    const { id } = await createCommitment(site.services, { lead });
    const typed = await typedIn(id);
    const reason = { motivo: 'Porque sí' };
    const wrong: [Values, RegExp][] = [
      [{ vence: '2028-01-01', motivo: '' }, /id="motivo-error"/],
      [reason, /No cambiaste nada/],
      [{ ...reason, inicia: '2028-01-01' }, /No puede vencer antes de empezar/],
      [{ ...reason, 'vence-1': '2028-01-01' }, /después que su compromiso/],
      [{ ...reason, 'producto-1': '' }, /id="producto-1-error"/],
      [{ ...reason, vence: '2027-13-01' }, /día que exista/],
      [{ ...reason, 'hito-1': '' }, /Los hitos de este compromiso cambiaron/],
      [{ ...reason, titulo: '' }, /id="titulo-error"/],
      [{ ...reason, motivo: 'x'.repeat(2001) }, /hasta 2000|hasta 2,000/],
    ];
    for (const [values, message] of wrong) {
      const page = await refusal(send(id, { ...typed, ...values }));
      expect(page).toMatch(message);
      if (values.motivo === 'Porque sí') expect(page).toContain('Porque sí');
    }
    expect(await rowsOf(id)).toEqual([]);
    expect((await commitmentRow(site.services, id)).version).toBe(1);
  });

  it('is amended by one at a time: the second sees what the first changed', async () => {
    const { id } = await createCommitment(site.services, { lead });
    const typed = await typedIn(id);
    await doneBy(send(id, { ...typed, vence: '2028-01-31', motivo: 'Primero' }));
    const page = await refusal(send(id, { ...typed, vence: '2028-02-28', motivo: 'Segundo' }, officer), 409);
    expect(textOf(page)).toMatch(/Alguien más lo cambió .* 31 de enero de 2028/);
    expect(page).toContain('value="2028-02-28"');
    expect(page).toContain('name="version" value="2"');
    await doneBy(send(id, { ...typed, vence: '2028-02-28', motivo: 'Segundo', version: '2' }, officer));
    expect((await rowsOf(id)).map(({ before, after }) => [before, after])).toEqual([
      ['2027-12-31', '2028-01-31'],
      ['2028-01-31', '2028-02-28'],
    ]);
  });

  it('no longer changes once it or its plan is closed; a draft is none of it', async () => {
    const { orm, now } = site.services;
    const open = await createCommitment(site.services, { lead });
    const typed = { ...(await typedIn(open.id)), vence: '2028-01-31', motivo: 'Tarde' };
    await orm.update(commitments).set({ closedAt: now() }).where(eq(commitments.id, open.id));
    expect(textOf(await refusal(send(open.id, typed)))).toContain('lo que prometía ya no se cambia');
    const { id } = await createCommitment(site.services, { lead, stage: 'closed' });
    const page = await site.get(pathOf(id), { cookie: facilitator.cookie });
    expect(textOf(await page.text())).toContain('El plan está cerrado');
    expect(textOf(await refusal(send(id, typed)))).toContain('El plan está cerrado');
    const draft = await createCommitment(site.services, { lead, draft: true });
    expect((await send(draft.id, typed)).status).toBe(404);
  });

  it('is amended by nobody else', async () => {
    const { id } = await createCommitment(site.services, { lead });
    const typed = { ...(await typedIn(id)), vence: '2028-01-31', motivo: 'Tarde' };
    const others = [
      await inState(site.services, 'facilitator', '14'),
      await officerOf(site.services, 'oaxaca-secretaria-de-gobierno'),
      await inState(site.services, 'reviewer'),
      await inState(site.services, 'counterpart'),
    ];
    for (const other of others) expect((await send(id, typed, other)).status).toBe(403);
    expect((await site.get(pathOf(id))).headers.get('location')).toMatch(/^\/entrar/);
    expect((await send('nada', typed)).status).toBe(404);
    expect(await rowsOf(id)).toEqual([]);
  });
});
