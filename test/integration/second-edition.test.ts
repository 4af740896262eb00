import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { findEditionView, metrica } from '#modules/metrica/index.ts';
import { listedPages } from '#modules/outreach/sitemap.ts';
import { projectRoot } from '#platform/config/project.ts';
import { loadDataSet } from '#platform/data-sets/load.ts';
import { dataSets, modules } from '../../src/app.ts';
import { csvRowsOf, mainOf, textOf } from '../support/reading.ts';
import { brokenLinks, testSite } from '../support/site.ts';

/**
 * What happens once a second edition is measured: 2019 with made-up scores, in these tests only. It has what 2017 does
 * not: a state without institutions, one with a single institution, one where a component is not known, two states
 * with the same scores, and institutions that the catalogue lacks.
 */

const site = testSite();

const nobody = '06'; // Colima
const single = '02'; // Baja California
const lacking = '31'; // Yucatán
const alike = ['10', '11']; // Durango, Guanajuato
const perUnit = 4;
const columns = ['source_name', 'clave', 'order', 'kind', 'tg', 'tc', 'pg', 'pc'];
const newcomer = 'Instituto de Prueba';

type Row = Record<string, string>;
const read = async (path: string) => textOf(mainOf(await site.page(path)));

async function load(name: string, bytes: Uint8Array) {
  const dataSet = dataSets.find((one) => one.name === name);
  if (!dataSet) throw new Error(`There is no data set ${name}`);
  const options = { edition: '2019' };
  const report = await loadDataSet(site.services, dataSet, { bytes, source: 'test', options });
  await site.services.dataVersion.refresh();
  return report;
}

/** The same made-up scores for every run: those of an institution of 2017, moved a little. */
function scoresOf(row: Row, at: number): string[] {
  const moved = (measure: string, by: number) => {
    const score = Number(row[measure]) + by;
    return Math.min(1, Math.max(0, score)).toFixed(4);
  };
  return [moved('tg', 0.05), moved('tc', 0.02 * (at % 3)), moved('pg', 0.1), moved('pc', -0.03)];
}

function madeUpBase(observed: readonly Row[]): string {
  const rows = [...Map.groupBy(observed, ({ clave = '' }) => clave)].flatMap(([clave, own]) => {
    if (clave === nobody) return [];
    return own.slice(0, clave === single ? 1 : perUnit).map((row, at) => {
      const scores = alike.includes(clave) ? ['0.6', '0.5', '0.4', '0.3'] : scoresOf(row, at);
      if (clave === lacking && at === 0) scores[3] = '';
      return [row.source_name ?? '', clave, row.order ?? '', row.kind ?? '', ...scores];
    });
  });
  rows.push([newcomer, '20', 'state', 'autonomous', '0.9', '0.8', '0.7', '0.6']);
  return stringify([columns, ...rows]);
}

const shipped = (file: string) => readFile(join(projectRoot, 'data', 'metrica', file), 'utf8');
let observed2017: Row[];
let pageBefore: string;

beforeAll(async () => {
  observed2017 = csvRowsOf((await shipped('2017/observations.csv')).replaceAll('\n', '\r\n'));
  pageBefore = await read('/metrica/2017');
  const methodology = JSON.parse(await shipped('2017/methodology.json'));
  const bytes = new TextEncoder().encode(JSON.stringify({ ...methodology, edition: 2019 }));
  await load('metrica-methodology', bytes);
  const report = await load('metrica-observations', new TextEncoder().encode(madeUpBase(observed2017)));
  expect(report.notes).toEqual(['New in the catalogue of institutions: 1.']);
});

/** All pages that search engines list, of institutions only some: those of both editions and of one of them. */
async function addresses(): Promise<string[]> {
  const listed = await listedPages(modules, site.services);
  const institutions = listed.filter((path) => /^\/instituciones\/./.test(path));
  const some = institutions.filter((_, at) => at % 400 === 0);
  const views = ['?medida=pc', '?orden_gobierno=estatal', '?tipo=sindicato', '?incertidumbre=muestra'];
  return [
    ...listed.filter((path) => !institutions.includes(path)),
    ...some,
    ...views.map((query) => `/metrica/2019${query}`),
    ...[2017, 2019].flatMap((year) =>
      ['metodologia', 'verificacion', 'simulador'].map((page) => `/metrica/${page}?edicion=${year}`),
    ),
    '/metrica/simulador?edicion=2019&transparencia=70&participacion=30',
    '/metrica/2019/instituciones?orden=pc&sentido=asc',
  ];
}

