import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitCsv } from '../../../src/modules/metrica/loader/csv.ts';
import { decodeField } from '../../../src/modules/metrica/rules/encoding.ts';
import {
  type InstitutionKind,
  normalise,
  type Order,
  parseKind,
  parseOrder,
} from '../../../src/modules/territory/rules/index.ts';
import { claveOf, stateNames } from '../states.ts';

/** The scores of the 2017 base, by the names its columns have there and in our files. */
export const SCORE_COLUMNS = { ga: 'GA', t: 'T', p: 'P', tg: 'TG', tc: 'TC', pg: 'PG', pc: 'PC' } as const;
export type Score = keyof typeof SCORE_COLUMNS;

/** A row of the 2017 base: an institution and its scores with the very digits published. */
export interface Observation {
  clave: string;
  order: Order;
  kind: InstitutionKind;
  /** As published, damaged bytes repaired. */
  sourceName: string;
  /** Without the state's name that the base writes before it. */
  name: string;
  scores: Readonly<Record<Score, string>>;
}

const COLUMNS = ['SO', 'edo', 'niv', 'ts', 'GA', 'P', 'T', 'TG', 'TC', 'PG', 'PC'];

/**
 * The base glues words together where a program took out a line break: a capital within a word begins a new one
 * (`TecnologicoDe`). Its names have no other capitals of that kind.
 */
const unglued = (name: string) => name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');

/** People's names that the base adds to two unions are no part of the unions' names. */
const withoutPerson = (name: string) => name.replace(/ \/ Roberto Leonardo Poot Vazquez$/, '');

/** Reads the 908 rows of the 2017 base from the original file, repairing its encodings, and says what was repaired. */
export function readObservations(raw: string): { observations: Observation[]; repairs: string[] } {
  const { header, rows, problems } = splitCsv(readFileSync(join(raw, 'metrica/metrica_2017_BSO_raw.csv')));
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('; '));
  const names = header.map((field) => decodeField(field).text);
  if (names.join() !== COLUMNS.join()) throw new Error(`The 2017 base has the columns ${names}`);
  const repairs: string[] = [];
  const observations = rows.map(({ row, fields }) => {
    const decoded = fields.map(decodeField);
    for (const { text, encoding, note } of decoded) {
      if (encoding !== 'ascii' && encoding !== 'utf-8')
        repairs.push(`row ${row}: ${text} (${note ?? encoding})`);
    }
    const [sourceName = '', state = '', order = '', kind = '', ...numbers] = decoded.map(({ text }) => text);
    const clave = claveOf(state, normalise);
    const own = sourceName.startsWith(`${state}-`) ? sourceName.slice(state.length + 1) : sourceName;
    const score = (column: Score) => numbers[COLUMNS.indexOf(SCORE_COLUMNS[column]) - 4] ?? '';
    return {
      clave,
      order: parseOrder(order),
      kind: parseKind(kind),
      sourceName,
      name: withoutPerson(unglued(own)).replace(/NuevoLeon/g, stateNames('19').name),
      scores: {
        ga: score('ga'),
        t: score('t'),
        p: score('p'),
        tg: score('tg'),
        tc: score('tc'),
        pg: score('pg'),
        pc: score('pc'),
      },
    };
  });
  return { observations, repairs };
}
