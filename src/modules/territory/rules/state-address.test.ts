import { describe, expect, it } from 'vitest';
import { readStateAddress } from './index.ts';

const state = (clave: string, slug: string, name: string, more: Partial<Record<string, string>> = {}) => ({
  clave,
  slug,
  name,
  officialName: more.officialName ?? name,
  abbreviation: more.abbreviation ?? name.slice(0, 3),
  code: more.code ?? '',
  aliases: more.aliases ?? '',
});
const states = [
  state('00', 'federacion', 'Federación', { abbreviation: 'Fed.', aliases: 'Federal;Gobierno Federal' }),
  state('05', 'coahuila', 'Coahuila', { officialName: 'Coahuila de Zaragoza', abbreviation: 'Coah.' }),
  state('09', 'ciudad-de-mexico', 'Ciudad de México', {
    abbreviation: 'CDMX',
    aliases: 'CDMX;Distrito Federal',
  }),
  state('15', 'estado-de-mexico', 'Estado de México', { officialName: 'México', abbreviation: 'Mex.' }),
  state('20', 'oaxaca', 'Oaxaca', { abbreviation: 'Oax.' }),
];
const read = (text: string) => {
  const address = readStateAddress(states, text);
  return address.kind === 'unknown'
    ? address.near.map(({ slug }) => slug)
    : [address.kind, address.state.slug];
};

describe('the address of a state', () => {
  it('is its slug', () => {
    expect(read('oaxaca')).toEqual(['found', 'oaxaca']);
  });

  it.each([
    ['20', 'oaxaca'],
    ['5', 'coahuila'],
    ['00', 'federacion'],
    ['OAXACA', 'oaxaca'],
    ['Ciudad de México', 'ciudad-de-mexico'],
    ['coahuila-de-zaragoza', 'coahuila'],
    ['México', 'estado-de-mexico'],
    ['cdmx', 'ciudad-de-mexico'],
    ['distrito_federal', 'ciudad-de-mexico'],
    ['Oax.', 'oaxaca'],
  ])('can be written %s and leads to %s', (text, slug) => {
    expect(read(text)).toEqual(['moved', slug]);
  });

  it('may be misspelt: the nearest names are offered', () => {
    expect(read('oaxca')).toEqual(['oaxaca']);
    expect(read('coahula')[0]).toBe('coahuila');
  });

  it('is not guessed from what is like no name', () => {
    expect(read('33')).toEqual([]);
    expect(read('atlantida')).toEqual([]);
    expect(read('')).toEqual([]);
    expect(read('...')).toEqual([]);
  });

  it('offers all that are called so when several are', () => {
    const twins = [state('01', 'a-uno', 'Gemela'), state('02', 'a-dos', 'Gemela')];
    const address = readStateAddress(twins, 'gemela');
    expect(address).toMatchObject({ kind: 'unknown', near: [{ slug: 'a-uno' }, { slug: 'a-dos' }] });
  });
});
