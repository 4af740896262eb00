import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { listedPages } from '#modules/outreach/sitemap.ts';
import { latestChanges } from '#platform/changes/store.ts';
import { newId } from '#platform/database/identifier.ts';
import { readEntry } from '#platform/ledger/entry.ts';
import { pendingEntries } from '#platform/ledger/schema.ts';
import { modules } from '../../src/app.ts';
import { commissionLedgerKinds } from '../../src/modules/commission/ledger.ts';
import {
  agendaItems,
  agreements,
  commissionActs,
  commissionFiles,
  commissionSessions,
  covenants,
  deliverables,
  exhortations,
  motions,
} from '../../src/modules/commission/schema.ts';
import { verifyCommission } from '../../src/modules/commission/verify.ts';
import { createPerson, formRequest, type TestPerson } from '../support/people.ts';
import { csvRowsOf, textOf } from '../support/reading.ts';
import { brokenLinks, createTestSite, testSite } from '../support/site.ts';

const site = testSite();
let secretary: TestPerson;

async function at(time: string): Promise<void> {
  site.services.now = () => new Date(time);
  secretary = await createPerson(site.services, {
    grants: [{ role: 'commission-secretary', scope: { kind: 'platform' } }],
  });
}

type Values = Record<string, string | readonly string[]>;
const base = '/gestion/comision';
const send = (path: string, values: Values) => site.ask(base + path, formRequest(values, secretary.cookie));

async function doneBy(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  if (response.status !== 303) throw new Error(`${response.status} ${textOf(await response.text())}`);
  return response.headers.get('location') ?? '';
}

async function refusal(answer: Promise<Response>, status = 422): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(status);
  return textOf(await response.text());
}

const idIn = (location: string) => /([0-9a-f-]{36})/.exec(location)?.[1] ?? '';

async function bench(id: string, part: string, values: Values = {}): Promise<string> {
  const [row] = await site.services.orm
    .select()
    .from(commissionSessions)
    .where(eq(commissionSessions.id, id));
  return doneBy(send(`/sesiones/${id}/${part}`, { version: String(row?.version), ...values }));
}

async function calledSession(fecha: string): Promise<string> {
  const id = idIn(
    await doneBy(
      send('/sesiones/nueva', {
        ...{ tipo: 'ordinary', fecha, hora: '10:00', lugar: 'Sala', orden: 'Plan de trabajo' },
      }),
    ),
  );
  await bench(id, 'convocar');
  return id;
}

const agreement = {
  texto: 'Publicar el informe anual',
  responsable: 'Secretaría Técnica',
  vence: '2027-06-30',
};
let session: string;
let seat: string;

/** A session that goes on, with a motion that was approved and one that was rejected. */
beforeAll(async () => {
  await at('2027-02-01T18:00:00Z');
  await doneBy(
    send('/integrantes', {
      ...{ institucion: 'Instituto A', cargo: 'coordinator', entidad: '', voto: 'si', desde: '2027-01-01' },
    }),
  );
  session = await calledSession('2027-02-15');
  await at('2027-02-15T16:00:00Z');
  const text = await (await site.get(`${base}/sesiones/${session}`, { cookie: secretary.cookie })).text();
  seat = /name="presentes"[^>]*value="([^"]+)"/.exec(text)?.[1] ?? '';
  await bench(session, 'asistencia', { decision: 'open', presentes: [seat] });
  const [item] = await site.services.orm.select().from(agendaItems).where(eq(agendaItems.session, session));
  for (const [texto, ballot] of [
    ['Sí', 'for'],
    ['No', 'against'],
  ] as const) {
    await bench(session, 'mociones', { punto: String(item?.id), texto });
    const [motion] = await site.services.orm.select().from(motions).where(eq(motions.text, texto));
    await bench(session, `votos/${motion?.id}`, { [`voto-${seat}`]: ballot });
    await bench(session, `decidir/${motion?.id}`);
  }
});

const agreementRow = async (code: string) => {
  const [row] = await site.services.orm.select().from(agreements).where(eq(agreements.code, code));
  if (!row) throw new Error(`no ${code}`);
  return row;
};

