import { expect, it } from 'vitest';
import { importColumns } from './columns.ts';
import { readImport } from './read.ts';

const nothing = { commitments: new Map(), institutions: new Map(), organisations: new Map() };
const header = importColumns.join(',');
const read = (text: string) => readImport(Buffer.from(text), 'text', nothing);

it.each([
  ['more lines than any table', `${header}\n${'\n'.repeat(20_001)}`, 'El archivo tiene más de 20000 filas.'],
  ['a line without an end', `${header}\n${'x,'.repeat(250_000)}`, 'no se puede leer como tabla CSV'],
])('stops reading a file of %s', async (_, text, said) => {
  const { drafts, problems } = await read(text);
  expect(drafts).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.es).toContain(said);
});

it('reads a commitment among empty lines', async () => {
  const said: Partial<Record<string, string>> = { numero: '1', titulo: 'Agua' };
  const row = importColumns.map((name) => said[name] ?? '').join(',');
  const { drafts, problems } = await read(`${header}\n\n${row}\n${'\n'.repeat(19_000)}`);
  expect(problems).toEqual([]);
  expect(drafts.map(({ number, title }) => `${number} ${title}`)).toEqual(['1 Agua']);
});
