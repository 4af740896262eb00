import type { Orm } from '../database/types.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Differences } from './differences.ts';
import { type Entry, readEntry } from './entry.ts';
import { emptyFrontier, type Frontier } from './frontier.ts';
import { hashBytes, leafHash, sameHash } from './merkle.ts';
import { type EntryRow, findTiles, listEntries } from './store.ts';
import { hashAt, type Tile, tileWidth } from './tiles.ts';

/** How many entries are read at a time; a multiple of what a tile holds. */
const batch = 16 * tileWidth;

/** A checkpoint to hold the tree against, and what to call it in messages. */
export interface Milestone extends Pick<Checkpoint, 'size' | 'root'> {
  name: string;
}

/** Where the tree walk reports to. */
export interface TreeReport {
  entries: Differences;
  tiles: Differences;
  checkpoints: Differences;
  /** Notes that an entry is wrong, or that the first wrong one is not before it. */
  wrong(index: number): void;
}

/** What is wrong with an entry by itself: bytes that are no entry, or columns that say other than the bytes. */
function readRow(row: EntryRow): { entry?: Entry; problem?: string } {
  let entry: Entry;
  try {
    entry = readEntry(Buffer.from(row.content).toString());
  } catch (error) {
    return { problem: `cannot be read: ${(error as Error).message}` };
  }
  if (entry.id !== row.id) return { problem: `has the identifier ${entry.id}, but its row ${row.id}` };
  const agrees =
    entry.kind === row.kind &&
    entry.time.getTime() === row.time.getTime() &&
    (entry.subject.institution ?? null) === row.institution;
  return agrees ? { entry } : { entry, problem: 'says other than the columns of its row' };
}

/** The stored tiles over a batch of entries, on all levels. */
async function tilesOver(orm: Orm, from: number, to: number): Promise<Map<string, Uint8Array>> {
  const wanted: Pick<Tile, 'level' | 'index'>[] = [];
  for (let level = 0, span = tileWidth; span / tileWidth <= to; level += 1, span *= tileWidth) {
    for (let index = Math.floor(from / span); index * span < to; index += 1) wanted.push({ level, index });
  }
  return findTiles(orm, wanted);
}

/** Gives the hash that the stored tiles keep for a node on one of their levels. */
function keptHash(
  tiles: ReadonlyMap<string, Uint8Array>,
  level: number,
  index: number,
): Uint8Array | undefined {
  const hash = hashAt(
    tiles.get(`${level}/${Math.floor(index / tileWidth)}`) ?? new Uint8Array(),
    index % tileWidth,
  );
  return hash.length === hashBytes ? hash : undefined;
}

/**
 * Recomputes the tree from the bytes of the entries and holds it against the stored tiles and the milestones.
 *
 * Two trees grow side by side where entries and tiles disagree: one of the entries as they are, one of the hashes that
 * the tiles keep. The next signed root tells which of the two was meant, and so whether the entry or the tile is wrong.
 */
export function createTreeWalk(report: TreeReport) {
  let ofEntries = emptyFrontier();
  let ofTiles: Frontier | undefined;
  /** Entries that disagree with the tiles, since the last milestone. */
  let disputed: number[] = [];
  let agreedSize = 0;
  let lost = 0;

  const tileOf = (level: number, index: number) => `tile ${level}/${Math.floor(index / tileWidth)}`;

  function settle(blame: 'entry' | 'tile'): void {
    for (const index of disputed) {
      if (blame === 'tile') {
        report.tiles.add(`${tileOf(0, index)} keeps a wrong hash for entry ${index}`);
        continue;
      }
      report.entries.add(
        `entry ${index} is not the one that was recorded: its hash is not in ${tileOf(0, index)}`,
      );
      report.wrong(index);
    }
    disputed = [];
  }

  function add(index: number, leaf: Uint8Array | undefined, tiles: ReadonlyMap<string, Uint8Array>): void {
    const kept = keptHash(tiles, 0, index);
    const differs = leaf !== undefined && kept !== undefined && !sameHash(leaf, kept);
    const own = leaf ?? kept ?? new Uint8Array(hashBytes);
    if (differs) {
      ofTiles ??= ofEntries.copy();
      disputed.push(index);
    }
    if (kept === undefined) report.tiles.add(`${tileOf(0, index)} lacks the hash of entry ${index}`);
    const disputedNodes = new Map<string, Uint8Array>();
    ofTiles?.push(kept ?? own, (level, at, hash) => disputedNodes.set(`${level}/${at}`, hash));
    ofEntries.push(own, (level, at, hash) => {
      if (level === 0 || level % 8 !== 0) return;
      const stored = keptHash(tiles, level / 8, at);
      const disputedHash = disputedNodes.get(`${level}/${at}`) ?? hash;
      if (stored && (sameHash(stored, hash) || sameHash(stored, disputedHash))) return;
      const place = `hash ${at % tileWidth} of ${tileOf(level / 8, at)}`;
      report.tiles.add(stored ? `${place} is not the root of the tile below it` : `${place} is missing`);
    });
  }

  function meet({ name, size, root }: Milestone): void {
    if (sameHash(ofEntries.root(), root)) {
      settle('tile');
      ofTiles = undefined;
    } else if (ofTiles && sameHash(ofTiles.root(), root)) {
      settle('entry');
      ofEntries = ofTiles;
      ofTiles = undefined;
    } else {
      lose(name, size);
      return;
    }
    agreedSize = size;
  }

  function lose(name: string, size: number): void {
    lost += 1;
    if (lost > 1) return;
    const first = disputed[0] ?? agreedSize;
    settle('entry');
    report.wrong(first);
    const where =
      size - agreedSize === 1 ? `entry ${agreedSize}` : `one of the entries ${agreedSize} to ${size - 1}`;
    report.checkpoints.add(
      `${name} has another root than its entries: ${where} is not the one that was signed`,
    );
  }

  return {
    size: () => ofEntries.size,
    add,
    meet,
    /** Says what could not be settled by a signed root. */
    finish(): void {
      if (lost > 1) report.checkpoints.add(`${lost - 1} checkpoints after that have other roots too`);
      settle('entry');
    },
  };
}

export type TreeWalk = ReturnType<typeof createTreeWalk>;

/**
 * Walks over all entries below `size`, in order. After each one `after` is called with the number of entries so far,
 * and after each batch `onEntries` with those that could be read.
 */
export async function walkEntries(
  orm: Orm,
  size: number,
  walk: TreeWalk,
  report: TreeReport,
  after: (count: number) => Promise<void> | undefined,
  onEntries: (entries: readonly (Entry & { index: number })[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < size; from += batch) {
    const to = Math.min(size, from + batch);
    const rows = new Map((await listEntries(orm, from, to)).map((row) => [row.index, row]));
    const tiles = await tilesOver(orm, from, to);
    const read: (Entry & { index: number })[] = [];
    for (let index = from; index < to; index += 1) {
      const row = rows.get(index);
      report.entries.count();
      const { entry, problem } = row ? readRow(row) : { problem: 'is missing' };
      if (problem) {
        report.entries.add(`entry ${index} ${problem}`);
        report.wrong(index);
      }
      if (entry) read.push({ ...entry, index });
      walk.add(index, row && leafHash(row.content), tiles);
      await after(index + 1);
    }
    await onEntries(read);
  }
}