describe('an agreement', () => {
  it('is recorded in its session, with the vote that made it', async () => {
    expect(textOf(await site.page('/comision/acuerdos'))).toContain('Todavía no hay acuerdos registrados');
    const path = `/sesiones/${session}/acuerdos`;
    const [yes] = await site.services.orm.select().from(motions).where(eq(motions.text, 'Sí'));
    const [no] = await site.services.orm.select().from(motions).where(eq(motions.text, 'No'));
    expect(await refusal(send(path, { ...agreement, vence: '2027-02-14' }))).toContain(
      'no puede ser anterior a la sesión',
    );
    expect(await refusal(send(path, { ...agreement, votacion: no?.id ?? '' }))).toContain('no se aprobó');
    expect(await refusal(send(path, { ...agreement, punto: session }))).toContain('no es del orden del día');
    expect(await refusal(send(path, {}))).toContain('Hay 3 problemas');
    await doneBy(send(path, { ...agreement, votacion: yes?.id ?? '' }));
    await doneBy(send(path, { ...agreement, texto: 'Otro más', vence: '2027-02-20' }));
    const text = textOf(await site.page('/comision/acuerdos/CGA-2027-01'));
    expect(text).toContain('Publicar el informe anual');
    expect(text).toContain('sesión ordinaria 1 de 2027');
    expect(text).toContain('Votación aprobado');
    expect((await site.get('/comision/acuerdos/CGA-2027-99')).status).toBe(404);
    expect((await site.get('/comision/acuerdos/nada')).status).toBe(404);
    // A session that was only called makes no agreements.
    const next = await calledSession('2027-05-01');
    expect(await refusal(send(`/sesiones/${next}/acuerdos`, agreement))).toContain('en curso o ya terminó');
    const items = await site.services.orm.select().from(agendaItems).where(eq(agendaItems.session, next));
    expect(items.map(({ title }) => title).toSorted()).toEqual([
      ...['CGA-2027-01', 'CGA-2027-02', 'Plan de trabajo'],
    ]);
    expect(textOf(await site.page('/comision/sesiones/2027-ordinaria-2'))).toContain(
      'Seguimiento del acuerdo CGA-2027-01 : Publicar el informe anual abierto',
    );
  });

  it('is fulfilled with evidence, on a day between its session and today', async () => {
    await at('2027-03-01T18:00:00Z');
    const { id, version } = await agreementRow('CGA-2027-01');
    const path = `/acuerdos/${id}`;
    const values = { estado: 'fulfilled', version: String(version), cumplido: '', evidencia: '', nota: '' };
    expect(await refusal(send(path, values))).toContain('agrega la dirección de la evidencia');
    const shown = { ...values, evidencia: 'https://ejemplo.test/informe' };
    expect(await refusal(send(path, { ...shown, cumplido: '2027-03-02' }))).toContain('todavía no llega');
    expect(await refusal(send(path, { ...shown, cumplido: '2027-02-01' }))).toContain('antes de la sesión');
    expect(await refusal(send(path, { ...values, evidencia: 'http://inseguro.test' }))).toContain('https://');
    await doneBy(send(path, shown));
    expect(await agreementRow('CGA-2027-01')).toMatchObject({ fulfilledOn: '2027-03-01', version: 2 });
    const text = textOf(await site.page('/comision/acuerdos'));
    // One kept in time, one overdue since 20 February.
    expect(text).toMatch(/50 % de los acuerdos que ya debían cumplirse se cumplieron: 1 de 2/);
    expect(text).toContain('vencido');
    expect(text).toMatch(/Por trimestre .*Trimestre 1 de 2027 0 % 0 1 1 Trimestre 2 de 2027 100 % 1 1 1/);
    expect(textOf(await site.page('/comision/acuerdos?estado=vencido'))).not.toContain('informe anual');
    expect(textOf(await site.page('/comision/acuerdos?trimestre=2027-2'))).toContain('informe anual');
    expect((await site.get('/comision/acuerdos?orden=x')).status).toBe(400);
    expect(csvRowsOf(await site.page('/comision/acuerdos.csv')).map(({ plazo }) => plazo)).toEqual([
      ...['overdue', 'on-time'],
    ]);
  });

  it('that two change at once shows the second what the first did, and keeps what they wrote', async () => {
    const { id, version } = await agreementRow('CGA-2027-02');
    const values = { estado: 'in-progress', version: String(version), cumplido: '', evidencia: '' };
    await doneBy(send(`/acuerdos/${id}`, { ...values, nota: 'Ya se empezó' }));
    const second = { ...values, estado: 'cancelled', nota: 'Ya no hace falta' };
    const text = await refusal(send(`/acuerdos/${id}`, second), 409);
    expect(text).toMatch(/Así está ahora: Estado en proceso.*Nota Ya se empezó.*Ya no hace falta/);
    expect(await agreementRow('CGA-2027-02')).toMatchObject({ state: 'in-progress' });
    await doneBy(send(`/acuerdos/${id}`, { ...second, version: String(version + 1) }));
    // What was cancelled does not count, and does not come onto an agenda.
    expect(textOf(await site.page('/comision/acuerdos'))).toContain('se cumplieron: 1 de 1');
    await calledSession('2027-06-01');
    expect(textOf(await site.page('/comision/sesiones/2027-ordinaria-3'))).not.toContain('Seguimiento');
  });
});

