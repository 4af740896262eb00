import { type HashReader, hashBytes, type Node, nodeHash } from './merkle.ts';

/** How many hashes a full tile holds: a subtree of height 8. */
export const tileWidth = 256;

/** A tile of C2SP tlog-tiles; `width` says how many hashes it holds, 256 when full. */
export interface Tile {
  /** Level 0 holds leaf hashes; each hash of a level above is the root of a full tile below. */
  level: number;
  index: number;
  width: number;
}

/** What an address below `/tile/` names. */
export type TileAddress = ({ holds: 'hashes' } & Tile) | { holds: 'entries'; index: number; width: number };

/** How many hashes of a tile a tree of `size` leaves has; 0 for a tile beyond its end. */
export function widthIn(size: number, level: number, index: number): number {
  const hashes = Math.floor(size / tileWidth ** level);
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth));
}

/** The partial tiles at the right edge of a tree, lowest level first; a level without one is left out. */
export function edgeTiles(size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0, hashes = size; hashes > 0; level += 1) {
    const index = Math.floor(hashes / tileWidth);
    const width = hashes % tileWidth;
    if (width > 0) tiles.push({ level, index, width });
    hashes = index;
  }
  return tiles;
}

/** An index as path elements of three digits, all but the last with an `x`: 1234067 is `x001/x234/067`. */
function indexPath(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** The address of a tile or entry bundle relative to the ledger's, such as `tile/0/x001/x234/067.p/8`. */
export function tilePath(address: TileAddress): string {
  const kind = address.holds === 'entries' ? 'entries' : address.level;
  const partial = address.width < tileWidth ? `.p/${address.width}` : '';
  return `tile/${kind}/${indexPath(address.index)}${partial}`;
}

const addressForm = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads an address as `tilePath` writes it; undefined for anything else, other spellings of it included. */
export function parseTilePath(path: string): TileAddress | undefined {
  const found = addressForm.exec(path);
  if (!found) return undefined;
  const [, kind = '', groups = '', partial] = found;
  const index = Number(groups.replace(/[x/]/g, ''));
  const width = partial === undefined ? tileWidth : Number(partial);
  const level = Number(kind);
  if (!Number.isSafeInteger(index) || level > 63) return undefined;
  const address: TileAddress =
    kind === 'entries' ? { holds: 'entries', index, width } : { holds: 'hashes', level, index, width };
  return tilePath(address) === path ? address : undefined;
}

/** The hash at a place of a tile's bytes. */
export function hashAt(tile: Uint8Array, place: number): Uint8Array {
  return tile.subarray(place * hashBytes, (place + 1) * hashBytes);
}

/** The root over a run of a tile's hashes, whose number is a power of two. */
export function rootWithin(tile: Uint8Array, first: number, count: number): Uint8Array {
  const row = new Uint8Array(tile.subarray(first * hashBytes, (first + count) * hashBytes));
  for (let length = count; length > 1; length /= 2) {
    for (let at = 0; at < length / 2; at += 1) {
      row.set(nodeHash(hashAt(row, 2 * at), hashAt(row, 2 * at + 1)), at * hashBytes);
    }
  }
  return row.subarray(0, hashBytes);
}

/** Where a perfect subtree lies: its tile, and which of the tile's hashes it spans. */
function placeOf({ level, index }: Node): { level: number; index: number; first: number; count: number } {
  const count = 2 ** (level % 8);
  const first = index * count;
  return {
    level: Math.floor(level / 8),
    index: Math.floor(first / tileWidth),
    first: first % tileWidth,
    count,
  };
}

/** Fetches the bytes of tiles, in the order asked. */
export type TileReader = (tiles: readonly Tile[]) => Promise<readonly Uint8Array[]>;

/**
 * Reads the hashes of a tree of `size` leaves out of its tiles, each tile once per call.
 * @throws RangeError when the tree does not reach as far, Error when a tile is shorter than it must be
 */
export function tileHashReader(size: number, readTiles: TileReader): HashReader {
  return async (nodes) => {
    const places = nodes.map(placeOf);
    const wanted = new Map<string, Tile>();
    for (const { level, index, first, count } of places) {
      const width = widthIn(size, level, index);
      if (first + count > width) throw new RangeError(`A tree of ${size} leaves has no such node`);
      wanted.set(`${level}/${index}`, { level, index, width });
    }
    const bytes = await readTiles([...wanted.values()]);
    const tiles = new Map([...wanted.keys()].map((key, at) => [key, bytes[at]]));
    return places.map(({ level, index, first, count }) => {
      const tile = tiles.get(`${level}/${index}`);
      if (!tile || tile.length < (first + count) * hashBytes) {
        throw new Error(`Tile ${level}/${index} is missing or too short`);
      }
      return rootWithin(tile, first, count);
    });
  };
}

/** A tile's bytes after growth. */
export interface GrownTile {
  level: number;
  index: number;
  hashes: Uint8Array;
}

/**
 * Adds leaf hashes to a tree of `size` leaves: every tile that is new or longer than before.
 * `edge` holds the bytes of the partial tiles of `edgeTiles(size)`, by level.
 */
export function growTiles(
  size: number,
  edge: ReadonlyMap<number, Uint8Array>,
  leaves: Uint8Array,
): GrownTile[] {
  const grown: GrownTile[] = [];
  let added = leaves;
  for (let level = 0; added.length > 0; level += 1) {
    const before = Math.floor(size / tileWidth ** level);
    const row = Buffer.concat([edge.get(level) ?? new Uint8Array(), added]);
    const roots: Uint8Array[] = [];
    const tileBytes = tileWidth * hashBytes;
    for (let at = 0; at < row.length; at += tileBytes) {
      const hashes = row.subarray(at, at + tileBytes);
      grown.push({ level, index: Math.floor(before / tileWidth) + at / tileBytes, hashes });
      if (hashes.length === tileBytes) roots.push(rootWithin(hashes, 0, tileWidth));
    }
    added = Buffer.concat(roots);
  }
  return grown;
}

/** The longest entry that a bundle can hold, in bytes. */
export const longestEntry = 0xffff;

/** Entries one after the other, each behind its length in two bytes, most significant first. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > longestEntry) throw new RangeError(`An entry of ${entry.length} bytes is too long`);
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
    }),
  );
}

/** The entries of a bundle. @throws RangeError when the bytes end within one */
export function decodeBundle(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + view.getUint16(at);
    if (end > bundle.length) throw new RangeError('The bundle ends within an entry');
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
