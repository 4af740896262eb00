import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Grant } from '#platform/access/subject.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import { readEntry } from '#platform/ledger/entry.ts';
import { pendingEntries } from '#platform/ledger/schema.ts';
import {
  planFiles,
  secretariatMembers,
  secretariatMoves,
  secretariatSessions,
  secretariats,
} from '../../src/modules/plans/schema.ts';
import { createPerson, formRequest, ownPage, type TestPerson } from '../support/people.ts';
import { textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const inState = (role: Grant['role'], state: string): Grant => ({ role, scope: { kind: 'state', state } });

let facilitator: TestPerson;
let other: TestPerson;
let officer: TestPerson;
let secretary: TestPerson;

type Values = Record<string, string | readonly string[]>;
// Of Zacatecas nothing is known; Oaxaca has a secretariat in the data that are shipped.
const desk = '/gestion/planes/zacatecas';
const address = 'https://ejemplo.gob.mx/acta.pdf';
const send = (path: string, values: Values, person: TestPerson = facilitator) =>
  site.ask(path, formRequest(values, person.cookie));

function sendFile(path: string, values: Record<string, string>, file: File): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  body.append('archivo', file);
  return site.ask(path, { method: 'POST', body, headers: { ...ownPage, cookie: facilitator.cookie } });
}

async function refusal(answer: Promise<Response>, status = 422): Promise<string> {
  const response = await answer;
  const text = textOf(await response.text());
  expect(response.status, text).toBe(status);
  return text;
}

async function doneBy(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  if (response.status !== 303) throw new Error(`${response.status} ${textOf(await response.text())}`);
  return response.headers.get('location') ?? '';
}

const rowOf = async (state: string) => {
  const [row] = await site.services.orm.select().from(secretariats).where(eq(secretariats.state, state));
  return row;
};
const movesOf = (state: string) =>
  site.services.orm
    .select()
    .from(secretariatMoves)
    .where(eq(secretariatMoves.state, state))
    .orderBy(secretariatMoves.number);
const shown = async (path: string) => textOf(await site.page(path));

beforeAll(async () => {
  const { services } = site;
  services.now = () => new Date('2026-11-23T18:00:00Z');
  facilitator = await createPerson(services, { grants: [inState('facilitator', '32')] });
  other = await createPerson(services, { grants: [inState('facilitator', '20')] });
  officer = await createPerson(services, { grants: [inState('counterpart', '32')] });
  secretary = await createPerson(services, {
    grants: [{ role: 'commission-secretary', scope: { kind: 'platform' } }],
  });
});

const move = {
  ...{ version: '0', estado: 'declared', desde: '2026-10-01', direccion: address, motivo: '' },
};

describe('the desk of a state', () => {
  const pages = ['', '/secretariado', '/integrantes', '/sesiones'];

  it.each(pages)('%s is for whoever facilitates there, and for the Commission', async (page) => {
    const ask = async (person?: TestPerson) =>
      (await site.get(desk + page, person ? { cookie: person.cookie } : {})).status;
    expect(await ask(facilitator)).toBe(200);
    expect(await ask(secretary)).toBe(200);
    expect(await ask(other)).toBe(403);
    expect(await ask(officer)).toBe(403);
    expect(await ask()).toBe(303);
  });

  it('takes nothing from anybody else', async () => {
    for (const person of [other, officer]) {
      for (const page of pages.slice(1)) expect((await send(desk + page, move, person)).status).toBe(403);
    }
    expect((await site.ask(`${desk}/integrantes`, formRequest(move))).status).toBe(401);
    expect(await rowOf('32')).toBeUndefined();
  });

  it('knows no state that is none', async () => {
    for (const slug of ['atlantida', 'federacion', '%20'])
      expect((await site.get(`/gestion/planes/${slug}`, { cookie: secretary.cookie })).status).toBe(404);
  });

  it('leads to what can be done', async () => {
    const html = await (await site.get(desk, { cookie: facilitator.cookie })).text();
    for (const page of ['secretariado', 'sesiones', 'abrir']) expect(html).toContain(`"${desk}/${page}"`);
    expect(textOf(html)).toContain('De este secretariado todavía no se sabe nada');
    const commission = await (await site.get(desk, { cookie: secretary.cookie })).text();
    expect(commission).not.toContain(`${desk}/abrir`);
  });
});

