import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/database/identifier.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import { readEntry } from '#platform/ledger/entry.ts';
import { pendingEntries } from '#platform/ledger/schema.ts';
import { reports } from '../../src/modules/plans/schema.ts';
import { commitmentById } from '../../src/modules/plans/store/commitments.ts';
import { findPlan, listPlansOf, listStages } from '../../src/modules/plans/store/plans.ts';
import { createCommitment, inState, officerOf } from '../support/commitments.ts';
import { formRequest, ownPage, type TestPerson } from '../support/people.ts';
import { textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
let facilitator: TestPerson;
let second: TestPerson;

beforeAll(async () => {
  site.services.now = () => new Date('2027-03-10T18:00:00Z');
  facilitator = await inState(site.services, 'facilitator');
  second = await inState(site.services, 'facilitator');
});

type Values = Record<string, string>;
const base = '/gestion/planes/oaxaca';
const send = (path: string, values: Values, { cookie } = facilitator) =>
  site.ask(base + path, formRequest(values, cookie));
const read = async (path: string, { cookie } = facilitator) => {
  const response = await site.get(base + path, { cookie });
  return { status: response.status, text: textOf(await response.text()) };
};

async function refusal(answer: Promise<Response>, status = 422): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(status);
  return textOf(await response.text());
}

async function doneBy(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  if (response.status !== 303) throw new Error(`${response.status} ${textOf(await response.text())}`);
  return response.headers.get('location') ?? '';
}

async function latestAct(kind: string) {
  const entries = (await site.services.orm.select().from(pendingEntries)).map(({ content }) =>
    readEntry(Buffer.from(content).toString()),
  );
  return entries.filter((entry) => entry.kind === `plans.${kind}`).at(-1);
}

const planOf = async (edition: number) => {
  const plan = await findPlan(site.services.orm, '20', edition);
  if (!plan) throw new Error(`no plan ${edition}`);
  return plan;
};

const words = { titulo: '', desde: '', hasta: '', dia: '2027-03-01', version: '2' };
const move = { dia: '2027-03-02', direccion: '', motivo: '', version: '1' };
const acta = 'https://ejemplo.test/acta.pdf';

describe('a facilitator who opens a plan', () => {
  it('is told what is wrong, and loses nothing', async () => {
    expect((await read('/abrir')).text).toMatch(/Abrir el plan 2 .* Cumplido El secretariado del estado/);
    const text = await refusal(send('/abrir', { ...words, desde: '2027-02-30', titulo: 'Plan de agua' }));
    expect(text).toContain('Escribe un día que exista');
    const page = await (await send('/abrir', { ...words, dia: '', titulo: 'Plan de agua' })).text();
    expect(page).toContain('value="Plan de agua"');
    expect(await refusal(send('/abrir', { ...words, dia: '2027-03-11' }))).toContain('todavía no llega');
    expect(await refusal(send('/abrir', { ...words, desde: '2027-05-01', hasta: '2027-04-01' }))).toContain(
      'No puede terminar antes de empezar',
    );
    expect(await refusal(send('/abrir', { ...words, titulo: 'x'.repeat(201) }))).toContain('demasiado largo');
    expect(await listPlansOf(site.services.orm, '20')).toHaveLength(1);
  });

  it('opens the next edition, once', async () => {
    expect(await doneBy(send('/abrir', { ...words, titulo: 'Plan de agua' }))).toBe(
      `${base}/2?hecho=guardado`,
    );
    expect(await planOf(2)).toMatchObject({ title: 'Plan de agua', stage: 'diagnosis', version: 1 });
    expect((await latestAct('plan-opened'))?.act).toMatchObject({ edition: 2, on: '2027-03-01' });
    expect(await refusal(send('/abrir', words, second), 409)).toMatch(/Alguien más lo cambió .* Plan 3/);
    expect(await listPlansOf(site.services.orm, '20')).toHaveLength(2);
    expect(textOf(await site.page('/planes/oaxaca/2'))).toContain('Plan de agua');
  });

  it('needs an installed secretariat', async () => {
    const jalisco = await inState(site.services, 'facilitator', '08');
    const response = await site.get('/gestion/planes/chihuahua/abrir', { cookie: jalisco.cookie });
    expect(textOf(await response.text())).toMatch(/Falta El secretariado .* Todavía no se puede abrir/);
    const answer = site.ask(
      '/gestion/planes/chihuahua/abrir',
      formRequest({ ...words, version: '1' }, jalisco.cookie),
    );
    expect(await refusal(answer)).toContain('Todavía no se cumple');
  });
});