describe('an exhortation', () => {
  const exhortation = {
    ...{
      entidad: '20',
      destinatario: '',
      asunto: 'Iniciativa ciudadana',
      texto: 'Bajar el umbral de firmas',
    },
    ...{ enviado: '2027-02-20', documento: '', acuerdo: '' },
  };

  it('is sent to a Congress and followed step by step, in order', async () => {
    expect(textOf(await site.page('/comision/exhortos'))).toContain('de ningún estado hay dato');
    expect(await refusal(send('/exhortos/nuevo', { ...exhortation, enviado: '2027-12-31' }))).toContain(
      'todavía no llega',
    );
    expect(await refusal(send('/exhortos/nuevo', { ...exhortation, entidad: '' }))).toContain(
      'Elige un estado',
    );
    const id = idIn(await doneBy(send('/exhortos/nuevo', exhortation)));
    const [row] = await site.services.orm.select().from(exhortations).where(eq(exhortations.id, id));
    expect(row).toMatchObject({ addressee: 'Congreso del Estado de Oaxaca', version: 1 });
    const step = { paso: 'answered', dia: '2027-02-25', documento: 'https://ejemplo.test/of', nota: '' };
    const path = `/exhortos/${id}`;
    expect(await refusal(send(path, { ...step, dia: '2027-02-01', version: '1' }))).toContain(
      'no va en orden',
    );
    await doneBy(send(path, { ...step, version: '1' }));
    expect(await refusal(send(path, { ...step, version: '2' }))).toContain('ya está registrado');
    const text = await refusal(send(path, { ...step, paso: 'presented', version: '1' }), 409);
    expect(text).toMatch(/Así está ahora: enviado .* respondido 25 de febrero de 2027/);
    await doneBy(send(path, { ...step, paso: 'presented', dia: '2027-03-01', version: '2' }));
    expect(
      await refusal(send(path, { ...step, paso: 'acknowledged', dia: '2027-02-26', version: '3' })),
    ).toContain('no va en orden');
    const board = textOf(await site.page('/comision/exhortos'));
    expect(board).toContain('Congresos con exhorto 1 de 32');
    expect(board).toContain('Iniciativa ciudadana : iniciativa presentada');
    expect(board).toMatch(/Oaxaca .*1 de marzo de 2027 aún no aún no/);
    expect(board).toContain('sin dato sin dato sin dato');
    expect(textOf(await site.page(`/comision/exhortos/${id}`))).toMatch(/publicada aún no/);
    const [csv] = csvRowsOf(await site.page('/comision/exhortos.csv'));
    expect(csv).toMatchObject({ clave: '20', paso: 'presented', answered: '2027-02-25', approved: '' });
    const [change] = await latestChanges(site.services.orm, 'state:20', 1);
    expect(change?.title.en).toBe('Exhortation to Congreso del Estado de Oaxaca: initiative presented');
    expect((await site.get('/comision/exhortos/x')).status).toBe(404);
  });
});

