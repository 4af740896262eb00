import type { Orm } from '#platform/database/types.ts';
import { openCheckpoint } from '#platform/ledger/checkpoint.ts';
import { createVerifier, encodeBase64, splitNote } from '#platform/ledger/note.ts';
import { type CheckpointRow, latestCheckpoint, recordedKey } from '#platform/ledger/store.ts';
import { cosignedNote } from '#platform/ledger/witnesses.ts';

/** What is signed of the ledger right now. */
export interface Head {
  /** How many entries are signed; pages show no others. */
  size: number;
  /** In base64. */
  root: string;
  time: Date;
  /** The signed note with the cosignatures it has got. */
  note: string;
  /** The name of the ledger. */
  origin: string;
  /** The public key, as `name+id+base64`. */
  key: string;
  /** Whether the ledger's key has signed it. */
  valid: boolean;
  /** The names of the witnesses that have signed it too. */
  witnesses: string[];
}

function isSigned(note: string, key: string, { size, root }: CheckpointRow): boolean {
  try {
    const opened = openCheckpoint(note, createVerifier(key));
    return opened.size === size && encodeBase64(opened.root) === encodeBase64(root);
  } catch {
    return false;
  }
}

/** The newest checkpoint; undefined before the first. */
export async function readHead(orm: Orm): Promise<Head | undefined> {
  const row = await latestCheckpoint(orm);
  const key = await recordedKey(orm);
  if (!row || key === undefined) return undefined;
  const note = await cosignedNote(orm, row);
  const origin = note.slice(0, note.indexOf('\n'));
  return {
    size: row.size,
    root: encodeBase64(row.root),
    time: row.time,
    note,
    origin,
    key,
    valid: isSigned(note, key, row),
    witnesses: witnessesOf(note, origin),
  };
}

function witnessesOf(note: string, origin: string): string[] {
  try {
    return splitNote(note)
      .signatures.map(({ name }) => name)
      .filter((name) => name !== origin);
  } catch {
    return [];
  }
}
