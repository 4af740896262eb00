import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDelimiter, rawRows, splitCsv } from './csv.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const table = (text: string) => [...rawRows(bytesOf(text))].map(({ fields }) => fields.map(textOf));

describe('a CSV file', () => {
  it('is split into rows of raw fields', () => {
    const { header, rows, problems } = splitCsv(bytesOf('SO,GA\r\nASF,0.5054\r\nPGR,0.4\r\n'));
    expect(header.map(textOf)).toEqual(['SO', 'GA']);
    expect(rows.map(({ fields }) => fields.map(textOf))).toEqual([
      ['ASF', '0.5054'],
      ['PGR', '0.4'],
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['LF', 'a,b\n1,2\n3,4'],
    ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['CR', 'a,b\r1,2\r3,4\r'],
    ['a byte order mark', '\uFEFFa,b\n1,2\n3,4\n'],
    ['empty lines', 'a,b\n\n1,2\n\n3,4\n\n\n'],
    ['quotes', '"a","b"\n"1","2"\n"3","4"\n'],
    ['semicolons', 'a;b\n1;2\n3;4\n'],
    ['tabs', 'a\tb\n1\t2\n3\t4\n'],
  ])('may have %s', (_, text) => {
    expect(table(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('keeps bytes that are no text', () => {
    const { rows } = splitCsv(Uint8Array.from([0x61, 0x0a, 0x92, 0x81, 0xff]));
    expect(rows[0]?.fields).toEqual([Uint8Array.from([0x92, 0x81, 0xff])]);
  });

  it('may hold separators, quotes and line breaks in quotes', () => {
    expect(table('a,b\n"x, y","say ""yes"""\n"one\r\ntwo",""\n')).toEqual([
      ['a', 'b'],
      ['x, y', 'say "yes"'],
      ['one\r\ntwo', ''],
    ]);
  });

  it('keeps a quote within a field that does not begin with one', () => {
    expect(table('a\nSindicato "Unico"\n')).toEqual([['a'], ['Sindicato "Unico"']]);
  });

  it('keeps empty fields, at the end too', () => {
    expect(table('a,b,c\n,,\n1,,\n')).toEqual([
      ['a', 'b', 'c'],
      ['', '', ''],
      ['1', '', ''],
    ]);
  });

  it('keeps an empty value where there is one column', () => {
    expect(table('a\n1\n\n2\n')).toEqual([['a'], ['1'], [''], ['2']]);
  });
});

describe('the place of a row', () => {
  it('counts rows as a spreadsheet does, and lines as an editor does', () => {
    const places = [...rawRows(bytesOf('a\n"x\r\ny\nz"\n\n3\n'))].map(({ row, line }) => [row, line]);
    expect(places).toEqual([
      [1, 1],
      [2, 2],
      [3, 5],
      [4, 6],
    ]);
  });

  it('counts empty lines that it skips', () => {
    expect(splitCsv(bytesOf('a,b\n\n1,2\n')).rows.map(({ row }) => row)).toEqual([3]);
  });
});

describe('what stands between fields', () => {
  it.each([
    ['a,b;c,d', ','],
    ['a;b;c', ';'],
    ['a\tb', '\t'],
    ['"a;b;c",d', ','],
    ['alone', ','],
    ['', ','],
    ['a;b\n1,1;2,2,2,2', ';'],
  ])('of %j is %j', (text, delimiter) => {
    expect(detectDelimiter(bytesOf(text))).toBe(delimiter);
  });

  it('can be told', () => {
    const { header } = splitCsv(bytesOf('a,b;c'), { delimiter: ';' });
    expect(header.map(textOf)).toEqual(['a,b', 'c']);
  });
});

describe('a broken file', () => {
  const messages = (text: string) => splitCsv(bytesOf(text)).problems.map(({ message }) => message);

  it('names the row whose quote is not closed', () => {
    const { problems, rows } = splitCsv(bytesOf('a,b\n1,2\n3,"4\n5,6\n'));
    expect(problems).toEqual([
      {
        code: 'unclosed-quote',
        row: 3,
        line: 3,
        column: 2,
        message: 'unclosed quote at row 3, column 2 (line 3 of the file)',
      },
    ]);
    expect(rows).toHaveLength(1);
  });

  it('names every row with too many or too few columns', () => {
    expect(messages('a,b,c\n1,2\n1,2,3\n1,2,3,4\n1\n')).toEqual([
      'row 2 has 2 columns where the header has 3',
      'row 4 has 4 columns where the header has 3',
      'row 5 has 1 column where the header has 3',
    ]);
  });

  it('names the field with text after its closing quote', () => {
    expect(messages('a,b\n"x"y,1\n2,3\n')).toEqual(['row 2, column 1 has text after its closing quote']);
  });

  it('is refused when it is empty or in UTF-16', () => {
    expect(messages('')).toEqual(['the file is empty']);
    expect(messages('\n\n')).toEqual(['the file is empty']);
    const utf16 = splitCsv(Uint8Array.from([0xff, 0xfe, 0x61, 0x00]));
    expect(utf16.problems.map(({ message }) => message)).toEqual([
      'the file is in UTF-16: save it as CSV in UTF-8',
    ]);
  });
});

describe('any table', () => {
  const field = fc.string({ unit: fc.constantFrom(...'ab1 é,;"\t\n\r'), maxLength: 6 });
  const tables = fc
    .integer({ min: 2, max: 5 })
    .chain((width) =>
      fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    );

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, eol) => {
          const written = stringify(rows, { delimiter, record_delimiter: eol, quoted: true });
          const read = [...rawRows(bytesOf(written), { delimiter: delimiter as ',' })];
          expect(read.map(({ fields }) => fields.map(textOf))).toEqual(rows);
        },
      ),
    );
  });

  it('is split as an independent reader splits it', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const written = stringify(rows);
        const theirs = parse(written, { relax_column_count: true, skip_empty_lines: true, delimiter: ',' });
        const ours = [...rawRows(bytesOf(written), { delimiter: ',' })].map(({ fields }) =>
          fields.map(textOf),
        );
        expect(ours).toEqual(theirs);
      }),
    );
  });
});
