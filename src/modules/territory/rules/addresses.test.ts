import { describe, expect, it } from 'vitest';
import {
  INSTITUTION_KINDS,
  kindOfSlug,
  kindSlug,
  kindSlugs,
  ORDERS,
  orderOfSlug,
  orderSlug,
  parseKind,
  parseOrder,
  UNKNOWN_KIND_SLUG,
} from './index.ts';

describe('kinds and orders in addresses', () => {
  it('leads back from each address to what it was made from', () => {
    for (const kind of INSTITUTION_KINDS) expect(kindOfSlug(kindSlug(kind))).toBe(kind);
    for (const order of ORDERS) expect(orderOfSlug(orderSlug(order))).toBe(order);
  });

  it('is Spanish that the loader reads as the same kind or order', () => {
    for (const kind of INSTITUTION_KINDS) expect(parseKind(kindSlug(kind))).toBe(kind);
    for (const order of ORDERS) expect(parseOrder(orderSlug(order))).toBe(order);
  });

  it('keeps a word of its own for kinds that are not known', () => {
    expect(kindSlugs).not.toContain(UNKNOWN_KIND_SLUG);
    expect(kindOfSlug(UNKNOWN_KIND_SLUG)).toBeUndefined();
  });

  it('knows no other words, not even our own names in code', () => {
    expect(kindOfSlug('state_executive')).toBeUndefined();
    expect(orderOfSlug('state')).toBeUndefined();
    expect(orderOfSlug('')).toBeUndefined();
  });
});
