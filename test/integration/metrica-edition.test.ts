import { describe, expect, it } from 'vitest';
import { csvRowsOf, mainOf, textOf } from '../support/reading.ts';
import { testSite } from '../support/site.ts';

const site = testSite();

/** What a reader reads of a page's content. */
const read = async (path: string) => textOf(mainOf(await site.page(path)));

/** The text of a page that refuses, with its status. */
async function refused(path: string): Promise<{ status: number; text: string }> {
  const response = await site.get(path);
  return { status: response.status, text: textOf(await response.text()) };
}

async function csv(path: string): Promise<Record<string, string>[]> {
  const response = await site.get(path);
  expect(response.status, path).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/csv; charset=utf-8');
  return csvRowsOf(await response.text());
}

const json = async (path: string) => (await site.get(path)).json() as Promise<Record<string, unknown>[]>;

describe('/metrica', () => {
  it('answers how open governments are and whether it is getting better', async () => {
    const text = await read('/metrica');
    expect(text).toContain('0.48 de 1');
    expect(text).toContain('Es 0.09 más que en 2017');
    expect(text).toContain('subió 0.13 entre 2017 y 2019 y bajó 0.04 entre 2019 y 2021');
    expect(text).toContain('908 en 2017, 1,243 en 2019 y 1,365 en 2021');
  });

  it('gives the national figure of 2017 both ways, each named', async () => {
    const text = await read('/metrica');
    expect(text).toContain('Promedio de las 908 instituciones 0.3887');
    expect(text).toContain('Promedio de las 33 entidades 0.3872');
  });

  it('tells what does not add up in 2019', async () => {
    expect(await read('/metrica')).toMatch(/0\.19 y 0\.58, promedian 0\.385 y no 0\.41/);
  });

  it('offers the editions as files', async () => {
    const rows = await csv('/metrica/ediciones.csv');
    expect(rows.map((row) => [row.edicion, row.instituciones, row.ga, row.t, row.p, row.cambio_ga])).toEqual([
      ['2017', '908', '0.39', '0.5', '0.28', ''],
      ['2019', '1243', '0.52', '0.64', '0.41', '0.13'],
      ['2021', '1365', '0.48', '0.61', '0.35', '-0.04'],
    ]);
    expect(await json('/metrica/ediciones.json')).toHaveLength(3);
  });
});

