import { describe, expect, it } from 'vitest';
import { rendered, words } from '../ui/rendered.tsx';
import { Scatter, type ScatterProps } from './scatter.tsx';

const base: ScatterProps = {
  id: 'dispersion',
  title: 'Se publica más de lo que se escucha',
  description: 'Todos bajo la diagonal.',
  note: 'Fuente: prueba.',
  names: { label: 'Entidad', x: 'Transparencia', y: 'Participación' },
  points: [
    { id: '09', label: 'Ciudad de México', x: 0.62, y: 0.4, href: '/cdmx', labelled: true },
    { id: '20', label: 'Oaxaca', x: 0.42, y: 0.24, href: '/oaxaca' },
    { id: '00', label: 'Federación', x: 0.61, y: 0.31, contrast: true },
    { id: '06', label: 'Colima', x: null, y: 0.2, href: '/colima' },
  ],
};
const scatter = (props: Partial<ScatterProps> = {}) => rendered('/', <Scatter {...base} {...props} />);
function place(html: string, label: string) {
  const link = html.split('<a ').find((part) => part.includes(`aria-label="${label}`)) ?? '';
  const [, x, y] = /<circle cx="([\d.]+)%" cy="([\d.]+)%" r="[68]"/.exec(link) ?? [];
  return { x: Number(x), y: Number(y) };
}

describe('a scatter plot', () => {
  it('names each point by place and both values', () => {
    expect(scatter()).toContain('aria-label="Oaxaca: Transparencia 0.42, Participación 0.24"');
  });

  it('puts more to the right and higher up', () => {
    const html = scatter();
    const [capital, oaxaca] = [place(html, 'Ciudad de México'), place(html, 'Oaxaca')];
    expect(capital.x).toBeGreaterThan(oaxaca.x);
    expect(capital.y).toBeLessThan(oaxaca.y);
  });

  it('keeps a point with a missing value in the table and out of the plot', () => {
    const html = scatter();
    expect(html).toContain('<th scope="row">Colima</th><td>sin dato</td><td>0.20</td>');
    expect(html).not.toContain('href="/colima"');
  });

  it('draws the diagonal between the values that both axes show', () => {
    const html = scatter({ diagonal: 'Iguales', xDomain: [0, 1], yDomain: [0, 0.5] });
    expect(html).toContain('class="r" x1="0%" y1="100%" x2="50%" y2="0%"');
    expect(words(html)).toContain('Iguales');
    expect(scatter({ diagonal: 'Iguales', xDomain: [0.5, 1], yDomain: [0, 0.4] })).not.toMatch(
      /class="r" x1="[\d.]+%"/,
    );
  });

  it('draws and names lines at a value', () => {
    const html = scatter({ lines: [{ axis: 'y', value: 0.3, label: 'Media 0.30' }], yDomain: [0, 0.6] });
    expect(html).toContain('class="r" y1="50%" y2="50%" x2="100%"');
    expect(words(html)).toContain('Media 0.30');
  });

  it('always writes the name of the point looked at, and draws it last', () => {
    const html = scatter({ highlighted: '20' });
    expect(html).toMatch(/class="looked"[^>]*aria-label="Oaxaca/);
    expect(html.indexOf('aria-label="Oaxaca')).toBeGreaterThan(html.indexOf('aria-label="Ciudad de México'));
    expect(html).toMatch(/class="on"[^>]*>Oaxaca/);
  });

  it('is a group of links, one image without them, and nothing to the ear where they stand elsewhere', () => {
    expect(scatter()).toContain('role="group"');
    expect(scatter({ points: [{ id: 'a', label: 'A', x: 1, y: 2 }] })).toContain('role="img"');
    expect(scatter({ linksElsewhere: true })).not.toMatch(/role="(group|img)"/);
    expect(scatter({ linksElsewhere: true })).toMatch(/href="\/oaxaca"[^>]*tabindex="-1"/);
  });

  it('draws one point, and says that there is no data where none is known', () => {
    expect(scatter({ points: [{ id: 'a', label: 'A', x: 0.4, y: 0.4 }] })).toContain('<circle cx="');
    expect(words(scatter({ points: [{ id: 'a', label: 'A', x: null, y: 0.4 }] }))).toContain(
      'Todavía no hay datos',
    );
  });
});
