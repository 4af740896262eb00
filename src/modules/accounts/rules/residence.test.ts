import { describe, expect, it } from 'vitest';
import { changeableSince, mayChange, nextChange } from './residence.ts';

const since = new Date('2026-05-01T12:00:00Z');

describe('the waiting period of a residence', () => {
  it('does not hold back the first one', () => {
    expect(mayChange(undefined, since, 180)).toBe(true);
  });

  it('ends to the millisecond when it says', () => {
    const from = nextChange(since, 180);
    expect(from.toISOString()).toBe('2026-10-28T12:00:00.000Z');
    expect(mayChange(since, new Date(from.getTime() - 1), 180)).toBe(false);
    expect(mayChange(since, from, 180)).toBe(true);
    expect(changeableSince(from, 180)).toEqual(since);
  });

  it('may be none', () => {
    expect(mayChange(since, since, 0)).toBe(true);
  });
});
