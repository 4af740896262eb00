import type { Orm } from '../database/types.ts';
import type { JsonValue } from './canonical-json.ts';
import { consistencyProof, type HashReader, hashBytes, inclusionProof } from './merkle.ts';
import { makeReceipt, type Receipt } from './receipt.ts';
import { findEntry, findTiles, latestCheckpoint, recordedKey } from './store.ts';
import { tileHashReader } from './tiles.ts';
import { cosignedNote } from './witnesses.ts';

/** Reads the hashes of the tree as it was at a size, out of the stored tiles. */
export function storedHashes(orm: Orm, size: number): HashReader {
  return tileHashReader(size, async (tiles) => {
    const stored = await findTiles(orm, tiles);
    return tiles.map(({ level, index, width }) => {
      const hashes = stored.get(`${level}/${index}`) ?? new Uint8Array();
      return hashes.subarray(0, width * hashBytes);
    });
  });
}

/** The path from an entry to the root of the tree of a size. @throws RangeError when it is not in that tree */
export function proveInclusion(orm: Orm, index: number, size: number): Promise<Uint8Array[]> {
  return inclusionProof(storedHashes(orm, size), index, size);
}

/** What shows that the tree only grew between two sizes. @throws RangeError when the first is the larger one */
export function proveConsistency(orm: Orm, oldSize: number, newSize: number): Promise<Uint8Array[]> {
  return consistencyProof(storedHashes(orm, newSize), oldSize, newSize);
}

/**
 * The receipt of an entry against the newest checkpoint; undefined until one covers it, at most a second after the act.
 * @param person who acted and the salt of the commitment, for the person's own receipt
 */
export async function receiptOf(
  orm: Orm,
  id: string,
  person?: { data: JsonValue; salt: string },
): Promise<Receipt | undefined> {
  const entry = await findEntry(orm, id);
  const checkpoint = await latestCheckpoint(orm);
  const key = await recordedKey(orm);
  if (!entry || !checkpoint || !key || entry.index >= checkpoint.size) return undefined;
  return makeReceipt({
    entry: Buffer.from(entry.content).toString(),
    index: entry.index,
    proof: await proveInclusion(orm, entry.index, checkpoint.size),
    checkpoint: await cosignedNote(orm, checkpoint),
    key,
    ...(person ? { person } : {}),
  });
}
