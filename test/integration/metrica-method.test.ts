import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { metrica } from '#modules/metrica/index.ts';
import { modules } from '../../src/app.ts';
import { csvRowsOf, textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

describe('how the Métrica is made and checked', () => {
  const site = testSite();

  const text = async (path: string) => textOf(await site.page(path));
  const csv = async (path: string) => csvRowsOf(await site.page(path));
  const json = async (path: string) => JSON.parse(await site.page(path));

  describe('/metrica/verificacion', () => {
    it('gives the verdict first, in both languages', async () => {
      const spanish = await text('/metrica/verificacion');
      expect(spanish).toContain('165 de 165 celdas coinciden a dos decimales');
      expect(spanish).toContain('5 medidas de 33 entidades');
      expect(spanish).toContain('Ninguna diferencia pasa de 0.005');
      expect(await text('/en/metrica/verificacion')).toContain('165 of 165 cells agree at two decimals');
    });

    it('shows published, ours and the difference in every cell', async () => {
      const page = await text('/metrica/verificacion');
      expect(page).toContain(
        'Morelos 0.38 0.3776 −0.0024 0.46 0.4630 +0.0030 0.64 0.6421 +0.0021 0.20 0.1950 −0.0050',
      );
    });

    it('explains the one mean that lies exactly on the border of rounding', async () => {
      const page = await text('/metrica/verificacion');
      expect(page).toMatch(/Morelos, PG: el promedio de sus 27 instituciones es exactamente 0\.195\./);
      expect(page).toMatch(
        /obtiene 0\.19499999999999998 ?; al redondear eso imprime 0\.19\. El anexo dice 0\.20/,
      );
    });

    it('offers all 165 cells as files, whatever the page shows', async () => {
      const rows = await csv('/metrica/verificacion.csv?ver=diferencias');
      expect(rows).toHaveLength(165);
      expect(Object.keys(rows[0] ?? {})).toEqual([
        'clave',
        'entidad',
        'medida',
        'publicado',
        'calculado',
        'diferencia',
        'coincide',
      ]);
      expect(new Set(rows.map(({ clave }) => clave)).size).toBe(33);
      expect(new Set(rows.map(({ medida }) => medida))).toEqual(new Set(['ga', 'tg', 'tc', 'pg', 'pc']));
      expect(new Set(rows.map(({ coincide }) => coincide))).toEqual(new Set(['true']));
      const cells = await json('/metrica/verificacion.json');
      expect(cells).toHaveLength(165);
      const morelos = cells.find(
        (cell: Record<string, string>) => cell.clave === '17' && cell.medida === 'pg',
      );
      expect(morelos).toMatchObject({ entidad: 'Morelos', publicado: 0.2, coincide: true });
      expect(morelos.calculado).toBeCloseTo(0.195, 12);
      expect(morelos.diferencia).toBeCloseTo(-0.005, 12);
    });

    it('says so where a filter for differences leaves nothing', async () => {
      expect(await text('/metrica/verificacion?ver=diferencias')).toContain('No hay diferencias');
    });

    it('checks the national figures of all editions, and shows where published ones disagree', async () => {
      const page = await text('/metrica/verificacion');
      for (const row of [
        '2017. Gobierno abierto (GA) 0.39 0.3887 −0.0013 coincide Promedio de las instituciones',
        '2017. Transparencia (T) 0.50 0.5013 +0.0013 coincide',
        '2017. Participación (P) 0.28 0.2761 −0.0039 coincide',
        '2019. Gobierno abierto (GA) 0.52 0.5250 +0.0050 cabe en el redondeo GA = (T + P) / 2',
        '2019. Transparencia (T) 0.64 0.6400 0.0000 coincide T = (TG + TC) / 2',
        '2019. Participación (P) 0.41 0.3850 −0.0250 no coincide P = (PG + PC) / 2',
        '2019. Participación desde el gobierno (PG) 0.19 sin dato sin dato no se puede comprobar',
        '2021. Gobierno abierto (GA) 0.48 0.4800 0.0000 coincide',
      ]) {
        expect(page).toContain(row);
      }
      expect(page).toContain('2019: se publicó P = 0.41, pero sus partes, publicadas también, dan 0.385');
      expect(page).toMatch(/De 2017 a 2019: \+0\.13 .* Se publicó \+0\.13: coincide/);
    });

    it('holds the base against itself', async () => {
      const page = await text('/metrica/verificacion');
      expect(page).toContain('2,724 de 2,724 la mayor diferencia es 0.00005');
      expect(page).toContain('231 de 231');
    });

    it.each([
      ['/metrica/verificacion?ver=todo', 'ver=diferencias'],
      ['/metrica/verificacion?edicion=2019', 'Hay: 2017.'],
      ['/en/metrica/verificacion?edicion=x', 'There are: 2017.'],
      ['/metrica/verificacion.csv?edicion=1999', 'Hay: 2017.'],
    ])('refuses %s and says what there is', async (path, said) => {
      const response = await site.get(path);
      expect(response.status).toBe(400);
      expect(textOf(await response.text())).toContain(said);
    });
  });

  describe('/metrica/metodologia', () => {
    it('answers with the two questions and both national means', async () => {
      const page = await text('/metrica/metodologia');
      expect(page).toContain('Lo que el gobierno ofrece (TG) 0.46');
      expect(page).toContain('El índice es el promedio de los cuatro: 0.39');
      expect(page).toContain('Promedio de las 908 instituciones 0.3887');
      expect(page).toContain('Promedio de las 33 entidades 0.3872');
      expect(page).toContain(
        '27 instituciones en 30 entidades, 26 en la Ciudad de México y Tlaxcala y 46 en la Federación',
      );
    });

    it('gives each indicator its weight in its branch and in the total, and its source', async () => {
      const page = await text('/metrica/metodologia');
      expect(page).toContain('Acceso a la información AI 12.5 % del índice 50 % de TG');
      expect(page).toContain('Celeridad de la respuesta Cel 6.25 % del índice 25 % de TC');
      expect(page).toContain('PG = 0.2 Mec + 0.1 Act + 0.3 Fun + 0.1 Form + 0.3 Seg');
      expect(page).toContain('GA = (GAg + GAc) / 2');
      const markup = await site.page('/metrica/metodologia');
      for (const [, target = ''] of markup.matchAll(/href="#([^"]+)"/g)) {
        expect(markup).toContain(`id="${target}"`);
      }
    });

    it('works an example through with the published numbers', async () => {
      const page = await text('/metrica/metodologia');
      const step = /T = \(TG \+ TC\) \/ 2 = \((0\.\d{4}) \+ (0\.\d{4})\) \/ 2 = (0\.\d+)/.exec(page);
      const [tg, tc, t] = (step ?? []).slice(1).map(Number);
      expect(((tg ?? 0) + (tc ?? 0)) / 2).toBeCloseTo(t ?? Number.NaN, 9);
      const index = /GA = \(T \+ P\) \/ 2 = .*? = (0\.\d+) ?\. La base publica (0\.\d{4})/.exec(page);
      expect(Math.abs(Number(index?.[1]) - Number(index?.[2]))).toBeLessThanOrEqual(0.00005 + 1e-9);
    });

    it('explains intervals with a live example', async () => {
      const page = await text('/metrica/metodologia');
      expect(page).toContain('repetimos la cuenta 1,000 veces');
      expect(page).toMatch(/ocupa el lugar 17, pero podría estar entre el \d+ y el \d+/);
      expect(page).toMatch(/Las dos cosas: lugar \d+ a \d+/);
    });

    it('offers the tree as a table whose shares make up the whole', async () => {
      const rows = await csv('/metrica/metodologia.csv');
      const parents = new Set(rows.map(({ padre }) => padre));
      const leaves = rows.filter(({ medida, corte }) => corte === '' && !parents.has(medida ?? ''));
      expect(leaves).toHaveLength(17);
      const total = leaves.reduce((sum, row) => sum + Number(row.parte_del_total), 0);
      expect(total).toBeCloseTo(1, 12);
      expect(rows.find(({ medida }) => medida === 'tg_access')).toMatchObject({
        simbolo: 'AI',
        nombre: 'Acceso a la información',
        padre: 'tg',
        peso: '0.5',
        parte_del_total: '0.125',
        perspectiva: 'government',
      });
      expect(rows.find(({ medida }) => medida === 'ga_cit')).toMatchObject({ padre: '', partes: 'tc pc' });
    });

    it('offers the methodology document itself', async () => {
      const shipped = JSON.parse(await readFile('data/metrica/2017/methodology.json', 'utf8'));
      expect(await json('/metrica/metodologia.json')).toEqual(shipped);
    });

    it('says that the methodology of other editions is not known, and what is', async () => {
      const page = await text('/metrica/metodologia?edicion=2019');
      expect(page).toContain('No conocemos la metodología de 2019');
      expect(page).toContain('1,243 instituciones');
      expect(page).toContain('promedian 0.385 y no 0.41');
      expect(page).not.toContain('del índice');
      expect(await text('/en/metrica/metodologia?edicion=2021')).toContain(
        'We do not know the methodology of 2021',
      );
      const file = await site.get('/metrica/metodologia.csv?edicion=2021');
      expect(file.status).toBe(404);
      expect(textOf(await file.text())).toContain('Se conoce la de: 2017.');
    });

    it('refuses an edition that there is not', async () => {
      const response = await site.get('/metrica/metodologia?edicion=2018');
      expect(response.status).toBe(400);
      expect(textOf(await response.text())).toContain('Hay: 2017, 2019, 2021.');
    });

    it('speaks English', async () => {
      const page = await text('/en/metrica/metodologia');
      expect(page).toContain('Access to information AI 12.5% of the index 50% of TG');
      expect(page).toContain('Mean of the 908 institutions 0.3887');
    });
  });

  describe('/metrica/simulador', () => {
    it('begins with the official weights and ranks', async () => {
      const page = await text('/metrica/simulador');
      expect(page).toContain('Con los pesos oficiales, la Ciudad de México va primero y Querétaro al final');
      const rows = await csv('/metrica/simulador.csv');
      expect(rows).toHaveLength(33);
      expect(rows.every((row) => row.posicion === row.posicion_oficial && row.lugares_ganados === '0')).toBe(
        true,
      );
    });

    it('ranks by transparency alone when participation weighs nothing', async () => {
      const chosen = await json('/metrica/simulador.json?transparencia=1&participacion=0');
      const published = await csv('/metrica/2017/entidades.csv');
      const values = new Map(published.map(({ clave, t }) => [clave, Number(t)]));
      for (const { clave, ga } of chosen) expect(ga).toBeCloseTo(values.get(clave) ?? Number.NaN, 4);
      const order = chosen.map(({ clave }: Record<string, string>) => values.get(clave ?? '') ?? 0);
      expect(order).toEqual(order.toSorted((a: number, b: number) => b - a));
    });

    it('tells who gains and who loses, and how that relates to what was uncertain anyway', async () => {
      const path = '/metrica/simulador?edicion=2017&transparencia=0&participacion=1';
      const page = await text(path);
      const rows: { entidad: string; lugares_ganados: number; posicion: number; posicion_oficial: number }[] =
        await json(path.replace('simulador', 'simulador.json'));
      const top = rows.toSorted((a, b) => b.lugares_ganados - a.lugares_ganados)[0];
      expect(page).toContain(`Suben más: ${top?.entidad} (del ${top?.posicion_oficial} al ${top?.posicion})`);
      const moved = rows.filter(({ lugares_ganados }) => lugares_ganados !== 0).length;
      expect(page).toContain(`${moved} de 33 entidades cambian de lugar`);
      expect(page).toMatch(/Con tus pesos, \d+ de 33 entidades quedan dentro de ese intervalo/);
      expect(page).toContain('PG: Participación desde el gobierno 50 % oficial: 25 %');
      expect(await site.page(path)).toContain(
        'simulador.csv?edicion=2017&amp;transparencia=0&amp;participacion=1',
      );
    });

    it('sends a form to the one address of its choice, which stays', async () => {
      const sent = await site.get(
        '/en/metrica/simulador?edicion=2017&transparencia=070&participacion=30.0&gobierno=50&ciudadania=50&gobierno_t=&ciudadania_t=&gobierno_p=&ciudadania_p=',
      );
      expect(sent.status).toBe(303);
      const address = sent.headers.get('location') ?? '';
      expect(address).toBe('/en/metrica/simulador?edicion=2017&transparencia=70&participacion=30');
      const shown = await site.page(address);
      expect(shown).toContain('value="70"');
      expect(textOf(shown)).toContain('With your weights');
    });

    it('shows weights that cannot be used as they were typed, each with what is wrong', async () => {
      const response = await site.get(
        '/metrica/simulador?transparencia=-3&participacion=abc%22&gobierno=&ciudadania=5000&gobierno_t=0&ciudadania_t=0',
      );
      expect(response.status).toBe(400);
      const page = await response.text();
      expect(page).toContain('<title>Error: ');
      expect(page).toContain('govuk-error-summary');
      for (const field of ['transparencia', 'participacion', 'gobierno', 'ciudadania', 'gobierno_t']) {
        expect(page).toContain(`href="#${field}"`);
        expect(page).toContain(`id="${field}-error"`);
      }
      for (const typed of ['value="-3"', 'value="abc&quot;"', 'value="5000"']) expect(page).toContain(typed);
      const words = textOf(page);
      expect(words).toContain('Hay 5 problemas');
      expect(words).toContain('«-3» es menor que 0');
      expect(words).toContain('«5000» es mayor que 1,000');
      expect(words).toContain('Con los pesos oficiales, la Ciudad de México va primero');
    });

    it.each([
      'transparencia=NaN&participacion=1',
      'transparencia=0&participacion=0',
      'gobierno=1001&ciudadania=1',
      'gobierno=1',
    ])('refuses a file for %s', async (query) => {
      for (const form of ['csv', 'json']) {
        expect((await site.get(`/metrica/simulador.${form}?${query}`)).status).toBe(400);
      }
    });

    it('refuses an edition without values by state', async () => {
      const response = await site.get('/metrica/simulador?edicion=2019');
      expect(response.status).toBe(400);
      expect(textOf(await response.text())).toContain('Hay: 2017.');
    });

    it('drops what it does not know from the address', async () => {
      const response = await site.get('/metrica/simulador?utm_source=x');
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toBe('/metrica/simulador');
    });
  });

  it('finds everything in order by itself', async () => {
    const reports = (await metrica.verify?.(site.services, modules)) ?? [];
    expect(reports.flatMap(({ differences }) => differences)).toEqual([]);
    const checked = reports.map(({ checked }) => checked);
    expect(checked).toEqual([12660, 165, 231, 2724, 3, 1]);
  });
});

