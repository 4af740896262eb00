import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import pino from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeApi } from '#platform/http/api.ts';
import { modules } from '../../src/app.ts';
import { recordEverything } from '../support/commission.ts';
import { csvRowsOf, mainOf, plainText } from '../support/reading.ts';
import { createTestSite, testSite } from '../support/site.ts';

const site = testSite();

beforeAll(async () => {
  await recordEverything(site.services);
});

const root = join(import.meta.dirname, '..', '..');
const paths = ['/datos', '/api', '/acerca', '/accesibilidad', '/privacidad'];
const addresses = paths.flatMap((path) => [path, `/en${path}`]);

const matches = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, found = '']) => plainText(found));

async function rows(path: string): Promise<Record<string, string>[]> {
  return csvRowsOf(await site.page(path));
}

describe.each(addresses)('%s', (path) => {
  it('asks one question, tells who shares it what it is, and ends with the next step', async () => {
    const page = await site.page(path);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(matches(page, /<meta name="description" content="([^"]+)"/g)[0]?.length).toBeGreaterThan(40);
    expect(mainOf(page)).toContain('id="que-sigue"');
    expect(page).not.toMatch(/text:\w|undefined|\[object|NaN|site:\w/);
  });

  it('has links that lead somewhere, and to no other host but those it names', async () => {
    const page = await site.page(path);
    const links = new Set(matches(mainOf(page), / href="([^"]+)"/g));
    const outside = [...links].filter((link) => /^https?:/.test(link));
    for (const link of outside) expect(link).toMatch(/^https:\/\/(creativecommons|www\.w3)\.org\//);
    for (const link of links) {
      if (outside.includes(link)) continue;
      const [address = '', anchor] = link.split('#');
      const response = await site.get(address === '' ? path : address);
      // What takes an account leads to signing in first.
      if (response.headers.get('location')?.includes('/entrar?volver=')) continue;
      expect(response.status, link).toBe(200);
      const target = await response.text();
      if (anchor) expect(target, `${path}: ${link}`).toContain(`id="${anchor}"`);
      if (path.startsWith('/en') && !address.startsWith('/api/')) {
        expect(address, 'stays in English').toMatch(/^(\/en(\/|$)|$)/);
      }
    }
    expect(links.size).toBeGreaterThan(2);
  });
});

describe('/datos', () => {
  interface Entry {
    archivo: string;
    columna: string;
    significado: string;
    tipo: string;
    minimo: string;
    maximo: string;
    valores: string;
    ejemplo: string;
  }

  const addressOf = (file: string) => file.replace('{year}', '2017').replace('{state}', 'oaxaca');

  it('offers files that have the columns of the dictionary, in its order, with what it says in them', async () => {
    const dictionary = (await rows('/datos/diccionario.csv')) as unknown as Entry[];
    const wrong: string[] = [];
    for (const [file, columns = []] of Object.entries(Object.groupBy(dictionary, (one) => one.archivo))) {
      const table = await rows(addressOf(file));
      expect(Object.keys(table[0] ?? {}), file).toEqual(columns.map(({ columna }) => columna));
      for (const { columna, tipo, minimo, maximo, valores, ejemplo } of columns) {
        const cells = table.map((row) => row[columna] ?? '').filter((cell) => cell !== '');
        const fits = (cell: string) =>
          (tipo !== 'entero' || /^-?\d+$/.test(cell)) &&
          (tipo !== 'número' || Number.isFinite(Number(cell))) &&
          (!tipo.startsWith('clave') || cell.length === minimo.length) &&
          (minimo === '' || Number(cell) >= Number(minimo)) &&
          (maximo === '' || Number(cell) <= Number(maximo)) &&
          (valores === '' || valores.split(', ').includes(cell));
        const bad = cells.find((cell) => !fits(cell));
        if (bad !== undefined) wrong.push(`${file} ${columna}: ${bad}`);
        if (!cells.includes(ejemplo)) wrong.push(`${file} ${columna}: no ${ejemplo}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('offers the same rows as JSON, and the dictionary too', async () => {
    const page = mainOf(await site.page('/datos'));
    const files = matches(page, / href="([^"]+\.csv)"/g);
    expect(files).toContain('/metrica/2017/entidades.csv');
    expect(files).toContain('/metrica/2017/instituciones.csv');
    for (const file of files) {
      if (file === '/metrica/metodologia.csv') continue;
      const table = await rows(file);
      const same = JSON.parse(await site.page(file.replace('.csv', '.json')));
      expect(same, file).toHaveLength(table.length);
      expect(Object.keys(same[0]), file).toEqual(Object.keys(table[0] ?? {}));
    }
    const methodology = JSON.parse(await site.page('/metrica/metodologia.json'));
    expect(methodology.nodes.length).toBeGreaterThan(20);
  });

  it('says how many rows each file has', async () => {
    const page = mainOf(await site.page('/datos'));
    const files = page.split('govuk-summary-list__row').slice(1);
    const told = files.flatMap((row) => {
      const [file] = matches(row, / href="([^"]+\.csv)"/g);
      const [count] = matches(row, /([\d,]+) filas?\./g);
      return file && count ? [{ file, count: Number(count.replace(',', '')) }] : [];
    });
    expect(told.length).toBeGreaterThanOrEqual(8);
    for (const { file, count } of told) expect((await rows(file)).length, file).toBe(count);
  });

  it('shows the checksum of each source file, which is that of the file', async () => {
    const page = (await site.page('/datos')).replaceAll('<wbr/>', '');
    for (const file of [
      'territory/states.csv',
      'territory/institutions.csv',
      'metrica/2017/observations.csv',
      'metrica/2017/methodology.json',
      'metrica/editions.json',
    ]) {
      const bytes = readFileSync(join(root, 'data', file));
      expect(page, file).toContain(`data/${file}`);
      expect(page, file).toContain(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('says on what terms, how to cite and how to check, in both languages', async () => {
    const es = await site.page('/datos');
    expect(es).toContain('href="https://creativecommons.org/licenses/by/4.0/deed.es"');
    expect(es).toMatch(/INAI y CIDE, [^<]*2017[^<]*Tequio \d+\.\d+\.\d+ [^<]*\/metrica\/2017/);
    expect(es).toContain('npm run tequio -- verify');
    const en = await site.page('/en/datos');
    expect(en).toMatch(/INAI and CIDE, [^<]*2017[^<]*\/en\/metrica\/2017/);
  });

  it('is in the navigation, marked as where the reader is', async () => {
    expect(await site.page('/datos')).toMatch(/<a href="\/datos" aria-current="true">Datos<\/a>/);
  });
});

describe('/api', () => {
  it('shows every operation and every schema of the description, in the language of the page', async () => {
    for (const [path, lang] of [
      ['/api', 'es-MX'],
      ['/en/api', 'en'],
    ] as const) {
      const page = plainText(mainOf(await site.page(path)));
      const { paths: operations = {}, components } = describeApi(modules, site.services, lang);
      expect(Object.keys(operations).length).toBeGreaterThanOrEqual(10);
      for (const [address, { get }] of Object.entries(operations)) {
        expect(page).toContain(address);
        expect(page).toContain(get?.summary);
        expect(page).toContain(get?.description);
      }
      for (const name of Object.keys(components?.schemas ?? {}))
        expect(page).toContain(`id="esquema-${name}"`);
    }
  });

  it('has examples that work as they stand', async () => {
    const page = mainOf(await site.page('/api'));
    const examples = matches(page, /curl (?:&#39;|')(http[^<]*?)(?:&#39;|')</g);
    expect(examples.length).toBeGreaterThanOrEqual(10);
    for (const example of examples) {
      const { pathname, search } = new URL(example);
      const response = await site.get(pathname + search);
      expect(response.status, example).toBe(200);
      const { items } = (await response.json()) as { items?: unknown[] };
      if (items) expect(items.length, example).toBeGreaterThan(0);
    }
  });

  it('says the limits that hold', async () => {
    const page = mainOf(await site.page('/en/api'));
    expect(page).toContain('Up to 500 items');
    expect((await site.get('/api/v1/institutions?limit=500')).status).toBe(200);
    expect((await site.get('/api/v1/institutions?limit=501')).status).toBe(400);
    expect(page).toContain('2,048 characters');
    expect((await site.get(`/api/v1/institutions?q=${'a'.repeat(2048)}`)).status).toBe(414);
  });
});

describe('the privacy notice', () => {
  it('is kept: the log names neither the reader, nor the browser, nor what was searched for', async () => {
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const logged = createTestSite({ ...site.services, log: pino({ level: 'info' }, stream) });
    const response = await logged.get('/privacidad?q=mi+nombre', {
      'user-agent': 'Navegador/1',
      'x-forwarded-for': '203.0.113.7',
      cookie: 'a=b',
      referer: 'https://otra.example/',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"path":"/privacidad"');
    expect(lines[0]).not.toMatch(/nombre|Navegador|203\.0\.113|otra\.example|a=b/);
  });
});

describe('what crawlers ask for', () => {
  const origin = 'http://127.0.0.1:3000';

  async function parts(): Promise<string[]> {
    const index = await site.page('/sitemap.xml');
    return matches(index, /<loc>([^<]+)<\/loc>/g).map((address) => address.replace(origin, ''));
  }

  it('leads from robots.txt to every part of the site map, at one address each', async () => {
    const robots = await site.get('/robots.txt');
    expect(robots.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await robots.text()).toContain(`Sitemap: ${origin}/sitemap.xml`);
    for (const part of await parts()) {
      const response = await site.get(part);
      expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8');
      expect((await response.text()).match(/<url>/g)?.length).toBeLessThanOrEqual(50_000);
    }
    for (const path of ['/en/robots.txt', '/en/sitemap.xml', '/sitemap-0.xml', '/sitemap-999.xml']) {
      expect((await site.get(path)).status, path).toBe(404);
    }
  });

  it('has every page that is there, each in both languages with its others', async () => {
    const listed = new Set<string>();
    for (const part of await parts()) {
      const xml = await site.page(part);
      for (const entry of matches(xml, /<url>(.*?)<\/url>/g)) {
        const [address = ''] = matches(entry, /<loc>([^<]+)<\/loc>/g);
        const others = matches(entry, /hreflang="[^"]+" href="([^"]+)"/g);
        expect(others).toContain(address);
        expect(others).toHaveLength(3);
        listed.add(address.replace(origin, ''));
      }
    }
    const asked = ['/', '/en', '/metrica/2017', '/en/metrica/2019', '/entidades/oaxaca', '/en/acerca'];
    for (const path of [...asked, '/instituciones/oaxaca-secretaria-de-salud']) {
      expect([...listed], path).toContain(path);
    }
    const institutions = [...listed].filter((path) => /^(\/en)?\/instituciones\/./.test(path));
    expect(institutions.length).toBeGreaterThan(15_000);
    const unfit: string[] = [];
    for (const path of [...[...listed].filter((one) => !institutions.includes(one)), institutions[7] ?? '']) {
      const response = await site.get(path);
      const page = await response.text();
      if (response.status !== 200 || page.includes('name="robots" content="noindex"')) unfit.push(path);
    }
    expect(unfit).toEqual([]);
  }, 240_000);

  it('leaves out no page but those that search engines should not list', async () => {
    const xml = (await Promise.all((await parts()).map((part) => site.page(part)))).join('');
    const files = /\.\w+\}?$/;
    const open = modules.flatMap(({ pages }) => pages).filter(({ access }) => access === 'public');
    const routes = open.filter(({ personal }) => !personal).map(({ path }) => path);
    for (const route of routes.filter((path) => !files.test(path))) {
      const pattern = route.replace(/:\w+\{([^}]+)\}/g, '$1').replace(/:\w+/g, '[^/<]+');
      if (new RegExp(`<loc>${origin}${pattern}</loc>`).test(xml)) continue;
      // Nothing was published in the ledger here; its own tests show that its entries are not for search engines.
      if (/^\/bitacora\/(checkpoint|llave|tile\/|asientos\/)/.test(route)) continue;
      // Nobody has sent evidence yet.
      if (/^\/(compromisos\/:id\/evidencias|planes\/archivos)\//.test(route)) continue;
      // No session of the Commission, agreement, exhortation or covenant was recorded here; its own tests show their pages.
      if (/^\/comision\/[a-z]+\/:/.test(route)) continue;
      // Without the token of a letter there is nothing.
      if (/^\/(confirmar(\/|$)|(recuperar|entrar)\/.)/.test(route)) continue;
      const response = await site.get(route.replace(/:year(\{[^}]+\})?/, '2017'));
      if (response.status === 301) continue;
      expect(response.status, route).toBe(200);
      expect(await response.text(), route).toContain('name="robots" content="noindex"');
    }
  });
});
