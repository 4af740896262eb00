import { describe, expect, it } from 'vitest';
import document from '#data/metrica/2017/methodology.json';
import { splitsOf } from './composition.ts';
import { readMethodology } from './read-methodology.ts';
import { buildTree, leafShares, measureOf } from './tree.ts';

const tree = buildTree(readMethodology(document));

/** Reads `x = 0.5 a + 0.5 b` or `x = (a + b) / 2` into weights by id. */
function weightsIn(formula: string): Record<string, number> {
  const [, right = ''] = formula.split(' = ');
  const mean = /^\((?<terms>.+)\) \/ (?<count>\d+)$/.exec(right)?.groups;
  const terms = (mean?.terms ?? right).split(' + ').map((term) => term.split(' '));
  return Object.fromEntries(
    terms.map(([first = '', second]) =>
      second === undefined ? [first, 1 / Number(mean?.count)] : [second, Number(first)],
    ),
  );
}

describe('the methodology of 2017', () => {
  it('has the measures that every page and file names, by the same ids', () => {
    const ids = 'ga t p tg tc pg pc ga_gov ga_cit'.split(' ');
    for (const id of ids) expect(measureOf(tree, id).label.es).not.toBe('');
    expect(
      [...tree.measures.values()]
        .filter(({ parts }) => parts.length > 0)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids.sort());
  });

  it('weighs the topics as Annex 1 of the report does', () => {
    const weights = (id: string) =>
      Object.fromEntries(measureOf(tree, id).parts.map((part) => [part.id, part.weight]));
    expect(weights('ga')).toEqual({ t: 0.5, p: 0.5 });
    expect(weights('t')).toEqual({ tg: 0.5, tc: 0.5 });
    expect(weights('p')).toEqual({ pg: 0.5, pc: 0.5 });
    expect(weights('ga_gov')).toEqual({ tg: 0.5, pg: 0.5 });
    expect(weights('ga_cit')).toEqual({ tc: 0.5, pc: 0.5 });
    expect(weights('tg')).toEqual({ tg_access: 0.5, tg_reactive: 0.2, tg_proactive: 0.2, tg_open_data: 0.1 });
    expect(weights('tc')).toEqual({
      tc_availability: 0.25,
      tc_clarity: 0.25,
      tc_completeness: 0.25,
      tc_speed: 0.25,
    });
    expect(weights('pg')).toEqual({
      pg_mechanisms: 0.2,
      pg_actors: 0.1,
      pg_functioning: 0.3,
      pg_format: 0.1,
      pg_followup: 0.3,
    });
    expect(weights('pc')).toEqual({ pc_method: 0.2, pc_reception: 0.3, pc_activation: 0.3, pc_speed: 0.2 });
  });

  it('prints for each measure the formula that its weights make', () => {
    const recompositions = tree.methodology.views.flatMap((view) => view.recompositions);
    const composed = [...tree.measures.values(), ...recompositions].filter(({ parts }) => parts.length > 0);
    for (const { id, formula, parts } of composed) {
      expect(formula?.split(' = ')[0]).toBe(id);
      expect(weightsIn(formula ?? '')).toEqual(
        Object.fromEntries(parts.map((part) => [part.id, part.weight])),
      );
    }
  });

  it('gives no formula for what was scored directly', () => {
    const leaves = [...tree.measures.values()].filter(({ parts }) => parts.length === 0);
    expect(leaves).toHaveLength(17);
    for (const { formula } of leaves) expect(formula).toBeNull();
  });

  it('places every node in the dimension and perspective of its parent', () => {
    for (const { parent, dimension, perspective } of tree.measures.values()) {
      if (parent === null) continue;
      const above = measureOf(tree, parent);
      expect([dimension, null]).toContain(above.dimension);
      expect([perspective, null]).toContain(above.perspective);
    }
  });

  it('says how much each topic counts in the whole', () => {
    const shares = leafShares(tree, 'ga');
    expect(shares.get('tg_access')).toBe(0.125);
    expect(shares.get('pg_actors')).toBeCloseTo(0.025, 12);
    expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('knows which weights are of dimensions and perspectives', () => {
    expect(splitsOf(tree).map(({ id }) => id)).toEqual(['t', 'tg', 'tc', 'p', 'pg', 'pc']);
  });
});