describe('a secretariat of which nothing was known', () => {
  it.each([
    [{ estado: '' }, 'Elige una de las opciones'],
    [{ estado: 'unknown' }, 'no se puede pasar a esa'],
    [{ estado: 'renewal', motivo: 'x' }, 'no se puede pasar a esa'],
    [{ desde: '2026-11-24' }, 'todavía no llega'],
    [{ desde: '2026-02-30' }, 'Escribe un día que exista'],
    [{ desde: '' }, 'Escribe un día que exista'],
    [{ direccion: '' }, 'se registra con un documento que la muestre'],
    [{ direccion: 'javascript:alert(1)' }, 'que empiece con https://'],
    [{ direccion: 'http://ejemplo.mx/a' }, 'que empiece con https://'],
    [{ estado: 'inactive', direccion: '', motivo: ' ' }, 'Escribe por qué cambió'],
    [{ motivo: 'x'.repeat(2001) }, 'demasiado largo'],
    [{ motivo: '=HYPERLINK("x")' }, 'no puede empezar con'],
  ])('is not moved by %j', async (wrong, message) => {
    const typed = { ...move, motivo: 'Lo que escribí', ...wrong };
    const text = await refusal(send(`${desk}/secretariado`, typed));
    expect(text).toContain(message);
    if (!('motivo' in wrong)) expect(text).toContain('Lo que escribí');
    expect(await rowOf('32')).toBeUndefined();
  });

  it('gets its record with the first move, in the ledger and in public', async () => {
    const { orm } = site.services;
    expect(await doneBy(send(`${desk}/secretariado`, move))).toBe(`${desk}?hecho=guardado`);
    expect(await rowOf('32')).toMatchObject({
      ...{ status: 'declared', declaredOn: '2026-10-01', installedOn: null, statusSince: '2026-10-01' },
      ...{ asOf: null, version: 1, loadedVersion: null },
    });
    const [recorded] = await movesOf('32');
    expect(recorded).toMatchObject({ number: 1, status: 'declared', document: address, reason: null });
    const [entry] = await orm
      .select()
      .from(pendingEntries)
      .where(eq(pendingEntries.id, recorded?.entry ?? ''));
    const { kind, act } = readEntry(Buffer.from(entry?.content ?? '').toString());
    expect(kind).toBe('plans.secretariat-moved');
    expect(act).toMatchObject({ state: '32', from: 'unknown', to: 'declared', on: '2026-10-01' });
    expect(JSON.stringify(act)).not.toContain('ejemplo.gob.mx');
    const audited = await orm
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'plans.secretariat-moved'));
    expect(audited).toMatchObject([{ actor: facilitator.id, state: '32' }]);
    const page = await site.page('/planes/zacatecas');
    expect(textOf(page)).toContain('El secretariado pasó a: declarado');
    expect(page).toContain(`href="${address}"`);
    expect(await shown('/planes')).toContain('declarado');
  });

  it('shows who comes second what the first has done', async () => {
    const text = await refusal(
      send(`${desk}/secretariado`, { ...move, estado: 'inactive', motivo: 'Lo mío' }),
      409,
    );
    expect(text).toContain('Alguien más lo cambió mientras escribías');
    expect(text).toContain('Lo mío');
    expect(await movesOf('32')).toHaveLength(1);
  });

  it('takes neither a day before what is known nor address and file at once', async () => {
    const next = { ...move, version: '1', estado: 'installed' };
    expect(await refusal(send(`${desk}/secretariado`, { ...next, desde: '2026-09-30' }))).toContain(
      'anterior a lo último que se sabe',
    );
    const pdf = new File(['%PDF-1.4\n%%EOF\n'], 'acta.pdf');
    expect(await refusal(sendFile(`${desk}/secretariado`, next, pdf))).toContain(
      'la dirección o el archivo, no los dos',
    );
  });

  it.each([
    [new File(['MZ\u0090\u0000\u0003'], 'acta.pdf'), 'no'],
    [new File(['<script>alert(1)</script>'], 'acta.html'), 'no'],
    [new File([], 'vacio.pdf'), 'vacío'],
    [new File([new Uint8Array(1_200_000).fill(65)], 'grande.txt'), 'demasiado grande'],
  ])('takes no document like %s', async (file, message) => {
    const { config } = site.services;
    const before = config.maxUploadBytes;
    const typed = { version: '1', estado: 'installed', desde: '2026-10-20', motivo: 'Lo que escribí' };
    try {
      // What is a little over is told by the form itself.
      config.maxUploadBytes = 1_199_000;
      const text = await refusal(sendFile(`${desk}/secretariado`, typed, file));
      expect(text).toContain(message);
      expect(text).toContain('Lo que escribí');
    } finally {
      config.maxUploadBytes = before;
    }
    expect(await site.services.orm.select().from(planFiles)).toHaveLength(0);
  });

  it('keeps a file, gives it out to be kept, and never shows it as a page', async () => {
    const typed = { version: '1', estado: 'installed', desde: '2026-10-20' };
    await doneBy(sendFile(`${desk}/secretariado`, typed, new File(['Acta, firmada\n'], '../../acta.csv')));
    expect(await rowOf('32')).toMatchObject({
      ...{ status: 'installed', declaredOn: '2026-10-01', installedOn: '2026-10-20', version: 2 },
    });
    const [, recorded] = await movesOf('32');
    const path = recorded?.document ?? '';
    expect(path).toMatch(/^\/planes\/archivos\/[0-9a-f-]{36}$/);
    const page = await site.page('/planes/zacatecas');
    expect(page).toContain(`<a href="${path}" download`);
    expect(await site.page('/en/planes/zacatecas')).toContain(`<a href="/en${path}" download`);
    const answer = await site.get(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="acta.csv"/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toBe('Acta, firmada\n');
    for (const wrong of ['x', '00000000-0000-7000-8000-000000000000'])
      expect((await site.get(`/planes/archivos/${wrong}`)).status).toBe(404);
  });

  it('keeps its first days when it is renewed and installed again', async () => {
    const path = `${desk}/secretariado`;
    await doneBy(
      send(path, { version: '2', estado: 'renewal', desde: '2026-11-01', motivo: 'Cambio de integrantes' }),
    );
    await doneBy(
      send(path, { version: '3', estado: 'installed', desde: '2026-11-10', direccion: address, motivo: '' }),
    );
    expect(await rowOf('32')).toMatchObject({
      ...{ status: 'installed', installedOn: '2026-10-20', statusSince: '2026-11-10', version: 4 },
    });
    const text = await shown('/planes/zacatecas');
    expect(text).toContain('en renovación');
    expect(text).toContain('Cambio de integrantes');
    expect((await movesOf('32')).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });
});

