import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '#platform/i18n/i18n.ts';
import { problemText, readWeights } from './weight-query.ts';

const read = (query: string) => readWeights(new URLSearchParams(query));

describe('weights in an address', () => {
  it('are the official ones where it names none', () => {
    expect(read('')).toMatchObject({
      problems: [],
      canonical: '',
      typed: { transparencia: '50', participacion: '50', gobierno: '50', ciudadania: '50', gobierno_t: '' },
    });
  });

  it('choose a side of the whole, or of one dimension only', () => {
    expect(read('transparencia=70&participacion=30').choice.dimension).toEqual({
      transparency: 70,
      participation: 30,
    });
    const { choice } = read('gobierno_p=0&ciudadania_p=1');
    expect(choice.perspectiveIn?.participation).toEqual({ government: 0, citizen: 1 });
    expect(choice.perspectiveIn?.transparency).toBeUndefined();
  });

  it('leave out fields that a form sends blank or untouched', () => {
    const sent =
      'transparencia=70&participacion=30&gobierno=50&ciudadania=50&gobierno_t=&ciudadania_t=&gobierno_p=&ciudadania_p=';
    expect(read(sent)).toMatchObject({ problems: [], canonical: 'transparencia=70&participacion=30' });
  });

  it.each([
    ['transparencia=-1&participacion=1', 'transparencia', 'negative'],
    ['transparencia=1&participacion=abc', 'participacion', 'not_a_number'],
    ['transparencia=NaN&participacion=1', 'transparencia', 'not_a_number'],
    ['transparencia=Infinity&participacion=1', 'transparencia', 'not_a_number'],
    ['transparencia=0x10&participacion=1', 'transparencia', 'not_a_number'],
    ['transparencia=1,5&participacion=1', 'transparencia', 'not_a_number'],
    ['transparencia=&participacion=1', 'transparencia', 'empty'],
    ['transparencia=70', 'participacion', 'empty'],
    ['gobierno_t=3&ciudadania_t=', 'ciudadania_t', 'empty'],
    ['transparencia=1000.1&participacion=1', 'transparencia', 'too_large'],
    ['transparencia=1e999&participacion=1', 'transparencia', 'not_a_number'],
    ['gobierno=0&ciudadania=0', 'gobierno', 'all_zero'],
  ])('are refused: %s', (query, field, code) => {
    const asked = read(query);
    expect(asked.problems).toMatchObject([{ field, code }]);
    expect(asked.choice).toEqual({});
    expect(asked.canonical).toBe('');
    for (const [name, value] of new URLSearchParams(query))
      expect(asked.typed).toMatchObject({ [name]: value });
  });

  it('say what is wrong in the reader’s language, and quote a long text only in part', () => {
    const [problem] = read(`transparencia=${'x'.repeat(500)}&participacion=1`).problems;
    if (!problem) throw new Error('no problem found');
    const text = problemText(translator('es-MX'), problem);
    expect(text).toMatch(/^Transparencia: «x{40}…» no es un número/);
    expect(problemText(translator('en'), problem)).toContain('is not a number');
  });

  it('have one canonical address, which reads as itself', () => {
    const weight = fc.oneof(
      fc.integer({ min: 0, max: 1000 }).map(String),
      fc.double({ min: 0, max: 1000, noNaN: true }).map(String),
      fc.constantFrom('', ' 7 ', '007', '.5', '5.', '-1', 'x'),
    );
    const query = fc.dictionary(
      fc.constantFrom(
        'transparencia',
        'participacion',
        'gobierno',
        'ciudadania',
        'gobierno_t',
        'ciudadania_t',
      ),
      weight,
    );
    fc.assert(
      fc.property(query, (typed) => {
        const asked = readWeights(new URLSearchParams(typed));
        const again = read(asked.canonical);
        expect(again.problems).toEqual([]);
        expect(again.canonical).toBe(asked.canonical);
        if (asked.problems.length === 0) expect(again.choice).toEqual(asked.choice);
      }),
    );
  });
});
