import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendEntries, appendEntry } from '#platform/ledger/append.ts';
import { commitTo, newSalt } from '#platform/ledger/commitment.ts';
import { readEntry } from '#platform/ledger/entry.ts';
import { leafHash, verifyConsistency } from '#platform/ledger/merkle.ts';
import { decodeBase64, encodeBase64 } from '#platform/ledger/note.ts';
import { type Receipt, verifyReceipt } from '#platform/ledger/receipt.ts';
import { latestCheckpoint, listEntries } from '#platform/ledger/store.ts';
import type { Services } from '#platform/services.ts';
import { modules } from '../../src/app.ts';
import { madeUpAct, newLedgerKey, publishNow } from '../support/ledger.ts';
import { createTestSite } from '../support/site.ts';
import { openTestServices } from '../support/stores.ts';
import { readXml, textOf } from '../support/xml.ts';

const key = newLedgerKey();
const hostile = '<script>alert(1)</script> {{t}} & "\'\u0001';
const institution = 'oaxaca-secretaria-de-salud';
/** How many acts are added to the loads, whose entries come first. */
const added = 60;
/** Entries of the loads of what is shipped; those of the Métrica come first. */
const loads = modules
  .flatMap(({ dataSets }) => dataSets)
  .filter(({ act }) => act)
  .flatMap(({ shipped }) => shipped).length;
/** Of the list of editions, methodology, observations, official figures. */
const metricaLoads = 4;

let services: Services;
let site: ReturnType<typeof createTestSite>;
let size: number;
const salt = newSalt();

beforeAll(async () => {
  services = await openTestServices();
  site = createTestSite(services);
  await publishNow(services, key);
  const acts = Array.from({ length: added }, (_, number) =>
    madeUpAct(number, {
      time: new Date(Date.UTC(2025, 0, 1 + number, 12)),
      ...(number === 0 ? { act: { [hostile]: hostile }, subject: { type: hostile, id: hostile } } : {}),
      ...(number % 20 === 1 ? { subject: { type: 'answer', id: String(number), institution } } : {}),
      ...(number === 2 ? { person: commitTo({ name: 'Josefa' }, salt) } : {}),
    }),
  );
  await appendEntries(services.orm, acts);
  await publishNow(services, key);
  size = (await latestCheckpoint(services.orm))?.size ?? 0;
});
afterAll(async () => {
  services.dataVersion.stop();
  await services.database.close();
});

const status = async (path: string) => (await site.get(path)).status;
const text = async (path: string) => (await site.get(path)).text();
const json = async (path: string) => (await site.get(path)).json();
/** A page without its markup, as it is read. */
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
/** The numbers of the entries that a page lists, in its order. */
const listed = (html: string) =>
  [...html.matchAll(/href="(?:\/en)?\/bitacora\/asientos\/(\d+)"/g)].map(([, index]) => Number(index));

