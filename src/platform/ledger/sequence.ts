import type { Orm } from '../database/types.ts';
import { LedgerFault } from './fault.ts';
import { hashBytes } from './merkle.ts';
import { findTiles, placePending, readState, saveTiles, takeSequencingLock } from './store.ts';
import { edgeTiles, growTiles } from './tiles.ts';

/** How many entries one transaction places: 32 tiles. */
export const batchSize = 8192;

/** The right edge of the tree as it is stored. @throws LedgerFault when it does not fit the number of entries */
async function readEdge(orm: Orm, size: number): Promise<Map<number, Uint8Array>> {
  const edge = edgeTiles(size);
  const stored = await findTiles(orm, edge);
  return new Map(
    edge.map(({ level, index, width }) => {
      const hashes = stored.get(`${level}/${index}`) ?? new Uint8Array();
      if (hashes.length !== width * hashBytes) {
        throw new LedgerFault(
          `There are ${size} entries, so tile ${level}/${index} must hold ${width} hashes, but it holds ` +
            `${hashes.length / hashBytes}. Run "tequio verify".`,
        );
      }
      return [level, hashes];
    }),
  );
}

/**
 * Gives entries that have been committed their places: consecutive, without gaps, in the order of commits. One
 * transaction does it all, under a lock that one process at a time can have, so a crash leaves nothing half done.
 * @returns how many entries were placed; undefined when another process is at it
 * @throws LedgerFault
 */
export function sequenceBatch(orm: Orm, limit = batchSize): Promise<number | undefined> {
  return orm.transaction(async (session) => {
    if (!(await takeSequencingLock(session))) return undefined;
    // Read after the lock was taken: what its last holder committed is seen.
    const { size, pending } = await readState(session);
    if (!pending) return 0;
    const edge = await readEdge(session, size);
    const leaves = await placePending(session, size, limit);
    if (leaves.length === 0) return 0;
    await saveTiles(session, growTiles(size, edge, leaves));
    return leaves.length / hashBytes;
  });
}

/**
 * Places entries until none is left or the time is up.
 * @returns how many were placed, and whether another process kept it from doing more
 */
export async function sequencePending(
  orm: Orm,
  withinMs = Number.POSITIVE_INFINITY,
): Promise<{ placed: number; busy: boolean }> {
  const end = performance.now() + withinMs;
  let placed = 0;
  for (;;) {
    const batch = await sequenceBatch(orm);
    if (batch === undefined) return { placed, busy: true };
    placed += batch;
    if (batch < batchSize || performance.now() >= end) return { placed, busy: false };
  }
}
