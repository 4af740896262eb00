import { join } from 'node:path';
import { normalise } from '../../src/modules/territory/rules/index.ts';
import { EDITIONS } from './editions.ts';
import { type Observation, SCORE_COLUMNS, type Score } from './institutions/metrica-base.ts';
import { claveOf } from './states.ts';
import { readTable, value, write, writeTable } from './table.ts';

const SCORES = Object.keys(SCORE_COLUMNS) as Score[];

const byClave = (one: { clave: string }, other: { clave: string }) => one.clave.localeCompare(other.clave);

function makeObservations(out: string, slugs: ReadonlyMap<Observation, string>): void {
  const rows = [...slugs].map(([{ clave, order, kind, sourceName, scores }, slug]) => ({
    slug,
    clave,
    order,
    kind,
    source_name: sourceName,
    ...scores,
  }));
  rows.sort((one, other) => byClave(one, other) || (one.slug < other.slug ? -1 : 1));
  writeTable(
    join(out, 'metrica/2017/observations.csv'),
    ['slug', 'clave', 'order', 'kind', 'source_name', ...SCORES],
    rows,
  );
  console.log(`metrica 2017: ${rows.length} observations`);
}

/** The columns of the official annex and ours; the annex prints two decimals, which the raw file drops when zero. */
const ANNEX = {
  ga: 'iga',
  pg: 'participacion_gobierno',
  pc: 'participacion_ciudadano',
  tg: 'transparencia_gobierno',
  tc: 'transparencia_ciudadano',
} as const;

function makePublished(raw: string, out: string): void {
  const columns = Object.keys(ANNEX) as (keyof typeof ANNEX)[];
  const rows = readTable(join(raw, 'metrica/metrica_2017_anexo2_oficial.csv')).map((row) => {
    const printed = (column: keyof typeof ANNEX) => Number(value(row, ANNEX[column])).toFixed(2);
    const [ga, pg, pc, tg, tc] = columns.map(printed);
    return {
      clave: value(row, 'cve_ent'),
      ga: ga ?? '',
      pg: pg ?? '',
      pc: pc ?? '',
      tg: tg ?? '',
      tc: tc ?? '',
    };
  });
  writeTable(join(out, 'metrica/2017/published.csv'), ['clave', ...columns], rows.sort(byClave));
}

function makeBaseUnits(raw: string, out: string): void {
  const rows = readTable(join(raw, 'metrica/metrica_2017_prom_raw.csv')).map((row) => {
    const mean = (score: Score) => value(row, SCORE_COLUMNS[score]);
    return {
      clave: claveOf(value(row, 'estado'), normalise),
      ga: mean('ga'),
      t: mean('t'),
      p: mean('p'),
      tg: mean('tg'),
      tc: mean('tc'),
      pg: mean('pg'),
      pc: mean('pc'),
    };
  });
  writeTable(join(out, 'metrica/2017/base_units.csv'), ['clave', ...SCORES], rows.sort(byClave));
}

/** Writes the Métrica's tables of 2017 and `metrica/editions.json`; every figure keeps the digits published. */
export function makeMetrica(raw: string, out: string, slugs: ReadonlyMap<Observation, string>): void {
  makeObservations(out, slugs);
  makePublished(raw, out);
  makeBaseUnits(raw, out);
  write(join(out, 'metrica/editions.json'), `${JSON.stringify(EDITIONS, null, 2)}\n`);
}
