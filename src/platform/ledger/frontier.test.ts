import { describe, expect, it } from 'vitest';
import { emptyFrontier } from './frontier.ts';
import { emptyRoot, leafHash, nodeHash, sameHash } from './merkle.ts';

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length < 2) return leaves[0] ?? emptyRoot;
  const cut = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeHash(rootOf(leaves.slice(0, cut)), rootOf(leaves.slice(cut)));
}

describe('the right edge of a growing tree', () => {
  it('gives the root of RFC 6962 after every leaf', () => {
    const frontier = emptyFrontier();
    const leaves: Uint8Array[] = [];
    for (let size = 0; size <= 130; size += 1) {
      expect(frontier.size).toBe(size);
      expect(sameHash(frontier.root(), rootOf(leaves)), `${size} leaves`).toBe(true);
      const leaf = leafHash(Buffer.from(`leaf ${size}`));
      leaves.push(leaf);
      frontier.push(leaf);
    }
  });

  it('tells of every perfect subtree once, when it is complete', () => {
    const frontier = emptyFrontier();
    const told: string[] = [];
    for (let size = 0; size < 6; size += 1) {
      frontier.push(leafHash(Buffer.from(`${size}`)), (level, index) => told.push(`${level}/${index}`));
    }
    expect(told).toEqual(['0/0', '0/1', '1/0', '0/2', '0/3', '1/1', '2/0', '0/4', '0/5', '1/2']);
  });

  it('can be continued in two ways', () => {
    const frontier = emptyFrontier();
    for (const leaf of ['a', 'b', 'c']) frontier.push(leafHash(Buffer.from(leaf)));
    const other = frontier.copy();
    frontier.push(leafHash(Buffer.from('d')));
    expect(other.size).toBe(3);
    other.push(leafHash(Buffer.from('e')));
    expect(sameHash(frontier.root(), other.root())).toBe(false);
  });
});
