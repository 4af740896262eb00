import { describe, expect, it } from 'vitest';
import { rendered, words } from '../ui/rendered.tsx';
import { Figure, type FigureProps } from './figure.tsx';

const base: FigureProps = {
  id: 'prueba',
  title: 'Nadie llega a 0.6',
  description: 'De 0.27 a 0.51.',
  note: 'Fuente: prueba.',
  data: {
    caption: 'Valores',
    columns: ['Estado', 'Índice'],
    rows: [
      ['Oaxaca', '0.33'],
      ['Puebla', null],
    ],
  },
};
const figure = (props: Partial<FigureProps> = {}) =>
  rendered(
    '/',
    <Figure {...base} {...props}>
      dibujo
    </Figure>,
  );

describe('the frame of a chart', () => {
  it('says the finding, the description, the note and the numbers, in this order', () => {
    const text = words(figure());
    const places = [
      'Nadie llega a 0.6',
      'De 0.27 a 0.51.',
      'dibujo',
      'Fuente: prueba.',
      'Ver los datos',
      '0.33',
    ].map((part) => text.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('is named by its title', () => {
    expect(figure()).toContain('aria-labelledby="prueba-title"');
    expect(figure({ titleAs: 'h2' })).toMatch(/<h2[^>]* id="prueba-title"/);
    expect(figure({ titleAs: 'p', titleHidden: true })).toMatch(
      /<p class="govuk-visually-hidden" id="prueba-title"/,
    );
  });

  it('has a table with headings for columns and rows, and says what is not known', () => {
    const html = figure();
    expect(html).toContain('<th scope="col">Índice</th>');
    expect(html).toContain('<th scope="row">Oaxaca</th><td>0.33</td>');
    expect(html).toContain('<th scope="row">Puebla</th><td>sin dato</td>');
  });

  it('leads to the table on the page where there is one, instead of repeating it', () => {
    const html = figure({ data: { at: '#ranking' } });
    expect(html).toContain(
      '<a href="#ranking">Ver los datos en la tabla<span class="govuk-visually-hidden">: Nadie llega a 0.6</span></a>',
    );
    expect(html).not.toContain('<table');
  });

  it('offers its files', () => {
    const html = figure({ downloads: [{ href: '/x.csv', format: 'CSV' }] });
    expect(html).toContain('href="/x.csv"');
  });

  it('says so when there is nothing to draw, and keeps title and source', () => {
    const text = words(figure({ empty: true }));
    expect(text).toContain('Todavía no hay datos para esta gráfica.');
    expect(text).toContain('Nadie llega a 0.6');
    expect(text).toContain('Fuente: prueba.');
    expect(text).not.toContain('dibujo');
    expect(text).not.toContain('Ver los datos');
  });

  it('offers a way past many links', () => {
    expect(figure({ skippable: true })).toMatch(
      /<a class="[^"]*focusable[^"]*" href="#prueba-foot">Saltar esta gráfica/,
    );
    expect(figure({ skippable: true })).toContain('id="prueba-foot" tabindex="-1"');
  });

  it('speaks English on an English page', () => {
    expect(words(rendered('/en', <Figure {...base} />))).toContain('Show the data');
  });

  it('escapes what it is given', () => {
    const html = figure({ title: '<b>a & "b"</b>', description: '<script>' });
    expect(html).toContain('&lt;b&gt;a &amp; &quot;b&quot;&lt;/b&gt;');
    expect(html).not.toContain('<script>');
  });

  it('refuses to stand without title, description or a usable id', () => {
    expect(() => figure({ title: ' ' })).toThrow('title');
    expect(() => figure({ description: '' })).toThrow('description');
    expect(() => figure({ id: 'a b' })).toThrow('id');
  });
});
