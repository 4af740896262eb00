import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  consistencyProof,
  emptyRoot,
  type HashReader,
  inclusionProof,
  leafHash,
  nodeHash,
  sameHash,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const hex = (value: Uint8Array) => Buffer.from(value).toString('hex');

/** Leaves, roots and proofs of the Certificate Transparency reference tests (google/certificate-transparency). */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((leaf) => leafHash(bytes(leaf)));
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** Reads subtrees of leaves kept in memory. */
function readerOf(all: readonly Uint8Array[]): HashReader {
  const known = new Map<string, Uint8Array>();
  const node = (level: number, index: number): Uint8Array => {
    const key = `${level}/${index}`;
    const found = known.get(key);
    if (found) return found;
    const made =
      level === 0
        ? (all[index] ?? bytes(''))
        : nodeHash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    known.set(key, made);
    return made;
  };
  return async (nodes) => nodes.map(({ level, index }) => node(level, index));
}

/** RFC 6962, 2.1 word by word over lists of leaf hashes: slow, without tiles, without shared code. */
function naiveTree(all: readonly Uint8Array[]) {
  const sha256 = (...parts: Uint8Array[]) => hash('sha256', Buffer.concat(parts), 'buffer');
  const roots = new Map<string, Uint8Array>();
  const split = (count: number) => 2 ** Math.ceil(Math.log2(count) - 1);
  const root = (from: number, to: number): Uint8Array => {
    const key = `${from}-${to}`;
    const found = roots.get(key);
    if (found) return found;
    const cut = from + split(to - from);
    const made =
      to - from === 0
        ? sha256()
        : to - from === 1
          ? (all[from] ?? sha256())
          : sha256(Uint8Array.of(1), root(from, cut), root(cut, to));
    roots.set(key, made);
    return made;
  };
  const path = (index: number, from: number, to: number): Uint8Array[] => {
    if (to - from === 1) return [];
    const cut = from + split(to - from);
    return index < cut
      ? [...path(index, from, cut), root(cut, to)]
      : [...path(index, cut, to), root(from, cut)];
  };
  const subproof = (old: number, from: number, to: number, whole: boolean): Uint8Array[] => {
    if (old === to) return whole ? [] : [root(from, to)];
    const cut = from + split(to - from);
    return old <= cut
      ? [...subproof(old, from, cut, whole), root(cut, to)]
      : [...subproof(old, cut, to, false), root(from, cut)];
  };
  return {
    root: (size: number) => root(0, size),
    inclusion: (index: number, size: number) => path(index, 0, size),
    consistency: (old: number, size: number) => (old === 0 ? [] : subproof(old, 0, size, true)),
  };
}

const largest = 300;
const many = Array.from({ length: largest + 1 }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));
const read = readerOf(many);
const naive = naiveTree(many);

