import { hashBytes } from './merkle.ts';
import {
  decodeBase64,
  encodeBase64,
  NoteError,
  type NoteSigner,
  type NoteVerifier,
  openNote,
  signNote,
} from './note.ts';

/** The head of a tree (C2SP tlog-checkpoint): what a log says it holds. */
export interface Checkpoint {
  /** Names the log; also the name of the key that signs for it. */
  origin: string;
  /** How many entries the tree holds. */
  size: number;
  root: Uint8Array;
}

/** The text of a checkpoint that is signed. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** Reads the text of a checkpoint; further lines, which others may have added, are passed over. @throws NoteError */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', size = '', encoded = '', ...rest] = text.split('\n');
  const root = decodeBase64(encoded);
  const complete = rest.pop() === '' && !rest.includes('');
  if (!complete || origin === '' || !/^(0|[1-9]\d*)$/.test(size) || root?.length !== hashBytes) {
    throw new NoteError('This is not a checkpoint: it must be origin, size and root, a line each');
  }
  if (!Number.isSafeInteger(Number(size)))
    throw new NoteError(`A tree of ${size} entries is beyond what is read here`);
  return { origin, size: Number(size), root };
}

/** A checkpoint as a note signed by the log. @throws NoteError when the key is not the log's own */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  if (signer.name !== checkpoint.origin) {
    throw new NoteError(`The key of ${signer.name} does not sign for ${checkpoint.origin}`);
  }
  return signNote(checkpointText(checkpoint), [signer]);
}

/** Reads a checkpoint that the log itself must have signed. @throws NoteError */
export function openCheckpoint(note: string, log: NoteVerifier): Checkpoint {
  const checkpoint = parseCheckpoint(openNote(note, [log]).text);
  if (checkpoint.origin !== log.name)
    throw new NoteError(`The checkpoint is of ${checkpoint.origin}, not of ${log.name}`);
  return checkpoint;
}
