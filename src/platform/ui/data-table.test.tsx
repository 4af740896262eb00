import { describe, expect, it } from 'vitest';
import { type Column, DataTable } from './data-table.tsx';
import { rendered, words } from './rendered.tsx';
import { tableState } from './table-state.ts';

interface Row {
  name: string;
  ga: number;
}
type Key = 'name' | 'ga';

const columns: Column<Row, Key>[] = [
  { key: 'name', header: 'Entidad', cell: (row) => row.name, sort: 'name' },
  {
    key: 'ga',
    header: 'Índice',
    cell: (row) => row.ga.toFixed(2),
    numeric: true,
    sort: 'ga',
    description: 'De 0 a 1.',
  },
];
const rows: Row[] = [
  { name: 'Oaxaca <b>', ga: 0.33 },
  { name: 'Jalisco', ga: 0.45 },
];

function table(address: string, total = 33, shown = rows) {
  const state = tableState<Key>(new URL(address, 'http://x').searchParams, {
    sorts: ['name', 'ga'],
    initial: { sort: 'name', direction: 'asc' },
    largestFirst: ['ga'],
    pageSize: 2,
    total,
  });
  return rendered(
    address,
    <DataTable
      id="unidades"
      caption="Las 33 unidades"
      columns={columns}
      rows={shown}
      state={state}
      highlight={(row) => row.name === 'Jalisco'}
      note="Fuente: Métrica 2017."
      downloads={[{ href: '/metrica/2017/entidades.csv', format: 'CSV', bytes: 4210 }]}
    />,
  );
}

describe('the table', () => {
  const html = table('/metrica/2017?nivel=estatal&orden=ga&sentido=desc&pagina=2');

  it('is named by its caption, and so is the frame that the keyboard scrolls', () => {
    expect(html).toContain('<caption id="unidades-titulo">Las 33 unidades');
    expect(html).toMatch(/<section class="tq-table__frame" aria-labelledby="unidades-titulo" tabindex="0">/);
  });

  it('says which column is sorted and which way', () => {
    expect(html.match(/aria-sort/g)).toHaveLength(1);
    expect(html).toMatch(/<th scope="col" class="n" aria-sort="descending"><a [^>]*>Índice/);
  });

  it('sorts by links that keep the filter and begin at the first page', () => {
    expect(html).toContain('href="/metrica/2017?nivel=estatal&amp;orden=ga&amp;sentido=asc#unidades"');
    expect(html).toContain('href="/metrica/2017?nivel=estatal&amp;orden=name&amp;sentido=asc#unidades"');
    expect(words(html)).toContain('Índice , ordenar de menor a mayor');
  });

  it('turns pages by links that keep order and filter', () => {
    expect(html).toContain(
      'href="/metrica/2017?nivel=estatal&amp;orden=ga&amp;sentido=desc&amp;pagina=3#unidades"',
    );
    expect(html).toMatch(/href="[^"]*orden=ga&amp;sentido=desc#unidades" aria-label="Página 1"/);
    expect(words(html)).toContain('3 a 4 de 33');
  });

  it('names each row by its first column and escapes what is in it', () => {
    expect(html).toContain('<th scope="row">Oaxaca &lt;b&gt;</th><td class="n">0.33</td>');
    expect(html).toContain('<tr class="tq-table__marked"><th scope="row">Jalisco</th>');
  });

  it('explains its columns, its source and its downloads', () => {
    expect(words(html)).toMatch(/Qué significa cada columna Índice De 0 a 1\. Fuente: Métrica 2017\./);
    expect(html).toContain('<a href="/metrica/2017/entidades.csv" download="">CSV');
    expect(words(html)).toContain('CSV (Las 33 unidades) 4\u00a0kB'.replace('\u00a0', ' '));
  });

  it('speaks English on an English page', () => {
    const english = table('/en/metrica/2017?pagina=2');
    expect(english).toContain('href="/en/metrica/2017?pagina=3#unidades"');
    expect(words(english)).toContain('What each column means');
  });
});

describe('a table without rows', () => {
  it('says so in place of an empty table, and keeps the downloads', () => {
    const html = table('/metrica/2017', 0, []);
    expect(html).not.toContain('<table');
    expect(words(html)).toContain('No hay nada que mostrar con estos filtros.');
    expect(html).toContain('entidades.csv');
  });

  it('says what the page has to say about it', () => {
    const html = rendered(
      '/',
      <DataTable
        id="x"
        caption="X"
        columns={columns}
        rows={[]}
        empty={{ title: 'Nadie se llama así', text: 'Prueba otro nombre.' }}
      />,
    );
    expect(words(html)).toBe(
      'Nadie se llama así Prueba otro nombre.'.concat(' Qué significa cada columna Índice De 0 a 1.'),
    );
  });
});

describe('a table that neither sorts nor pages', () => {
  it('has plain headers and no links', () => {
    const html = rendered('/', <DataTable id="x" caption="X" columns={columns} rows={rows} rowHeader="ga" />);
    expect(html).not.toContain('<a ');
    expect(html).toContain('<th scope="row">0.33</th>');
  });
});
