import { describe, expect, it } from 'vitest';
import { isId, newId } from './identifier.ts';

describe('a new identifier', () => {
  it('comes after all that this process made before, also within a millisecond, and is a UUIDv7', () => {
    const ids = Array.from({ length: 20_000 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('the form of an identifier', () => {
  it('is told from other texts', () => {
    expect(isId(newId())).toBe(true);
    expect(isId(newId().toUpperCase())).toBe(true);
    for (const text of ['', 'x', `${newId()} `, newId().slice(1), "' or 1=1"]) expect(isId(text)).toBe(false);
  });
});