describe('the title and period of a plan', () => {
  const facts = { titulo: 'Plan de agua y suelo', desde: '2027-03-01', hasta: '2027-12-31', motivo: '' };

  it('change freely before it is published, and the second to change them sees the first', async () => {
    expect(await refusal(send('/2/datos', { ...facts, hasta: '2027-01-01', version: '1' }))).toContain(
      'No puede terminar antes de empezar',
    );
    await doneBy(send('/2/datos', { ...facts, version: '1' }));
    const text = await refusal(send('/2/datos', { ...facts, titulo: 'Otro', version: '1' }, second), 409);
    expect(text).toMatch(/Alguien más lo cambió .* Plan de agua y suelo/);
    expect(await refusal(send('/2/datos', { ...facts, version: '2' }, second))).toContain(
      'No cambiaste nada',
    );
    expect(await planOf(2)).toMatchObject({ title: 'Plan de agua y suelo', from: '2027-03-01', version: 2 });
    expect((await latestAct('plan-changed'))?.act).toMatchObject({
      fields: ['title', 'from', 'to'],
      before: { from: null, to: null },
    });
  });

  it('change with a reason once it is public, and stay in view', async () => {
    const { edition } = await createCommitment(site.services, { stage: 'published' });
    const own = `/${edition}/datos`;
    const period = { ...facts, titulo: '', version: '1' };
    expect(await refusal(send(own, period))).toContain('Escribe el motivo');
    await doneBy(send(own, { ...period, motivo: 'Se acordó en sesión' }));
    const text = textOf(await site.page(`/planes/oaxaca/${edition}`));
    expect(text).toContain('Motivo: Se acordó en sesión');
    expect(text).toMatch(/Empieza : sin dato → 1 de marzo de 2027/);
  });
});

