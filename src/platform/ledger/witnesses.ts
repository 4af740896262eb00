import type { Orm } from '../database/types.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { cosignatureTime } from './cosignature.ts';
import { keyLabel, NoteError, type NoteVerifier, openNote, signatureLine, splitNote } from './note.ts';
import { type CheckpointRow, findCheckpoint, listCosignatures, saveCosignature } from './store.ts';

/** The signed note of a checkpoint with the cosignatures that it has got. */
export async function cosignedNote(orm: Orm, { size, note }: CheckpointRow): Promise<string> {
  const cosignatures = await listCosignatures(orm, [size]);
  return note + cosignatures.map(({ line }) => line).join('');
}

/**
 * Takes in what witnesses have signed of one of our checkpoints. Of each known witness the newest cosignature is
 * kept; signatures of anybody else are passed over.
 * @param note the checkpoint as a note with the cosignatures as its lines; our own signature may be missing
 * @returns the witnesses whose cosignatures were taken, as name and key id
 * @throws NoteError when it is no note, not of a checkpoint that was signed here, or a known witness's signature is wrong
 */
export async function takeCosignatures(
  orm: Orm,
  witnesses: readonly NoteVerifier[],
  note: string,
): Promise<string[]> {
  const { text, verified } = openNote(note, witnesses);
  const { size } = parseCheckpoint(text);
  const checkpoint = await findCheckpoint(orm, size);
  if (!checkpoint || splitNote(checkpoint.note).text !== text) {
    throw new NoteError(`No checkpoint of ${size} entries with this text was signed here`);
  }
  for (const signature of verified) {
    await saveCosignature(orm, {
      size,
      witness: keyLabel(signature),
      time: cosignatureTime(signature.signature),
      line: signatureLine(signature),
    });
  }
  return verified.map(keyLabel);
}
