import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditEvents } from '#platform/audit/schema.ts';
import { projectRoot } from '#platform/config/project.ts';
import { checkDataSet } from '#platform/data-sets/check.ts';
import { rowsOf } from '#platform/database/migrate.ts';
import { dataLoads } from '#platform/database/schema.ts';
import { uploads } from '#platform/limits/allowances.ts';
import { forgetPending, mostPending } from '#platform/uploads/pending.ts';
import { pendingUploads } from '#platform/uploads/schema.ts';
import { modules } from '../../src/app.ts';
import { spreadsheet } from '../support/archive.ts';
import { createPerson, formRequest, ownPage, type TestPerson } from '../support/people.ts';
import { csvRowsOf, textOf } from '../support/reading.ts';
import { createTestSite, testSite } from '../support/site.ts';

const site = testSite();
const shipped = (file: string) => readFile(join(projectRoot, 'data', file), 'utf8');
const grants = [{ role: 'administrator', scope: { kind: 'platform' } }] as const;

let admin: TestPerson;
beforeAll(async () => {
  admin = await createPerson(site.services, { grants });
});

interface Sent {
  options?: Record<string, string>;
  name?: string;
  by?: TestPerson;
}

/** Each file comes from a network of its own: how many one may send is another matter. */
let network = 0;

function send(set: string, content: string | Uint8Array | undefined, sent: Sent = {}): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(sent.options ?? {})) body.append(name, value);
  if (content !== undefined) {
    body.append('archivo', new File([content as Uint8Array<ArrayBuffer>], sent.name ?? 'datos.csv'));
  }
  const headers = { ...ownPage, cookie: (sent.by ?? admin).cookie };
  network += 1;
  return site.ask(`/gestion/datos/${set}`, { method: 'POST', body, headers }, `192.0.2.${network}`);
}

const see = (path: string, person = admin) => site.get(path, { cookie: person.cookie });
const pageOf = async (path: string, person = admin) => textOf(await (await see(path, person)).text());
const locationOf = (response: Response) => response.headers.get('location') ?? '';
const decide = (path: string, decision: string, person = admin) =>
  site.ask(path, formRequest({ decision }, person.cookie));
const loadsOf = async (set: string) =>
  (await site.services.orm.select().from(dataLoads)).filter(({ dataSet }) => dataSet === set);

const states = async (change: (text: string) => string) => change(await shipped('territory/states.csv'));

async function dropAll(): Promise<void> {
  await site.services.orm.delete(pendingUploads);
}

describe('the data sets in the staff area', () => {
  it('are listed with their last loads, to administrators and nobody else', async () => {
    const text = await pageOf('/gestion/datos');
    expect(text).toContain('Federación y estados');
    expect(text).toContain('data/territory/states.csv');
    expect(text).toContain('Puntajes observados de una edición (2017)');
    expect(await pageOf('/en/gestion/datos')).toContain('Observed scores of an edition (2017)');
    const moderator = await createPerson(site.services, {
      grants: [{ role: 'moderator', scope: { kind: 'platform' } }],
    });
    expect((await see('/gestion/datos', moderator)).status).toBe(403);
    expect((await send('states', 'clave\n', { by: moderator })).status).toBe(403);
    expect(await site.services.orm.select().from(pendingUploads)).toHaveLength(0);
    expect(locationOf(await site.get('/gestion/datos'))).toContain('/entrar');
    expect((await see('/gestion/datos/nothing')).status).toBe(404);
  });

  it('each say how to send a file and what was loaded before', async () => {
    const text = await pageOf('/gestion/datos/metrica-observations');
    expect(text).toContain('Elige el archivo. Primero lo revisamos');
    expect(text).toContain('CSV o JSON de hasta 20 MB');
    expect(text).toContain('data/metrica/2017/observations.csv');
  });
});