describe('a plan on its way', () => {
  it('shows every condition, and names those that fail', async () => {
    const { text } = await read('/2');
    expect(text).toMatch(
      /Para pasar a: Priorización Cumplido El secretariado .* Se envía con el cambio Hay un documento/,
    );
    const step = { ...move, etapa: 'prioritisation', version: '2' };
    expect(await refusal(send('/2/etapa', step))).toContain('Falta el documento');
    expect(await refusal(send('/2/etapa', { ...step, direccion: 'ejemplo' }))).toContain('https://');
    expect(await refusal(send('/2/etapa', { ...step, direccion: acta, dia: '2027-03-11' }))).toContain(
      'todavía no llega',
    );
    expect(await refusal(send('/2/etapa', { ...step, direccion: acta, dia: '2027-02-28' }))).toContain(
      'antes de la etapa anterior',
    );
    expect(await refusal(send('/2/etapa', { ...step, direccion: acta, etapa: 'closed' }))).toContain(
      'Elige una de las opciones',
    );
    expect(await refusal(send('/2/etapa', { ...step, direccion: acta, dia: 'ayer' }))).toContain(
      'día que exista',
    );
    expect((await planOf(2)).stage).toBe('diagnosis');
  });

  it('moves with its document, as address or as file, and back with a reason', async () => {
    await doneBy(send('/2/etapa', { ...move, etapa: 'prioritisation', direccion: acta, version: '2' }));
    expect((await latestAct('plan-moved'))?.act).toMatchObject({ from: 'diagnosis', to: 'prioritisation' });
    expect(JSON.stringify((await latestAct('plan-moved'))?.act)).not.toContain('ejemplo.test');
    const form = new FormData();
    const values = { ...move, etapa: 'co-creation', version: '3' };
    for (const [name, value] of Object.entries(values)) form.set(name, value);
    form.set('archivo', new File(['MZ no es un documento'], 'acta.pdf', { type: 'application/pdf' }));
    const sendFile = () =>
      site.ask(`${base}/2/etapa`, {
        method: 'POST',
        body: form,
        headers: { ...ownPage, cookie: facilitator.cookie },
      });
    expect((await sendFile()).status).toBe(422);
    form.set('archivo', new File(['%PDF-1.7\n1 0 obj\n%%EOF'], 'acta.pdf', { type: 'application/pdf' }));
    await doneBy(sendFile());
    const { id } = await planOf(2);
    const entered = await listStages(site.services.orm, [id]);
    expect(entered.map(({ stage, document }) => [stage, document?.slice(0, 16) ?? null])).toEqual([
      ['diagnosis', null],
      ['prioritisation', 'https://ejemplo.'],
      ['co-creation', '/planes/archivos'],
    ]);
    expect((await site.get(entered[2]?.document ?? '')).status).toBe(200);
    const back = { ...move, etapa: 'prioritisation', version: '4' };
    expect(await refusal(send('/2/etapa', back))).toContain('Escribe el motivo');
    await doneBy(send('/2/etapa', { ...back, motivo: 'Faltó escuchar a la sierra' }));
    const text = await refusal(
      send('/2/etapa', { ...back, etapa: 'co-creation', direccion: acta, version: '4' }, second),
      409,
    );
    expect(text).toMatch(/Alguien más lo cambió .* Priorización/);
    await doneBy(send('/2/etapa', { ...move, etapa: 'co-creation', direccion: acta, version: '5' }));
  });

  it('publishes all its drafts at once', async () => {
    const { orm } = site.services;
    const step = { ...move, etapa: 'published', direccion: acta };
    expect(await refusal(send('/2/etapa', { ...step, version: '6' }))).toContain('no tiene compromisos');
    const draft = { numero: '1', titulo: 'Agua para todos', filas: '1' };
    await doneBy(send('/2/compromisos/nuevo', draft));
    const text = await refusal(send('/2/etapa', { ...step, version: '6' }));
    expect(text).toContain('sin institución responsable');
    expect(text).toContain('sin fecha en que vencen');
    const lead = { responsable: 'Secretaría de Finanzas', vence: '2027-11-30' };
    await doneBy(send('/2/compromisos/nuevo', { ...draft, ...lead, numero: '2' }));
    expect((await read('/2')).text).toMatch(
      /Agua para todos .* borrador sin responsable sin fecha sin hitos/,
    );
    const plan = await planOf(2);
    const found = await read('/2/etapa');
    expect(found.text).toContain('Se publican sus 2 compromisos');
    const first = (await site.get(`${base}/2`, { cookie: facilitator.cookie }).then((r) => r.text())).match(
      /compromisos\/([0-9a-f-]{36})"/,
    )?.[1];
    await doneBy(send(`/2/compromisos/${first}`, { ...draft, ...lead, version: '1' }));
    expect(textOf(await site.page('/compromisos'))).not.toContain('Agua para todos');
    await doneBy(send('/2/etapa', { ...step, version: '6' }));
    const promise = {
      ...{ title: 'Agua para todos', problem: null, goal: null, theme: null, sdg_target: null },
      ...{ lead: 'oaxaca-secretaria-de-finanzas', supporting: [], counterpart: null },
      ...{ starts_on: null, due_on: '2027-11-30', milestones: [] },
    };
    expect((await latestAct('plan-moved'))?.act).toMatchObject({
      ...{ to: 'published', commitments: 2 },
      commitments_sha256: digestOf([
        { ...promise, number: '1' },
        { ...promise, number: '2' },
      ]),
    });
    expect(await commitmentById(orm, first ?? '')).toMatchObject({ draft: false, version: 3, plan: plan.id });
    expect(textOf(await site.page('/compromisos'))).toContain('Agua para todos');
  });

  it('is evaluated once every commitment was reported, and closed once each was reviewed', async () => {
    const { orm } = site.services;
    const { edition, id } = await createCommitment(site.services, { stage: 'implementation' });
    const own = `/${edition}/etapa`;
    expect(await refusal(send(own, { ...move, etapa: 'evaluation' }))).toContain('no ha dicho nada');
    const said = { commitment: id, completion: 'limited', text: 'Va', at: site.services.now() } as const;
    await orm.insert(reports).values({ ...said, id: newId(), voice: 'officer', entry: newId() });
    await doneBy(send(own, { ...move, etapa: 'evaluation' }));
    const close = { ...move, etapa: 'closed', direccion: acta, version: '2' };
    expect(await refusal(send(own, close))).toContain('falta la revisión independiente');
    await orm.insert(reports).values({ ...said, id: newId(), voice: 'reviewer', entry: newId() });
    await doneBy(send(own, close));
    expect((await read(`/${edition}`)).text).toContain('El plan está cerrado');
    expect((await read(`/${edition}/datos`)).text).toContain('lo que prometía ya no se cambia');
    expect(
      await refusal(send(`/${edition}/datos`, { titulo: 'Otro', desde: '', hasta: '', version: '3' })),
    ).toContain('lo que prometía ya no se cambia');
    await doneBy(send(own, { ...move, etapa: 'evaluation', motivo: 'Error', version: '3' }));
  });
});

describe('a plan desk', () => {
  it('is for the facilitators of the state', async () => {
    const elsewhere = await inState(site.services, 'facilitator', '14');
    const officer = await officerOf(site.services, 'oaxaca-secretaria-de-finanzas');
    for (const path of ['/abrir', '/2', '/2/datos', '/2/etapa', '/2/compromisos/nuevo']) {
      expect((await read(path, elsewhere)).status).toBe(403);
      expect((await read(path, officer)).status).toBe(403);
      const visit = await site.get(base + path);
      expect([visit.status, visit.headers.get('location')?.slice(0, 7)]).toEqual([303, '/entrar']);
      if (path !== '/2') expect((await send(path, words, elsewhere)).status).toBe(403);
    }
    for (const edition of ['/99', '/99999999999', `/${'9'.repeat(400)}/datos`])
      expect((await read(edition)).status).toBe(404);
    expect((await site.get('/gestion/planes/nada/2', { cookie: facilitator.cookie })).status).toBe(404);
  });
});
