import { describe, expect, it } from 'vitest';
import { Problem } from '#platform/errors/problem.ts';
import { sampleEdition } from '../../../../../test/support/edition.ts';
import { filterInstitutions, readChoice, readInstitutionsFilter } from './query.ts';

const measures = ['ga', 't', 'p'];
const read = (query: string) => readChoice(new URLSearchParams(query), measures);

function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the choice in an address', () => {
  it('is the whole index with both uncertainties where the address says nothing, or nothing in a form', () => {
    const initial = { measure: 'ga', source: 'both', order: undefined, kind: undefined };
    expect(read('')).toEqual(initial);
    expect(read('medida=&tipo=&orden_gobierno=&incertidumbre=')).toEqual(initial);
  });

  it('is read from Spanish words', () => {
    expect(read('medida=t&orden_gobierno=estatal&tipo=ejecutivo-estatal&incertidumbre=muestra')).toEqual({
      measure: 't',
      order: 'state',
      kind: 'state_executive',
      source: 'sampling',
    });
  });

  it.each([
    ['medida=xx', 'medida', 'ga, t, p'],
    ['orden_gobierno=state', 'orden_gobierno', 'federal, estatal, municipal'],
    ['tipo=iglesia', 'tipo', 'sindicato'],
    ['incertidumbre=nada', 'incertidumbre', 'ambas'],
  ])('is refused for %s, with what is possible', (query, parameter, possible) => {
    const problem = problemOf(() => read(query));
    expect(problem.status).toBe(400);
    expect(problem.parameter).toBe(parameter);
    expect(problem.detail.es).toContain(possible);
    expect(problem.detail.en).toContain(possible);
  });
});

describe('a list of institutions', () => {
  const edition = sampleEdition([
    { slug: 'a', unit: '01', kind: 'union', components: [0, 0, 0, 0] },
    { slug: 'b', unit: '02', components: [0, 0, 0, 0] },
  ]);
  const found = (query: string) =>
    filterInstitutions(edition, readInstitutionsFilter(new URLSearchParams(query), edition)).map(
      ({ slug }) => slug,
    );

  it('is narrowed by words without accents, by state and by kind', () => {
    expect(found('')).toEqual(['a', 'b']);
    expect(found('q=INSTITUCION b')).toEqual(['b']);
    expect(found('entidad=estado-01')).toEqual(['a']);
    expect(found('tipo=sindicato&entidad=estado-02')).toEqual([]);
  });

  it('refuses a state that does not exist', () => {
    expect(problemOf(() => found('entidad=atlantida')).parameter).toBe('entidad');
  });
});
