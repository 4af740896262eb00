import { describe, expect, it } from 'vitest';
import { rendered } from '../ui/rendered.tsx';
import { Gantt, type GanttRow } from './gantt.tsx';

const row = (
  id: string,
  from: string | null,
  to: string | null,
  state: GanttRow['state'] = 'open',
): GanttRow => ({
  ...{ id, label: `Compromiso ${id}`, href: `/compromisos/${id}`, from, to, state, status: `va ${id}` },
});
const chart = (rows: readonly GanttRow[], today = '2026-11-23') =>
  rendered(
    '/',
    <Gantt
      id="plan"
      title="Uno va tarde"
      description="Barras."
      note="Prueba."
      rows={rows}
      today={today}
      names={{ label: 'Compromiso', from: 'Inicio', to: 'Vence', status: 'Plazo', today: 'Hoy' }}
      marks={{ open: 'En plazo', done: 'Hecho', late: 'Vencido' }}
    />,
  );
const bars = (markup: string) =>
  [...markup.matchAll(/<rect class="bar bar--(\w+)" x="([\d.]+)%" width="([\d.]+)%"/g)].map(
    ([, state, x, width]) => ({
      state,
      x: Number(x),
      end: Number(x) + Number(width),
    }),
  );

describe('a Gantt chart', () => {
  it('draws each from its beginning to its due date, and says both in words', () => {
    const markup = chart([
      row('1', '2026-01-01', '2026-06-30', 'late'),
      row('2', '2026-07-01', '2026-12-31'),
    ]);
    const [first, second] = bars(markup);
    expect(first).toMatchObject({ state: 'late', x: 0 });
    expect(second?.x).toBeCloseTo(first?.end ?? 0, 0);
    expect(second?.end).toBeCloseTo(100, 0);
    expect(markup).toContain('31 de diciembre de 2026');
    expect(markup).toContain('va 1');
    expect(markup).toContain('href="/compromisos/1"');
  });

  it('marks a due date without a beginning, and draws nothing without a due date', () => {
    const markup = chart([row('1', null, '2026-06-30'), row('2', '2026-01-01', null)]);
    expect(bars(markup)).toHaveLength(1);
    expect(markup).toContain('sin dato');
  });

  it('marks the axis at first days of months, and today', () => {
    const years = chart([row('1', '2024-05-10', '2027-03-01')]);
    expect(years).toContain('>2025</text>');
    expect(years).toContain('>Hoy</text>');
    expect(chart([row('1', '2026-02-01', '2026-05-31')], '2026-03-01')).toMatch(/>abr\.? (de )?26<\/text>/);
  });

  it('gives way to a sentence where no date is known', () => {
    expect(chart([row('1', '2026-01-01', null)])).toContain('Todavía no hay datos para esta gráfica.');
  });

  it('marks several days in one row, the late ones in front, and says beside it what was asked to be said', () => {
    const theme: GanttRow = {
      ...row('Salud', '2026-01-01', '2026-12-31'),
      beside: '1 vencido',
      dates: [
        { day: '2026-06-30', state: 'late' },
        { day: '2026-12-31', state: 'open' },
        { day: '2026-02-01', state: 'done' },
      ],
    };
    const markup = chart([theme]);
    const marks = [...markup.matchAll(/<rect class="bar bar--(\w+)" x="([\d.]+)%" width="3"/g)];
    expect(marks.map(([, state]) => state)).toEqual(['done', 'open', 'late']);
    const places = marks.map(([, , x]) => Number(x));
    expect(places[0]).toBeLessThan(places[2] ?? 0);
    expect(places[2]).toBeLessThan(places[1] ?? 0);
    expect(bars(markup)).toEqual([]);
    expect(markup).toContain('1 vencido');
  });
});