describe('a covenant', () => {
  const covenant = {
    ...{
      titulo: 'Convenio de datos',
      partes: 'La Comisión\nUniversidad A',
      objeto: 'Abrir datos',
      documento: '',
    },
    ...{ firmado: '2027-02-01', desde: '2027-02-01', hasta: '2027-04-30', aviso: '60' },
  };

  it('has parties, days in order and deliverables, and warns before it ends', async () => {
    expect(textOf(await site.page('/en/comision/convenios'))).toContain('No covenants are recorded yet');
    expect(await refusal(send('/convenios/nuevo', { ...covenant, hasta: '2027-01-01' }))).toContain(
      'No puede terminar antes de empezar',
    );
    expect(await refusal(send('/convenios/nuevo', { ...covenant, partes: 'Una', aviso: 'x' }))).toContain(
      'Hay 2 problemas',
    );
    const id = idIn(await doneBy(send('/convenios/nuevo', covenant)));
    const path = `/convenios/${id}`;
    expect(await refusal(send(path, { ...covenant, estado: 'expired', version: '1' }))).toContain(
      'no puede pasar a ese estado',
    );
    await doneBy(send(path, { ...covenant, estado: 'in-force', version: '1' }));
    expect(await refusal(send(path, { ...covenant, estado: 'ended', version: '1' }), 409)).toContain(
      'vigente',
    );
    const list = textOf(await site.page('/comision/convenios'));
    expect(list).toMatch(/vigente por vencer .* sin entregables registrados/);
    const promise = { titulo: 'Conjunto de datos', responsable: 'Universidad A', vence: '2027-01-01' };
    expect(await refusal(send(`${path}/entregables`, promise))).toContain('antes de que empiece');
    await doneBy(send(`${path}/entregables`, { ...promise, vence: '2027-02-28' }));
    const [row] = await site.services.orm.select().from(deliverables).where(eq(deliverables.covenant, id));
    const own = `${path}/entregables/${row?.id}`;
    const delivered = { estado: 'delivered', entregado: '', evidencia: '', version: '1' };
    expect(textOf(await site.page(`/comision/convenios/${id}`))).toContain('pendiente vencida');
    expect(await refusal(send(own, delivered))).toContain('evidencia');
    await doneBy(send(own, { ...delivered, evidencia: 'https://ejemplo.test/datos' }));
    expect(await refusal(send(own, delivered), 409)).toContain('entregado');
    expect(textOf(await site.page('/comision/convenios'))).toContain('1 de 1');
    expect(csvRowsOf(await site.page('/comision/convenios/entregables.csv'))).toMatchObject([
      { entregable: 'Conjunto de datos', estado: 'delivered' },
    ]);
    expect(await site.services.orm.select().from(covenants)).toMatchObject([
      { state: 'in-force', version: 2 },
    ]);
    expect((await send(`/convenios/${session}/entregables/${row?.id}`, delivered)).status).toBe(404);
  });

  it('numbers deliverables that are promised at the same time', async () => {
    const id = idIn(await doneBy(send('/convenios/nuevo', covenant)));
    const promise = { responsable: 'Universidad A', vence: '' };
    const titles = ['Uno', 'Dos', 'Tres', 'Cuatro'];
    for (const answer of titles.map((titulo) => send(`/convenios/${id}/entregables`, { ...promise, titulo })))
      await doneBy(answer);
    const rows = await site.services.orm.select().from(deliverables).where(eq(deliverables.covenant, id));
    expect(rows.map(({ number }) => number).toSorted()).toEqual([1, 2, 3, 4]);
  });
});

