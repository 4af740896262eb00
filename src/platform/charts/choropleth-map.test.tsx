import { describe, expect, it } from 'vitest';
import { rendered, words } from '../ui/rendered.tsx';
import { ChoroplethMap, type ChoroplethMapProps, type MapFeature } from './choropleth-map.tsx';

const oaxaca: MapFeature = {
  id: '20',
  d: 'M0 0h9v9z',
  label: 'Oaxaca',
  value: 0.3304,
  href: '/entidades/oaxaca',
};
const capital: MapFeature = {
  id: '09',
  d: 'M20 20h1v1z',
  label: 'Ciudad de México',
  value: 0.5106,
  href: '/entidades/ciudad-de-mexico',
  marker: { x: 60, y: 10, from: { x: 20, y: 20 }, label: 'CDMX' },
};
const unknown: MapFeature = {
  id: '01',
  d: 'M40 40h9v9z',
  label: 'Colima',
  value: null,
  href: '/entidades/colima',
};
const base: ChoroplethMapProps = {
  id: 'mapa',
  title: 'El centro va adelante',
  description: 'Mapa de tres estados.',
  note: 'Fuente: prueba.',
  features: [capital, oaxaca, unknown],
  width: 100,
  height: 60,
  thresholds: [0.33, 0.4],
  names: { label: 'Entidad', value: 'Índice' },
};
const map = (props: Partial<ChoroplethMapProps> = {}) =>
  rendered('/', <ChoroplethMap {...base} {...props} />);
/** The links of the drawing with what a screen reader reads of each. */
function links(html: string) {
  const drawing = /<svg[^>]*class="tq-map.*?<\/svg>/s.exec(html)?.[0] ?? '';
  return [...drawing.matchAll(/<a href="([^"]*)" class="([^"]*)"([^>]*)>(.*?)<\/a>/gs)].map(
    ([, href, area, rest, inner = '']) => ({
      href,
      area,
      rest,
      name: words(inner.replace(/<text[^>]*aria-hidden.*?<\/text>/gs, '')),
    }),
  );
}

describe('a map', () => {
  it('makes each area a link named by place and value', () => {
    expect(links(map())).toMatchObject([
      { href: '/entidades/oaxaca', name: 'Oaxaca: 0.33', area: 'c3' },
      { href: '/entidades/colima', name: 'Colima: sin dato', area: 'cx' },
      { href: '/entidades/ciudad-de-mexico', name: 'Ciudad de México: 0.51', area: 'c5' },
    ]);
  });

  it('is a named group with a way past it', () => {
    const html = map();
    expect(html).toContain(
      'role="group" aria-label="El centro va adelante" aria-describedby="mapa-description"',
    );
    expect(html).toContain('Saltar esta gráfica');
  });

  it('steps back where the page has the same links as a list', () => {
    const html = map({ linksElsewhere: true });
    expect(html).toMatch(/<svg aria-hidden="true" class="tq-map/);
    expect(links(html).every(({ rest }) => rest?.includes('tabindex="-1"'))).toBe(true);
    expect(html).not.toContain('Saltar esta gráfica');
  });

  it('is one image where nothing can be chosen', () => {
    const features = base.features.map(({ href, ...feature }) => feature);
    const html = map({ features });
    expect(html).toContain('role="img" aria-label="El centro va adelante"');
    expect(html).not.toContain('<a href="/');
  });

  it('says the ranges of its classes, and what hatching means', () => {
    expect(words(map())).toMatch(/menos de 0\.33 0\.33 a 0\.40 0\.40 o más sin dato/);
    expect(words(map({ features: [oaxaca], tableAt: '#t' }))).not.toContain('sin dato');
    expect(map()).toContain('fill="url(#mapa-hatch)"');
  });

  it('has a table with the same numbers, or leads to the one on the page', () => {
    expect(map()).toContain('<th scope="row">Oaxaca</th><td>0.33</td>');
    expect(map()).toContain('<th scope="row">Colima</th><td>sin dato</td>');
    expect(map({ tableAt: '#ranking' })).toContain('href="#ranking"');
  });

  it('ties a small area to its marker, painted over the others', () => {
    const html = map();
    expect(html).toContain('class="lead" d="M60 10L20 20"');
    expect(html).toContain('class="hit" d="M60 10h0"');
    expect(html.indexOf('class="hit"')).toBeGreaterThan(html.indexOf('Oaxaca: '));
  });

  it('outlines and names the area looked at', () => {
    const html = map({ highlighted: '20' });
    expect(html).toContain('id="mapa-20"');
    expect(links(html).map(({ area }) => area)).toEqual(['c3 at', 'cx', 'c5']);
    expect(html).toMatch(/class="looked" aria-hidden="true">.*href="#mapa-20".*Oaxaca: <tspan>0\.33/s);
    expect(map({ highlighted: 'nobody' })).not.toContain('class="looked"');
  });

  it('draws what is known of nothing, with hatching alone in the legend', () => {
    const text = words(map({ features: [unknown], thresholds: [], tableAt: '#t' }));
    expect(text).toContain('sin dato');
    expect(text).not.toContain('menos de');
  });

  it('says that there is no data where there are no areas', () => {
    expect(words(map({ features: [] }))).toContain('Todavía no hay datos');
  });

  it('escapes names', () => {
    expect(map({ features: [{ ...oaxaca, label: '<script>' }] })).not.toContain('<script>');
  });
});
