import { describe, expect, it } from 'vitest';
import document from '#data/metrica/2017/methodology.json';
import { componentLevel, compositionFrom, loadings } from './composition.ts';
import type { ScoredInstitution } from './institutions.ts';
import { readMethodology } from './read-methodology.ts';
import { buildTree } from './tree.ts';

const tree = buildTree(readMethodology(document));

const known = (count: number, ids: string, from = 0): ScoredInstitution[] =>
  Array.from({ length: count }, (_, at) => ({
    slug: `i${from + at}`,
    unit: '01',
    order: 'state',
    kind: 'executive',
    scores: new Map(ids.split(' ').map((id) => [id, 0.5])),
  }));

describe('the level at which an edition is known', () => {
  it('is that of the deepest scores published', () => {
    expect(componentLevel(tree, known(3, 'ga t p tg tc pg pc'))).toEqual(['tg', 'tc', 'pg', 'pc']);
    expect(componentLevel(tree, known(3, 'tg tc pg pc'))).toEqual(['tg', 'tc', 'pg', 'pc']);
    expect(componentLevel(tree, known(3, 'ga t p'))).toEqual(['t', 'p']);
    expect(componentLevel(tree, known(3, 'ga'))).toEqual(['ga']);
    expect(componentLevel(tree, [])).toEqual(['ga']);
  });

  it('goes further down where one component is known in detail', () => {
    const ids = 'tg pg pc tc_availability tc_clarity tc_completeness tc_speed';
    expect(componentLevel(tree, known(2, ids))).toEqual([
      'tg',
      'tc_availability',
      'tc_clarity',
      'tc_completeness',
      'tc_speed',
      'pg',
      'pc',
    ]);
  });

  it('does not stay above because a few institutions lack a component', () => {
    const mixed = [...known(5, 'ga t p tg tc pg pc'), ...known(2, 'ga t p tg tc pg', 5)];
    expect(componentLevel(tree, mixed)).toEqual(['tg', 'tc', 'pg', 'pc']);
  });

  it('does not go down because a few institutions have more detail', () => {
    const mixed = [...known(2, 'ga t p tg tc pg pc'), ...known(5, 'ga t p', 2)];
    expect(componentLevel(tree, mixed)).toEqual(['t', 'p']);
  });
});

describe('what components make', () => {
  const composition = compositionFrom(tree, ['tg', 'tc', 'pg', 'pc']);
  const rowsOf = (factors?: ReadonlyMap<string, number>) => {
    const flat = loadings(tree, composition, factors);
    return Object.fromEntries(
      composition.measures.map((id, at) => [id, [...flat.subarray(at * 4, at * 4 + 4)]]),
    );
  };

  it('is every measure above them, with the weights that vary', () => {
    expect(composition.measures).toEqual(['ga', 't', 'tg', 'tc', 'p', 'pg', 'pc', 'ga_gov', 'ga_cit']);
    expect(composition.splits).toEqual(['t', 'tg', 'tc', 'p', 'pg', 'pc']);
    expect(compositionFrom(tree, ['t', 'p'])).toMatchObject({
      measures: ['ga', 't', 'p'],
      splits: ['t', 'p'],
    });
  });

  it('counts each component by the product of the weights above it', () => {
    expect(rowsOf()).toMatchObject({
      ga: [0.25, 0.25, 0.25, 0.25],
      t: [0.5, 0.5, 0, 0],
      pg: [0, 0, 1, 0],
      ga_gov: [0.5, 0, 0.5, 0],
    });
  });

  it('lets the perspectives go along when dimensions weigh otherwise', () => {
    const rows = rowsOf(new Map([['t', 3]]));
    expect(rows).toMatchObject({
      ga: [0.375, 0.375, 0.125, 0.125],
      t: [0.5, 0.5, 0, 0],
      ga_gov: [0.75, 0, 0.25, 0],
      ga_cit: [0, 0.75, 0, 0.25],
    });
  });
});
