import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyRoot,
  inclusionProof,
  leafHash,
  nodeHash,
  sameHash,
  treeRoot,
  verifyInclusion,
} from './merkle.ts';
import {
  decodeBundle,
  edgeTiles,
  encodeBundle,
  type GrownTile,
  growTiles,
  parseTilePath,
  type Tile,
  tileHashReader,
  tilePath,
  widthIn,
} from './tiles.ts';

describe('the address of a tile', () => {
  // The examples of C2SP tlog-tiles.
  it('has its index in groups of three digits', () => {
    expect(tilePath({ holds: 'hashes', level: 0, index: 1_234_067, width: 256 })).toBe(
      'tile/0/x001/x234/067',
    );
    expect(tilePath({ holds: 'hashes', level: 1, index: 0, width: 17 })).toBe('tile/1/000.p/17');
    expect(tilePath({ holds: 'entries', index: 999, width: 256 })).toBe('tile/entries/999');
    expect(tilePath({ holds: 'entries', index: 1000, width: 1 })).toBe('tile/entries/x001/000.p/1');
  });

  it('is read back as it was written', () => {
    const index = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const width = fc.integer({ min: 1, max: 256 });
    fc.assert(
      fc.property(index, width, fc.integer({ min: 0, max: 63 }), (index, width, level) => {
        for (const address of [
          { holds: 'hashes', level, index, width } as const,
          { holds: 'entries', index, width } as const,
        ]) {
          expect(parseTilePath(tilePath(address))).toEqual(address);
        }
      }),
    );
  });

  it.each([
    'tile/0/0',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/257',
    'tile/0/000.p/01',
    'tile/0/000.p',
    'tile/data/000',
    'tile/0/000/',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/x009/x007/x199/x254/x740/993',
    '/tile/0/000',
    'tile/0/٠٠٠',
  ])('%s is none', (path) => {
    const parsed = parseTilePath(path);
    expect(parsed).toBeUndefined();
  });
});

describe('the tiles of a tree', () => {
  it('of 70,000 leaves are those of the example in C2SP tlog-tiles', () => {
    expect(widthIn(70_000, 0, 272)).toBe(256);
    expect(widthIn(70_000, 0, 274)).toBe(0);
    expect(edgeTiles(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    expect(edgeTiles(256)).toEqual([{ level: 1, index: 0, width: 1 }]);
    expect(edgeTiles(0)).toEqual([]);
  });
});

/** Grows a tree by batches and keeps its tiles, as the ledger does. */
function treeOf(batches: readonly number[]) {
  const tiles = new Map<string, Uint8Array>();
  const leaves: Uint8Array[] = [];
  const grown: GrownTile[][] = [];
  for (const count of batches) {
    const size = leaves.length;
    const added = Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`entry ${size + at}`)));
    const edge = new Map(
      edgeTiles(size).map(({ level, index }) => [level, tiles.get(`${level}/${index}`) ?? emptyRoot]),
    );
    const changed = growTiles(size, edge, Buffer.concat(added));
    for (const { level, index, hashes } of changed) tiles.set(`${level}/${index}`, hashes);
    grown.push(changed);
    leaves.push(...added);
  }
  const asked: Tile[] = [];
  const reader = (size: number) =>
    tileHashReader(size, async (wanted) => {
      asked.push(...wanted);
      return wanted.map(({ level, index }) => tiles.get(`${level}/${index}`) ?? new Uint8Array());
    });
  return { leaves, tiles, reader, grown, asked };
}

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length < 2) return leaves[0] ?? emptyRoot;
  const cut = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeHash(rootOf(leaves.slice(0, cut)), rootOf(leaves.slice(cut)));
}

describe('a tree kept as tiles', () => {
  it('is the same however it grew', async () => {
    const batches = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(batches, async (batches) => {
        const { leaves, tiles, reader } = treeOf(batches);
        const once = treeOf([leaves.length]);
        expect([...tiles.keys()].sort()).toEqual([...once.tiles.keys()].sort());
        for (const [key, hashes] of tiles)
          expect(sameHash(hashes, once.tiles.get(key) ?? emptyRoot), key).toBe(true);
        expect(sameHash(await treeRoot(reader(leaves.length), leaves.length), rootOf(leaves))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('gives proofs across levels, also of the smaller trees it once was', async () => {
    const { leaves, reader } = treeOf([65_000, 1_300]);
    for (const size of [leaves.length, 65_536, 65_000, 257, 256, 1]) {
      const root = rootOf(leaves.slice(0, size));
      for (const index of [0, 255, 256, size - 1].filter((at) => at < size)) {
        const proof = await inclusionProof(reader(size), index, size);
        expect(
          verifyInclusion(leaves[index] ?? emptyRoot, index, size, proof, root),
          `${index}/${size}`,
        ).toBe(true);
      }
    }
  });

  it('reads few tiles for a proof, and each once', async () => {
    const { leaves, reader, asked } = treeOf([66_300]);
    await inclusionProof(reader(leaves.length), 40_000, leaves.length);
    expect(asked.length).toBeLessThanOrEqual(5);
    expect(new Set(asked.map(({ level, index }) => `${level}/${index}`)).size).toBe(asked.length);
  });

  it('writes only what changed', () => {
    const { grown } = treeOf([300, 1]);
    expect(grown[1]?.map(({ level, index, hashes }) => [level, index, hashes.length / 32])).toEqual([
      [0, 1, 45],
    ]);
  });

  it('does not answer for leaves it has not got', async () => {
    const { reader } = treeOf([10]);
    await expect(treeRoot(reader(10), 11)).rejects.toThrow(RangeError);
    await expect(treeRoot(reader(300), 300)).rejects.toThrow(/missing or too short/);
  });
});

describe('an entry bundle', () => {
  it('holds each entry behind its length in two bytes', () => {
    const bundle = encodeBundle([Buffer.from('uno'), Buffer.from(''), Buffer.alloc(300, 'x')]);
    expect(Buffer.from(bundle.subarray(0, 9)).toString('hex')).toBe('0003756e6f0000012c');
    expect(decodeBundle(bundle).map(({ length }) => length)).toEqual([3, 0, 300]);
    expect(() => decodeBundle(bundle.subarray(0, -1))).toThrow(RangeError);
    expect(() => decodeBundle(bundle.subarray(0, 4))).toThrow(RangeError);
  });

  it('takes no entry longer than its length can say', () => {
    expect(decodeBundle(encodeBundle([Buffer.alloc(65_535)]))[0]?.length).toBe(65_535);
    expect(() => encodeBundle([Buffer.alloc(65_536)])).toThrow(RangeError);
  });
});
