import { like } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { publicOrigin } from '#platform/config/config.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import { remindOfCovenants } from '../../src/modules/commission/actions/reminders.ts';
import { commissionFiles, covenants } from '../../src/modules/commission/schema.ts';
import { recorded, recordSession } from '../support/commission.ts';
import { createPerson, ownPage, type TestPerson } from '../support/people.ts';
import { textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
let secretary: TestPerson;

const base = '/gestion/comision';
const pdf = new File(['%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'], 'oficio.pdf');

async function at(time: string): Promise<void> {
  site.services.now = () => new Date(time);
  secretary = await createPerson(site.services, {
    grants: [{ role: 'commission-secretary', scope: { kind: 'platform' } }],
  });
}

/** Sends a form that may bring files. */
async function send(path: string, values: Record<string, string | File>): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  const headers = { ...ownPage, cookie: secretary.cookie };
  return site.ask(base + path, { method: 'POST', body, headers });
}

async function doneBy(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  if (response.status !== 303) throw new Error(`${response.status} ${textOf(await response.text())}`);
  return response.headers.get('location') ?? '';
}

async function refusal(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(422);
  return textOf(await response.text());
}

const idIn = (location: string) => /([0-9a-f-]{36})/.exec(location)?.[1] ?? '';
const fileIn = (html: string) => /\/comision\/archivos\/[0-9a-f-]{36}/.exec(html)?.[0] ?? '';

const covenant = {
  ...{ titulo: 'Datos abiertos en Oaxaca', partes: 'La Comisión\nEl estado', objeto: 'Publicar datos' },
  ...{ firmado: '2027-01-05', desde: '2027-01-10', hasta: '2027-06-30', aviso: '60' },
};

beforeAll(async () => {
  await at('2027-01-20T18:00:00Z');
  await recordSession(site.services);
});

describe('a document', () => {
  const path = `/acuerdos/${recorded.agreement}`;
  const fulfilled = { estado: 'fulfilled', version: '1', cumplido: '', nota: 'Con acuse', evidencia: '' };

  it('shows as a file that an agreement was kept, and stays until another takes its place', async () => {
    expect(await refusal(send(path, fulfilled))).toContain('la evidencia o su archivo');
    const program = new File(['MZ\x90\x00 a program'], 'informe.pdf');
    const refused = await send(path, { ...fulfilled, evidenciaArchivo: program });
    expect(refused.status).toBe(422);
    const again = await refused.text();
    expect(textOf(again)).toContain('El archivo es un programa');
    expect(again).toContain('Con acuse');
    const both = { ...fulfilled, evidencia: 'https://ejemplo.test/a', evidenciaArchivo: pdf };
    expect(await refusal(send(path, both))).toContain('la dirección o el archivo, no los dos');
    const large = new File([new Uint8Array(site.services.config.maxUploadBytes + 1)], 'informe.pdf');
    expect(await refusal(send(path, { ...fulfilled, evidenciaArchivo: large }))).toContain(
      'demasiado grande',
    );
    expect(await site.services.orm.select().from(commissionFiles)).toEqual([]);
    await doneBy(send(path, { ...fulfilled, evidenciaArchivo: pdf }));
    const page = await site.page('/comision/acuerdos/CGA-2027-01');
    const file = await site.get(fileIn(page));
    expect(file.headers.get('content-disposition')).toContain('oficio.pdf');
    expect(await file.text()).toContain('%PDF-1.7');
    // Another word about the agreement leaves the file where it is.
    await doneBy(send(path, { ...fulfilled, version: '2', nota: '' }));
    expect(fileIn(await site.page('/comision/acuerdos/CGA-2027-01'))).toBe(fileIn(page));
    const csv = await site.page('/comision/acuerdos.csv');
    expect(csv).toContain(publicOrigin(site.services.config) + fileIn(page));
    await doneBy(send(path, { ...fulfilled, version: '3', evidencia: 'https://ejemplo.test/informe' }));
    expect(fileIn(await site.page('/comision/acuerdos/CGA-2027-01'))).toBe('');
    for (const id of ['nada', '018f0000-0000-7000-8000-00000000ffff'])
      expect((await site.get(`/comision/archivos/${id}`)).status, id).toBe(404);
  });

  it('comes with covenants, with what they promise, and with each step of an exhortation', async () => {
    const id = idIn(await doneBy(send('/convenios/nuevo', { ...covenant, documentoArchivo: pdf })));
    expect(fileIn(await site.page(`/comision/convenios/${id}`))).not.toBe('');
    const promise = { titulo: 'Un portal', responsable: 'El estado', vence: '2027-03-01' };
    await doneBy(send(`/convenios/${id}/entregables`, promise));
    const edit = await (await site.get(`${base}/convenios/${id}`, { cookie: secretary.cookie })).text();
    const deliverable = /entregables\/([0-9a-f-]{36})/.exec(edit)?.[1];
    const delivered = { estado: 'delivered', entregado: '', evidencia: '', version: '1' };
    await doneBy(
      send(`/convenios/${id}/entregables/${deliverable}`, { ...delivered, evidenciaArchivo: pdf }),
    );
    const sent = {
      ...{ entidad: '20', destinatario: '', asunto: 'Participación', texto: 'Se pide legislar' },
      ...{ enviado: '2027-01-18', acuerdo: '', documento: '', documentoArchivo: pdf },
    };
    const exhortation = idIn(await doneBy(send('/exhortos/nuevo', sent)));
    const answered = { paso: 'answered', dia: '2027-01-19', nota: '', version: '1', documento: '' };
    await doneBy(send(`/exhortos/${exhortation}`, { ...answered, documentoArchivo: pdf }));
    const steps = await site.page(`/en/comision/exhortos/${exhortation}`);
    expect(steps.match(/\/en\/comision\/archivos\/[0-9a-f-]{36}/g)).toHaveLength(2);
  });
});