describe('/metrica/2017', () => {
  it('ranks the 33, each with value, interval, likely rank and number of institutions', async () => {
    const text = await read('/metrica/2017');
    expect(text).toContain('Ciudad de México, Guanajuato y la Federación van adelante; nadie llega a 0.6');
    expect(text).toMatch(/1\. Ciudad de México 0\.51 0\.\d\d a 0\.\d\d \d+ a \d+ 26/);
    expect(text).toMatch(/33\. Querétaro 0\.27 0\.\d\d a 0\.\d\d \d+ a 33 27/);
    expect(text).toContain('Cambio desde la edición anterior: sin dato');
    expect(text).toContain('De las 165 celdas del anexo oficial, 165 son iguales a las nuestras.');
  });

  it('shows another measure by a link', async () => {
    const html = await site.page('/metrica/2017');
    expect(html).toContain('href="/metrica/2017?medida=pc"');
    const text = await read('/metrica/2017?medida=pc');
    expect(text).toContain('¿Qué lograba quien proponía algo');
    expect(text).toContain('1. Aguascalientes 0.48');
  });

  it('works out unions alone and says so', async () => {
    const text = await read('/metrica/2017?tipo=sindicato');
    expect(text).toContain('Filtro: Sindicatos (67 instituciones)');
    expect(text).toContain('volvimos a calcular promedios, lugares e intervalos');
    expect(text).toMatch(/tienen menos de 5 instituciones/);
    const unions = (await csv('/metrica/2017/instituciones.csv')).filter((row) => row.tipo === 'Sindicato');
    const mean = unions.reduce((sum, row) => sum + Number(row.ga), 0) / unions.length;
    expect(text).toContain(`(67), el país tiene ${mean.toFixed(4)}`);
  });

  it('leaves units without such institutions without a value, and combinations without any', async () => {
    const federal = await read('/metrica/2017?orden_gobierno=federal');
    expect(federal).toContain('Solo la Federación tiene dato: 0.46');
    expect(federal).toContain('no se midió ninguna institución así: 32 entidades');
    const none = await read('/metrica/2017?orden_gobierno=municipal&tipo=sindicato');
    expect(none).toContain('La edición no midió ninguna institución así');
  });

  it('does not pretend to an interval where a unit has a single institution', async () => {
    const text = await read('/metrica/2017?tipo=judicial&incertidumbre=muestra');
    expect(text).toMatch(/Oaxaca 0\.67 sin dato sin dato 1/);
    expect(text).toContain('Con una sola institución no se puede simular otra muestra');
  });

  it('says where weights change nothing', async () => {
    expect(await read('/metrica/2017?medida=tg&incertidumbre=pesos')).toContain(
      'Los pesos no cambian transparencia desde el gobierno',
    );
  });

  it.each(['ga', 't', 'p', 'tg', 'tc', 'pg', 'pc', 'ga_gov', 'ga_cit'])(
    'works for %s with every kind of filter and uncertainty, in both languages',
    async (measure) => {
      for (const filter of [
        '',
        '&orden_gobierno=municipal',
        '&tipo=descentralizado&orden_gobierno=federal',
      ]) {
        for (const source of ['ambas', 'muestra', 'pesos']) {
          const path = `/metrica/2017?medida=${measure}${filter}&incertidumbre=${source}`;
          expect((await site.get(path)).status, path).toBe(200);
        }
        expect((await site.get(`/en/metrica/2017?medida=${measure}${filter}`)).status).toBe(200);
      }
    },
  );

  it('sorts its table, those without a value last in both directions', async () => {
    const rows = async (path: string) => {
      const html = await site.page(path);
      return [...html.slice(html.indexOf('id="entidades"')).matchAll(/<th scope="row"><a[^>]*>([^<]+)/g)].map(
        ([, name]) => name,
      );
    };
    expect((await rows('/metrica/2017')).at(0)).toBe('Ciudad de México');
    expect((await rows('/metrica/2017?orden=ga&sentido=asc')).at(0)).toBe('Querétaro');
    expect((await rows('/metrica/2017?orden=entidad')).at(0)).toBe('Aguascalientes');
    const municipal = '/metrica/2017?orden_gobierno=municipal&orden=ga';
    expect((await rows(municipal)).at(-1)).toBe('Federación');
    expect((await rows(`${municipal}&sentido=asc`)).at(-1)).toBe('Federación');
  });

  it.each([
    ['?medida=xx', 'ga, t, tg'],
    ['?orden_gobierno=estado', 'federal, estatal, municipal'],
    ['?tipo=iglesia', 'sindicato'],
    ['?incertidumbre=toda', 'ambas'],
    ['?orden=color', 'posicion'],
    ['?sentido=arriba', 'asc'],
  ])('refuses %s and says what is possible', async (query, possible) => {
    const { status, text } = await refused(`/metrica/2017${query}`);
    expect(status).toBe(400);
    expect(text).toContain(possible);
  });

  it('has its table of units at an address of its own', async () => {
    const response = await site.get('/en/metrica/2017/entidades?medida=t');
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('/en/metrica/2017?medida=t#entidades');
  });
});

describe('an edition of which only national values are known', () => {
  it.each([
    ['2019', '0.52', '1,243'],
    ['2021', '0.48', '1,365'],
  ])('%s shows these, and the 33 plainly as not known', async (year, value, sample) => {
    const text = await read(`/metrica/${year}`);
    expect(text).toContain(`${value} de 1`);
    expect(text).toContain(sample);
    expect(text).toContain('Valores por estado: sin dato');
    expect(text).toMatch(/Oaxaca sin dato 0\.33/);
    const [, ...rows] = text.split('Último valor (2017)');
    expect(rows.join(' ').match(/ sin dato 0\.\d\d/g)).toHaveLength(33);
  });

  it('takes every choice that 2017 takes, and refuses the same', async () => {
    expect(await read('/metrica/2019?medida=t')).toContain('0.64 de 1');
    expect(await read('/metrica/2021?medida=tg&tipo=sindicato')).toContain(
      'sin dato Transparencia desde el gobierno',
    );
    expect((await refused('/metrica/2019?medida=xx')).status).toBe(400);
  });

  it('has files with the 33 without values, and without institutions', async () => {
    const units = await csv('/metrica/2019/entidades.csv');
    expect(units).toHaveLength(33);
    expect(units.every((row) => row.ga === '' && row.posicion === '' && row.instituciones === '')).toBe(true);
    const institutions = await (await site.get('/metrica/2021/instituciones.csv')).text();
    expect(institutions).toBe('clave,institucion,orden,tipo,ga,t,p,tg,tc,pg,pc\r\n');
    expect(await read('/metrica/2019/instituciones')).toContain(
      'no se conocen los valores de cada institución',
    );
  });
});

describe('an edition that does not exist', () => {
  it.each(['/metrica/1999', '/metrica/1999/instituciones', '/metrica/20177/entidades.csv'])(
    '%s is not found, and the page names those that do',
    async (path) => {
      const { status, text } = await refused(path);
      expect(status).toBe(404);
      expect(text).toContain('2017, 2019, 2021');
    },
  );
});

