import { describe, expect, it } from 'vitest';
import { translator } from '#platform/i18n/i18n.ts';
import {
  kindGroupName,
  kindName,
  municipalityPlace,
  orderName,
  sourceNames,
  stateInSentence,
  stateName,
} from './names.ts';
import { INSTITUTION_KINDS, ORDERS } from './rules/index.ts';

const es = translator('es-MX');
const en = translator('en');

describe('kinds and orders in words', () => {
  it('have names of their own in both languages', () => {
    for (const t of [es, en]) {
      expect(new Set(INSTITUTION_KINDS.map((kind) => kindName(t, kind))).size).toBe(INSTITUTION_KINDS.length);
      expect(new Set(INSTITUTION_KINDS.map((kind) => kindGroupName(t, kind))).size).toBe(
        INSTITUTION_KINDS.length,
      );
      expect(new Set(ORDERS.map((order) => orderName(t, order))).size).toBe(ORDERS.length);
    }
    expect(kindName(es, 'state_executive')).toBe('Poder Ejecutivo estatal');
    expect(kindGroupName(en, 'union')).toBe('Trade unions');
  });

  it('are "sin dato" where they are not known, never a code', () => {
    expect(kindName(es, null)).toBe('sin dato');
    expect(kindGroupName(es, 'something_new')).toBe('sin dato');
  });
});

describe('states in words', () => {
  const federation = { clave: '00', name: 'Federación' };
  const mexico = { clave: '15', name: 'Estado de México' };
  const capital = { clave: '09', name: 'Ciudad de México' };

  it('keep their own names; the federation is named in the language of the page', () => {
    expect(stateName(en, federation)).toBe('Federation');
    expect(stateName(en, capital)).toBe('Ciudad de México');
  });

  it('take an article within a sentence where Spanish gives them one', () => {
    expect(stateInSentence(es, federation)).toBe('la Federación');
    expect(stateInSentence(es, mexico)).toBe('el Estado de México');
    expect(stateInSentence(es, capital)).toBe('la Ciudad de México');
    expect(stateInSentence(en, mexico)).toBe('Estado de México');
  });

  it('have municipalities, but Ciudad de México has boroughs', () => {
    expect(municipalityPlace(es, '20067', { clave: '20', name: 'Oaxaca' })).toBe(
      'Municipio de Oaxaca · clave 20067',
    );
    expect(municipalityPlace(es, '09014', capital)).toBe('Alcaldía de la Ciudad de México · clave 09014');
    expect(municipalityPlace(en, '09014', capital)).toBe('Borough of Ciudad de México · code 09014');
  });
});

describe('the sources of an institution', () => {
  it('are the catalogues it was found in, by name and year', () => {
    expect(sourceNames(es, 'metrica-2017;pnt-2021')).toEqual([
      'Métrica de Gobierno Abierto 2017',
      'Catálogo de la Plataforma Nacional de Transparencia, 2021',
    ]);
  });

  it('stay as they are written where the catalogue is another', () => {
    expect(sourceNames(en, 'padron-estatal')).toEqual(['padron-estatal']);
  });
});
