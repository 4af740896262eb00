import { hash } from 'node:crypto';

/** The length of a hash in bytes. */
export const hashBytes = 32;

/**
 * A perfect subtree: the 2^level leaves from `index` x 2^level on. Level 0 are the leaves themselves.
 * Sizes and indexes are whole numbers up to 2^53 - 1 throughout, so nothing here uses 32-bit operators.
 */
export interface Node {
  level: number;
  index: number;
}

/** Gives the hashes of perfect subtrees, in the order asked. Proofs ask for all they need at once. */
export type HashReader = (nodes: readonly Node[]) => Promise<readonly Uint8Array[]>;

function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}

/** The root of a tree without leaves (RFC 6962, 2.1). */
export const emptyRoot: Uint8Array = sha256(new Uint8Array());

/** The hash of an entry as a leaf (RFC 6962, 2.1). */
export function leafHash(entry: Uint8Array): Uint8Array {
  const prefixed = new Uint8Array(entry.length + 1);
  prefixed.set(entry, 1);
  return sha256(prefixed);
}

// Hashing ends before anything else can run, so one buffer serves all.
const pair = new Uint8Array(1 + 2 * hashBytes);
pair[0] = 1;

/** The hash of two subtrees side by side (RFC 6962, 2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  pair.set(left, 1);
  pair.set(right, 1 + hashBytes);
  return sha256(pair);
}

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** The leaves from `start` up to, not including, `end`: a subtree as RFC 6962 cuts them. */
interface Range {
  start: number;
  end: number;
}

/** The largest power of two not above a number of at least 1. */
function largestPower(count: number): { power: number; level: number } {
  let power = 1;
  let level = 0;
  while (power * 2 <= count) {
    power *= 2;
    level += 1;
  }
  return { power, level };
}

/** The perfect subtrees that make up a range, from left to right, largest first. */
function perfectNodes({ start, end }: Range): Node[] {
  const nodes: Node[] = [];
  for (let at = start; at < end; ) {
    const { power, level } = largestPower(end - at);
    nodes.push({ level, index: at / power });
    at += power;
  }
  return nodes;
}

function foldFromRight(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The hashes of several ranges, with a single call of the reader. */
async function rangeHashes(read: HashReader, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const nodes = ranges.map(perfectNodes);
  const hashes = await read(nodes.flat());
  let at = 0;
  return nodes.map(({ length }) => {
    at += length;
    return foldFromRight(hashes.slice(at - length, at));
  });
}

function assertSize(value: number, least: number, most: number, what: string): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${what} must be a whole number from ${least} to ${most}, not ${value}`);
}

/** The root of a tree of `size` leaves. */
export async function treeRoot(read: HashReader, size: number): Promise<Uint8Array> {
  assertSize(size, 0, Number.MAX_SAFE_INTEGER, 'The size of a tree');
  if (size === 0) return emptyRoot;
  const [root = emptyRoot] = await rangeHashes(read, [{ start: 0, end: size }]);
  return root;
}

/** Where RFC 6962 cuts a range in two: after the largest power of two smaller than its length. */
function cutOf({ start, end }: Range): number {
  return start + largestPower(end - start - 1).power;
}

/**
 * The path from a leaf to the root of a tree (RFC 6962, 2.1.1), from the leaf upwards.
 * @throws RangeError when the tree has no such leaf
 */
export function inclusionProof(read: HashReader, index: number, size: number): Promise<Uint8Array[]> {
  assertSize(size, 1, Number.MAX_SAFE_INTEGER, 'The size of the tree');
  assertSize(index, 0, size - 1, 'The index of the leaf');
  const siblings: Range[] = [];
  let range = { start: 0, end: size };
  while (range.end - range.start > 1) {
    const cut = cutOf(range);
    const left = { start: range.start, end: cut };
    const right = { start: cut, end: range.end };
    siblings.push(index < cut ? right : left);
    range = index < cut ? left : right;
  }
  return rangeHashes(read, siblings.reverse());
}

/**
 * What shows that a tree only grew (RFC 6962, 2.1.2). Empty from an empty tree, and between equal sizes.
 * @throws RangeError when the older tree is the larger one
 */
export function consistencyProof(read: HashReader, oldSize: number, newSize: number): Promise<Uint8Array[]> {
  assertSize(newSize, 0, Number.MAX_SAFE_INTEGER, 'The size of the newer tree');
  assertSize(oldSize, 0, newSize, 'The size of the older tree');
  if (oldSize === 0) return Promise.resolve([]);
  const parts: Range[] = [];
  let range = { start: 0, end: newSize };
  while (range.end !== oldSize) {
    const cut = cutOf(range);
    const left = { start: range.start, end: cut };
    const right = { start: cut, end: range.end };
    parts.push(oldSize <= cut ? right : left);
    range = oldSize <= cut ? left : right;
  }
  // A subtree that is the whole older tree is known to whoever checks, so it is left out.
  if (range.start > 0) parts.push(range);
  return rangeHashes(read, parts.reverse());
}

const half = (value: number) => Math.floor(value / 2);
const odd = (value: number) => value % 2 === 1;

function wellFormed(hashes: readonly Uint8Array[]): boolean {
  return hashes.every(({ length }) => length === hashBytes);
}

/**
 * On which side each hash of a proof is joined on the way up from a place (RFC 9162, 2.1.3.2 and 2.1.4.2);
 * `last` is the place of the last leaf. The number of sides is the length the proof must have.
 */
function sidesUpwards(place: number, last: number): ('left' | 'right')[] {
  const sides: ('left' | 'right')[] = [];
  let at = place;
  for (let end = last; end > 0; end = half(end)) {
    const left = odd(at) || at === end;
    sides.push(left ? 'left' : 'right');
    // The last node of an incomplete row has no partner until it comes to stand at an odd place.
    while (left && !odd(at) && at !== 0) {
      at = half(at);
      end = half(end);
    }
    at = half(at);
  }
  return sides;
}

/** Whether a proof shows that a leaf stands at an index of the tree with this size and root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  const sides = sidesUpwards(index, size - 1);
  if (sides.length !== proof.length || !wellFormed([leaf, root, ...proof])) return false;
  const reached = proof.reduce(
    (hash, sibling, at) => (sides[at] === 'left' ? nodeHash(sibling, hash) : nodeHash(hash, sibling)),
    leaf,
  );
  return sameHash(reached, root);
}

/** Whether a proof shows that the newer tree begins with all of the older one (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  oldSize: number,
  newSize: number,
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(newSize)) return false;
  if (oldSize < 0 || oldSize > newSize || !wellFormed([oldRoot, newRoot, ...proof])) return false;
  if (oldSize === 0 && !sameHash(oldRoot, emptyRoot)) return false;
  if (oldSize === newSize) return proof.length === 0 && sameHash(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0;
  let place = oldSize - 1;
  let last = newSize - 1;
  while (odd(place)) {
    place = half(place);
    last = half(last);
  }
  // A perfect older tree is itself the node to begin with; otherwise the proof names it.
  const [first, ...rest] = place === 0 ? [oldRoot, ...proof] : proof;
  const sides = sidesUpwards(place, last);
  if (!first || sides.length !== rest.length) return false;
  let older = first;
  let newer = first;
  for (const [at, next] of rest.entries()) {
    if (sides[at] === 'left') older = nodeHash(next, older);
    newer = sides[at] === 'left' ? nodeHash(next, newer) : nodeHash(newer, next);
  }
  return sameHash(older, oldRoot) && sameHash(newer, newRoot);
}