describe('a file without problems', () => {
  it('is checked without a trace, and loaded when its sender says so', async () => {
    const before = await loadsOf('states');
    const content = await states((text) =>
      text.replace('Oaxaca de Juárez', 'Oaxaca').replaceAll('\r\n', '\n').concat('\n'),
    );
    const sent = await send('states', content, { name: 'C:\\datos\\Estados 2026.csv' });
    expect(sent.status).toBe(303);
    const review = locationOf(sent);
    const text = await pageOf(review);
    expect(text).toContain('Revisión de Estados 2026.csv');
    expect(text).toContain('El archivo no tiene problemas Trae 33 filas.');
    expect(await loadsOf('states')).toEqual(before);
    expect(await pageOf('/gestion/datos')).toContain('Archivos revisados que esperan tu decisión');

    const version = site.services.dataVersion.current();
    const loaded = await decide(review, 'cargar');
    expect(locationOf(loaded)).toBe('/gestion/datos?hecho=cargado');
    expect(await pageOf('/gestion/datos?hecho=cargado')).toContain('Los datos quedaron cargados');
    expect(site.services.dataVersion.current()).toBeGreaterThan(version);
    const after = await loadsOf('states');
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({ source: 'Estados 2026.csv', rows: 33 });
    expect(await site.services.orm.select().from(pendingUploads)).toHaveLength(0);
    const events = await site.services.orm
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, 'administration.data-loaded'));
    expect(events).toMatchObject([{ actor: admin.id, target: 'states', detail: { rows: 33 } }]);
    // The decision was made: sending it again finds nothing.
    expect((await decide(review, 'cargar')).status).toBe(404);
    expect(await loadsOf('states')).toHaveLength(after.length);
  });

  it('says which figures of the ledger would change, and stands in the ledger once loaded', async () => {
    const content = (await shipped('metrica/2017/observations.csv')).replace(/\r?\n[^\r\n]+\r?\n?$/, '\n');
    const options = { edition: '2017' };
    const review = locationOf(await send('metrica-observations', content, { options }));
    const text = await pageOf(review);
    expect(text).toContain('Cifras que cambiarían');
    expect(text).toContain('national.ga.institutions');
    const { orm } = site.services;
    const entries = async () =>
      rowsOf<{ n: number }>(await orm.execute(sql`select count(*)::int as n from ledger_pending`));
    const [before] = await entries();
    expect(locationOf(await decide(review, 'cargar'))).toBe('/gestion/datos?hecho=cargado');
    const [after] = await entries();
    expect(after?.n).toBe((before?.n ?? 0) + 1);
    expect(await pageOf('/gestion/datos')).toContain('En camino');
  });

  it('leaves nothing behind that pages would show', async () => {
    const page = await site.page('/metrica/2017');
    const content = await shipped('metrica/2017/observations.csv');
    const dataSet = modules
      .flatMap(({ dataSets }) => dataSets)
      .find(({ name }) => name === 'metrica-observations');
    if (!dataSet) throw new Error('no such data set');
    const input = { bytes: new TextEncoder().encode(content), source: 'x', options: { edition: '2017' } };
    expect((await checkDataSet(site.services, dataSet, input)).outcome).toBe('loadable');
    expect(await createTestSite(site.services).page('/metrica/2017')).toBe(page);
  });

  it('is not loaded when its sender deletes it, or says neither', async () => {
    const review = locationOf(await send('states', await states((text) => `${text}\n\n`)));
    const neither = await decide(review, '');
    expect(neither.status).toBe(422);
    expect(await neither.text()).toContain('Elige si cargar el archivo o borrarlo.');
    expect(locationOf(await decide(review, 'borrar'))).toBe('/gestion/datos?hecho=cancelado');
    expect((await see(review)).status).toBe(404);
  });

  it('that is loaded already is said to be', async () => {
    const [last] = (await loadsOf('municipalities')).slice(-1);
    const review = locationOf(await send('municipalities', await shipped('territory/municipalities.csv')));
    expect(await pageOf(review)).toContain('Este mismo archivo ya está cargado');
    expect(await pageOf(review)).not.toContain('Cargar los datos');
    expect((await loadsOf('municipalities')).at(-1)).toEqual(last);
    await dropAll();
  });
});