describe('a secretariat that a source speaks of', () => {
  it('keeps what the source knows, and says that it is recorded here now', async () => {
    const before = await rowOf('20');
    expect(before?.status).toBe('installed');
    await doneBy(
      send(
        '/gestion/planes/oaxaca/secretariado',
        {
          ...{ version: String(before?.version), estado: 'inactive', desde: '2026-11-20' },
          ...{ motivo: 'Dejó de reunirse', direccion: '' },
        },
        secretary,
      ),
    );
    expect(await rowOf('20')).toMatchObject({
      ...{ status: 'inactive', installedOn: before?.installedOn, source: before?.source, asOf: null },
    });
  });
});

const member = { organisation: 'Red Ciudadana A.C.', sector: 'civil-society', desde: '2026-10-20' };
const asTyped = ({ organisation, sector, desde }: typeof member) => ({
  ...{ organizacion: organisation, sector, desde },
});
const membersOf = (state: string) =>
  site.services.orm.select().from(secretariatMembers).where(eq(secretariatMembers.state, state));

describe('the members of a secretariat', () => {
  it.each([
    [{ organizacion: ' ' }, 'este dato hace falta'],
    [{ organizacion: 'x'.repeat(201) }, 'demasiado largo'],
    [{ organizacion: '=1+1' }, 'no puede empezar con'],
    [{ sector: 'military' }, 'Elige una de las opciones'],
    [{ sector: '' }, 'Elige una de las opciones'],
    [{ desde: '2027-01-01' }, 'todavía no llega'],
    [{ desde: 'ayer' }, 'Escribe un día que exista'],
  ])('take no organisation like %j', async (wrong, message) => {
    expect(await refusal(send(`${desk}/integrantes`, { ...asTyped(member), ...wrong }))).toContain(message);
    expect(await membersOf('32')).toHaveLength(0);
  });

  it('take an organisation once', async () => {
    const there = await doneBy(send(`${desk}/integrantes`, { ...asTyped(member), facilita: 'si' }));
    const [row] = await membersOf('32');
    expect(there).toBe(`${desk}/integrantes/${row?.id}?hecho=guardado`);
    expect(row).toMatchObject({ ...{ organisation: member.organisation, facilitates: 1, until: null } });
    expect(await shown('/planes/zacatecas')).toContain('Red Ciudadana A.C.');
    const again = { ...asTyped(member), organizacion: 'RED CIUDADANA, A. C.' };
    expect(await refusal(send(`${desk}/integrantes`, again))).toContain('ya integra el secretariado');
  });

  it('are not added where nothing is known of the secretariat', async () => {
    expect(await rowOf('31')).toBeUndefined();
    const text = await refusal(send('/gestion/planes/yucatan/integrantes', asTyped(member), secretary));
    expect(text).toContain('Registra primero su situación');
    expect(await membersOf('31')).toHaveLength(0);
  });

  it('leave on a day, and come back as another membership', async () => {
    const [row] = await membersOf('32');
    const path = `${desk}/integrantes/${row?.id}/salida`;
    expect((await site.get(path, { cookie: facilitator.cookie })).status).toBe(200);
    expect(await refusal(send(path, { hasta: '2026-10-19' }))).toContain('anterior al día en que entró');
    expect(await refusal(send(path, { hasta: '2026-11-24' }))).toContain('todavía no llega');
    expect(await refusal(send(path, { hasta: '' }))).toContain('Escribe un día que exista');
    const elsewhere = `/gestion/planes/oaxaca/integrantes/${row?.id}/salida`;
    expect((await send(elsewhere, { hasta: '2026-11-01' }, other)).status).toBe(404);
    expect((await send(path, { hasta: '2026-11-01' }, other)).status).toBe(403);
    await doneBy(send(path, { hasta: '2026-11-01' }));
    expect(await refusal(send(path, { hasta: '2026-11-02' }))).toContain('ya había dejado');
    expect((await membersOf('32'))[0]?.until).toBe('2026-11-01');
    await doneBy(send(`${desk}/integrantes`, { ...asTyped(member), desde: '2026-11-02' }));
    expect(await membersOf('32')).toHaveLength(2);
  });
});