describe('with a second measured edition', () => {
  it('every page is there in both languages and says nothing that is no word', async () => {
    const notVerifiable = '/metrica/verificacion?edicion=2019';
    for (const path of await addresses()) {
      for (const address of [path, `/en${path === '/' ? '' : path}`]) {
        const response = await site.get(address);
        const html = await response.text();
        expect(response.status, address).toBe(path === notVerifiable ? 400 : 200);
        expect(textOf(html), address).not.toMatch(/NaN|undefined|Infinity|\[object|\{\{|metrica:\w/);
      }
    }
  });

  it.each(['/', '/metrica', '/metrica/2019', '/entidades/oaxaca', '/entidades/colima', '/datos'])(
    '%s leads only to what is there',
    async (start) => expect(await brokenLinks(site, start)).toEqual([]),
  );

  it('the home page and the map are of the newer one, the page of 2017 is as it was', async () => {
    expect(await site.page('/')).toContain('/metrica/2019#entidades');
    expect(await read('/metrica/2017')).toBe(pageBefore);
    expect(await site.page('/metrica')).toContain('/metrica/2019#entidades');
  });

  it('changes since 2017 stand beside each state, and are ours', async () => {
    const [before, after] = await Promise.all(
      [2017, 2019].map((year) => findEditionView(site.services, year)),
    );
    const ofOaxaca = (view: typeof before) => view?.unitByClave.get('20')?.measures.ga?.value ?? Number.NaN;
    const change = ofOaxaca(after) - ofOaxaca(before);
    expect(Math.abs(change)).toBeGreaterThan(0.01);
    const text = await read('/metrica/2019');
    expect(text).toContain('Cambio desde 2017');
    const shown = `${change < 0 ? '\u2212' : '+'}${Math.abs(change).toFixed(2)}`;
    expect(text).toMatch(new RegExp(`Oaxaca [^A-Z]*${shown.replace('+', '\\+')}`));
  });

  it('a state has a trend with both values', async () => {
    const text = await read('/entidades/oaxaca');
    expect(text).toMatch(/2017 0\.33 2019 0\.\d\d 2021 sin dato/);
  });

  it('a state that was not measured again keeps what is known of it', async () => {
    expect(await read('/metrica/2019')).toMatch(/Colima sin dato/);
    const page = await read('/entidades/colima');
    const value = Number(
      csvRowsOf(await site.page('/metrica/2017/entidades.csv')).find(({ clave }) => clave === nobody)?.ga,
    );
    expect(page).toContain(`${value.toFixed(2)} de 1`);
    expect(page).toContain('2017');
    const file = csvRowsOf(await site.page('/entidades/colima/metrica.csv'));
    expect(file).toHaveLength(observed2017.filter(({ clave }) => clave === nobody).length);
  });

  it('an institution that was not measured again keeps its scores, one measured anew has the new ones', async () => {
    const ofOaxaca = observed2017.filter(({ clave }) => clave === '20');
    const dropped = ofOaxaca.at(-1);
    expect(await read(`/instituciones/${dropped?.slug}`)).toContain(`${Number(dropped?.ga).toFixed(2)} de 1`);
    const fresh = await read('/instituciones/oaxaca-instituto-de-prueba');
    expect(fresh).toContain('0.75 de 1');
    expect(fresh).toContain('2019');
  });

  it('a single institution has no interval of sampling, and so its state has none, on pages, in files and in the API', async () => {
    const rows = csvRowsOf(await site.page('/metrica/2019/entidades.csv'));
    expect(rows.find(({ clave }) => clave === single)).toMatchObject({
      instituciones: '1',
      posicion_min: '',
      posicion_max: '',
    });
    const answer = JSON.parse(await site.page('/api/v1/metrica/editions/2019/units'));
    const unit = answer.items.find((one: { clave: string }) => one.clave === single);
    expect(unit.measures.ga.intervals).toMatchObject({ sampling: null, both: null });
    expect(unit.measures.ga.intervals.weights.rank_min).toBeGreaterThanOrEqual(1);
  });

  it('states with the same scores share a rank', async () => {
    const rows = csvRowsOf(await site.page('/metrica/2019/entidades.csv'));
    const ranks = alike.map((unit) => rows.find(({ clave }) => clave === unit)?.posicion);
    expect(ranks[0]).toBe(ranks[1]);
    expect(rows).toHaveLength(33);
    expect(rows.find(({ clave }) => clave === nobody)).toMatchObject({
      instituciones: '0',
      ga: '',
      posicion: '',
    });
  });

  it('a score that cannot be worked out is missing and says what it lacks', async () => {
    const [first] = observed2017.filter(({ clave }) => clave === lacking);
    const page = JSON.parse(await site.page('/api/v1/metrica/editions/2019/institutions?state=31&limit=10'));
    const item = page.items.find((one: { slug: string }) => one.slug === first?.slug);
    expect(item.scores).toMatchObject({ pc: null, p: null, ga: null });
    expect(item.missing.ga).toContain('pc');
    const rows = csvRowsOf(await site.page('/metrica/2019/entidades.csv'));
    expect(Number(rows.find(({ clave }) => clave === lacking)?.ga)).toBeGreaterThan(0);
  });

  it('what is verified and offered of 2017 stays so', async () => {
    expect(await read('/metrica/verificacion')).toContain('165 de 165 celdas coinciden');
    const text = await read('/datos');
    expect(text).toContain('165 filas');
    expect(text).not.toMatch(/ 0 filas/);
    const reports = (await metrica.verify?.(site.services, modules)) ?? [];
    const stored = reports.filter(({ name }) => /stored results/.test(name));
    expect(stored.map(({ name, differences }) => [name.slice(0, 12), differences])).toEqual([
      ['Métrica 2017', []],
      ['Métrica 2019', []],
    ]);
  });

  it('loading fewer institutions leaves none of those before', async () => {
    const only = observed2017.filter(({ clave }) => clave === '20').slice(0, 3);
    const rows = only.map((row) => [
      row.source_name,
      row.clave,
      row.order,
      row.kind,
      '0.5',
      '0.5',
      '0.5',
      '0.5',
    ]);
    await load('metrica-observations', new TextEncoder().encode(stringify([columns, ...rows])));
    const view = await findEditionView(site.services, 2019);
    expect(view?.institutions).toHaveLength(3);
    expect(view?.units.filter(({ institutions }) => institutions > 0).map(({ clave }) => clave)).toEqual([
      '20',
    ]);
    expect(await read('/entidades/oaxaca')).toContain('0.50 de 1');
    expect(await read('/metrica/2019')).toContain('Oaxaca');
    expect((await site.get('/instituciones/oaxaca-instituto-de-prueba')).status).toBe(200);
  });
});