describe('a file that two administrators confirm at once', () => {
  it('is loaded once', async () => {
    const second = await createPerson(site.services, { grants });
    const content = await states((text) => text.replace(/\s*$/, '\n\n\n\n'));
    const first = locationOf(await send('states', content));
    const other = locationOf(await send('states', content, { by: second }));
    const before = (await loadsOf('states')).length;
    const answers = await Promise.all([
      decide(first, 'cargar'),
      decide(first, 'cargar'),
      decide(other, 'cargar', second),
    ]);
    expect((await loadsOf('states')).length).toBe(before + 1);
    const outcomes = answers.map((answer) =>
      answer.status === 404 ? 'gone' : locationOf(answer).split('=')[1],
    );
    expect(outcomes.filter((outcome) => outcome === 'cargado')).toHaveLength(1);
    expect(await site.services.orm.select().from(pendingUploads)).toHaveLength(0);
  });
});

describe('a file with problems', () => {
  it("is shown by row and column, in the reader's language, with all of it as a file", async () => {
    const rows = Array.from({ length: 1000 }, (_, at) => `${99000 + at},,x${at}`);
    const content = ['clave,name,population_2020', ...rows].join('\n');
    const review = locationOf(await send('municipalities', content, { name: 'municipios.csv' }));
    const text = await pageOf(review);
    expect(text).toContain('El archivo tiene 3,000 problemas');
    expect(text).toContain('Aquí falta un valor.');
    expect(text).toContain('«99000» no es una clave de municipio');
    expect(text).toContain('«x0» no es un número de personas.');
    expect(text).not.toContain('Cargar los datos');
    expect(await pageOf(`/en${review}`)).toContain('"x0" is not a number of people.');
    expect(await pageOf(`${review}?pagina=60`)).toContain('1,001');
    expect((await see(`${review}?pagina=61`)).status).toBe(404);
    const file = csvRowsOf(await (await see(`${review}/problemas.csv`)).text());
    expect(file).toHaveLength(3000);
    expect(file[0]).toMatchObject({ row: '2' });
    // What is refused is not loaded, whatever a form says.
    expect(locationOf(await decide(review, 'cargar'))).toBe(`${review}?hecho=cambio`);
    expect((await loadsOf('municipalities')).some(({ rows: count }) => count === 1000)).toBe(false);
    await dropAll();
  });

  it('gives no formula to a spreadsheet and no markup to a page', async () => {
    const content = 'clave,name,population_2020\n=1+1,"<script>alert(1)</script>","=cmd|x"\n';
    const review = locationOf(await send('municipalities', content));
    const html = await (await see(review)).text();
    expect(html).not.toContain('<script>alert(1)');
    const file = csvRowsOf(await (await see(`${review}/problemas.csv`)).text());
    for (const row of file) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@-]/);
    await dropAll();
  });

  it('names the columns that its header lacks', async () => {
    const text = await pageOf(locationOf(await send('states', 'estado;nombre\n20;Oaxaca\n')));
    expect(text).toContain('Al encabezado le falta esta columna; tiene: estado;nombre.');
    await dropAll();
  });

  it('of an edition that does not exist says so', async () => {
    const options = { edition: '1999' };
    const review = locationOf(await send('metrica-published', 'clave,ga\n', { options }));
    expect(await pageOf(review)).toContain('No hay una edición «1999».');
    await dropAll();
  });
});