describe('a covenant that is about to end', () => {
  const letters = async () => {
    await remindOfCovenants(site.services);
    const rows = await site.services.orm
      .select()
      .from(mailLetters)
      .where(like(mailLetters.kind, 'commission.%'));
    return rows.filter(({ address }) => address === secretary.email).map(({ subject }) => subject);
  };

  it('is told of 60 and 30 days before, once each, and anew once it is put off', async () => {
    const [row] = await site.services.orm.select().from(covenants);
    const subject = 'Está por terminar el convenio «Datos abiertos en Oaxaca»';
    await at('2027-04-30T18:00:00Z');
    expect(await letters()).toEqual([]);
    site.services.now = () => new Date('2027-05-01T18:00:00Z');
    expect(await letters()).toEqual([subject]);
    for (const day of ['2027-05-01', '2027-05-02', '2027-05-30']) {
      site.services.now = () => new Date(`${day}T20:00:00Z`);
      expect(await letters(), day).toHaveLength(1);
    }
    site.services.now = () => new Date('2027-05-31T15:00:00Z');
    expect(await letters()).toHaveLength(2);
    site.services.now = () => new Date('2027-06-30T20:00:00Z');
    expect(await letters()).toHaveLength(2);
    await site.services.orm.update(covenants).set({ to: '2027-08-15', version: (row?.version ?? 0) + 1 });
    expect(await letters()).toHaveLength(3);
    await site.services.orm.update(covenants).set({ state: 'ended' });
    site.services.now = () => new Date('2027-08-01T20:00:00Z');
    expect(await letters()).toHaveLength(3);
  });
});

describe('programs', () => {
  const ask = async (path: string) => (await site.get(`/api/v1/commission${path}`)).json();

  it('read everything that the pages say, in pages and by filters', async () => {
    const sessions = await ask('/sessions?kind=ordinary&state=held');
    expect(sessions).toMatchObject({ total: 1, next: null, items: [{ slug: '2027-ordinaria-1' }] });
    expect(await ask('/sessions?state=cancelled')).toMatchObject({ total: 0, items: [] });
    expect((await site.get('/api/v1/commission/sessions?state=draft')).status).toBe(400);
    expect(await ask('/sessions/2027-ordinaria-1')).toMatchObject({
      ...{ agreements: ['CGA-2027-01'], late_call: false, seats: [], motions: [] },
    });
    for (const gone of ['/sessions/2027-ordinaria-9', '/sessions/x', '/agreements/CGA-2027-99'])
      expect((await site.get(`/api/v1/commission${gone}`)).status, gone).toBe(404);
    const { items } = await ask('/agreements?state=fulfilled');
    expect(items).toMatchObject([{ code: 'CGA-2027-01', evidence: 'https://ejemplo.test/informe' }]);
    expect(await ask('/agreements/CGA-2027-01')).toEqual(items[0]);
    expect(await ask('/agreements?responsible=Nadie')).toMatchObject({ total: 0 });
    const exhortations = await ask('/exhortations?state=20&step=answered');
    expect(exhortations.items[0].steps).toHaveLength(2);
    expect(exhortations.items[0].steps[0].document).toContain(
      `${publicOrigin(site.services.config)}/comision/archivos/`,
    );
    expect(await ask('/covenants?state=ended')).toMatchObject({
      items: [{ parties: ['La Comisión', 'El estado'], deliverables: [{ state: 'delivered' }] }],
    });
    const first = await ask('/work-plan?limit=20');
    expect(first).toMatchObject({ total: 25 });
    const rest = await (await site.get(first.next)).json();
    expect(rest.next).toBeNull();
    const codes = [...first.items, ...rest.items].map(({ code }: { code: string }) => code);
    expect(new Set(codes).size).toBe(25);
  });
});