describe('a store that somebody has changed', () => {
  const site = testSite();
  beforeAll(async () => {
    const { orm } = site.services;
    await orm.execute(sql`
      update metrica_unit_scores set measures = jsonb_set(measures, '{ga,value}', '0.5')
      where year = 2017 and clave = '20'`);
    await orm.execute(sql`
      update metrica_institution_scores set scores = scores - 'ga_cit'
      where year = 2017 and institution = 'federacion-banco-de-mexico'`);
    await orm.execute(sql`
      update metrica_published_scores set score = 0.99 where year = 2017 and clave = '17' and measure = 'pg'`);
  });

  it('is found out, each figure by unit and measure', async () => {
    const differences = ((await metrica.verify?.(site.services, modules)) ?? []).flatMap(
      (report) => report.differences,
    );
    expect(differences).toEqual([
      expect.stringMatching(/^federacion-banco-de-mexico, ga_cit: stored nothing, recomputed 0\.\d+$/),
      expect.stringMatching(/^Oaxaca, ga, value: stored 0\.5, recomputed 0\.33\d+$/),
      expect.stringMatching(/^Morelos, pg: published 0\.99, ours 0\.195\d*$/),
      expect.stringMatching(/^Oaxaca, ga: published 0\.33, ours 0\.5$/),
      // The base gives its own mean in full, too.
      expect.stringMatching(/^Oaxaca, ga: published 0\.33\d+, ours 0\.5$/),
    ]);
  });

  it('shows on the page of verification', async () => {
    const page = textOf(await site.page('/metrica/verificacion?ver=diferencias'));
    expect(page).toContain('163 de 165 celdas coinciden');
    expect(page).toContain('Solo con diferencias (2)');
    expect(page).toMatch(/Morelos .* 0\.99 0\.1950 −0\.7950 no coincide/);
    expect(page).not.toMatch(/Aguascalientes 0\.43/);
    const rows = csvRowsOf(await site.page('/metrica/verificacion.csv'));
    expect(rows.filter(({ coincide }) => coincide === 'false')).toHaveLength(2);
  });
});
