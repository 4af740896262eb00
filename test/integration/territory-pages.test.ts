import { describe, expect, it } from 'vitest';
import { allInstitutions, listStates } from '#modules/territory/index.ts';
import { csvRowsOf, linksOf, textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();

const csvRows = async (path: string) => csvRowsOf(await site.page(path));
/** The part of the page between the heading of the table and its end. */
const tableOf = (html: string) =>
  /<tbody>([\s\S]*?)<\/tbody>/.exec(html.slice(html.indexOf('<table')))?.[1] ?? '';

describe('the list of states', () => {
  it('leads to all 33 and offers a search', async () => {
    const html = await site.page('/entidades');
    for (const { slug } of await listStates(site.services.orm)) {
      expect(linksOf(html)).toContain(`/entidades/${slug}`);
    }
    expect(html).toContain('action="/buscar"');
  });

  it('sorts its catalogue by what the address asks', async () => {
    const html = await site.page('/entidades?orden=municipios');
    const catalogue = html.slice(html.indexOf('id="catalogo"'));
    expect(textOf(tableOf(catalogue)).trim()).toMatch(/^Oaxaca/);
    expect(textOf(tableOf(catalogue))).toContain('no aplica');
  });

  it('refuses an order it does not know and says which there are', async () => {
    const response = await site.get('/entidades?orden=color');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('nombre, poblacion, municipios, instituciones, clave');
  });

  it('is a file too, in both forms and the same in both languages', async () => {
    const rows = await csvRows('/entidades.csv');
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'clave',
      'nombre',
      'nombre_oficial',
      'abreviatura',
      'poblacion_2020',
      'municipios',
    ]);
    expect(rows).toHaveLength(33);
    expect(rows.find(({ clave }) => clave === '20')).toMatchObject({ nombre: 'Oaxaca', municipios: '570' });
    expect(rows.find(({ clave }) => clave === '00')?.municipios).toBe('');
    const json = JSON.parse(await site.page('/entidades.json'));
    expect(json).toHaveLength(33);
    expect(json[20]).toEqual({
      clave: '20',
      nombre: 'Oaxaca',
      nombre_oficial: 'Oaxaca',
      abreviatura: 'Oax.',
      poblacion_2020: 4132148,
      municipios: 570,
    });
    expect(await site.page('/en/entidades.csv')).toBe(await site.page('/entidades.csv'));
  });
});

describe('the page of a state', () => {
  it('says who it is and what is known of it', async () => {
    const text = textOf(await site.page('/entidades/michoacan'));
    expect(text).toContain('Nombre oficial Michoacán de Ocampo');
    expect(text).toContain('Abreviatura Mich.');
    expect(text).toContain('Clave INEGI 16');
    expect(text).toContain('Población 2020 4,748,846');
    expect(text).toContain('Municipios 113');
  });

  it('carries what other modules know of it', async () => {
    const text = textOf(await site.page('/entidades/oaxaca'));
    expect(text).toContain('0.33');
    expect(text).toMatch(/27 instituciones/);
  });

  it('goes on to its municipalities and its institutions', async () => {
    const links = linksOf(await site.page('/entidades/oaxaca'));
    expect(links).toContain('/entidades/oaxaca/municipios');
    expect(links).toContain('/instituciones?entidad=oaxaca');
  });

  it('speaks of boroughs where the state has boroughs, and of neither for the federation', async () => {
    expect(textOf(await site.page('/entidades/ciudad-de-mexico'))).toContain(
      '16 alcaldías de la Ciudad de México',
    );
    const links = linksOf(await site.page('/entidades/federacion'));
    expect(links).not.toContain('/entidades/federacion/municipios');
    expect(textOf(await site.page('/en/entidades/ciudad-de-mexico'))).toContain('16 boroughs');
  });

  it('exists for all 33 in both languages', async () => {
    for (const { slug } of await listStates(site.services.orm)) {
      expect((await site.get(`/entidades/${slug}`)).status).toBe(200);
      expect((await site.get(`/en/entidades/${slug}`)).status).toBe(200);
    }
  });

  it.each([
    ['/entidades/20', '/entidades/oaxaca'],
    ['/entidades/OAXACA', '/entidades/oaxaca'],
    ['/entidades/M%C3%A9xico', '/entidades/estado-de-mexico'],
    ['/entidades/cdmx', '/entidades/ciudad-de-mexico'],
    ['/en/entidades/09', '/en/entidades/ciudad-de-mexico'],
    ['/entidades/20/municipios?orden=poblacion', '/entidades/oaxaca/municipios?orden=poblacion'],
    ['/entidades/Yucat%C3%A1n/municipios.csv', '/entidades/yucatan/municipios.csv'],
  ])('%s moves to %s', async (path, to) => {
    const response = await site.get(path);
    expect([response.status, response.headers.get('location')]).toEqual([301, to]);
  });

  it('that does not exist offers the nearest names', async () => {
    const response = await site.get('/entidades/oaxca');
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toContain('No hay una entidad que se llame «oaxca».');
    expect(linksOf(html)).toContain('/entidades/oaxaca');
  });

  it.each(['33', '%20', '%3Cscript%3E', 'x'.repeat(300), '..%2F..%2Fetc'])(
    'is not found at %s',
    async (slug) => {
      const response = await site.get(`/entidades/${slug}`);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('<script>');
    },
  );
});