describe('/metrica/2017/entidades.csv', () => {
  it('has the columns that machines rely on, in RFC 4180', async () => {
    const text = await (await site.get('/metrica/2017/entidades.csv')).text();
    const lines = text.split('\r\n');
    expect(lines[0]).toBe(
      'clave,entidad,instituciones,ga,t,p,tg,tc,pg,pc,posicion,posicion_min,posicion_max',
    );
    expect(lines).toHaveLength(35);
    expect(lines.at(-1)).toBe('');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('has the means of the institutions with at least six decimals, and their ranks', async () => {
    const units = await csv('/metrica/2017/entidades.csv');
    expect(units[1]).toMatchObject({ clave: '01', entidad: 'Aguascalientes', instituciones: '27' });
    expect(units[1]?.ga).toMatch(/^0\.426533/);
    const institutions = await csv('/metrica/2017/instituciones.csv');
    for (const unit of units) {
      const own = institutions.filter((row) => row.clave === unit.clave);
      expect(own).toHaveLength(Number(unit.instituciones));
      for (const measure of ['ga', 't', 'p', 'tg', 'tc', 'pg', 'pc'] as const) {
        const mean = own.reduce((sum, row) => sum + Number(row[measure]), 0) / own.length;
        expect(unit[measure]).toMatch(/^\d\.\d{6,}$/);
        expect(Math.abs(Number(unit[measure]) - mean)).toBeLessThan(1e-9);
      }
      const higher = units.filter((other) => Number(other.ga) > Number(unit.ga)).length;
      expect(Number(unit.posicion)).toBe(higher + 1);
      expect(Number(unit.posicion_min)).toBeLessThanOrEqual(Number(unit.posicion));
      expect(Number(unit.posicion_max)).toBeGreaterThanOrEqual(Number(unit.posicion));
    }
  });

  it('is the same as JSON, and in English', async () => {
    const rows = await json('/metrica/2017/entidades.json');
    const [file] = await csv('/en/metrica/2017/entidades.csv');
    expect(rows).toHaveLength(33);
    expect(rows[0]).toMatchObject({ clave: '00', entidad: 'Federación', instituciones: 46, posicion: 3 });
    expect(Number(file?.ga)).toBeCloseTo(Number(rows[0]?.ga), 9);
    expect(file?.entidad).toBe('Federación');
  });

  it('is narrowed as the page is', async () => {
    const units = await csv('/metrica/2017/entidades.csv?tipo=sindicato');
    expect(units.reduce((sum, row) => sum + Number(row.instituciones), 0)).toBe(67);
    expect((await refused('/metrica/2017/entidades.csv?tipo=iglesia')).status).toBe(400);
  });
});

describe('/metrica/2017/instituciones.csv', () => {
  it('has the 908 institutions with their scores as published', async () => {
    const rows = await csv('/metrica/2017/instituciones.csv');
    expect(rows).toHaveLength(908);
    expect(Object.keys(rows[0] ?? {}).join()).toBe('clave,institucion,orden,tipo,ga,t,p,tg,tc,pg,pc');
    const count = (order: string) => rows.filter((row) => row.orden === order).length;
    expect([count('federal'), count('estatal'), count('municipal')]).toEqual([46, 702, 160]);
    expect(
      rows.find((row) => row.institucion?.startsWith('Auditoría Superior de la Federación')),
    ).toMatchObject({
      clave: '00',
      tipo: 'Poder Legislativo',
      ga: '0.5054',
      t: '0.6778',
      p: '0.333',
      tc: '0.8',
    });
    expect(await json('/metrica/2017/instituciones.json')).toHaveLength(908);
  });
});

describe('/metrica/2017/instituciones', () => {
  it('shows the most open first, fifty to a page', async () => {
    const html = await site.page('/metrica/2017/instituciones');
    expect(html.match(/<th scope="row">/g)).toHaveLength(50);
    expect(await read('/metrica/2017/instituciones?pagina=19')).toContain('901 a 908 de 908');
  });

  it('finds names by words without accents, within a state, an order and a kind', async () => {
    const text = await read('/metrica/2017/instituciones?q=salud&entidad=oaxaca&orden_gobierno=estatal');
    expect(text).toContain('1 institución');
    expect(text).toContain('Secretaría de Salud');
    const file = await csv('/metrica/2017/instituciones.csv?q=salud&entidad=oaxaca');
    expect(file.map((row) => row.clave)).toEqual(['20']);
  });

  it('says so where nothing fits', async () => {
    expect(await read('/metrica/2017/instituciones?q=nadasellamaasi')).toContain(
      'Ninguna institución es así',
    );
  });

  it.each([
    ['?pagina=20', 404],
    ['?pagina=0', 400],
    ['?orden=color', 400],
    ['?entidad=atlantida', 400],
    ['?tipo=iglesia', 400],
  ])('refuses %s', async (query, status) => {
    expect((await refused(`/metrica/2017/instituciones${query}`)).status).toBe(status);
  });
});

describe('the page of a state', () => {
  it('gives value, interval and rank in words, and compares with the country and with like states', async () => {
    const text = await read('/entidades/oaxaca');
    expect(text).toContain('Oaxaca: lugar 30 de 33');
    expect(text).toMatch(
      /su valor quedaría entre 0\.\d\d y 0\.\d\d, y su lugar estaría entre el \d+ y el \d+ de 33/,
    );
    expect(text).toContain('0.06 abajo del promedio de las instituciones del país (0.39)');
    expect(text).toContain('los 5 estados más cercanos en población');
    expect(text).toContain('Solo 2017 tiene valor por estado; 2019 y 2021: sin dato');
  });

  it('says what would move its index most, with figures that hold', async () => {
    const text = await read('/entidades/oaxaca');
    const [, from = '', to = '', gain = ''] =
      /pasara de ([\d.]+) a ([\d.]+), que es lo que logra Guanajuato, el índice subiría ([\d.]+)/.exec(
        text,
      ) ?? [];
    expect(Math.abs((Number(to) - Number(from)) / 4 - Number(gain))).toBeLessThan(0.01);
  });

  it('leads to its weakest institution', async () => {
    const html = await site.page('/entidades/oaxaca');
    const weakest = html.slice(html.indexOf('data-weakest'));
    const [, path = ''] = /href="(\/instituciones\/[^"]+)"/.exec(weakest) ?? [];
    const rows = await csv('/entidades/oaxaca/metrica.csv');
    const lowest = rows.toSorted((a, b) => Number(a.ga) - Number(b.ga))[0];
    expect(rows).toHaveLength(27);
    expect(await read(path)).toContain(lowest?.institucion ?? 'nothing');
    expect(await json('/entidades/oaxaca/metrica.json')).toHaveLength(27);
  });

  it('sorts its institutions, and refuses what it does not know', async () => {
    expect((await site.get('/entidades/oaxaca?orden=pc&sentido=asc')).status).toBe(200);
    expect((await refused('/entidades/oaxaca?orden=color')).status).toBe(400);
    expect((await refused('/entidades/atlantida/metrica.csv')).status).toBe(404);
  });

  it('compares the federation with those nearest in rank', async () => {
    expect(await read('/entidades/federacion')).toContain('La Federación tiene el lugar 3 de 33');
  });
});

