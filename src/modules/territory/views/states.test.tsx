import { describe, expect, it } from 'vitest';
import { classThresholds } from '#platform/charts/index.ts';
import { rendered } from '#platform/ui/rendered.tsx';
import { CLAVES } from '../rules/index.ts';
import { StateList } from './state-list.tsx';
import { type NamedState, StatesMap } from './states-map.tsx';

const states: NamedState[] = CLAVES.map((clave) => ({
  clave,
  slug: `estado-${clave}`,
  name: `Estado ${clave}`,
  abbreviation: `E${clave}`,
}));
const values = new Map<string, number | null>(CLAVES.map((clave) => [clave, Number(clave) / 32]));
const thresholds = classThresholds(values.values());

const map = (known: ReadonlyMap<string, number | null>, cuts: readonly number[]) =>
  rendered(
    '/',
    <StatesMap
      id="mapa"
      title="De 0 a 1"
      description="Mapa."
      note="Fuente: prueba."
      states={states}
      values={known}
      thresholds={cuts}
      valueName="Índice"
    />,
  );
const hrefs = (markup: string) =>
  [...markup.matchAll(/href="(\/entidades\/[^"]+)"/g)].map(([, href]) => href);

describe('the map of the states', () => {
  it('leads to all 32 and to the federation, each once', () => {
    const found = hrefs(map(values, thresholds));
    expect(found).toHaveLength(33);
    expect(new Set(found).size).toBe(33);
  });

  it('names the smallest and the federation beside the country', () => {
    const markup = map(values, thresholds);
    const named = [...markup.matchAll(/class="name"[^>]*>([^<]+)</g)].map(([, name]) => name);
    expect(named.sort()).toEqual(['E01', 'E06', 'E09', 'E17', 'E29', 'Federación']);
  });

  it('shows what is not known as not known', () => {
    const markup = map(new Map(), []);
    expect(hrefs(markup)).toHaveLength(33);
    expect(markup).toContain('sin dato');
    expect(markup).not.toMatch(/class="c[1-5]"/);
  });
});

describe('the list of the states', () => {
  const list = (props: { known?: ReadonlyMap<string, number | null>; cuts?: readonly number[] } = {}) =>
    rendered(
      '/',
      <StateList
        states={states.toReversed()}
        values={props.known}
        thresholds={props.cuts}
        labelledBy="titulo"
      />,
    );

  it('begins with the federation and goes on by name', () => {
    const found = hrefs(list());
    expect(found.slice(0, 3)).toEqual([
      '/entidades/estado-00',
      '/entidades/estado-01',
      '/entidades/estado-02',
    ]);
    expect(found).toHaveLength(33);
  });

  it('shows values with the colours they have on the map', () => {
    const markup = list({ known: values, cuts: thresholds });
    expect(markup).toMatch(
      /<li class="c5"><a href="\/entidades\/estado-32">Estado 32<\/a><span> 1\.00<\/span>/,
    );
    expect(markup).toMatch(
      /<li class="c1"><a href="\/entidades\/estado-01">Estado 01<\/a><span> 0\.03<\/span>/,
    );
  });

  it('says "sin dato" for a state without a value, and nothing where no values are asked for', () => {
    const known = new Map([...values, ['20', null] as const]);
    expect(list({ known, cuts: thresholds })).toMatch(
      /<li class="cx"><a href="\/entidades\/estado-20">Estado 20<\/a><span> sin dato<\/span>/,
    );
    expect(list()).not.toContain('sin dato');
  });
});
