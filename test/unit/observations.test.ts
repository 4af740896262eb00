import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readObservations } from '#modules/metrica/loader/observations.ts';
import { buildTree, readMethodology } from '#modules/metrica/rules/index.ts';
import { normalise } from '#modules/territory/index.ts';
import { LoadError } from '#platform/data-sets/data-set.ts';

const root = resolve(import.meta.dirname, '..', '..');
const tree = buildTree(
  readMethodology(
    JSON.parse(readFileSync(join(root, 'data', 'metrica', '2017', 'methodology.json'), 'utf8')),
  ),
);
const states = new Map([
  [normalise('Oaxaca'), '20'],
  [normalise('NuevoLeon'), '19'],
]);

const header = 'SO,edo,niv,ts,GA,P,T,TG,TC,PG,PC';
const scores = '0.1,0.1,0.1,0.1,0.1,0.1,0.1';
const read = (text: string | Uint8Array) =>
  readObservations('base', typeof text === 'string' ? new TextEncoder().encode(text) : text, tree, states);

function problemsOf(text: string | Uint8Array) {
  try {
    read(text);
  } catch (error) {
    if (error instanceof LoadError)
      return error.problems.map(({ row, column, message }) => `${row} ${column}: ${message}`);
    throw error;
  }
  throw new Error('The file was taken.');
}

describe('the base of an edition', () => {
  it('is read with the names its columns have there', () => {
    const { rows, notes } = read(`${header}\r\nOaxaca-PRI,Oaxaca,Estatal,Partido,${scores}\r\n`);
    expect(rows).toMatchObject([{ row: 2, name: 'Oaxaca-PRI', clave: '20', order: 'state', kind: 'party' }]);
    expect(rows[0]?.observed).toEqual({ ga: 0.1, p: 0.1, t: 0.1, tg: 0.1, tc: 0.1, pg: 0.1, pc: 0.1 });
    expect(notes).toEqual([]);
  });

  it('may lack a score, which is then absent and not zero', () => {
    const { rows } = read(`${header}\nOaxaca-PRI,Oaxaca,Estatal,Partido,,,,0.1,0.2,0.3,`);
    expect(rows[0]?.observed).toEqual({ tg: 0.1, tc: 0.2, pg: 0.3 });
  });

  it('tells what was repaired, by row and column', () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode(`${header}\nOaxaca-Peque`),
      0xf1,
      ...new TextEncoder().encode(`a Empresa,Oaxaca,Estatal,Fideicomiso,${scores}\n`),
    ]);
    const { rows, notes } = read(bytes);
    expect(rows[0]?.name).toBe('Oaxaca-Pequeña Empresa');
    expect(notes).toEqual(['Row 2, column SO: read as windows-1252: "Oaxaca-Pequeña Empresa"']);
  });
});

describe('a file that is not a base of this edition', () => {
  it.each([
    ['', '1 : the file is empty'],
    [`${header},GDP\n`, '1 GDP: The edition has no such column.'],
    ['SO,edo,niv,ts,GA,GA\n', '1 GA: This column stands there twice.'],
    [
      'SO,niv,ts,GA\n',
      '1 state: The header lacks this column; it may be called clave, edo, cve_ent, entidad.',
    ],
    ['SO,edo,niv,ts\n', '1 : The header has no measure; there are: ga, '],
    [`${header}\n`, '1 : The file has a header and no rows.'],
    [`${header}\n"Oaxaca-PRI,Oaxaca`, 'unclosed quote at row 2'],
    [`${header}\nOaxaca-PRI,Oaxaca\n`, 'row 2 has 2 columns where the header has 11'],
    [`${header}\nX,Atlantis,Estatal,Partido,${scores}`, '2 edo: There is no state "Atlantis".'],
    [`${header}\n,Oaxaca,Estatal,Partido,${scores}`, '2 SO: The institution has no name.'],
    [`${header}\nX,Oaxaca,Regional,Partido,${scores}`, '2 niv: "Regional" is not an order of government'],
    [`${header}\nX,Oaxaca,Estatal,Partido,-0.1,0,0,0,0,0,0`, '2 GA: -0.1 is outside 0 to 1.'],
    [`${header}\nX,Oaxaca,Estatal,Partido,NaN,0,0,0,0,0,0`, '2 GA: "NaN" is not a number.'],
    [`${header}\nX,Oaxaca,Estatal,Partido,0x1,0,0,0,0,0,0`, '2 GA: "0x1" is not a number.'],
  ])('%j is refused with the place and the reason', (text, message) => {
    expect(problemsOf(text).join('\n')).toContain(message);
  });

  it('names all its problems at once, in the order of the rows', () => {
    const problems = problemsOf(
      [header, `A,Atlantis,Estatal,Partido,${scores}`, `B,Oaxaca,Estatal,Club,2,${scores.slice(4)}`].join(
        '\n',
      ),
    );
    expect(problems).toHaveLength(3);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['2', '3', '3']);
  });

  it('takes the same institution once, whatever its accents', () => {
    const text = `${header}\nOaxaca-Álamos,Oaxaca,Estatal,Partido,${scores}\nOaxaca-Alamos,Oaxaca,Estatal,Partido,${scores}`;
    expect(problemsOf(text)).toEqual(['3 institution: "Oaxaca-Alamos" stands in row 2 already.']);
  });
});