const meeting = { fecha: '2026-11-05', asunto: 'Primera sesión', acuerdos: 'Abrir el diagnóstico' };

describe('a meeting', () => {
  it.each([
    [{ fecha: '2026-11-24' }, 'todavía no llega'],
    [{ fecha: '2026-10-19' }, 'anterior a la instalación'],
    [{ fecha: '2026-13-01' }, 'Escribe un día que exista'],
    [{ asunto: '' }, 'este dato hace falta'],
    [{ acuerdos: '' }, 'este dato hace falta'],
    [{ asunto: 'x'.repeat(301) }, 'demasiado largo'],
    [{ direccion: 'acta.pdf' }, 'que empiece con https://'],
    [{ archivo: 'acta.pdf' }, 'Elegiste «acta.pdf». Elígelo otra vez'],
  ])('is not recorded with %j', async (wrong, message) => {
    expect(await refusal(send(`${desk}/sesiones`, { ...meeting, ...wrong }))).toContain(message);
    expect(await site.services.orm.select().from(secretariatSessions)).toHaveLength(0);
  });

  it('is recorded once, with its minutes, and shown', async () => {
    const { orm } = site.services;
    await doneBy(sendFile(`${desk}/sesiones`, meeting, new File(['Minuta de la sesión\n'], 'minuta.txt')));
    const [row] = await orm.select().from(secretariatSessions);
    expect(row).toMatchObject({ state: '32', heldOn: '2026-11-05', subject: 'Primera sesión' });
    expect(row?.minutes).toMatch(/^\/planes\/archivos\//);
    const page = await site.page('/planes/zacatecas');
    expect(textOf(page)).toContain('Abrir el diagnóstico');
    expect(page).toContain(`href="${row?.minutes}" download`);
    expect(await refusal(send(`${desk}/sesiones`, meeting))).toContain('Ya hay una sesión de ese día');
  });

  it('is not recorded of a secretariat that was never installed', async () => {
    for (const slug of ['yucatan', 'chihuahua']) {
      const answer = send(`/gestion/planes/${slug}/sesiones`, meeting, secretary);
      expect(await refusal(answer), slug).toContain('todavía no está instalado');
    }
  });
});
