import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it, vi } from 'vitest';
import {
  CLAVES,
  holidaysOfYear,
  INSTITUTION_KINDS,
  isMunicipalityClave,
  normalise,
  parseHolidayRule,
  parseKind,
  parseOrder,
  SLUG_LENGTH,
} from '../../src/modules/territory/rules/index.ts';

type Row = Record<string, string>;

const data = join(import.meta.dirname, '../../data');
const text = (file: string) => readFileSync(join(data, file), 'utf8');
const table = (file: string): Row[] => parse(text(file), { columns: true });
const column = (rows: readonly Row[], name: string) => rows.map((row) => row[name] ?? '');
function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.has(value) || !seen.add(value));
}
const countBy = (values: readonly string[]) =>
  Object.fromEntries(
    [...Map.groupBy(values, (value) => value)].map(([value, those]) => [value, those.length]),
  );

const states = table('territory/states.csv');
const municipalities = table('territory/municipalities.csv');
const institutions = table('territory/institutions.csv');
const holidays = table('territory/holidays.csv');
const observations = table('metrica/2017/observations.csv');
const bySlug = new Map(institutions.map((row) => [row.slug ?? '', row]));
const municipalityByClave = new Map(municipalities.map((row) => [row.clave ?? '', row]));

describe('the states', () => {
  it('are the federation and 32, in the order of their claves', () => {
    expect(column(states, 'clave')).toEqual([...CLAVES]);
  });

  it('have addresses people can read', () => {
    expect(column(states, 'slug')).toMatchObject({
      0: 'federacion',
      9: 'ciudad-de-mexico',
      15: 'estado-de-mexico',
      20: 'oaxaca',
    });
    expect(repeated(column(states, 'slug'))).toEqual([]);
  });

  it('are told apart by every one of their names', () => {
    const names = states.flatMap(({ clave = '', name = '', official_name = '', aliases = '' }) =>
      [...new Set([name, official_name, ...aliases.split(';')].filter(Boolean).map(normalise))].map(
        (known) => ({ clave, known }),
      ),
    );
    expect(repeated(names.map(({ known }) => known))).toEqual([]);
    const claveOf = (name: string) => names.find(({ known }) => known === normalise(name))?.clave;
    expect(['Federal', 'NuevoLeon', 'Mexico', 'Edomex', 'CDMX', 'Michoacan'].map(claveOf)).toEqual([
      '00',
      '19',
      '15',
      '15',
      '09',
      '16',
    ]);
  });

  it('have the people counted in 2020: the country as the sum of its states, each as the sum of its municipalities', () => {
    const people = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + Number(row.population_2020), 0);
    const [federation, ...others] = states;
    expect(Number(federation?.population_2020)).toBe(people(others));
    expect(people(others)).toBe(126_014_024);
    const byState = Map.groupBy(municipalities, (row) => row.state);
    for (const state of others) {
      expect(people(byState.get(state.clave) ?? []), state.name).toBe(Number(state.population_2020));
    }
  });
});

describe('the days of rest', () => {
  const rules = holidays.map((row) => ({
    rule: row.rule ?? '',
    fromYear: Number(row.from_year) || null,
    toYear: Number(row.to_year) || null,
    state: row.state || null,
    name: row.name ?? '',
    source: row.source ?? '',
  }));

  it('are rules that can be read, each with the law that says so', () => {
    for (const { rule, source, state } of rules) {
      expect(() => parseHolidayRule(rule), rule).not.toThrow();
      expect(source).toMatch(/Ley Federal del Trabajo/);
      expect(state).toBeNull();
    }
  });

  it('are seven in a year, eight when the federal executive changes, each on a day of its own', () => {
    const changes = new Set([2006, 2012, 2018, 2024, 2030, 2036]);
    for (let year = 2006; year <= 2040; year += 1) {
      const days = holidaysOfYear(rules, year, null).map(({ day }) => day);
      expect(days.length, String(year)).toBe(changes.has(year) ? 8 : 7);
      expect(repeated(days)).toEqual([]);
    }
  });
});

