import { describe, expect, it } from 'vitest';
import { rendered } from '../ui/rendered.tsx';
import { ShareBars, type SharePanel } from './share-bars.tsx';

const panel = (id: string, counts: Record<string, number>): SharePanel => ({
  ...{ id, title: `Estado ${id}`, href: `/planes/${id}`, text: 'algo se sabe', counts },
});
const chart = (panels: readonly SharePanel[]) =>
  rendered(
    '/',
    <ShareBars
      id="avance"
      title="Cómo van"
      description="Barras."
      note="Prueba."
      parts={[
        { id: 'limited', label: 'limitado', step: 2 },
        { id: 'complete', label: 'completo', step: 5 },
        { id: 'unknown', label: 'sin dato', step: null },
      ]}
      panels={panels}
      names={{ label: 'Estado', total: 'Compromisos' }}
    />,
  );

describe('bars parted by a scale', () => {
  it('give what is not known its own part of the whole', () => {
    const markup = chart([panel('a', { limited: 1, complete: 1, unknown: 2 })]);
    const parts = [...markup.matchAll(/<rect class="(c\w)"[^>]*x="([\d.]+)%" width="([\d.]+)%"/g)];
    expect(parts.map(([, step, x, width]) => [step, x, width])).toEqual([
      ['c2', '0', '25'],
      ['c5', '25', '25'],
      ['cx', '50', '50'],
    ]);
  });

  it('have their numbers in a table, the total among them', () => {
    const markup = chart([panel('a', { limited: 1, unknown: 2 }), panel('b', {})]);
    expect(markup).toMatch(/<th scope="row">Estado a<\/th><td>3<\/td><td>1<\/td><td>0<\/td><td>2<\/td>/);
    expect(markup).toContain('href="/planes/b"');
  });

  it('give way to a sentence where there is nothing to part', () => {
    expect(chart([panel('a', {})])).toContain('Todavía no hay datos para esta gráfica.');
  });
});
