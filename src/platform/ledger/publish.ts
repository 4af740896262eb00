import type { Orm } from '../database/types.ts';
import { type Checkpoint, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { LedgerFault } from './fault.ts';
import { consistencyProof, sameHash, treeRoot, verifyConsistency } from './merkle.ts';
import { createVerifier, NoteError, type NoteSigner } from './note.ts';
import { storedHashes } from './proofs.ts';
import {
  type CheckpointRow,
  latestCheckpoint,
  readState,
  saveCheckpoint,
  takeSequencingLock,
} from './store.ts';

/** A checkpoint of our own as the records keep it, checked against its signature. */
function openOwn(row: CheckpointRow, signer: NoteSigner): Checkpoint {
  try {
    const checkpoint = openCheckpoint(row.note, createVerifier(signer.verifierKey));
    if (checkpoint.size === row.size && sameHash(checkpoint.root, row.root)) return checkpoint;
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new LedgerFault(`The checkpoint of ${row.size} entries cannot be trusted: ${error.message}`);
  }
  throw new LedgerFault(`The checkpoint of ${row.size} entries says other than the records`);
}

/** Sees that a tree continues what was signed before. @throws LedgerFault */
async function assertContinues(
  orm: Orm,
  before: Checkpoint,
  tree: Pick<Checkpoint, 'size' | 'root'>,
): Promise<void> {
  if (before.size > tree.size) {
    throw new LedgerFault(
      `A checkpoint of ${before.size} entries was signed, but the records end at ${tree.size}: entries are missing`,
    );
  }
  const proof = await consistencyProof(storedHashes(orm, tree.size), before.size, tree.size);
  if (verifyConsistency(before.size, tree.size, before.root, tree.root, proof)) return;
  throw new LedgerFault(
    `The tree of ${tree.size} entries does not continue the checkpoint of ${before.size} that was signed before`,
  );
}

export interface PublishOptions {
  signer: NoteSigner;
  now: Date;
  /** The last checkpoint that this key is known to have signed from elsewhere than the database. */
  remembered?: Checkpoint | undefined;
}

/**
 * Signs a checkpoint over all entries that have their place, unless the newest one covers them already. Before it
 * signs, it sees that the tree continues the newest checkpoint in the records and the one that is remembered.
 * @returns the new checkpoint; undefined when there is nothing to sign or another process is at it
 * @throws LedgerFault when the tree does not continue what was signed: nothing is signed then
 */
export function publishCheckpoint(
  orm: Orm,
  { signer, now, remembered }: PublishOptions,
): Promise<(Checkpoint & { note: string }) | undefined> {
  return orm.transaction(async (session) => {
    if (!(await takeSequencingLock(session))) return undefined;
    const { size } = await readState(session);
    const newest = await latestCheckpoint(session);
    const before = newest ? openOwn(newest, signer) : undefined;
    const root = await treeRoot(storedHashes(session, size), size);
    for (const earlier of [before, remembered]) {
      if (earlier) await assertContinues(session, earlier, { size, root });
    }
    if (before?.size === size) return undefined;
    const checkpoint = { origin: signer.name, size, root };
    const note = signCheckpoint(checkpoint, signer);
    await saveCheckpoint(session, { size, root, time: now, note });
    return { ...checkpoint, note };
  });
}