describe('the municipalities', () => {
  it('are the 2,475 of the catalogue, each in its state', () => {
    expect(municipalities).toHaveLength(2475);
    expect(column(municipalities, 'clave').filter((clave) => !isMunicipalityClave(clave))).toEqual([]);
    expect(repeated(column(municipalities, 'clave'))).toEqual([]);
    expect(municipalities.filter(({ clave, state }) => clave?.slice(0, 2) !== state)).toEqual([]);
  });

  it('lack a population where they were founded after the census', () => {
    const unknown = municipalities.filter(({ population_2020 }) => population_2020 === '');
    expect(column(unknown, 'clave')).toEqual(['02007', '04013', '12082', '12083', '12084', '12085']);
  });
});

describe('the institutions', () => {
  it('have slugs of their own that fit an address', () => {
    expect(bySlug.size).toBe(institutions.length);
    const unfit = column(institutions, 'slug').filter(
      (slug) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > SLUG_LENGTH,
    );
    expect(unfit).toEqual([]);
    const slugOfState = new Map(states.map(({ clave, slug }) => [clave, slug]));
    expect(
      institutions.filter(({ slug, clave }) => !slug?.startsWith(`${slugOfState.get(clave ?? '')}-`)),
    ).toEqual([]);
  });

  it('have a state, an order and, where it is known, a kind', () => {
    const claves = new Set<string | undefined>(CLAVES);
    for (const { clave, order = '', kind = '', slug } of institutions) {
      expect(claves.has(clave), slug).toBe(true);
      expect(parseOrder(order) === 'federal', slug).toBe(clave === '00');
      if (kind) parseKind(kind);
    }
  });

  it('have names that are told apart within a state', () => {
    expect(repeated(institutions.map(({ clave, name }) => `${clave} ${normalise(name ?? '')}`))).toEqual([]);
  });

  it('have names to read: composed, tidy, not in capitals, ending in no loose sign', () => {
    const untidy = column(institutions, 'name').filter(
      (name) => name !== name.normalize('NFC').trim() || /\s{2}|[\u00A0\uFFFD¿]|&\w+;|[,;]$/.test(name),
    );
    expect(untidy).toEqual([]);
    const shouted = column(institutions, 'name').filter(
      (name) => name.length > 20 && name === name.toUpperCase(),
    );
    expect(shouted).toEqual([]);
    const machineCased = column(institutions, 'name').filter((name) =>
      / (De|Del|La|Y|E|Para|Al) [A-ZÁÉÍÓÚ]/.test(name),
    );
    expect(machineCased.filter((name) => !/ La /.test(name))).toEqual([]);
  });

  it('belong to a municipality of their state, which has one government', () => {
    const located = institutions.filter(({ municipality }) => municipality);
    expect(
      located.filter(
        ({ municipality, clave }) => municipalityByClave.get(municipality ?? '')?.state !== clave,
      ),
    ).toEqual([]);
    const governments = institutions.filter(({ kind }) => kind === 'municipality');
    expect(governments.length).toBeGreaterThan(1900);
    expect(repeated(column(governments, 'municipality'))).toEqual([]);
    const misnamed = governments.filter(({ name, municipality, clave }) => {
      const word = clave === '09' ? 'alcaldía' : 'municipio';
      return name !== `${municipalityByClave.get(municipality ?? '')?.name} (${word})`;
    });
    expect(misnamed).toEqual([]);
  });

  it('say where they come from, and have the identifiers of the catalogue once within a state', () => {
    const sources = countBy(column(institutions, 'source'));
    expect(Object.keys(sources).sort()).toEqual(['metrica-2017', 'metrica-2017;pnt-2021', 'pnt-2021']);
    expect((sources['metrica-2017'] ?? 0) + (sources['metrica-2017;pnt-2021'] ?? 0)).toBe(908);
    const ids = institutions.flatMap(({ clave, pnt_id = '' }) =>
      pnt_id
        .split(';')
        .filter(Boolean)
        .map((id) => `${clave} ${id}`),
    );
    expect(repeated(ids)).toEqual([]);
    expect(ids).toHaveLength(7254 - 9);
    expect(institutions.filter(({ source, pnt_id }) => source?.includes('pnt') !== (pnt_id !== ''))).toEqual(
      [],
    );
  });

  it('of both sources are of the same state and alike by name or role, never by chance', () => {
    const match = (slug: string) => bySlug.get(slug)?.pnt_name;
    expect(match('aguascalientes-municipio-de-calvillo')).toBe('MUNICIPIO DE CALVILLO');
    expect(match('ciudad-de-mexico-alcaldia-de-coyoacan')).toBe('Alcaldía Coyoacán');
    expect(match('sinaloa-pri')).toBe('PP00800-Partido Revolucionario Institucional');
    expect(match('chihuahua-dif')).toBe(
      'Unidad de Transparencia del Desarrollo Integral de la Familia del Estado de Chihuahua',
    );
    expect(match('federacion-procuraduria-general-de-la-republica-pgr')).toBe('');
    expect(match('colima-pes')).toBe('');
    expect(match('hidalgo-pes')).toBe('');
  });
});

