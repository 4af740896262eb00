import { describe, expect, it } from 'vitest';
import document from '#data/metrica/2017/methodology.json';
import { MethodologyError } from './methodology.ts';
import { readMethodology } from './read-methodology.ts';

function problemsOf(value: unknown): readonly { node: string | null; message: string }[] {
  try {
    readMethodology(value);
  } catch (error) {
    if (error instanceof MethodologyError) return error.problems;
    throw error;
  }
  return [];
}

const changed = (change: object) => ({ ...structuredClone(document), ...change });

describe('a document read as a methodology', () => {
  it('is taken when every field is what it should be', () => {
    expect(readMethodology(document).edition).toBe(2017);
  });

  it('is refused when it is no object', () => {
    for (const value of [null, [], 'ga', 7]) {
      expect(problemsOf(value).map(({ message }) => message)).toEqual(['methodology is not an object.']);
    }
  });

  it('is refused with the name of each node and field that is wrong', () => {
    const nodes = document.nodes.map((node) => {
      if (node.id === 'tg') return { ...node, weight: '0.5' };
      if (node.id === 'pc') return { ...node, dimension: 'money', label: { es: 'Participación' } };
      return node;
    });
    expect(problemsOf(changed({ nodes }))).toEqual([
      { code: 'shape', node: 'tg', message: 'nodes[3] (tg): weight must be a number.' },
      {
        code: 'shape',
        node: 'pc',
        message: 'nodes[19] (pc): dimension must be transparency, participation or null.',
      },
      { code: 'shape', node: 'pc', message: 'nodes[19] (pc): label must be a text in es and en.' },
    ]);
  });

  it('is refused for another scale, another kind of edition or notes in one language', () => {
    const messages = problemsOf(changed({ scale: [0, 100], edition: '2017', notes: ['sólo español'] })).map(
      ({ message }) => message,
    );
    expect(messages).toEqual([
      'methodology: edition must be a year.',
      'methodology: scale must be [0, 1].',
      'methodology: notes must be a list of texts in es and en.',
    ]);
  });

  it('is refused for what is wrong inside views', () => {
    const [view] = document.views;
    const views = [
      { ...view, measures: [{ ...view?.measures[0], parts: ['tg', 'pg'] }, 3], recompositions: null },
    ];
    expect(problemsOf(changed({ views })).map(({ message }) => message)).toEqual([
      'views[0] (by_perspective): recompositions must be a list.',
      'views[0].measures[0] (ga_gov): parts must be a list of ids with weights.',
      'views[0].measures[1] is not an object.',
    ]);
  });
});