describe('what was recorded', () => {
  it('stands in the site map, and every link of its pages leads somewhere', async () => {
    const own = (await listedPages(modules, site.services)).filter((path) => path.startsWith('/comision/'));
    expect(own).toEqual(expect.arrayContaining(['/comision/plan', '/comision/acuerdos/CGA-2027-01']));
    expect(own.filter((path) => /exhortos\/|convenios\/|sesiones\//.test(path)).length).toBeGreaterThan(4);
    for (const path of own.flatMap((one) => [one, `/en${one}`]))
      expect(await brokenLinks(createTestSite(site.services), path)).toEqual([]);
  });
});

describe('the records and the ledger', () => {
  it('say the same of every act, by the account that did it', async () => {
    const { orm } = site.services;
    const acts = await orm.select().from(commissionActs);
    expect(acts.length).toBeGreaterThan(20);
    const entries = (await orm.select().from(pendingEntries))
      .map(({ content }) => readEntry(Buffer.from(content).toString()))
      .filter(({ kind }) => kind.startsWith('commission.') && kind !== 'commission.work-plan-loaded');
    expect(entries.map(({ id }) => id).toSorted()).toEqual(acts.map(({ entry }) => entry).toSorted());
    const check = commissionLedgerKinds[0]?.check;
    expect(await check?.compare(orm, entries)).toEqual(new Map());
    expect(entries.every(({ person }) => person !== undefined)).toBe(true);
    const recorded = [];
    for await (const some of check?.recorded(orm) ?? []) recorded.push(...some);
    expect(recorded).toHaveLength(acts.length);
    const checks = await verifyCommission(site.services, []);
    expect(checks.flatMap(({ differences }) => differences)).toEqual([]);
  });

  it('that were tampered with are found', async () => {
    const { orm } = site.services;
    await orm
      .update(commissionActs)
      .set({ act: {} })
      .where(eq(commissionActs.kind, 'commission.covenant-made'));
    await orm.update(agreements).set({ state: 'open' }).where(eq(agreements.code, 'CGA-2027-01'));
    const file = newId();
    await orm.insert(commissionFiles).values({
      ...{ id: file, name: 'a.txt', kind: 'text', bytes: Buffer.from('otra'), at: new Date() },
      sha256: createHash('sha256').update('una').digest('hex'),
    });
    const entries = (await orm.select().from(pendingEntries)).map(({ content }) =>
      readEntry(Buffer.from(content).toString()),
    );
    const made = entries.filter(({ kind }) => kind === 'commission.covenant-made');
    const found = await commissionLedgerKinds[0]?.check.compare(orm, made);
    expect([...new Set(found?.values())]).toEqual(['the records give another act']);
    const checks = await verifyCommission(site.services, []);
    expect(checks.flatMap(({ differences }) => differences)).toEqual([
      'CGA-2027-01: open is stored, its last act says fulfilled',
      `file ${file}: its bytes are not those that were sent`,
    ]);
  });
});

describe('the days before a session by which it is called', () => {
  it('are set by administrators, and hold for what is called afterwards', async () => {
    await at('2027-03-10T18:00:00Z');
    const admin = await createPerson(site.services, {
      grants: [{ role: 'administrator', scope: { kind: 'platform' } }],
    });
    const set = (values: Values) =>
      site.ask('/gestion/ajustes/convocatoria', formRequest({ version: '0', ...values }, admin.cookie));
    expect(await refusal(set({ ordinaria: '500', extraordinaria: '' }))).toContain('de 0 a 90');
    expect(await refusal(set({ ordinaria: '10', extraordinaria: '' }))).toContain('los dos números');
    await doneBy(set({ ordinaria: '10', extraordinaria: '2' }));
    await calledSession('2027-03-18');
    expect(textOf(await site.page('/comision/sesiones/2027-ordinaria-4'))).toMatch(
      /tardía Había que publicarla al menos 10 días naturales antes/,
    );
    expect(textOf(await site.page('/comision/sesiones/2027-ordinaria-3'))).toContain(
      'al menos 5 días naturales antes',
    );
  });
});
