import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { evidence, planActs } from '../../src/modules/plans/schema.ts';
import { commitmentRow, createCommitment, inState, officerOf } from '../support/commitments.ts';
import { formRequest, ownPage, type TestPerson } from '../support/people.ts';
import { textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
let officer: TestPerson;
let helper: TestPerson;

beforeAll(async () => {
  site.services.now = () => new Date('2027-03-10T18:00:00Z');
  officer = await officerOf(site.services, 'secretaria-a');
  helper = await officerOf(site.services, 'secretaria-b');
});

const path = (id: string) => `/gestion/compromisos/${id}/evidencias`;
const create = () => createCommitment(site.services, { supporting: ['secretaria-b'] });
const rowsOf = (id: string) => site.services.orm.select().from(evidence).where(eq(evidence.commitment, id));

type Values = Record<string, string>;
const piece = { version: '1', evidencia: 'Lista de obras', fecha: '2027-03-01', direccion: '', hito: '' };
const at = { ...piece, direccion: 'https://ejemplo.test/obras' };
const send = (to: string, values: Values, { cookie } = officer) => site.ask(to, formRequest(values, cookie));

function sendFile(to: string, values: Values, file: File, { cookie } = officer) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  body.append('archivo', file);
  return site.ask(to, { method: 'POST', body, headers: { ...ownPage, cookie } });
}

async function refusal(answer: Promise<Response>, status = 422): Promise<string> {
  const response = await answer;
  expect(response.status).toBe(status);
  return textOf(await response.text());
}

const csv = new File(['obra,monto\nPuente,10\n'], 'obras.csv', { type: 'text/csv' });