describe('the municipalities of a state', () => {
  it('are all on one page, each with a place of its own, within the weight of a page', async () => {
    const html = await site.page('/entidades/oaxaca/municipios');
    expect(html.match(/id="municipio-20\d{3}"/g)).toHaveLength(570);
    const response = await site.get('/entidades/oaxaca/municipios', { 'accept-encoding': 'br' });
    expect((await response.arrayBuffer()).byteLength).toBeLessThanOrEqual(20_000);
  });

  it('sort by population, most people first', async () => {
    const table = textOf(tableOf(await site.page('/entidades/oaxaca/municipios?orden=poblacion')));
    expect(table.trim()).toMatch(/^Oaxaca de Juárez 270,955 20067/);
  });

  it('can be entered by letter where there are many, in the order of names only', async () => {
    expect(await site.page('/entidades/oaxaca/municipios')).toContain('aria-label="Municipios por letra"');
    expect(await site.page('/entidades/oaxaca/municipios?orden=clave')).not.toContain('por letra');
    expect(await site.page('/entidades/colima/municipios')).not.toContain('por letra');
  });

  it('are files too', async () => {
    const rows = await csvRows('/entidades/oaxaca/municipios.csv');
    expect(rows).toHaveLength(570);
    expect(rows.find(({ clave }) => clave === '20067')).toEqual({
      clave: '20067',
      nombre: 'Oaxaca de Juárez',
      poblacion_2020: '270955',
    });
    expect(JSON.parse(await site.page('/entidades/oaxaca/municipios.json'))).toHaveLength(570);
  });

  it('are none for the federation, which is said', async () => {
    const response = await site.get('/entidades/federacion/municipios');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('La Federación no se divide en municipios');
  });
});

