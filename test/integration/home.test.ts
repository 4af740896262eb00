import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadDataSet } from '#platform/data-sets/load.ts';
import { dataSets } from '../../src/app.ts';
import { linksOf, textOf } from '../support/reading.ts';
import { brokenLinks, createTestSite, testSite } from '../support/site.ts';
import { openTestServices } from '../support/stores.ts';

const site = testSite();

/** The size as a browser receives it. */
const transferred = (html: string) =>
  brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;

describe('the home page', () => {
  it('asks the one question and answers it for the country', async () => {
    const html = await site.page('/');
    expect(html).toContain('<h1>¿Qué tan abierto es tu gobierno?</h1>');
    expect(html).toMatch(/tq-figure__value">0\.48</);
    const text = textOf(html);
    expect(text).toContain('el país en 2021');
    expect(text).toContain('subió 0.13 entre 2017 y 2019 y bajó 0.04 entre 2019 y 2021');
  });

  it('leads to each of the 33 governments, from the list and from the map', async () => {
    const html = await site.page('/');
    const [before = '', list = ''] = html.split('id="lista"');
    const [inList = '', map = ''] = list.split('id="mapa"');
    for (const part of [inList, map]) {
      const found = [...linksOf(part)].filter((href) => href?.startsWith('/entidades/'));
      expect(new Set(found).size).toBe(33);
    }
    // On a phone, where all stands in this order, the list comes before the map.
    expect(before).not.toContain('id="mapa"');
    expect(textOf(inList)).toContain('Ciudad de México 0.51');
    expect(textOf(inList)).toContain('Querétaro 0.27');
  });

  it('searches', async () => {
    expect(await site.page('/')).toMatch(/<form class="tq-search" action="\/buscar" method="get">/);
    expect(await site.page('/en')).toMatch(/<form class="tq-search" action="\/en\/buscar" method="get">/);
  });

  it('shows the ends of the ranking with their intervals, and says what it finds', async () => {
    const text = textOf(await site.page('/'));
    expect(text).toContain('Ciudad de México, Guanajuato y la Federación van adelante; nadie llega a 0.6');
    expect(text).toContain('20 más');
    expect(text).toMatch(/33\. Querétaro/);
    expect(text).toMatch(/Intervalo/);
  });

  it('finds that governments tell more than they listen, and that the distance grew', async () => {
    const text = textOf(await site.page('/'));
    expect(text).toContain('Los gobiernos informan más de lo que escuchan');
    expect(text).toContain('En 2021, 0.61 en transparencia contra 0.35 en participación.');
    expect(text).toContain('La distancia creció desde 2017: de 0.22 a 0.26.');
  });

  it('tells what became known, in words and not by the names of data sets', async () => {
    const text = textOf(await site.page('/'));
    expect(text).toMatch(/Métrica 2017 : los puntajes de 908 instituciones/);
    expect(text).toMatch(/Los 2,475 municipios del país/);
    expect(text).not.toContain('metrica-observations');
  });

  it('offers only what is there: every link leads somewhere', async () => {
    for (const start of ['/', '/en']) expect(await brokenLinks(site, start)).toEqual([]);
  });

  it('is the same in English', async () => {
    const text = textOf(await site.page('/en'));
    expect(text).toContain('How open is your government?');
    expect(text).toContain('Governments tell more than they listen');
    expect(text).not.toMatch(/gobiernos|entidades/);
  });

  it('is light: at most 20 kB with the map', async () => {
    for (const path of ['/', '/en']) expect(transferred(await site.page(path))).toBeLessThanOrEqual(20_000);
  });
});

describe('the home page before there are figures', () => {
  it('still asks, searches and lists the governments', async () => {
    const empty = await openTestServices({ prepared: false });
    try {
      await empty.database.migrate();
      const states = dataSets.find(({ name }) => name === 'states');
      if (!states) throw new Error('There is no data set of states');
      const header = 'clave,slug,name,official_name,abbreviation,code,population_2020,aliases';
      const bytes = new TextEncoder().encode(`${header}\n20,oaxaca,Oaxaca,Oaxaca,Oax.,OAX,,\n`);
      await loadDataSet(empty, states, { bytes, source: 'test', options: {} });
      const html = await createTestSite(empty).page('/');
      expect(html).toContain('¿Qué tan abierto es tu gobierno?');
      expect(linksOf(html)).toContain('/entidades/oaxaca');
      expect(html).toContain('Todavía no se ha cargado ningún dato.');
      expect(html).not.toContain('NaN');
    } finally {
      await empty.database.close();
    }
  });
});

describe('the search', () => {
  const search = async (q: string, prefix = '') =>
    site.page(`${prefix}/buscar?${new URLSearchParams({ q })}`);

  it('finds a state, its municipalities and its institutions, with or without accents', async () => {
    for (const typed of ['michoacán', 'MICHOACAN']) {
      const html = await search(typed);
      expect(linksOf(html)).toContain('/entidades/michoacan');
      expect(textOf(html)).toMatch(/Una entidad Michoacán/);
    }
  });

  it('leads from a municipality to its row on the page of its state, and to its government', async () => {
    const html = await search('oaxaca de juarez');
    const links = linksOf(html);
    expect(links).toContain('/entidades/oaxaca/municipios#municipio-20067');
    const government = [...links].find((href) => href?.startsWith('/instituciones/oaxaca-'));
    expect(government).toBeDefined();
    expect(await site.page('/entidades/oaxaca/municipios')).toContain('id="municipio-20067"');
  });

  it('takes the name of the state as a help to tell namesakes apart', async () => {
    const html = await search('benito juarez cdmx');
    expect(linksOf(html)).toContain('/entidades/ciudad-de-mexico/municipios#municipio-09014');
    expect(textOf(html)).toContain('Alcaldía de la Ciudad de México · clave 09014');
    expect(linksOf(html)).not.toContain('/entidades/quintana-roo/municipios#municipio-23005');
  });

  it('gives the number of all that was found and the way to those not shown', async () => {
    const text = textOf(await search('secretaria'));
    const total = /([\d,]+) instituciones/.exec(text)?.[1];
    expect(Number(total?.replace(',', ''))).toBeGreaterThan(100);
    expect(text).toContain(`Ver las ${total} instituciones`);
    const list = textOf(await site.page('/instituciones?q=secretaria'));
    expect(list).toContain(`${total} instituciones con estos filtros`);
  });

  it('shows a page even for a single state, and is not listed by search engines', async () => {
    const response = await site.get('/buscar?q=tlaxcala');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<meta name="robots" content="noindex"');
  });

  it('offers near names when nothing has the one typed', async () => {
    const html = await search('gunajuato');
    expect(html).toContain('No encontramos nada con ese nombre');
    expect(linksOf(html)).toContain('/entidades/guanajuato');
  });

  it('says so when nothing is even near', async () => {
    const html = await search('xqzwv');
    expect(html).toContain('No encontramos nada con ese nombre');
    expect(html).not.toContain('¿Buscabas algo así?');
  });

  it.each(['', '   ', '%', '¿?'])('does not stumble over "%s"', async (typed) => {
    const response = await site.get(`/buscar?${new URLSearchParams({ q: typed })}`);
    expect(response.status).toBe(200);
  });

  it('asks what to look for when nothing was typed', async () => {
    expect(await site.page('/buscar')).toContain('<h1>¿Qué buscas?</h1>');
    expect(await site.page('/en/buscar?q=')).toContain('<h1>What are you looking for?</h1>');
  });

  it('refuses what is longer than any name, and keeps it to be shortened', async () => {
    const typed = 'palabra '.repeat(13).trim();
    const response = await site.get(`/buscar?${new URLSearchParams({ q: typed })}`);
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(html).toContain(`La búsqueda tiene ${typed.length} caracteres y el máximo es 100.`);
    expect(html).toContain(`value="${typed}"`);
    expect((await site.get(`/buscar?q=${'a'.repeat(100)}`)).status).toBe(200);
  });

  it('shows what was typed as text, never as markup', async () => {
    const html = await search('<b>oaxaca</b>"');
    expect(html).not.toContain('<b>oaxaca');
    expect(html).toContain('&lt;b&gt;oaxaca&lt;/b&gt;');
  });
});
