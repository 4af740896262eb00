import type { Orm } from '../database/types.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { cosignatureTime } from './cosignature.ts';
import type { Differences } from './differences.ts';
import { sameHash } from './merkle.ts';
import { keyLabel, type NoteVerifier, splitNote } from './note.ts';
import { type CheckpointRow, type CosignatureRow, listCheckpoints, listCosignatures } from './store.ts';
import type { Milestone } from './verify-tree.ts';

const page = 500;

const nameOf = (size: number) => `the checkpoint of ${size} ${size === 1 ? 'entry' : 'entries'}`;

/** What a stored checkpoint is checked with, and where to report. */
export interface CheckpointChecks {
  /** The ledger's own key; without one no signature can be checked. */
  log: NoteVerifier | undefined;
  witnesses: readonly NoteVerifier[];
  checkpoints: Differences;
  cosignatures: Differences;
}

/** The signed part of a stored checkpoint; undefined when its signature is not the ledger's. */
function openRow({ log, checkpoints }: CheckpointChecks, row: CheckpointRow): Checkpoint | undefined {
  checkpoints.count();
  if (!log) return undefined;
  try {
    const checkpoint = openCheckpoint(row.note, log);
    if (checkpoint.size !== row.size || !sameHash(checkpoint.root, row.root)) {
      checkpoints.add(`${nameOf(row.size)} says other than the columns of its row`);
    }
    return checkpoint;
  } catch (error) {
    checkpoints.add(`${nameOf(row.size)} is not signed by the ledger: ${(error as Error).message}`);
    return undefined;
  }
}

function checkCosignature(
  { witnesses, cosignatures }: CheckpointChecks,
  checkpoint: CheckpointRow,
  row: CosignatureRow,
): void {
  cosignatures.count();
  const name = `the cosignature of ${row.witness} under ${nameOf(row.size)}`;
  try {
    const { text, signatures } = splitNote(
      checkpoint.note.slice(0, checkpoint.note.lastIndexOf('\n\n') + 2) + row.line,
    );
    const [signature] = signatures;
    if (!signature || signatures.length > 1 || keyLabel(signature) !== row.witness) {
      cosignatures.add(`${name} is of another`);
      return;
    }
    const witness = witnesses.find((one) => keyLabel(one) === row.witness);
    if (witness && !witness.verify(text, signature.signature)) cosignatures.add(`${name} is wrong`);
    if (cosignatureTime(signature.signature).getTime() !== row.time.getTime()) {
      cosignatures.add(`${name} has another time than its row`);
    }
  } catch (error) {
    cosignatures.add(`${name} cannot be read: ${(error as Error).message}`);
  }
}

/**
 * Goes through the stored checkpoints by size, checking signatures and cosignatures on the way. A checkpoint that the
 * ledger did not sign is reported and then passed over: its root proves nothing.
 */
export async function* storedMilestones(orm: Orm, checks: CheckpointChecks): AsyncGenerator<Milestone> {
  for (let after = -1; ; ) {
    const rows = await listCheckpoints(orm, after, page);
    const cosignatures = await listCosignatures(
      orm,
      rows.map(({ size }) => size),
    );
    for (const row of rows) {
      for (const one of cosignatures) if (one.size === row.size) checkCosignature(checks, row, one);
      const checkpoint = openRow(checks, row);
      if (checkpoint) yield { name: nameOf(checkpoint.size), size: checkpoint.size, root: checkpoint.root };
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.size;
  }
}

/** Puts a checkpoint that is remembered from elsewhere into its place among those that are stored. */
export async function* withRemembered(
  stored: AsyncGenerator<Milestone>,
  remembered: Checkpoint | undefined,
): AsyncGenerator<Milestone> {
  let waiting: Milestone | undefined = remembered && {
    name: `the remembered checkpoint of ${remembered.size} entries`,
    size: remembered.size,
    root: remembered.root,
  };
  for await (const milestone of stored) {
    if (waiting && waiting.size <= milestone.size) {
      yield waiting;
      waiting = undefined;
    }
    yield milestone;
  }
  if (waiting) yield waiting;
}