describe('the list of institutions', () => {
  it('shows 50 of all to a page, in the order of names', async () => {
    const all = await allInstitutions(site.services.orm);
    const html = await site.page('/instituciones');
    expect(textOf(html)).toContain(`${all.length.toLocaleString('en')} instituciones 1 a 50 de`);
    expect(tableOf(html).match(/<tr/g)).toHaveLength(50);
    const pages = Math.ceil(all.length / 50);
    expect(tableOf(await site.page(`/instituciones?pagina=${pages}`)).match(/<tr/g)).toHaveLength(
      all.length - 50 * (pages - 1),
    );
  });

  it('narrows down by words, state, order and kind together', async () => {
    const html = await site.page(
      '/instituciones?q=congreso&entidad=oaxaca&orden_gobierno=estatal&tipo=legislativo',
    );
    const table = textOf(tableOf(html));
    expect(table).toContain('Congreso Estatal Oaxaca Estatal Poder Legislativo');
    expect(html).toMatch(/<option value="oaxaca" selected/);
    expect(html).toMatch(/<option value="legislativo" selected/);
    expect(html).toContain('value="congreso"');
  });

  it('has the columns that modules add', async () => {
    const html = await site.page('/instituciones?entidad=oaxaca&q=dif&tipo=ejecutivo-estatal');
    expect(textOf(tableOf(html))).toMatch(/DIF .*0\.38/);
  });

  it('keeps filters when it sorts and pages, and forgets the page when filters change', async () => {
    const links = [...linksOf(await site.page('/instituciones?entidad=oaxaca&pagina=2'))];
    expect(links).toContain('/instituciones?entidad=oaxaca&pagina=3#lista');
    expect(links).toContain('/instituciones?entidad=oaxaca&orden=entidad&sentido=asc#lista');
    expect(links).toContain('/instituciones.csv?entidad=oaxaca');
  });

  it('gives files with the same filters', async () => {
    const rows = await csvRows('/instituciones.csv?entidad=oaxaca&tipo=legislativo');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).toMatchObject({ clave_entidad: '20', entidad: 'Oaxaca', tipo: 'legislativo' });
    }
    const json = JSON.parse(await site.page('/instituciones.json?entidad=oaxaca&tipo=legislativo'));
    expect(json.map(({ slug }: { slug: string }) => slug)).toEqual(rows.map(({ slug }) => slug));
  });

  it('gives all of them as a file', async () => {
    const all = await allInstitutions(site.services.orm);
    expect(await csvRows('/instituciones.csv')).toHaveLength(all.length);
  });

  it('says so when nothing fits, and keeps what was typed', async () => {
    const html = await site.page('/instituciones?q=zzzz&entidad=colima');
    expect(html).toContain('Ninguna institución cumple con todo eso');
    expect(html).toContain('value="zzzz"');
    expect(html).not.toContain('/instituciones.csv');
  });

  it.each([
    ['tipo=color', 'ejecutivo-estatal'],
    ['orden_gobierno=galactico', 'federal, estatal, municipal'],
    ['entidad=oaxca', 'oaxaca'],
    ['entidad=atlantida', 'aguascalientes'],
    ['orden=color', 'nombre, entidad'],
    ['sentido=arriba', 'asc'],
    ['pagina=cero', 'número entero'],
    [`q=${'a'.repeat(101)}`, '100'],
  ])('refuses %s and says what it takes', async (query, hint) => {
    const response = await site.get(`/instituciones?${query}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(hint);
  });

  it('refuses wrong filters for files as for pages', async () => {
    expect((await site.get('/instituciones.csv?tipo=color')).status).toBe(400);
    expect((await site.get('/en/instituciones.json?entidad=x')).status).toBe(400);
  });

  it('has no page beyond the end', async () => {
    expect((await site.get('/instituciones?pagina=9999')).status).toBe(404);
  });

  it('takes empty fields, as a form sends them, for no filter', async () => {
    const html = await site.page('/instituciones?q=&entidad=&orden_gobierno=&tipo=');
    expect(textOf(html)).not.toContain('con estos filtros');
  });
});

describe('the page of an institution', () => {
  it('says who it is, where it stands and where it is known from', async () => {
    const html = await site.page('/instituciones/oaxaca-dif');
    const text = textOf(html);
    expect(text).toContain('Tipo Poder Ejecutivo estatal');
    expect(text).toContain('Orden de gobierno Estatal');
    expect(text).toContain('Nombre en la fuente Oaxaca-DIF');
    expect(text).toContain('Métrica de Gobierno Abierto 2017');
    expect(linksOf(html)).toContain('/entidades/oaxaca');
  });

  it('carries what other modules know of it', async () => {
    const text = textOf(await site.page('/instituciones/oaxaca-dif'));
    expect(text).toContain('0.38');
    expect(text).not.toContain('no está en la muestra');
  });

  it('leads from a municipal government to its municipality', async () => {
    const all = await allInstitutions(site.services.orm);
    const government = all.find(
      ({ municipality, kind }) => municipality === '20067' && kind === 'municipality',
    );
    const html = await site.page(`/instituciones/${government?.slug}`);
    expect(linksOf(html)).toContain('/entidades/oaxaca/municipios#municipio-20067');
  });

  it('says what it means that it was not measured, and goes on to others', async () => {
    const rows = await csvRows('/instituciones.csv?entidad=jalisco&tipo=municipio');
    const slug = rows.find(({ fuente }) => !fuente?.includes('metrica'))?.slug;
    const html = await site.page(`/instituciones/${slug}`);
    expect(html).toContain('Sin dato: no está en la muestra de la Métrica');
    expect(linksOf(html)).toContain('/instituciones?entidad=jalisco&tipo=municipio');
    expect(linksOf(html)).toContain('/entidades/jalisco');
  });

  it('moves from an address with capitals to its own', async () => {
    const response = await site.get('/instituciones/Oaxaca-DIF');
    expect([response.status, response.headers.get('location')]).toEqual([301, '/instituciones/oaxaca-dif']);
  });

  it('that does not exist offers those with the same words', async () => {
    const response = await site.get('/instituciones/oaxaca-congreso');
    expect(response.status).toBe(404);
    expect(linksOf(await response.text())).toContain('/instituciones/oaxaca-congreso-estatal');
  });

  it.each(['%E2%9C%93', '%20', '-', 'x'.repeat(300), '%3Cscript%3E'])('is not found at %s', async (slug) => {
    const response = await site.get(`/instituciones/${slug}`);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('<script>');
  });
});