describe('the observations of 2017', () => {
  const scores = ['ga', 't', 'p', 'tg', 'tc', 'pg', 'pc'] as const;

  it('are 908: 46 federal, 702 of states, 160 municipal, of eleven kinds', () => {
    expect(observations).toHaveLength(908);
    expect(countBy(column(observations, 'order'))).toEqual({ federal: 46, state: 702, municipal: 160 });
    expect(new Set(column(observations, 'kind'))).toEqual(new Set(INSTITUTION_KINDS));
  });

  it('each join an institution, once, and agree with it', () => {
    expect(repeated(column(observations, 'slug'))).toEqual([]);
    for (const { slug = '', clave, order, kind, source_name } of observations) {
      expect(bySlug.get(slug), slug).toMatchObject({ clave, order, kind, source_name });
    }
  });

  it('name the municipality of each of the 160 municipal institutions', () => {
    const municipal = observations.filter(({ order }) => order === 'municipal');
    expect(municipal.filter(({ slug = '' }) => !bySlug.get(slug)?.municipality)).toEqual([]);
  });

  it('keep the digits published, from 0 to 1, and add up within the rounding of four decimals', () => {
    for (const row of observations) {
      const digits = scores.map((score) => row[score] ?? '');
      expect(
        digits.filter((value) => !/^(?:0|1|0\.\d{1,4})$/.test(value)),
        row.slug,
      ).toEqual([]);
      const [ga = 0, t = 0, p = 0, tg = 0, tc = 0, pg = 0, pc = 0] = digits.map(Number);
      const halfStep = 5.000_1e-5;
      expect(Math.abs(t - (tg + tc) / 2), row.slug).toBeLessThanOrEqual(halfStep);
      expect(Math.abs(p - (pg + pc) / 2), row.slug).toBeLessThanOrEqual(halfStep);
      expect(Math.abs(ga - (t + p) / 2), row.slug).toBeLessThanOrEqual(halfStep);
    }
  });

  it('give the unit means of the published base, and those the official annex', () => {
    const units = table('metrica/2017/base_units.csv');
    const annex = table('metrica/2017/published.csv');
    expect(column(units, 'clave')).toEqual([...CLAVES]);
    expect(column(annex, 'clave')).toEqual([...CLAVES]);
    const byState = Map.groupBy(observations, ({ clave }) => clave);
    for (const [index, unit] of units.entries()) {
      const rows = byState.get(unit.clave) ?? [];
      for (const score of scores) {
        const mean = rows.reduce((sum, row) => sum + Number(row[score]), 0) / rows.length;
        expect(Math.abs(mean - Number(unit[score])), `${unit.clave} ${score}`).toBeLessThan(1e-9);
      }
      for (const score of ['ga', 'pg', 'pc', 'tg', 'tc'] as const) {
        expect(annex[index]?.[score], `${unit.clave} ${score}`).toMatch(/^0\.\d\d$/);
        expect(
          Math.abs(Number(annex[index]?.[score]) - Number(unit[score])),
          `${unit.clave} ${score}`,
        ).toBeLessThan(0.00501);
      }
    }
  });
});

