import { describe, expect, it } from 'vitest';
import { rendered, words } from '../ui/rendered.tsx';
import { ComponentBars, type ComponentBarsProps } from './component-bars.tsx';

const base: ComponentBarsProps = {
  id: 'componentes',
  title: 'Pierde en participación',
  description: 'Cuatro componentes.',
  note: 'Fuente: prueba.',
  names: { label: 'Componente', value: 'Oaxaca', peers: ['País', 'Parecidos'] },
  rows: [
    { id: 'tg', label: 'Transparencia', value: 0.44, peers: [0.46, 0.45] },
    { id: 'pg', label: 'Participación', value: null, peers: [0.23, null] },
  ],
};
const bars = (props: Partial<ComponentBarsProps> = {}) =>
  rendered('/', <ComponentBars {...base} {...props} />);

describe('bars of components', () => {
  it('start at zero and are as long as the value', () => {
    expect(bars()).toContain('class="bar" width="44%"');
  });

  it('say each value and what it is compared with, in one table', () => {
    const html = bars();
    expect(words(html)).toContain('Oaxaca País Parecidos');
    expect(html).toContain(
      '<td>0.44</td><td class="d"><span>0.46</span></td><td class="d"><span>0.45</span></td>',
    );
  });

  it('tell bar, first and second group apart by shape', () => {
    const html = bars();
    expect(html).toContain('<rect x="46%"');
    expect(html).toContain('class="p" x1="45%"');
  });

  it('keep a component without a value and draw no bar for it', () => {
    const html = bars();
    expect(html.match(/class="bar" width=/g)).toHaveLength(1);
    expect(html).toContain(
      '<td>sin dato</td><td class="d"><span>0.23</span></td><td class="d"><span>sin dato</span></td>',
    );
  });

  it('say that there is no data where nothing is known', () => {
    expect(words(bars({ rows: [] }))).toContain('Todavía no hay datos');
    expect(words(bars({ rows: [{ id: 'a', label: 'A', value: null, peers: [null] }] }))).toContain(
      'Todavía no hay datos',
    );
  });
});