function flipped(value: Uint8Array, bit: number): Uint8Array {
  const copy = new Uint8Array(value);
  const at = (bit >> 3) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

/** A proof made wrong in each way that must not pass; `turn` picks which hash and bit. */
function mutations(proof: readonly Uint8Array[], turn: number): Uint8Array[][] {
  const wrong: Uint8Array[][] = [
    [...proof, emptyRoot],
    [new Uint8Array(), ...proof],
    [emptyRoot, ...proof],
  ];
  if (proof.length === 0) return wrong;
  const at = turn % proof.length;
  wrong.push(proof.slice(1), proof.slice(0, -1));
  wrong.push(proof.map((one, place) => (place === at ? flipped(one, turn) : one)));
  wrong.push(proof.map((one, place) => (place === at ? one.subarray(1) : one)));
  if (proof.length > 1) wrong.push([...proof].reverse());
  return wrong;
}

describe('the tree of the Certificate Transparency reference tests', () => {
  it('has their roots at each size', async () => {
    expect(hex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex(await treeRoot(readerOf([]), 0))).toBe(hex(emptyRoot));
    for (const [at, root] of roots.entries())
      expect(hex(await treeRoot(readerOf(leaves), at + 1))).toBe(root);
  });

  it('has their inclusion proofs', async () => {
    const proof = await inclusionProof(readerOf(leaves), 5, 8);
    expect(proof.map(hex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect((await inclusionProof(readerOf(leaves), 2, 3)).map(hex)).toEqual([roots[1]]);
    expect((await inclusionProof(readerOf(leaves), 1, 5)).map(hex)).toEqual([
      roots[0],
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });

  it('has their consistency proofs', async () => {
    expect((await consistencyProof(readerOf(leaves), 6, 8)).map(hex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect((await consistencyProof(readerOf(leaves), 1, 8)).map(hex)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect((await consistencyProof(readerOf(leaves), 2, 5)).map(hex)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });
});

describe('trees of every size up to 300', () => {
  it('have the root of the naive implementation', async () => {
    for (let size = 0; size <= largest; size += 1) {
      if (!sameHash(await treeRoot(read, size), naive.root(size))) throw new Error(`root at ${size}`);
    }
    expect(hex(await treeRoot(read, largest))).toBe(hex(naive.root(largest)));
  });

  it('have inclusion proofs that are those of the naive implementation and hold, for this leaf and tree only', async () => {
    const wrong: string[] = [];
    for (let size = 1; size <= largest; size += 1) {
      const root = naive.root(size);
      for (let index = 0; index < size; index += 1) {
        const leaf = many[index] as Uint8Array;
        const proof = await inclusionProof(read, index, size);
        const expected = naive.inclusion(index, size);
        const equal =
          proof.length === expected.length &&
          proof.every((one, at) => sameHash(one, expected[at] as Uint8Array));
        if (!equal || !verifyInclusion(leaf, index, size, proof, root)) wrong.push(`${index} of ${size}`);
        const holds = [
          ...mutations(proof, index * 7 + size).map((bad) => verifyInclusion(leaf, index, size, bad, root)),
          verifyInclusion(flipped(leaf, index), index, size, proof, root),
          verifyInclusion(leaf, index, size, proof, flipped(root, size)),
          verifyInclusion(leaf, index + 1, size, proof, root),
          verifyInclusion(leaf, index, index, proof, root),
        ];
        if (holds.includes(true)) wrong.push(`mutated ${index} of ${size}: ${holds.indexOf(true)}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('have consistency proofs that are those of the naive implementation and hold, for these trees only', async () => {
    const wrong: string[] = [];
    for (let size = 0; size <= largest; size += 1) {
      const root = naive.root(size);
      for (let old = 0; old <= size; old += 1) {
        const oldRoot = naive.root(old);
        const proof = await consistencyProof(read, old, size);
        const expected = naive.consistency(old, size);
        const equal =
          proof.length === expected.length &&
          proof.every((one, at) => sameHash(one, expected[at] as Uint8Array));
        if (!equal || !verifyConsistency(old, size, oldRoot, root, proof)) wrong.push(`${old} to ${size}`);
        const holds = [
          ...mutations(proof, old * 7 + size).map((bad) => verifyConsistency(old, size, oldRoot, root, bad)),
          verifyConsistency(old, size, flipped(oldRoot, old), root, proof),
          // From an empty tree, any tree follows.
          old > 0 && verifyConsistency(old, size, oldRoot, flipped(root, size), proof),
          old < size && verifyConsistency(size, old, root, oldRoot, proof),
          old < size && verifyConsistency(old + 1, size, oldRoot, root, proof),
        ];
        if (holds.includes(true)) wrong.push(`mutated ${old} to ${size}: ${holds.indexOf(true)}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});

describe('a proof of what cannot be', () => {
  it('is not made', () => {
    expect(() => inclusionProof(read, 5, 5)).toThrow(RangeError);
    expect(() => inclusionProof(read, -1, 5)).toThrow(RangeError);
    expect(() => consistencyProof(read, 6, 5)).toThrow(RangeError);
    expect(() => consistencyProof(read, 0.5, 5)).toThrow(RangeError);
  });

  it('does not hold', () => {
    const [leaf = emptyRoot] = many;
    expect(verifyInclusion(leaf, 0, 0, [], leaf)).toBe(false);
    expect(verifyInclusion(leaf, Number.NaN, 1, [], leaf)).toBe(false);
    expect(verifyInclusion(leaf, 2 ** 53, 2 ** 53 + 2, [], leaf)).toBe(false);
    expect(verifyConsistency(2, 1, leaf, leaf, [])).toBe(false);
    expect(verifyConsistency(0, 0, leaf, leaf, [])).toBe(false);
    expect(verifyConsistency(0, 1, leaf, leaf, [])).toBe(false);
    expect(verifyConsistency(0, 1, emptyRoot, leaf, [])).toBe(true);
  });
});

describe('a tree beyond 2^32 leaves', () => {
  it('has proofs of the right length that hold', async () => {
    // All leaves are the same, so a perfect subtree has one hash per level, however large the tree.
    const levels = [leafHash(Buffer.from('same'))];
    for (let level = 1; level < 53; level += 1) {
      const below = levels[level - 1] as Uint8Array;
      levels.push(nodeHash(below, below));
    }
    const same: HashReader = async (nodes) => nodes.map(({ level }) => levels[level] as Uint8Array);
    const size = 2 ** 40 + 2 ** 33 + 12_345;
    const root = await treeRoot(same, size);
    for (const index of [0, 2 ** 32 + 7, 2 ** 40, size - 1]) {
      const proof = await inclusionProof(same, index, size);
      expect(verifyInclusion(levels[0] as Uint8Array, index, size, proof, root)).toBe(true);
      expect(verifyInclusion(levels[0] as Uint8Array, index, size, proof.slice(1), root)).toBe(false);
    }
    for (const old of [2 ** 32, 2 ** 33 + 1, 2 ** 40 + 1, size - 1]) {
      const proof = await consistencyProof(same, old, size);
      expect(verifyConsistency(old, size, await treeRoot(same, old), root, proof)).toBe(true);
      expect(verifyConsistency(old - 1, size, await treeRoot(same, old), root, proof)).toBe(false);
    }
  });
});
