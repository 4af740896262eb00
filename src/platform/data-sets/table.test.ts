import { describe, expect, it } from 'vitest';
import { LoadError } from './data-set.ts';
import { readTable, unsafeText } from './table.ts';

const read = (text: string | Uint8Array) =>
  readTable('states', typeof text === 'string' ? new TextEncoder().encode(text) : text, ['clave', 'name']);

function problemsOf(text: string | Uint8Array): string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof LoadError)
      return error.problems.map(({ row, column, message }) => `${row} ${column}: ${message}`);
    throw error;
  }
  return [];
}

describe('a table', () => {
  it('is read by the names of its columns, and a byte order mark is none of them', () => {
    expect(read('\uFEFFname,extra,clave\r\n Oaxaca ,x,20\r\n')).toEqual([
      { row: 2, values: { name: 'Oaxaca', extra: 'x', clave: '20' } },
    ]);
  });

  it('counts its rows as a spreadsheet does, empty lines among them', () => {
    expect(read('clave,name\n\n\n20,Oaxaca\n').map(({ row }) => row)).toEqual([4]);
    expect(problemsOf('clave,name\n\n20\n')).toEqual(['3 : The row has 1 cells, the header 2.']);
  });

  it.each([
    ['', '1 : The file is empty.'],
    ['clave\n20\n', '1 name: The header lacks this column; it has: clave.'],
    [Uint8Array.of(0xff, 0xfe, 0x63, 0), '1 : The file is not UTF-8 text.'],
  ])('that is none is refused: %j', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('refuses what a database or a spreadsheet would stumble over, by row and column', () => {
    expect(problemsOf('clave,name\n20,Oa\0xaca\n21,"=HYPERLINK(""http://a.mx"")"\n')).toEqual([
      '2 name: The text has a control character in it.',
      '3 name: "=HYPERLINK("http://a.mx")" begins with "=", which a spreadsheet takes for a formula.',
    ]);
  });
});

describe('a text that is to be published', () => {
  it.each(['=1+1', '+52', '@SUM(A1)', '-1+1', '-x', 'a\tb', 'a\nb'])('may not be %j', (text) => {
    expect(unsafeText(text)).toBeDefined();
  });

  it.each(['', 'Oaxaca-Secretaría', '-0.25', '-3', '—', 'Michoacán de Ocampo', '1=1'])(
    'may be %j',
    (text) => {
      expect(unsafeText(text)).toBeUndefined();
    },
  );
});
