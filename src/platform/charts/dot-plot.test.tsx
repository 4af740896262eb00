import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rendered, words } from '../ui/rendered.tsx';
import { DotPlot, type DotPlotProps, type DotRow } from './dot-plot.tsx';

const base: DotPlotProps = {
  id: 'puntos',
  title: 'Nadie llega a 0.6',
  description: 'Puntos de 0.27 a 0.51.',
  note: 'Fuente: prueba.',
  names: { label: 'Entidad', value: 'Índice', interval: 'Intervalo', contrast: 'Federación' },
  references: [{ value: 0.39, label: 'País 0.39' }],
  rows: [
    { id: '09', label: 'Ciudad de México', order: '1.', value: 0.5106, interval: [0.45, 0.57], href: '/a' },
    { id: '00', label: 'Federación', order: '2.', value: 0.4607, interval: [0.41, 0.5], contrast: true },
    { id: '20', label: 'Oaxaca', order: '3.', value: 0.3304, interval: [0.26, 0.4], href: '/b' },
  ],
};
const plot = (props: Partial<DotPlotProps> = {}) => rendered('/', <DotPlot {...base} {...props} />);
const row = (html: string, label: string) =>
  html.split(/<tr|<\/tr>/).find((part) => part.includes('scope="row"') && part.includes(label)) ?? '';
const dotAt = (html: string) => Number(/<circle cx="([\d.]+)%" cy="50%" r="6"/.exec(html)?.[1]);
const rowsOf = (values: readonly (number | null)[]): DotRow[] =>
  values.map((value, i) => ({ id: `r${i}`, label: `Fila ${i}`, value }));

describe('a dot plot', () => {
  it('is a table: each row is headed by its link and has value and interval as text', () => {
    const html = plot();
    expect(html).toMatch(/<th scope="col">.*Entidad/);
    const oaxaca = row(html, 'Oaxaca');
    expect(oaxaca).toContain('3. <a href="/b">Oaxaca</a>');
    expect(words(`<tr${oaxaca}`)).toBe('3. Oaxaca 0.33 0.26 a 0.40');
  });

  it('hides from the ear what it has said in words', () => {
    const html = plot();
    expect(html.match(/<svg[^>]*>/g)?.every((svg) => svg.includes('aria-hidden="true"'))).toBe(true);
  });

  it('places dots in the order of their values, with the interval around them', () => {
    const html = plot();
    const first = row(html, 'Ciudad de México');
    const last = row(html, 'Oaxaca');
    expect(dotAt(first)).toBeGreaterThan(dotAt(last));
    const [, from, to] = /class="i" x1="([\d.]+)%" x2="([\d.]+)%"/.exec(last) ?? [];
    expect(Number(from)).toBeLessThan(dotAt(last));
    expect(Number(to)).toBeGreaterThan(dotAt(last));
  });

  it('keeps every mark inside the plot, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 6 }),
        (values) => {
          const html = plot({ rows: rowsOf(values), references: [], domain: [0, 1] });
          const places = [...html.matchAll(/ (?:cx|x1|x2|x)="([\d.-]+)%"/g)].map(([, at]) => Number(at));
          expect(places.every((at) => at >= 0 && at <= 100)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('names the reference line and the marks', () => {
    const text = words(plot());
    expect(text).toContain('País 0.39');
    expect(text.indexOf('Federación')).toBeLessThan(text.indexOf('Ciudad de México'));
  });

  it('draws the contrasting row with another shape, not only another colour', () => {
    expect(row(plot(), 'Federación')).toMatch(/<rect x=/);
    expect(row(plot(), 'Federación')).not.toContain('<circle');
  });

  it('marks the row looked at for eyes and ears', () => {
    const html = plot({ highlighted: '20' });
    expect(row(html, 'Oaxaca')).toContain('aria-current="true"');
    expect(html.match(/aria-current/g)).toHaveLength(1);
  });

  it('keeps a row without a value, says so and draws no dot', () => {
    const html = plot({ rows: rowsOf([0.4, null]) });
    expect(words(`<tr${row(html, 'Fila 1')}`)).toBe('Fila 1 sin dato sin dato');
    expect(row(html, 'Fila 1')).not.toContain('<circle');
  });

  it('draws one value, and ties at the same place', () => {
    expect(dotAt(row(plot({ rows: rowsOf([0.4]) }), 'Fila 0'))).toBeGreaterThan(0);
    const ties = plot({ rows: rowsOf([0.4, 0.4]) });
    expect(dotAt(row(ties, 'Fila 0'))).toBe(dotAt(row(ties, 'Fila 1')));
  });

  it('says that there is no data instead of drawing an empty plot', () => {
    for (const rows of [[], rowsOf([null, null])]) {
      expect(words(plot({ rows }))).toContain('Todavía no hay datos');
      expect(plot({ rows })).not.toContain('<table');
    }
  });

  it('joins the value before to the value, and prints both and the change', () => {
    const names = { label: 'Entidad', value: 'Tus pesos', before: 'Pesos oficiales', change: 'Lugares' };
    const html = plot({
      names,
      rows: [{ id: 'a', label: 'Jalisco', value: 0.5, before: 0.45, change: '+2' }],
    });
    expect(words(`<tr${row(html, 'Jalisco')}`)).toBe('Jalisco 0.50 +2 0.45');
    const [, from, to] = /class="m" x1="([\d.]+)%" x2="([\d.]+)%"/.exec(html) ?? [];
    expect(Number(from)).toBeLessThan(Number(to));
  });

  it('says how many rows are left out', () => {
    const rows = base.rows.map((each, i) => (i === 2 ? { ...each, gapBefore: '30 gobiernos más' } : each));
    expect(words(plot({ rows }))).toMatch(/30 gobiernos más 3\. Oaxaca/);
  });

  it('repeats the axis under a long plot only', () => {
    expect(plot()).not.toContain('<tfoot');
    expect(plot({ rows: rowsOf(Array.from({ length: 33 }, () => 0.4)) })).toContain('<tfoot');
  });

  it('gives long labels the widest column and escapes them', () => {
    const html = plot({ rows: [{ id: 'x', label: `<i>${'Instituto '.repeat(9)}</i>`, value: 0.4 }] });
    expect(html).toContain('tq-plot--l');
    expect(html).toContain('&lt;i&gt;Instituto');
  });

  it('refuses to draw marks that it has no name for', () => {
    const names = { label: 'Entidad', value: 'Índice' };
    expect(() => plot({ names })).toThrow('interval');
  });

  it('stays under 4 kB compressed with 33 rows', () => {
    const rows = Array.from({ length: 33 }, (_, i): DotRow => {
      const value = 0.51 - i * 0.0073;
      const label = `Estado número ${(i * 7919) % 97}`;
      return {
        id: `${i}`,
        label,
        order: `${i + 1}.`,
        value,
        interval: [value - 0.061, value + 0.057],
        href: `/e/${label}`,
      };
    });
    expect(gzipSync(plot({ rows })).length).toBeLessThan(4000);
  });
});
