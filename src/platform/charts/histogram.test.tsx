import { describe, expect, it } from 'vitest';
import { rendered, words } from '../ui/rendered.tsx';
import { Histogram, type HistogramProps } from './histogram.tsx';
import { SmallMultiples, type SmallMultiplesProps } from './small-multiples.tsx';

const text = {
  title: 'La mitad está entre 0.3 y 0.5',
  description: 'Distribución.',
  note: 'Fuente: prueba.',
};
const base: HistogramProps = {
  id: 'histograma',
  ...text,
  values: [0.05, 0.31, 0.32, 0.39, 0.95, null],
  domain: [0, 1],
  step: 0.1,
  names: { range: 'Índice', count: 'Instituciones' },
};
const histogram = (props: Partial<HistogramProps> = {}) => rendered('/', <Histogram {...base} {...props} />);
const heights = (html: string) =>
  [...html.matchAll(/class="bar"[^>]* height="([\d.]+)%"/g)].map(([, h]) => Number(h));

describe('a histogram', () => {
  it('draws a bar for each bin that holds something, as high as its count', () => {
    const [first = 0, second = 0, third = 0] = heights(histogram());
    expect(heights(histogram())).toHaveLength(3);
    expect(first).toBe(third);
    expect(second / first).toBeCloseTo(3, 1);
  });

  it('has a table with every bin, and the unknown apart', () => {
    const html = histogram();
    expect(html).toContain('<th scope="row">0.3 a 0.4</th><td>3</td>');
    expect(html).toContain('<th scope="row">0.1 a 0.2</th><td>0</td>');
    expect(html).toContain('<th scope="row">sin dato</th><td>1</td>');
    expect(histogram({ values: [0.5] })).not.toContain('sin dato');
  });

  it('names its reference line', () => {
    const html = histogram({ references: [{ value: 0.39, label: 'País 0.39' }] });
    expect(html).toContain('x1="39%"');
    expect(words(html)).toContain('País 0.39');
  });

  it('is one image named by its figure', () => {
    expect(histogram()).toContain(
      `role="img" aria-label="${text.title}" aria-describedby="histograma-description"`,
    );
  });

  it('says that there is no data where nothing is known', () => {
    expect(words(histogram({ values: [null] }))).toContain('Todavía no hay datos');
  });
});

describe('small multiples', () => {
  const panels = [
    { id: 'a', title: 'Partidos', count: '4 partidos', values: [0.1, 0.12, 0.5, null], href: '/partidos' },
    { id: 'b', title: 'Universidades', count: '2 universidades', values: [0.6, 0.7] },
    { id: 'c', title: 'Otros', count: 'Ninguno', values: [] },
  ];
  const names = {
    label: 'Tipo',
    count: 'Instituciones',
    least: 'Mínimo',
    median: 'Mediana',
    greatest: 'Máximo',
  };
  const multiples = (props: Partial<SmallMultiplesProps> = {}) =>
    rendered(
      '/',
      <SmallMultiples
        id="tipos"
        {...text}
        panels={panels}
        kind="histogram"
        domain={[0, 1]}
        step={0.1}
        names={names}
        {...props}
      />,
    );

  it('head each panel with its name, count and median', () => {
    const html = multiples();
    expect(html).toContain('<a href="/partidos">Partidos</a>');
    expect(words(html)).toContain('4 partidos, mediana 0.12');
    expect(words(html)).toContain('2 universidades, mediana 0.65');
  });

  it('draw shares of the own group on one scale', () => {
    // Two of three known parties against one of two universities.
    const [parties = 0, single = 0, university = 0] = heights(multiples());
    expect(parties / university).toBeCloseTo(2 / 3 / (1 / 2), 1);
    expect(single).toBeLessThan(university);
  });

  it('have a table with the numbers of each panel, known or not', () => {
    const html = multiples();
    expect(html).toContain('<th scope="row">Partidos</th><td>3</td><td>0.10</td><td>0.12</td><td>0.50</td>');
    expect(html).toContain(
      '<th scope="row">Otros</th><td>0</td><td>sin dato</td><td>sin dato</td><td>sin dato</td>',
    );
  });

  it('draw a stroke for each value in a strip, at its place', () => {
    expect(multiples({ kind: 'strip' })).toContain('class="strip" d="M100 0v1M120 0v1M500 0v1"');
  });

  it('say that there is no data where no panel has any', () => {
    expect(words(multiples({ panels: [] }))).toContain('Todavía no hay datos');
    expect(words(multiples({ panels: panels.slice(2) }))).toContain('Todavía no hay datos');
  });
});
