import { describe, expect, it } from 'vitest';
import { exampleAddress, excerpt, type PlacedOperation } from './api-description.ts';

const more = (count: number) => `${count} more`;

describe('an excerpt of an answer', () => {
  it('keeps the first item of a list of objects and says how many are left out', () => {
    expect(excerpt({ items: [{ a: 1 }, { a: 2 }, { a: 3 }] }, more)).toEqual({
      items: [{ a: 1 }, '… 2 more'],
    });
  });

  it('keeps lists of plain values, single items and what is not known as they are', () => {
    const value = { names: ['INAI', 'CIDE'], one: [{ a: null }], nothing: null, none: [] };
    expect(excerpt(value, more)).toEqual(value);
  });

  it('keeps one entry of an object that maps to many objects', () => {
    const measure = { value: 0.5 };
    expect(excerpt({ ga: measure, t: measure, p: measure, tg: measure }, more)).toEqual({
      ga: measure,
      '…': '3 more',
    });
    expect(excerpt({ sampling: measure, weights: measure, both: measure }, more)).toEqual({
      sampling: measure,
      weights: measure,
      both: measure,
    });
  });
});

describe('the address of an example', () => {
  const operation: PlacedOperation = {
    path: '/api/v1/states/{clave}/things',
    operationId: 'x',
    tags: [],
    summary: '',
    description: '',
    responses: {},
    parameters: [
      { name: 'clave', in: 'path', description: '', example: '20', schema: {} },
      { name: 'q', in: 'query', description: '', example: 'agua limpia', schema: {} },
      { name: 'cursor', in: 'query', description: '', schema: {} },
    ],
  };

  it('has the examples of its path, and of those parameters of the query that are wanted and have one', () => {
    expect(exampleAddress(operation, [])).toBe('/api/v1/states/20/things');
    expect(exampleAddress(operation, ['q', 'cursor'])).toBe('/api/v1/states/20/things?q=agua+limpia');
  });
});
