import { afterEach, describe, expect, it, vi } from 'vitest';
import { archiveOf } from '../../../test/support/archive.ts';
import { sniff } from '../uploads/sniff.ts';
import { mostRows, readSpreadsheet } from './read-spreadsheet.ts';
import { writeSpreadsheet } from './write-spreadsheet.ts';

const sheet = (
  rows: (string | number | boolean | null)[][],
  headers = rows[0]?.map((_, at) => `c${at}`),
) => ({
  name: 'Hoja',
  columns: (headers ?? []).map((header) => ({ header })),
  rows,
});

async function rowsOf(bytes: Uint8Array): Promise<string[][]> {
  const read = await readSpreadsheet(bytes);
  if ('problem' in read) throw new Error(read.problem);
  return read.rows;
}

const roundTrip = async (rows: (string | number | boolean | null)[][]) =>
  (await rowsOf(await writeSpreadsheet([sheet(rows)]))).slice(1);

/** A workbook with this first sheet, as office programs write them. */
const workbook = (xml: string) =>
  archiveOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content:
        '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    },
    {
      name: 'xl/workbook.xml',
      content: '<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    },
    { name: 'xl/worksheets/sheet1.xml', content: xml },
  ]);

afterEach(() => {
  vi.useRealTimers();
});

describe('a workbook that is written and read again', () => {
  it('keeps accents, line breaks, signs and texts that look like something else', async () => {
    const texts = ['Ñandú año «José» 日本 🎉', 'uno\ndos', '<a> & "b"', '_x0041_', '007', '1e5', '  '];
    expect(await roundTrip([texts.slice(0, -1)])).toEqual([texts.slice(0, -1)]);
  });

  it('keeps a text that begins like a formula a text', async () => {
    const texts = ['=1+1', '+52 951', '-5 grados', '@SUM(A1)', '=HYPERLINK("https://x","y")'];
    const bytes = await writeSpreadsheet([sheet([texts])]);
    expect(await rowsOf(bytes)).toContainEqual(texts);
    expect(Buffer.from(bytes).includes('<f>')).toBe(false);
  });

  it('keeps days, also around leap days and year ends, without moving them', async () => {
    const days = [
      ...['1900-03-01', '1970-01-01', '1999-12-31', '2000-02-29', '2023-02-28', '2024-02-29', '2024-03-01'],
      ...['2026-04-05', '2026-10-25', '2026-12-31', '2027-01-01', '2100-02-28', '2100-03-01'],
    ];
    expect(await roundTrip([days])).toEqual([days]);
  });

  it.each(['America/Tijuana', 'Pacific/Kiritimati', 'UTC'])('moves no day in %s', async (zone) => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      expect(await roundTrip([['2024-02-29', '2026-01-01']])).toEqual([['2024-02-29', '2026-01-01']]);
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('keeps what is no day a text', async () => {
    expect(await roundTrip([['2023-02-29', '2026-1-5', '1850-01-01']])).toEqual([
      ['2023-02-29', '2026-1-5', '1850-01-01'],
    ]);
  });

  it('keeps numbers, and says them without grouping, exponent or noise', async () => {
    expect(await roundTrip([[0, -3, 0.1 + 0.2, 1234567, 0.25, 1e-7, 1e20]])).toEqual([
      ['0', '-3', '0.3', '1234567', '0.25', '0.0000001', '100000000000000000000'],
    ]);
  });

  it('keeps empty cells where they are, and leaves out empty rows at the end', async () => {
    expect(
      await roundTrip([
        [null, 'b', null],
        [null, null, null],
        ['a', null, 'c'],
        [null, null, null],
      ]),
    ).toEqual([
      ['', 'b', ''],
      ['', '', ''],
      ['a', '', 'c'],
    ]);
  });

  it('is the same bytes for the same tables, and a spreadsheet to those who look at its bytes', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T12:00:00Z') });
    const first = await writeSpreadsheet([sheet([['a', 1]])]);
    vi.setSystemTime(new Date('2027-05-01T03:30:00Z'));
    const second = await writeSpreadsheet([sheet([['a', 1]])]);
    expect(Buffer.compare(first, second)).toBe(0);
    expect(await sniff(first)).toEqual({ kind: 'xlsx' });
  });

  it('takes the signs out of a name that sheets may not have', async () => {
    const named = { ...sheet([['a']]), name: "Plan 1/2: ¿qué? [Yucatán's] y algo más largo que eso" };
    expect(await rowsOf(await writeSpreadsheet([named]))).toEqual([['c0'], ['a']]);
  });

  it('keeps what stands in a column of texts as a text, and prepares empty rows that are none', async () => {
    const columns = [{ header: 'a', kind: 'text' as const }, { header: 'b' }];
    const rows = [
      ['16.10', '2026-01-01'],
      ['2026-01-01', null],
    ];
    const bytes = await writeSpreadsheet([{ name: 'a', columns, rows, blankRows: 50 }]);
    expect(await rowsOf(bytes)).toEqual([['a', 'b'], ...rows.map((row) => row.map((cell) => cell ?? ''))]);
  });

  it('reads the first of several sheets', async () => {
    const bytes = await writeSpreadsheet([sheet([['uno']]), { ...sheet([['dos']]), name: 'Otra' }]);
    expect(await rowsOf(bytes)).toEqual([['c0'], ['uno']]);
  });
});