describe('the first entries', () => {
  it('are the loads of the Métrica, with the national figures that follow', async () => {
    const rows = await listEntries(services.orm, 0, metricaLoads);
    const entries = rows.map(({ content }) => readEntry(Buffer.from(content).toString()));
    expect(entries.map(({ kind, act }) => [kind, act.data_set])).toEqual([
      ['metrica.editions-loaded', 'metrica-editions'],
      ['metrica.edition-loaded', 'metrica-methodology edition=2017'],
      ['metrica.edition-loaded', 'metrica-observations edition=2017'],
      ['metrica.edition-loaded', 'metrica-published edition=2017'],
    ]);
    const [, , observations] = entries;
    if (!observations) throw new Error('there is no third entry');
    expect(observations.subject).toEqual({ type: 'edition', id: '2017' });
    expect(observations.act).toMatchObject({ edition: 2017, rows: 908, institutions: 908 });
    expect(observations.act.sha256).toMatch(/^[0-9a-f]{64}$/);
    const { ga } = observations.act.national as Record<string, { institutions: number; units: number }>;
    expect(ga?.institutions).toBeCloseTo(0.3887, 4);
    expect(ga?.units).toBeCloseTo(0.3872, 4);
    expect(entries[0]?.act.published).toMatchObject({ 2019: { ga: 0.52 }, 2021: { ga: 0.48 } });
  });

  it('name no file, for its path could name a person', async () => {
    for (const { content } of await listEntries(services.orm, 0, loads)) {
      expect(Buffer.from(content).toString()).not.toMatch(/\.csv|\.json|data\//);
    }
  });

  it('say in words what was loaded, and lead to the edition', async () => {
    expect(words(await site.page('/bitacora/asientos/2'))).toContain(
      'Métrica 2017: se cargaron los puntajes de 908 instituciones; el índice nacional es 0.39',
    );
    expect(await site.page('/bitacora/asientos/2')).toContain('href="/metrica/2017"');
    for (const path of ['/bitacora/asientos/0', '/bitacora/asientos/0/acuse']) {
      expect(await site.page(path), path).toContain('name="robots" content="noindex"');
    }
    expect(words(await site.page('/en/bitacora/asientos/0'))).toContain(
      'Métrica: the published figures of 3 editions were loaded',
    );
  });
});

describe('/bitacora', () => {
  it('shows what is signed, and with which key', async () => {
    for (const path of ['/bitacora', '/en/bitacora']) {
      const page = words(await site.page(path));
      const checkpoint = await latestCheckpoint(services.orm);
      expect(page).toContain(key.signer.verifierKey);
      expect(page).toContain(encodeBase64(checkpoint?.root ?? new Uint8Array()));
      expect(page).toContain(checkpoint?.note.split('\n').at(-2));
      expect(page).toContain(path === '/bitacora' ? 'Válida con la llave' : 'Valid with the public key');
    }
  });

  it('says what the ledger does not protect from', async () => {
    expect(words(await site.page('/bitacora'))).toContain('De una mentira bien asentada');
    expect(words(await site.page('/en/bitacora'))).toContain('From a lie that was properly recorded');
  });

  it('is in the navigation', async () => {
    expect(await site.page('/')).toMatch(/<a[^>]*href="\/bitacora"/);
    expect(await site.page('/en')).toMatch(/<a[^>]*href="\/en\/bitacora"/);
  });

  it('lists entries newest first, a page at a time', async () => {
    expect(listed(await site.page('/bitacora'))).toEqual(
      Array.from({ length: 25 }, (_, at) => size - 1 - at),
    );
    expect(listed(await site.page('/bitacora?pagina=2'))).toEqual(
      Array.from({ length: 25 }, (_, at) => size - 26 - at),
    );
    expect(listed(await site.page('/en/bitacora?pagina=3')).at(-1)).toBe(0);
    expect(listed(await site.page('/bitacora?sentido=asc&pagina=2'))[0]).toBe(25);
    expect(await status('/bitacora?pagina=4')).toBe(404);
    expect(await status('/bitacora?pagina=x')).toBe(400);
    expect(await status('/bitacora?orden=x')).toBe(400);
  });

  it('does not list what no checkpoint covers yet, nor show it', async () => {
    const { id } = await appendEntry(services.orm, madeUpAct(1000));
    expect(listed(await site.page('/bitacora'))[0]).toBe(size - 1);
    expect(await status(`/bitacora/asientos/${size}`)).toBe(404);
    expect(words(await site.page(`/bitacora/asientos/${id}`))).toContain('está por recibir su lugar');
    await publishNow(services, key);
    size += 1;
    const found = await site.get(`/en/bitacora/asientos/${id}`);
    expect([found.status, found.headers.get('location')]).toEqual([303, `/en/bitacora/asientos/${size - 1}`]);
    expect(listed(await site.page('/bitacora'))[0]).toBe(size - 1);
  });

  it('is found where its entries are looked for', async () => {
    const answer = await site.get('/en/bitacora/asientos');
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/en/bitacora']);
  });
});

describe('the filter of /bitacora', () => {
  it('narrows by kind', async () => {
    expect(listed(await site.page('/bitacora?tipo=metrica.edition-loaded'))).toEqual([3, 2, 1]);
  });

  it('narrows by institution, by its slug or by a name that only one has', async () => {
    const ours = [loads + 41, loads + 21, loads + 1];
    expect(listed(await site.page(`/bitacora?institucion=${institution}`))).toEqual(ours);
    expect(await status('/bitacora?institucion=oaxaca%20secretaria%20de%20salud')).not.toBe(500);
  });

  it('asks which of several institutions is meant, and keeps what was typed', async () => {
    const response = await site.get('/bitacora?institucion=salud');
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain('value="salud"');
    expect(words(page)).toMatch(/Hay \d+ instituciones que se llaman así: «salud»/);
    expect(page).toMatch(/href="\/bitacora\?institucion=[a-z-]+"/);
    expect(listed(page)).toEqual([]);
  });

  it('says of an institution that nobody knows that it is not known', async () => {
    const response = await site.get('/en/bitacora?institucion=nobodyiscalledlikethis');
    expect(response.status).toBe(400);
    expect(words(await response.text())).toContain('We do not know an institution “nobodyiscalledlikethis”');
    expect(await status(`/bitacora?institucion=${'a'.repeat(500)}`)).toBe(400);
  });

  it('narrows by days of Mexico City, both ends included', async () => {
    const found = listed(await site.page('/bitacora?desde=2025-01-10&hasta=2025-01-12'));
    expect(found).toEqual([loads + 11, loads + 10, loads + 9]);
    expect(listed(await site.page('/bitacora?hasta=2025-01-01'))).toEqual([loads]);
  });

  it('has no days that end before they begin, and keeps what was typed', async () => {
    const response = await site.get('/bitacora?desde=2025-02-10&hasta=2025-02-01');
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain('value="2025-02-10"');
    expect(page).toContain('value="2025-02-01"');
    expect(words(page)).toContain('La fecha final (2025-02-01) es anterior a la inicial (2025-02-10)');
  });

  it.each(['ayer', '2025-02-30', '10/02/2025'])(
    'does not take %s for a date, and keeps it',
    async (typed) => {
      const response = await site.get(`/bitacora?desde=${encodeURIComponent(typed)}`);
      expect(response.status).toBe(400);
      expect(await response.text()).toMatch(new RegExp(`type="text" value="${typed}"`));
    },
  );

  it('names the kinds there are where it does not know one', async () => {
    const response = await site.get('/bitacora?tipo=robo');
    expect(response.status).toBe(400);
    const said = words(await response.text());
    expect(said).toContain('Los tipos son: ');
    for (const { ledgerKinds = [] } of modules) {
      for (const { kind } of ledgerKinds) expect(said).toContain(kind);
    }
  });

  it('that leaves nothing says so', async () => {
    const page = await site.page('/bitacora?desde=1999-01-01&hasta=1999-12-31');
    expect(words(page)).toContain('No hay asientos con estos filtros');
  });
});

describe('the entries as files', () => {
  it('are all of them, with the text that is hashed', async () => {
    const rows: Record<string, unknown>[] = await json('/bitacora.json');
    expect(rows).toHaveLength(size);
    for (const row of rows) {
      expect(encodeBase64(leafHash(Buffer.from(String(row.texto))))).toBe(row.huella);
    }
    const csv = await text('/bitacora.csv?tipo=metrica.edition-loaded');
    expect(csv.split('\r\n')[0]).toBe(
      'asiento,id,tipo,fecha,asunto_tipo,asunto,institucion,que,huella,texto',
    );
    expect(csv.trim().split('\r\n')).toHaveLength(4);
  });

  it('refuse what the page refuses', async () => {
    for (const file of ['.csv', '.json', '/feed.atom']) {
      expect(await status(`/bitacora${file}?tipo=robo`), file).toBe(400);
      expect(await status(`/bitacora${file}?desde=x`), file).toBe(400);
      expect(await status(`/bitacora${file}?desde=2025-02-10&hasta=2025-02-01`), file).toBe(400);
    }
  });
});

describe('the page of an entry', () => {
  it('holds its text, its hash and a proof that holds', async () => {
    for (const index of [0, 3, 17, size - 1]) {
      const [row] = await listEntries(services.orm, index, index + 1);
      const content = Buffer.from(row?.content ?? []);
      const page = words(await site.page(`/bitacora/asientos/${index}`));
      if (index !== loads) expect(page).toContain(content.toString());
      expect(page).toContain(encodeBase64(leafHash(content)));
      expect(page).toContain('La prueba es correcta');
    }
  });

  it('says that a person acted without saying who', async () => {
    const page = words(await site.page(`/bitacora/asientos/${loads + 2}`));
    expect(page).toContain('Una persona.');
    expect(page).not.toContain('Josefa');
  });

  it('is nowhere beyond the end, and nowhere without a number', async () => {
    expect(await status(`/bitacora/asientos/${size}`)).toBe(404);
    expect(words(await text(`/bitacora/asientos/${size}`))).toContain(`del 0 al ${size - 1}`);
    expect(await status('/bitacora/asientos/999999999999999')).toBe(404);
    for (const name of ['x', '-1', '1.5', '01', '1e3', '9999999999999999999', hostile]) {
      expect(await status(`/bitacora/asientos/${encodeURIComponent(name)}`), name).toBe(400);
    }
    expect(await status('/bitacora/asientos/018f3b1e-0000-7000-8000-000000000000')).toBe(404);
    expect(await status('/bitacora/asientos/x/acuse')).toBe(400);
    expect(await status(`/en/bitacora/asientos/${size}/acuse.json`)).toBe(404);
  });
});

describe('what an entry holds', () => {
  it('is never taken for markup, on any page', async () => {
    const paths = [
      '/bitacora?hasta=2025-01-02',
      `/bitacora/asientos/${loads}`,
      `/bitacora/asientos/${loads}/acuse`,
      `/bitacora/asientos/${encodeURIComponent(hostile)}`,
      `/bitacora?tipo=${encodeURIComponent(hostile)}`,
      `/bitacora?institucion=${encodeURIComponent(hostile)}`,
      `/bitacora?desde=${encodeURIComponent(hostile)}`,
      `/bitacora/consistencia?desde=${encodeURIComponent(hostile)}&hasta=1`,
    ];
    for (const path of paths.flatMap((one) => [one, `/en${one}`])) {
      const page = await text(path);
      expect(page, path).toContain('alert(1)');
      expect(page, path).not.toContain('<script>alert');
    }
  });
});

describe('the receipt of an entry', () => {
  it('is verified by the platform', async () => {
    for (const index of [0, loads, 17, size - 1]) {
      const receipt: Receipt = await json(`/bitacora/asientos/${index}/acuse.json`);
      expect(verifyReceipt(receipt, key.signer.verifierKey)).toMatchObject({ valid: true, index });
    }
  });

  it('can be printed with everything that is needed to check it', async () => {
    const receipt: Receipt = await json('/bitacora/asientos/2/acuse.json');
    for (const path of ['/bitacora/asientos/2/acuse', '/en/bitacora/asientos/2/acuse']) {
      const page = words(await site.page(path));
      expect(page).toContain(receipt.entry);
      expect(page).toContain(receipt.key);
      for (const hash of receipt.proof) expect(page).toContain(hash);
      for (const line of receipt.checkpoint.trim().split('\n')) expect(page).toContain(line);
    }
  });
});

describe('/bitacora/consistencia', () => {
  it('shows that the ledger only grew', async () => {
    for (const from of [0, 1, loads, 37, size]) {
      const page = words(await site.page(`/bitacora/consistencia?desde=${from}&hasta=${size}`));
      expect(page).toContain(from === size ? 'Es la misma bitácora' : `Solo creció: de ${from} a ${size}`);
    }
  });

  it('gives a proof that others can check', async () => {
    const { older, newer, proof, consistent, origin } = await json(
      `/bitacora/consistencia.json?desde=${loads}&hasta=${size}`,
    );
    expect(origin).toBe(key.signer.name);
    const bytes = (encoded: string) => decodeBase64(encoded) ?? new Uint8Array();
    expect(verifyConsistency(loads, size, bytes(older.root), bytes(newer.root), proof.map(bytes))).toBe(true);
    expect(consistent).toBe(true);
    expect(older.checkpoint).toContain(`\n${loads}\n`);
  });

  it('asks for two sizes, and offers the last checkpoints', async () => {
    const page = await site.page('/en/bitacora/consistencia');
    expect(page).toContain(`desde=${loads}&amp;hasta=${size}`);
    expect(await status('/bitacora/consistencia.json')).toBe(400);
  });

  it.each([
    ['desde=x&hasta=2', 400, '«x» no es un número de asientos'],
    ['desde=2', 400, '«» no es un número de asientos'],
    ['desde=-1&hasta=2', 400, '«-1» no es un número'],
    ['desde=5&hasta=2', 400, 'El segundo tamaño (2) es menor que el primero (5)'],
    ['desde=5&hasta=99999', 404, 'no se puede comparar con 99999'],
  ])('answers %s with %i and what is wrong, and keeps it', async (query, code, message) => {
    const response = await site.get(`/bitacora/consistencia?${query}`);
    expect(response.status).toBe(code);
    const page = await response.text();
    expect(words(page)).toContain(message);
    for (const value of new URLSearchParams(query).values()) expect(page).toContain(`value="${value}"`);
    expect(await status(`/bitacora/consistencia.json?${query}`)).toBe(code);
  });
});

describe('/bitacora/verificar', () => {
  it('brings its script, the key, and the way to do without either', async () => {
    for (const path of ['/bitacora/verificar', '/en/bitacora/verificar']) {
      const page = await site.page(path);
      expect(page).toContain('<script type="module" src="/assets/verify-receipt.js">');
      expect(page).toContain(key.signer.verifierKey);
      expect(page).toContain('verify-receipt.mjs');
      expect(page).toMatch(/<receipt-check hidden[^>]*>/);
    }
    expect(await site.page('/bitacora')).not.toContain('verify-receipt.js"');
  });

  it('gives the verifier of a single file', async () => {
    const file = await site.get('/bitacora/verify-receipt.mjs');
    expect(file.headers.get('content-type')).toContain('text/javascript');
    expect(await file.text()).toContain('export async function checkReceipt');
  });
});

describe('the feed', () => {
  it('is well-formed Atom with the newest entries first', async () => {
    for (const lang of ['', '/en']) {
      const response = await site.get(`${lang}/bitacora/feed.atom`);
      expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
      const feed = readXml(await response.text());
      expect([feed.name, feed.attributes.xmlns]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
      expect(feed.attributes['xml:lang']).toBe(lang === '' ? 'es-MX' : 'en');
      const entries = feed.children.filter(({ name }) => name === 'entry');
      expect(entries).toHaveLength(50);
      for (const one of [feed, ...entries]) {
        for (const name of ['id', 'title', 'updated']) {
          expect(one.children.filter((child) => child.name === name)).toHaveLength(1);
        }
      }
      const links = entries.map(
        ({ children }) => children.find(({ name }) => name === 'link')?.attributes.href,
      );
      expect(links[0]).toMatch(new RegExp(`^http://[^/]+${lang}/bitacora/asientos/${size - 1}$`));
      expect(new Set(entries.map((entry) => textOf(entry, 'id'))).size).toBe(50);
      expect(textOf(feed, 'updated')).toBe((await latestCheckpoint(services.orm))?.time.toISOString());
    }
  });

  it('can be of one kind, and holds what no XML can hold as a mark', async () => {
    const loaded = readXml(await text('/bitacora/feed.atom?tipo=metrica.editions-loaded'));
    expect(loaded.children.filter(({ name }) => name === 'entry')).toHaveLength(1);
    const first = readXml(await text('/bitacora/feed.atom?hasta=2025-01-01')).children.at(-1);
    expect(first && textOf(first, 'title')).toBe(
      `Acto sobre ${hostile} ${hostile}`.replaceAll('\u0001', '\ufffd'),
    );
  });

  it('is told of in the head of the page', async () => {
    expect(await site.page('/en/bitacora')).toMatch(
      /<link rel="alternate" type="application\/atom\+xml"[^>]* href="\/en\/bitacora\/feed.atom"/,
    );
  });
});

describe('an entry that was changed in the records', () => {
  it('is shown as what it is: not the one that was signed', async () => {
    const index = loads + 5;
    await services.orm.execute(
      sql`update ledger_entries set content = convert_to('{"forged":true}', 'UTF8') where index = ${index}`,
    );
    expect(words(await site.page(`/bitacora/asientos/${index}`))).toContain('La prueba no es correcta');
    expect(words(await site.page('/bitacora?desde=2025-01-06&hasta=2025-01-06'))).toContain(
      'Este asiento no se puede leer',
    );
  });
});