describe('the editions', () => {
  const { editions } = JSON.parse(text('metrica/editions.json')) as {
    editions: {
      year: number;
      sample: number;
      national: Record<string, number>;
      notes: { es: string; en: string }[];
    }[];
  };

  it('have the national values published', () => {
    const values = editions.map(({ year, sample, national: { ga, t, p } }) => [year, sample, ga, t, p]);
    expect(values).toEqual([
      [2017, 908, 0.39, 0.5, 0.28],
      [2019, 1243, 0.52, 0.64, 0.41],
      [2021, 1365, 0.48, 0.61, 0.35],
    ]);
  });

  it('say in both languages what does not add up in 2019', () => {
    const [note] = editions.find(({ year }) => year === 2019)?.notes ?? [];
    expect(note?.es).toContain('promedian 0.385 y no 0.41');
    expect(note?.en).toContain('average 0.385 and not 0.41');
  });
});

describe('the local exercise', () => {
  const secretariats = table('plans/secretariats.csv');
  const plans = table('plans/plans.csv');
  const commitments = table('plans/commitments.csv');
  const notes = table('plans/notes.csv');

  it('is known of 15 states: 11 with a secretariat installed, 7 with a plan', () => {
    expect(countBy(column(secretariats, 'status'))).toEqual({ installed: 11, declared: 4 });
    expect(column(plans, 'state')).toEqual(['04', '10', '17', '20', '24', '29', '30']);
    expect(table('plans/members.csv')).toHaveLength(66);
  });

  it('has 42 commitments, as many in each plan as it declares and the ones added later', () => {
    expect(commitments).toHaveLength(42);
    for (const { state, declared_commitments } of plans) {
      const own = commitments.filter((row) => row.state === state);
      expect(
        own.filter(({ kind }) => kind === 'plan'),
        state,
      ).toHaveLength(Number(declared_commitments));
      expect(repeated(column(own, 'number')), state).toEqual([]);
    }
    expect(commitments.filter(({ kind }) => kind === 'proactive')).toHaveLength(3);
  });

  it('has no order of days that cannot be', () => {
    const early = secretariats.filter(
      (row) => row.installed_on && `${row.installed_on}` < `${row.declared_on}`,
    );
    expect(early).toEqual([]);
  });

  it('has the dated statements of the press and of the work plan, whose states add up', () => {
    const told = notes.map(({ as_of, measure, value }) => `${as_of} ${measure} ${value}`);
    expect(told).toContain('2017-12 secretariats-installed 16');
    expect(told).toContain('2017-12 plans-published 10');
    expect(told).toContain('2019-10-15 secretariats-missing 13');
    for (const { states: named = '', value } of notes) {
      if (named) expect(named.split(';')).toHaveLength(Number(value));
    }
  });
});

describe('the folder of data', () => {
  const files = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(data, join(entry.parentPath, entry.name)))
    .sort();

  it('tells of every file in its README', () => {
    const readme = text('README.md');
    expect(files.filter((file) => !readme.includes(`\`${file}\``) && file !== 'README.md')).toEqual([]);
  });

  it('has tables in UTF-8 with LF and no byte order mark', () => {
    for (const file of files.filter((name) => name.endsWith('.csv'))) {
      expect(text(file), file).not.toMatch(/^\uFEFF|\r|\uFFFD/);
      expect(text(file).endsWith('\n'), file).toBe(true);
    }
  });
});

const raw = join(import.meta.dirname, '../../../shared/data');

describe.skipIf(!existsSync(raw))(
  'the scripts (skipped where the raw inputs are absent at ../shared/data)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'tequio-data-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    it('make from the raw inputs the very files that are shipped', async () => {
      const { makeTerritory } = await import('../../scripts/data/territory.ts');
      const { makeMap } = await import('../../scripts/data/map.ts');
      const { makeInstitutions } = await import('../../scripts/data/institutions.ts');
      const { makeMetrica } = await import('../../scripts/data/metrica.ts');
      const { makePlans } = await import('../../scripts/data/plans.ts');
      const quiet = vi.spyOn(console, 'log').mockImplementation(() => {});
      makeTerritory(raw, folder);
      makeMap(raw, folder);
      makeMetrica(raw, folder, makeInstitutions(raw, folder));
      makePlans(raw, folder);
      quiet.mockRestore();
      const made = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      expect(made).toHaveLength(13);
      for (const entry of made) {
        const path = join(entry.parentPath, entry.name);
        const file = relative(folder, path);
        expect(readFileSync(path, 'utf8') === text(file), `${file} is as its script makes it`).toBe(true);
      }
    });
  },
);