describe('evidence of a commitment', () => {
  it('is an address or a file, by an institution that answers or helps, for everybody to see', async () => {
    const { id, milestones } = await create();
    expect((await send(path(id), at)).status).toBe(303);
    const [step = ''] = milestones;
    expect((await sendFile(path(id), { ...piece, version: '2', hito: step }, csv, helper)).status).toBe(303);
    const [address, file] = (await rowsOf(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(address).toMatchObject({ address: 'https://ejemplo.test/obras', file: null, milestone: null });
    expect(file).toMatchObject({ address: null, fileName: 'obras.csv', milestone: step, bytes: 21 });
    const page = textOf(await site.page(`/compromisos/${id}`));
    expect(page).toContain('Lista de obras');
    expect(page).toContain(file?.sha256);
    const download = await site.get(`/compromisos/${id}/evidencias/${file?.id}`);
    expect(await download.text()).toBe('obra,monto\nPuente,10\n');
    expect(download.headers.get('content-disposition')).toContain('obras.csv');
    const acts = await site.services.orm.select().from(planActs).where(eq(planActs.subject, id));
    expect(acts.map(({ act }) => act.institution).toSorted()).toEqual(['secretaria-a', 'secretaria-b']);
    expect(JSON.stringify(acts)).not.toContain('Lista de obras');
  });

  it('is refused with what is wrong, and what was typed stays', async () => {
    const { id } = await create();
    expect(await refusal(send(path(id), {}))).toContain('Hay 2 problemas');
    const future = await refusal(send(path(id), { ...at, fecha: '2027-03-11' }));
    expect(future).toContain('todavía no llega');
    const whole = await site.ask(path(id), formRequest({ ...at, fecha: '2027-03-11' }, officer.cookie));
    expect(await whole.text()).toContain('value="Lista de obras"');
    expect(await refusal(send(path(id), { ...at, fecha: '2027-02-30' }))).toContain('un día que exista');
    expect(await refusal(send(path(id), piece))).toContain('Falta la evidencia');
    const both = await refusal(sendFile(path(id), at, csv));
    expect(both).toContain('no los dos');
    expect(both).toContain('Elegiste «obras.csv». Elígelo otra vez');
    // After signing in again the name comes back without its file: the progress is not published without it.
    const lost = { avance: 'limited', texto: 'Va', archivo: 'obras.csv', version: '1' };
    const again = await refusal(send(`/gestion/compromisos/${id}/avance`, lost));
    expect(again).toContain('Elegiste «obras.csv». Elígelo otra vez');
    expect(await refusal(send(path(id), { ...at, direccion: 'http://ejemplo.test/x' }))).toContain(
      'https://',
    );
    expect(await refusal(send(path(id), { ...at, evidencia: '=1+1' }))).toContain('hoja de cálculo');
    const { milestones } = await create();
    expect(await refusal(send(path(id), { ...at, hito: milestones[0] ?? '' }))).toContain('no es de este');
    expect(await refusal(send(path(id), { ...at, hito: 'nada' }))).toContain('no es de este');
    expect(await rowsOf(id)).toEqual([]);
    expect(await commitmentRow(site.services, id)).toMatchObject({ version: 1 });
  });

  it.each([
    ['page.pdf', '<!doctype html><script>alert(1)</script>', 'página web o un programa'],
    ['dibujo.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', 'página web o un programa'],
    ['todo.zip', 'PK\u0003\u0004 nada', 'archivo'],
    ['datos.csv', 'MZ\u0090\u0000\u0003', 'archivo'],
    ['nada.csv', '', 'archivo está vacío'],
  ])('is not taken from %s by its name: its bytes tell what it is', async (name, bytes, said) => {
    const { id } = await create();
    expect(await refusal(sendFile(path(id), piece, new File([bytes], name)))).toContain(said);
    expect(await rowsOf(id)).toEqual([]);
  });

  it('is no larger than what is configured', async () => {
    const { id } = await create();
    const { maxUploadBytes } = site.services.config;
    const large = new File([new Uint8Array(maxUploadBytes + 1).fill(97)], 'grande.csv');
    const text = await refusal(sendFile(path(id), piece, large));
    expect(text).toMatch(/demasiado grande: puede tener hasta \d+ MB/);
  });

  it('of a gigabyte is refused before it is read, whether or not the sender says how large it is', async () => {
    const { id } = await create();
    let pulled = 0;
    const endless = () =>
      new ReadableStream({
        pull(controller) {
          pulled += 1_000_000;
          if (pulled > 1_000_000_000) controller.close();
          else controller.enqueue(new Uint8Array(1_000_000));
        },
      });
    const headers = { ...ownPage, cookie: officer.cookie, 'content-type': 'multipart/form-data; boundary=x' };
    const huge = (more: Record<string, string>) => {
      const init: RequestInit & { duplex: 'half' } = {
        ...{ method: 'POST', body: endless(), duplex: 'half', headers: { ...headers, ...more } },
      };
      return site.ask(path(id), init);
    };
    expect(await refusal(huge({ 'content-length': '1000000000' }), 413)).toContain('pasa del tamaño');
    expect(pulled).toBeLessThan(3_000_000);
    expect(await refusal(huge({}), 413)).toContain('pasa del tamaño');
    expect(pulled).toBeLessThan(site.services.config.maxUploadBytes + 10_000_000);
    expect(await rowsOf(id)).toEqual([]);
  });

  it('is not sent by others, nor for what is closed or not under way', async () => {
    const { services } = site;
    const { id } = await create();
    for (const person of [await officerOf(services, 'secretaria-c'), await inState(services, 'reviewer')])
      expect((await send(path(id), at, person)).status).toBe(403);
    expect((await site.ask(path(id), formRequest(at))).headers.get('location')).toContain('/entrar');
    expect(await refusal(send(path(id), { ...at, version: '7' }), 409)).toContain('Así está ahora');
    const { id: early } = await createCommitment(services, { stage: 'published' });
    expect(await refusal(send(path(early), at))).toContain('no está en marcha');
  });
});

describe('evidence that is withdrawn', () => {
  it('goes, and its title stays with the reason', async () => {
    const { id } = await create();
    await sendFile(path(id), piece, csv, helper);
    const [row] = await rowsOf(id);
    const own = `${path(id)}/${row?.id}`;
    // The lead did not send it.
    expect((await send(own, { version: '2', motivo: 'No es mía' })).status).toBe(404);
    expect((await site.get(own, { cookie: helper.cookie })).status).toBe(200);
    expect(await refusal(send(own, { version: '2', motivo: ' ' }, helper))).toContain('hace falta');
    expect(await refusal(send(own, { version: '1', motivo: 'Traía nombres' }, helper), 409)).toContain(
      'Traía nombres',
    );
    expect((await send(own, { version: '2', motivo: 'Traía nombres' }, helper)).status).toBe(303);
    const [after] = await rowsOf(id);
    expect(after).toMatchObject({
      file: null,
      fileName: null,
      address: null,
      withdrawnReason: 'Traía nombres',
    });
    const page = await site.page(`/compromisos/${id}`);
    expect(textOf(page)).toMatch(/Lista de obras.*Se retiró el 10 de marzo de 2027\. .*Traía nombres/);
    expect(page).not.toContain(`/evidencias/${row?.id}`);
    expect((await site.get(`/compromisos/${id}/evidencias/${row?.id}`)).status).toBe(404);
    expect((await send(own, { version: '3', motivo: 'Otra vez' }, helper)).status).toBe(404);
    // It shows nothing any more: complete needs another one.
    const complete = { version: '3', avance: 'complete', texto: 'Listo' };
    const progress = `/gestion/compromisos/${id}/avance`;
    expect(await refusal(send(progress, complete))).toContain('al menos una evidencia');
  });

  it('is only what the address names', async () => {
    const { id } = await create();
    for (const other of ['nada', id]) {
      expect((await site.get(`${path(id)}/${other}`, { cookie: officer.cookie })).status).toBe(404);
      expect((await send(`${path(id)}/${other}`, { version: '1', motivo: 'x' })).status).toBe(404);
    }
  });
});
