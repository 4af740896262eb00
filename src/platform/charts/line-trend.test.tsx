import { describe, expect, it } from 'vitest';
import { rendered, words } from '../ui/rendered.tsx';
import { LineTrend, type TrendPoint } from './line-trend.tsx';

const years = (...values: (number | null)[]): TrendPoint[] =>
  values.map((value, i) => ({ at: 2017 + 2 * i, label: `${2017 + 2 * i}`, value }));
const trend = (points: readonly TrendPoint[]) =>
  rendered(
    '/',
    <LineTrend
      id="tendencia"
      title="El país subió y bajó"
      description="0.39, 0.52, 0.48."
      note="Fuente: prueba."
      points={points}
      names={{ label: 'Año', value: 'Índice' }}
    />,
  );
const lines = (html: string) => html.match(/<line /g) ?? [];
const dots = (html: string) =>
  [...html.matchAll(/<circle cx="([\d.]+)%" cy="([\d.]+)%"/g)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  );

describe('a trend', () => {
  it('writes each value at its point, higher for more', () => {
    const html = trend(years(0.39, 0.52, 0.48));
    expect(words(html)).toMatch(/0\.39 2017 0\.52 2019 0\.48 2021/);
    const [first, second, third] = dots(html);
    expect(second?.[1]).toBeLessThan(third?.[1] ?? 0);
    expect(third?.[1]).toBeLessThan(first?.[1] ?? 0);
    expect(lines(html)).toHaveLength(2);
  });

  it('stands in the order of time, whatever the order given', () => {
    expect(trend(years(0.39, 0.52, 0.48).reverse())).toBe(trend(years(0.39, 0.52, 0.48)));
  });

  it('leaves room in proportion to time', () => {
    const [a, b, c] = dots(trend([...years(0.1, 0.2), { at: 2027, label: '2027', value: 0.3 }])).map(
      ([x]) => x,
    );
    expect(((c ?? 0) - (b ?? 0)) / ((b ?? 0) - (a ?? 0))).toBeCloseTo(4, 1);
  });

  it('draws nothing across a missing value, and says so', () => {
    const html = trend(years(0.39, null, 0.48));
    expect(lines(html)).toHaveLength(0);
    expect(dots(html)).toHaveLength(2);
    expect(html).toContain('<th scope="row">2019</th><td>sin dato</td>');
    expect(words(html)).toContain('sin dato 2019');
  });

  it('draws a single point in the middle', () => {
    const [[x, y] = [], ...others] = dots(trend(years(0.39)));
    expect(others).toEqual([]);
    expect(x).toBe(50);
    expect(y).toBeGreaterThan(40);
    expect(y).toBeLessThan(60);
  });

  it('says that there is no data where nothing is known', () => {
    expect(words(trend([]))).toContain('Todavía no hay datos');
    expect(words(trend(years(null, null)))).toContain('Todavía no hay datos');
  });
});