describe('the list of states', () => {
  it('has all 33 with value, interval and rank', async () => {
    const text = await read('/entidades');
    expect(text.match(/\d+\. [^\d]+ 0\.\d\d 0\.\d\d a 0\.\d\d \d+(?: a \d+)? \d\d/g)).toHaveLength(33);
  });
});

describe('the page of an institution', () => {
  it('puts its score in context and lets a reader work it out by hand', async () => {
    const text = await read('/instituciones/federacion-auditoria-superior-de-la-federacion-asf');
    expect(text).toMatch(/Lugar \d+ de 46 en la Federación, 2017/);
    expect(text).toContain(
      '50 % de transparencia desde el gobierno (0.5556) + 50 % de transparencia desde la ciudadanía (0.8000) = 0.6778',
    );
    expect(text).toContain('50 % de transparencia (0.6778) + 50 % de participación (0.3330) = 0.5054');
  });

  it('tells where the published score was rounded otherwise', async () => {
    const text = await read('/instituciones/aguascalientes-municipio-de-aguascalientes');
    expect(text).toContain('(0.6163) + 50 % de participación (0.1000) = 0.3582');
    expect(text).toContain('La base publica 0.3581.');
  });

  it('has nothing of an institution that was not measured', async () => {
    const rows = await csv('/instituciones.csv?q=puerto');
    const measured = new Set((await csv('/metrica/2017/instituciones.csv')).map((row) => row.institucion));
    const other = rows.find((row) => !measured.has(row.nombre ?? ''));
    expect(await read(`/instituciones/${other?.slug}`)).not.toContain('La cuenta, paso a paso');
  });

  it('stands with its score in the list of institutions', async () => {
    const text = await read('/instituciones?q=auditoria superior de la federacion');
    expect(text).toMatch(/Poder Legislativo 0\.51/);
  });
});