describe('a file that is not taken', () => {
  it.each([
    ['none', undefined, 'Elige un archivo.'],
    ['an empty one', '', 'El archivo está vacío.'],
    ['one of spaces', ' \n \n', 'El archivo está vacío.'],
    ['a spreadsheet', spreadsheet(), 'guárdalo como «CSV UTF-8»'],
    ['a page', '<html><script>alert(1)</script>', 'trae una página web o un programa'],
    ['a program', 'MZ\u0000', 'El archivo es un programa.'],
    ['rubbish', new Uint8Array([0, 1, 2, 3]), 'No reconocemos qué tipo de archivo es.'],
  ])('is %s', async (_, content, message) => {
    const response = await send('states', content);
    expect(response.status).toBe(422);
    const text = textOf(await response.text());
    expect(text).toContain('Error');
    expect(text).toContain(message);
    expect(await site.services.orm.select().from(pendingUploads)).toHaveLength(0);
  });

  it('is larger than files may be', async () => {
    const response = await send('states', 'x'.repeat(site.services.config.maxUploadBytes + 100_000));
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('20\u00a0MB');
    const little = await send('states', 'x'.repeat(site.services.config.maxUploadBytes + 10));
    expect(little.status).toBe(422);
    expect(await little.text()).toContain('El archivo es demasiado grande');
  });

  it('lacks its edition, which is said beside the field and keeps what was typed', async () => {
    const options = { edition: 'dos mil' };
    const response = await send('metrica-published', 'clave\n20\n', { options });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('Escribe qué edición es, como 2017.');
    expect(html).toContain('value="dos mil"');
  });

  it('is one more than a person may leave undecided', async () => {
    for (let at = 0; at < mostPending; at += 1)
      expect((await send('states', await states((text) => text + '\n'.repeat(20 + at)))).status).toBe(303);
    const refused = await send('states', await states((text) => text + '\n'.repeat(90)));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Ya tienes 5 archivos sin decidir');
    await dropAll();
  });

  it('comes from a visitor, who is asked to sign in before any of it is read', async () => {
    let read = 0;
    const body = new ReadableStream({
      pull(controller) {
        read += 1;
        controller.enqueue(new Uint8Array(1000));
        if (read > 100) controller.close();
      },
    });
    const response = await site.ask('/gestion/datos/states', {
      method: 'POST',
      body,
      headers: { ...ownPage, 'content-type': 'multipart/form-data; boundary=x' },
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(303);
    expect(locationOf(response)).toContain('/entrar?volver=');
    expect(read).toBeLessThan(5);
  });
});

describe('an undecided file', () => {
  it("is its sender's alone", async () => {
    const other = await createPerson(site.services, { grants });
    const review = locationOf(await send('states', await states((text) => `${text}\n\n\n`)));
    expect((await see(review)).status).toBe(200);
    for (const path of [review, `${review}/problemas.csv`]) expect((await see(path, other)).status).toBe(404);
    expect((await decide(review, 'cargar', other)).status).toBe(404);
    expect((await decide(review, 'borrar', other)).status).toBe(404);
    expect((await see(review)).status).toBe(200);
    for (const id of ['x', '00000000-0000-0000-0000-000000000000'])
      expect((await see(`/gestion/datos/revision/${id}`)).status).toBe(404);
  });

  it('is checked again where the records have changed meanwhile', async () => {
    const { orm } = site.services;
    const review = locationOf(
      await send(
        'metrica-published',
        await shipped('metrica/2017/published.csv').then((text) => `${text}\n`),
        {
          options: { edition: '2017' },
        },
      ),
    );
    expect(await pageOf(review)).toContain('El archivo no tiene problemas');
    await orm.execute(
      sql`update pending_uploads set options = '{"edition":"2018"}' where data_set = 'metrica-published'`,
    );
    const changed = await decide(review, 'cargar');
    expect(locationOf(changed)).toBe(`${review}?hecho=cambio`);
    const text = await pageOf(locationOf(changed));
    expect(text).toContain('Los datos cambiaron desde la revisión');
    expect(text).toContain('No hay una edición «2018».');
  });

  it('is taken from one network so many times, and then later again', async () => {
    const headers = { ...ownPage, cookie: admin.cookie };
    const answers: Response[] = [];
    for (let at = 0; at <= uploads.burst; at += 1) {
      const body = new FormData();
      answers.push(
        await site.ask('/gestion/datos/states', { method: 'POST', body, headers }, '198.51.100.77'),
      );
    }
    const refused = answers.pop();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]));
    expect(refused?.status).toBe(429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('goes by itself after a day', async () => {
    const { services } = site;
    const kept = async () => (await services.orm.select().from(pendingUploads)).length;
    expect(await kept()).toBeGreaterThan(0);
    const inHours = (hours: number) => () => new Date(Date.now() + hours * 3600 * 1000);
    await forgetPending.run({ ...services, now: inHours(23) }, {});
    expect(await kept()).toBeGreaterThan(0);
    await forgetPending.run({ ...services, now: inHours(25) }, {});
    expect(await kept()).toBe(0);
  });
});
