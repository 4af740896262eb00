import { rename } from 'node:fs/promises';
import type { Orm } from '../database/types.ts';
import { StartError } from '../errors/start-error.ts';
import { writeWhole } from '../files/whole.ts';
import { appendEntry } from './append.ts';
import type { JsonObject } from './canonical-json.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Entry } from './entry.ts';
import { hashBytes, sameHash, treeRoot } from './merkle.ts';
import { decodeBase64, encodeBase64 } from './note.ts';
import { storedHashes } from './proofs.ts';
import type { RecordCheck } from './record-check.ts';
import { readState } from './store.ts';

/** The kind of the entries that tell of records put back from a copy. */
export const restoredKind = 'ledger.restored';

/**
 * The checkpoint that was signed and that a ledger does not hold any more as it was: its records were set back.
 * @param remembered the last checkpoint that the key is known to have signed
 */
export async function lostCheckpoint(
  orm: Orm,
  remembered: Checkpoint | undefined,
): Promise<Checkpoint | undefined> {
  if (!remembered) return undefined;
  const { size } = await readState(orm);
  if (remembered.size > size) return remembered;
  const root = await treeRoot(storedHashes(orm, remembered.size), remembered.size);
  return sameHash(root, remembered.root) ? undefined : remembered;
}

/** @throws StartError which says what it would mean to go on without what was signed */
export async function refuseLost(orm: Orm, lost: Checkpoint): Promise<never> {
  const { size } = await readState(orm);
  throw new StartError(
    `The key of the ledger has signed a checkpoint of ${lost.size} entries, which these records do not hold: they ` +
      `reach ${size}. What came after was published, and those who kept it could prove that it is gone. Restore a ` +
      'newer copy if there is one. If there is none, say why with --accept-older-ledger "<reason>": it is published.',
  );
}

/** What is said publicly of records that were put back from a copy. */
export interface Restoration {
  now: Date;
  /** When the copy was made, where that is known. */
  copied?: Date | undefined;
  /** What was signed and is lost, and why the ledger goes on without it. */
  givenUp?: { checkpoint: Checkpoint; reason: string } | undefined;
}

const giveUp = ({ checkpoint, reason }: { checkpoint: Checkpoint; reason: string }): JsonObject => ({
  given_up: { entries: checkpoint.size, root: encodeBase64(checkpoint.root) },
  reason,
});

/**
 * Writes into the ledger that its records were put back from a copy, and how far they reached. Nobody else could tell
 * a ledger that was set back by an accident from one that lies.
 */
export async function recordRestoration(orm: Orm, { now, copied, givenUp }: Restoration): Promise<void> {
  await orm.transaction(async (session) => {
    const { size } = await readState(session);
    const root = await treeRoot(storedHashes(session, size), size);
    const act: JsonObject = {
      entries: size,
      root: encodeBase64(root),
      ...(copied ? { copied: copied.toISOString() } : {}),
      ...(givenUp ? giveUp(givenUp) : {}),
    };
    const subject = { type: 'ledger', id: String(size) };
    await appendEntry(session, { kind: restoredKind, time: now, act, subject });
  });
}

/**
 * Sets aside what a key remembers of a checkpoint that was given up, and goes on from another.
 * @param note the newest checkpoint of the records; undefined when they hold none
 */
export async function rememberInstead(file: string, givenUp: Checkpoint, note: string | undefined) {
  await rename(file, `${file}.given-up-${givenUp.size}`);
  if (note !== undefined) await writeWhole(file, note, rename);
}

/** What is wrong with what an entry says of the ledger at the moment of a restoration; undefined when it is so. */
async function differenceOf(orm: Orm, { act }: Entry, size: number): Promise<string | undefined> {
  const { entries, root } = act;
  const expected = typeof root === 'string' ? decodeBase64(root) : undefined;
  if (typeof entries !== 'number' || !Number.isSafeInteger(entries) || expected?.length !== hashBytes) {
    return 'it does not say how far the ledger reached';
  }
  if (entries > size) return `it tells of ${entries} entries, more than there are`;
  const actual = await treeRoot(storedHashes(orm, entries), entries);
  return sameHash(actual, expected) ? undefined : `the first ${entries} entries have another root`;
}

/** Shows that restorations tell the truth of the entries before them; no other records know of them. */
export const restorationCheck: RecordCheck = {
  name: 'ledger: restorations',
  kinds: [restoredKind],
  async compare(orm, entries) {
    const { size } = await readState(orm);
    const differences = new Map<string, string>();
    for (const entry of entries) {
      const difference = await differenceOf(orm, entry, size);
      if (difference !== undefined) differences.set(entry.id, difference);
    }
    return differences;
  },
  async *recorded() {
    yield [];
  },
};