describe('a file that is no table', () => {
  const cells = (inner: string) => workbook(`<worksheet><sheetData>${inner}</sheetData></worksheet>`);

  it('is read where it is whole, with whatever a spreadsheet program left out', async () => {
    const inline =
      '<row r="2"><c r="B2" t="inlineStr"><is><t>hola</t></is></c><c r="C2"><v>0.5</v></c></row>';
    expect(await readSpreadsheet(cells(inline))).toEqual({
      rows: [
        ['', '', ''],
        ['', 'hola', '0.5'],
      ],
    });
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a text', Buffer.from('a,b\n1,2\n')],
    ['an archive of something else', archiveOf([{ name: 'a.txt', content: 'a' }])],
    ['a sheet that stops in the middle', cells('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')],
    ['rows in no order', cells('<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"/></row>')],
    ['an address in another writing', cells('<row r="1"><c r="&#65;9999999"><v>1</v></c></row>')],
  ])('%s is broken', async (_, bytes) => {
    expect(await readSpreadsheet(bytes)).toEqual({ problem: 'broken' });
  });

  it('is broken at whatever byte it was cut off', async () => {
    const whole = await writeSpreadsheet([sheet([['a', 1, '2026-01-01']])]);
    for (let length = 1; length < whole.length; length += 97)
      expect(await readSpreadsheet(whole.subarray(0, length))).toHaveProperty('problem');
  });

  it.each([
    ['a row far down', `<row r="${mostRows + 1}"/>`],
    ['a row beyond all numbers', '<row foo=">" r="999999999"><c r="A999999999"/></row>'],
    ['a column far to the right', '<row r="1"><c r="XFD1"><v>1</v></c></row>'],
  ])('%s is too large', async (_, inner) => {
    expect(await readSpreadsheet(cells(inner))).toEqual({ problem: 'too-large' });
  });

  it.each([
    ['rows', '<row/>'.repeat(mostRows + 1)],
    ['cells', Array.from({ length: 500_001 }, (_, at) => `<c r="B${(at % mostRows) + 1}"/>`).join('')],
  ])('has too many %s, though none of them lies far away', async (_, inner) => {
    expect(await readSpreadsheet(cells(inner))).toEqual({ problem: 'too-large' });
  });

  it('is a bomb where it grows beyond measure', async () => {
    expect(await readSpreadsheet(cells(' '.repeat(20_000_000)))).toEqual({ problem: 'bomb' });
  });

  it('is told by the cell where a formula came to nothing', async () => {
    const error = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c></row>';
    expect(await readSpreadsheet(cells(error))).toEqual({ problem: 'error-cell', cell: 'B1' });
  });
});
