import { asc, desc, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  agendaItems,
  commissionActs,
  commissionSeats,
  commissionSessions,
  motions,
  votes,
} from '../../src/modules/commission/schema.ts';
import { verifyCommission } from '../../src/modules/commission/verify.ts';
import { createPerson, formRequest, ownPage, type TestPerson } from '../support/people.ts';
import { csvRowsOf, textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
let secretary: TestPerson;

/** Sets the clock, with a secretary who has just signed in. */
async function at(time: string): Promise<void> {
  site.services.now = () => new Date(time);
  secretary = await createPerson(site.services, {
    grants: [{ role: 'commission-secretary', scope: { kind: 'platform' } }],
  });
}

const base = '/gestion/comision';
const send = (path: string, values: Record<string, string | readonly string[]>) =>
  site.ask(base + path, formRequest(values, secretary.cookie));
const see = async (path: string) => (await site.get(base + path, { cookie: secretary.cookie })).text();
const draft = {
  ...{ tipo: 'ordinary', fecha: '2027-03-15', hora: '10:00', lugar: 'Sala de sesiones' },
  orden: 'Lista de asistencia\nPlan de trabajo',
};

/** Takes a form's answer that must have done something. */
async function doneBy(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  if (response.status !== 303) throw new Error(`${response.status} ${textOf(await response.text())}`);
  return response.headers.get('location') ?? '';
}

const sessionOf = async (id: string) => {
  const [row] = await site.services.orm
    .select()
    .from(commissionSessions)
    .where(eq(commissionSessions.id, id));
  if (!row) throw new Error('no session');
  return row;
};

/** A form of a session's bench, in the version that it has now. */
const bench = async (id: string, part: string, values: Record<string, string | readonly string[]> = {}) =>
  send(`/sesiones/${id}/${part}`, { version: String((await sessionOf(id)).version), ...values });

async function drafted(more: Partial<typeof draft> = {}): Promise<string> {
  const location = await doneBy(send('/sesiones/nueva', { ...draft, ...more }));
  return /sesiones\/([0-9a-f-]{36})\?/.exec(location)?.[1] ?? '';
}

async function refusal(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(422);
  return textOf(await response.text());
}

const seats = async () =>
  site.services.orm.select().from(commissionSeats).orderBy(asc(commissionSeats.holder));

beforeAll(async () => {
  await at('2027-01-10T18:00:00Z');
});

describe('without members', () => {
  it('everything says that nothing is known yet, and no session can open', async () => {
    expect(textOf(await site.page('/comision'))).toContain('No hay una sesión convocada');
    expect(textOf(await site.page('/comision/sesiones'))).toContain('todavía no registra sesiones');
    expect(textOf(await site.page('/en/comision/integrantes'))).toContain('No members are recorded yet');
    const id = await drafted({ fecha: '2027-01-11', tipo: 'extraordinary' });
    await doneBy(bench(id, 'convocar'));
    await at('2027-01-11T16:00:00Z');
    expect(await refusal(bench(id, 'asistencia', { decision: 'open' }))).toContain(
      'No hay integrantes con voto ese día',
    );
    await doneBy(bench(id, 'asistencia', { decision: 'no-quorum' }));
    expect((await sessionOf(id)).state).toBe('no-quorum');
    // A quarter is met by an ordinary session with a quorum alone.
    expect(textOf(await site.page('/comision/sesiones'))).toContain('Trimestre 1 de 2027 en plazo');
  });
});

describe('members', () => {
  it('are added and end, never before they began', async () => {
    await at('2027-01-12T16:00:00Z');
    for (const [holder, voto] of [
      ['Instituto A', 'si'],
      ['Instituto B', 'si'],
      ['Instituto C', 'si'],
      ['Secretaría Técnica', 'no'],
    ]) {
      const seat = { institucion: holder ?? '', cargo: 'member', entidad: '20', voto: voto ?? '' };
      await doneBy(send('/integrantes', { ...seat, desde: '2027-01-01' }));
    }
    const gone = await doneBy(
      send('/integrantes', {
        ...{ institucion: 'Instituto Z', cargo: 'coordinator', entidad: '', voto: 'si' },
        desde: '2027-01-01',
      }),
    );
    expect(gone).toBe(`${base}/integrantes?hecho=integrante`);
    const last = (await seats()).find(({ holder }) => holder === 'Instituto Z');
    const end = `/integrantes/${last?.id}`;
    expect(await refusal(send(end, { hasta: '2026-12-31' }))).toContain('no puede ser anterior');
    await doneBy(send(end, { hasta: '2027-01-31' }));
    expect(await refusal(send(end, { hasta: '2027-02-28' }))).toContain('ya terminó');
    expect(textOf(await site.page('/comision/integrantes'))).toContain('Hoy hay 4 integrantes con voto');
    const odd = await refusal(
      send('/integrantes', { institucion: '', cargo: 'king', entidad: '99', voto: '' }),
    );
    expect(odd).toContain('Hay 5 problemas');
  });
});

describe('a session', () => {
  beforeEach(() => at('2027-03-01T18:00:00Z'));

  it('is drafted in private, changed, and thrown away without a trace in public', async () => {
    const id = await drafted();
    expect(textOf(await site.page('/comision/sesiones'))).not.toContain('Sala de sesiones');
    const before = (await sessionOf(id)).version;
    const change = { ...draft, lugar: 'Otra sala', version: String(before) };
    await doneBy(send(`/sesiones/${id}/editar`, change));
    const late = await send(`/sesiones/${id}/editar`, { ...change, lugar: 'Tercera sala' });
    expect(late.status).toBe(409);
    const text = await late.text();
    expect(textOf(text)).toContain('Otra sala');
    expect(text).toContain('value="Tercera sala"');
    await doneBy(bench(id, 'borrar'));
    expect((await site.get(`${base}/sesiones/${id}`, { cookie: secretary.cookie })).status).toBe(404);
    const acts = await site.services.orm.select().from(commissionActs).where(eq(commissionActs.subject, id));
    expect(acts).toEqual([]);
  });

  it('is not for the past, nor without agenda, and keeps what was typed', async () => {
    const past = await send('/sesiones/nueva', { ...draft, fecha: '2027-02-28' });
    expect(past.status).toBe(422);
    const text = await past.text();
    expect(textOf(text)).toContain('todavía no pase');
    expect(text).toContain('value="Sala de sesiones"');
    const empty = await refusal(
      send('/sesiones/nueva', { ...draft, fecha: 'mañana', hora: '25:00', orden: ' \n ' }),
    );
    expect(empty).toContain('Hay 3 problemas');
    // Called after its hour has passed: refused as well.
    const id = await drafted({ fecha: '2027-03-02' });
    await at('2027-03-02T16:00:01Z');
    expect(await refusal(bench(id, 'convocar'))).toContain('todavía no pase');
    await doneBy(bench(id, 'borrar'));
  });

  it('runs from its call to its minutes', async () => {
    const id = await drafted();
    expect(await refusal(bench(id, 'minuta', { texto: 'Antes de tiempo' }))).toMatch(
      /no está en un estado.*Esto habías escrito: Antes de tiempo/,
    );
    await doneBy(bench(id, 'convocar'));
    expect(await sessionOf(id)).toMatchObject({ number: 1, year: 2027, state: 'called', noticeDays: 5 });
    const path = '/comision/sesiones/2027-ordinaria-1';
    let text = textOf(await site.page(path));
    expect(text).toContain('Sesión ordinaria 1 de 2027');
    expect(text).toContain('15 de marzo de 2027, a las 10:00 (hora del centro)');
    expect(text).toContain('a tiempo');
    expect(text).toContain('Para decidir hacen falta 2 de 3 integrantes con voto');
    expect(await refusal(bench(id, 'minuta', { texto: 'Antes de tiempo' }))).toContain(
      'cuando la sesión terminó',
    );
    const calendar = await site.get(`${path}/calendario.ics`);
    expect(calendar.headers.get('content-type')).toContain('text/calendar');
    expect(await calendar.text()).toContain('DTSTART:20270315T160000Z');

    const [a, b, c, , voiceless] = await seats();
    const open = (presentes: (string | undefined)[]) =>
      bench(id, 'asistencia', { decision: 'open', presentes: presentes.map(String) });
    expect(await refusal(open([a?.id, b?.id]))).toContain('Todavía no es la hora');
    await at('2027-03-15T16:05:00Z');
    expect(await refusal(open([a?.id, voiceless?.id]))).toContain('No alcanza el quórum');
    expect(await refusal(open([a?.id, id]))).toContain('no es integrante con voto');
    expect(
      await refusal(
        bench(id, 'asistencia', { decision: 'no-quorum', presentes: [String(a?.id), String(b?.id)] }),
      ),
    ).toContain('sí hay quórum');
    await doneBy(open([a?.id, b?.id, voiceless?.id]));
    text = textOf(await site.page(path));
    expect(text).toContain('Hubo quórum: asistieron 2 de 3');

    expect(await refusal(bench(id, 'mociones', { punto: '', texto: '' }))).toContain('Hay 2 problemas');
    const [item] = await site.services.orm
      .select()
      .from(agendaItems)
      .where(eq(agendaItems.session, id))
      .orderBy(desc(agendaItems.number));
    await doneBy(bench(id, 'mociones', { punto: String(item?.id), texto: 'Aprobar el plan de 2027' }));
    const [motion] = await site.services.orm.select().from(motions).where(eq(motions.session, id));
    const votesAt = `votos/${motion?.id}`;
    expect(await refusal(bench(id, `decidir/${motion?.id}`))).toContain('No hay votos registrados');
    for (const [seat, message] of [
      [c?.id, 'no está en la sesión no puede votar'],
      [voiceless?.id, 'no es integrante con voto'],
      [id, 'no es integrante con voto'],
    ])
      expect(await refusal(bench(id, votesAt, { [`voto-${seat}`]: 'for' }))).toContain(message);
    expect(await refusal(bench(id, votesAt, { [`voto-${a?.id}`]: 'maybe' }))).toContain('Elige una');
    expect(await site.services.orm.select().from(votes)).toEqual([]);
    await doneBy(bench(id, votesAt, { [`voto-${a?.id}`]: 'against' }));
    // A vote can be changed until it is closed.
    await doneBy(bench(id, votesAt, { [`voto-${a?.id}`]: 'for', [`voto-${b?.id}`]: 'abstain' }));
    expect(await refusal(bench(id, 'terminar'))).toContain('Hay votaciones abiertas');
    await doneBy(bench(id, 'llegadas', { llegaron: [String(c?.id)] }));
    await doneBy(bench(id, `decidir/${motion?.id}`));
    expect(await refusal(bench(id, votesAt, { [`voto-${c?.id}`]: 'against' }))).toContain('ya se cerró');
    text = textOf(await site.page(path));
    expect(text).toContain('A favor: 1. En contra: 0. Abstenciones: 1.');
    expect(text).toContain('a favor Instituto A abstención Instituto B');

    await doneBy(bench(id, 'terminar'));
    expect(await refusal(bench(id, 'minuta', { texto: '' }))).toContain('Escribe el texto de la minuta');
    const body = new FormData();
    body.append('version', String((await sessionOf(id)).version));
    body.append('texto', 'Primer párrafo.\n\nSegundo párrafo.');
    body.append('grabacion', 'https://video.ejemplo.test/1');
    body.append('archivo', new File(['MZ\x90\x00 a program'], 'minuta.pdf'));
    const headers = { ...ownPage, cookie: secretary.cookie };
    const program = await site.ask(`${base}/sesiones/${id}/minuta`, { method: 'POST', body, headers });
    expect(program.status).toBe(422);
    const returned = await program.text();
    expect(textOf(returned)).toContain('El archivo es un programa');
    expect(returned).toContain('Segundo párrafo.');
    body.set('archivo', new File(['%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'], 'minuta.pdf'));
    await doneBy(
      Promise.resolve(site.ask(`${base}/sesiones/${id}/minuta`, { method: 'POST', body, headers })),
    );
    text = textOf(await site.page(path));
    expect(text).toMatch(/Primer párrafo\..*Segundo párrafo\..*Descarga la minuta: minuta\.pdf/);
    const file = await site.get(`${path}/minuta`);
    expect(file.headers.get('content-disposition')).toContain('minuta.pdf');
    expect(await file.text()).toContain('%PDF-1.7');
    expect(textOf(await site.page('/comision'))).toContain('Trimestre 1 de 2027 cumplido');
  });

  it('loses its quorum when members leave: nothing is decided then, and it can still end', async () => {
    const id = await drafted({ fecha: '2027-03-10', tipo: 'extraordinary' });
    await doneBy(bench(id, 'convocar'));
    await at('2027-03-10T16:05:00Z');
    const [a, b, c, , voiceless] = (await seats()).map((seat) => seat.id);
    const list = (...ids: (string | undefined)[]) => ids.map(String);
    await doneBy(bench(id, 'asistencia', { decision: 'open', presentes: list(a, b, voiceless) }));
    const [item] = await site.services.orm.select().from(agendaItems).where(eq(agendaItems.session, id));
    const put = (texto: string) => bench(id, 'mociones', { punto: String(item?.id), texto });
    await doneBy(put('Primer asunto'));
    const [first] = await site.services.orm.select().from(motions).where(eq(motions.session, id));
    const votesAt = `votos/${first?.id}`;
    // One seat has one vote, and what came in twice is not counted once.
    expect(await refusal(bench(id, votesAt, { [`voto-${a}`]: ['for', 'against'] }))).toContain(
      'tiene dos votos',
    );
    await doneBy(bench(id, votesAt, { [`voto-${a}`]: 'for', [`voto-${b}`]: 'for' }));
    expect(await refusal(bench(id, 'salidas'))).toContain('Marca al menos a una');
    expect(await refusal(bench(id, 'salidas', { salieron: list(c) }))).toContain('no está en la sesión');
    expect(await refusal(bench(id, 'salidas', { salieron: list(id) }))).toContain('no está en la sesión');
    await doneBy(bench(id, 'salidas', { salieron: list(b, voiceless) }));
    const left = await site.services.orm
      .select()
      .from(votes)
      .where(eq(votes.motion, String(first?.id)));
    expect(left.map(({ seat }) => seat)).toEqual([a]);
    const lost = 'Ya no hay quórum';
    expect(await refusal(bench(id, `decidir/${first?.id}`))).toContain(lost);
    expect(await refusal(put('Segundo asunto'))).toContain(lost);
    expect(await refusal(bench(id, votesAt, { [`voto-${a}`]: 'for' }))).toContain(lost);
    expect(textOf(await see(`/sesiones/${id}`))).toContain('Se perdió el quórum');
    const path = '/comision/sesiones/2027-extraordinaria-2';
    expect(textOf(await site.page(path))).toMatch(/quórum perdido Quedaron 1 .* hacían falta 2/);
    // Whoever comes back counts again, and has to vote again.
    await doneBy(bench(id, 'llegadas', { llegaron: list(b) }));
    await doneBy(bench(id, `decidir/${first?.id}`));
    expect(textOf(await site.page(path))).toContain('A favor: 1. En contra: 0. Abstenciones: 0.');
    await doneBy(put('Segundo asunto'));
    await doneBy(bench(id, 'salidas', { salieron: list(a) }));
    await doneBy(bench(id, 'terminar'));
    const text = textOf(await site.page(path));
    expect(text).toMatch(/Segundo asunto no se decidió/);
    expect(text).toContain('Instituto A, integrante asistió se retiró');
    expect(text).toContain('Se retiraron integrantes de la sesión extraordinaria 2 de 2027');
  });

  it('called with too few days left is shown as late, and cancelled with its reason', async () => {
    const id = await drafted({ fecha: '2027-03-04' });
    await doneBy(bench(id, 'convocar'));
    const path = '/comision/sesiones/2027-ordinaria-2';
    expect(textOf(await site.page(path))).toMatch(
      /tardía Había que publicarla al menos 5 días naturales antes/,
    );
    expect(textOf(await site.page(`/en${path}`))).toContain(
      'It had to be published at least 5 calendar days before',
    );
    expect(await refusal(bench(id, 'cancelar', { motivo: '' }))).toContain('Escribe algo aquí');
    await doneBy(bench(id, 'cancelar', { motivo: 'No hay sala' }));
    expect(textOf(await site.page(path))).toContain('Por qué se canceló No hay sala');
    expect(await (await site.get(`${path}/calendario.ics`)).text()).toContain('STATUS:CANCELLED');
    expect(await refusal(bench(id, 'convocar'))).toContain('no está en un estado');
  });

  it('that two run at once shows the second what the first did', async () => {
    const id = await drafted({ fecha: '2027-05-04' });
    const version = String((await sessionOf(id)).version);
    await doneBy(send(`/sesiones/${id}/convocar`, { version }));
    const second = await send(`/sesiones/${id}/convocar`, { version });
    expect(second.status).toBe(409);
    expect(textOf(await second.text())).toContain('Alguien más lo cambió');
    const called = await site.services.orm
      .select()
      .from(commissionActs)
      .where(eq(commissionActs.subject, id));
    expect(called).toHaveLength(1);
  });

  it('that nobody called is not there', async () => {
    const gone = ['2027-ordinaria-99', '2027-ordinaria-0', '2027-rara-1', 'nada', '2027-ordinaria-01'];
    for (const slug of gone) expect((await site.get(`/comision/sesiones/${slug}`)).status, slug).toBe(404);
  });
});

describe('what was recorded', () => {
  it('stands in files, in Popolo and in calendars, and agrees with the acts', async () => {
    const rows = csvRowsOf(await site.page('/comision/sesiones.csv'));
    expect(rows.find(({ sesion }) => sesion === '2027-ordinaria-1')).toMatchObject({
      ...{ estado: 'held', quorum: '2', integrantes_con_voto: '3', presentes: '3' },
      convocatoria_tarde: 'false',
    });
    const popolo = JSON.parse(await site.page('/comision/popolo.json'));
    expect(popolo.memberships).toHaveLength(5);
    expect(popolo.motions).toMatchObject([
      { text: 'Aprobar el plan de 2027', result: 'pass' },
      { text: 'Primer asunto', result: 'pass' },
      { text: 'Segundo asunto', result: null },
    ]);
    expect(popolo.vote_events[0].counts).toEqual([
      { option: 'yes', value: 1 },
      { option: 'no', value: 0 },
      { option: 'abstain', value: 1 },
    ]);
    expect(await site.page('/comision/sesiones/calendario.ics')).toContain(
      'SUMMARY:Sesión ordinaria 1 de 2027',
    );
    const checks = await verifyCommission(site.services, []);
    expect(checks.flatMap(({ differences }) => differences)).toEqual([]);
    // Votes, agreements, sessions, and the file of the minutes.
    expect(checks.map(({ checked }) => checked)).toEqual([2, 0, 5, 1]);
    expect(await see('/sesiones')).toContain('Sesión extraordinaria 1 de 2027');
  });

  it('shows when a stored vote was tampered with', async () => {
    await site.services.orm.update(motions).set({ result: 'rejected' });
    const checks = await verifyCommission(site.services, []);
    expect(checks.flatMap(({ differences }) => differences)).toHaveLength(2);
  });
});
