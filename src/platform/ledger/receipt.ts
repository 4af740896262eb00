import { z } from 'zod';
import type { JsonValue } from './canonical-json.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { opensCommitment } from './commitment.ts';
import { type Entry, readEntry } from './entry.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { createVerifier, decodeBase64, encodeBase64 } from './note.ts';

/** What a person keeps to show later that their act is in the ledger. */
export interface Receipt {
  format: 'tequio-receipt/1';
  /** The entry's text, exactly as it was hashed. */
  entry: string;
  /** Its place in the ledger. */
  index: number;
  /** The inclusion proof, from the leaf upwards, each hash in base64. */
  proof: string[];
  /** The signed checkpoint that the proof leads to, with the cosignatures it had. */
  checkpoint: string;
  /** The ledger's public key. Trust it only if it is the one you know from elsewhere. */
  key: string;
  /** Who acted, and the salt that opens the entry's commitment: nobody else has it. */
  person?: { data: JsonValue; salt: string };
}

/** What a receipt is made of. */
export interface ReceiptParts {
  entry: string;
  index: number;
  proof: readonly Uint8Array[];
  checkpoint: string;
  key: string;
  person?: { data: JsonValue; salt: string };
}

export function makeReceipt({ entry, index, proof, checkpoint, key, person }: ReceiptParts): Receipt {
  return {
    format: 'tequio-receipt/1',
    entry,
    index,
    proof: proof.map(encodeBase64),
    checkpoint,
    key,
    ...(person ? { person } : {}),
  };
}

const form = z.object({
  format: z.literal('tequio-receipt/1'),
  entry: z.string(),
  index: z.int().min(0),
  proof: z.array(z.string()).max(64),
  checkpoint: z.string(),
  key: z.string(),
  person: z.object({ data: z.json(), salt: z.string() }).optional(),
});

/**
 * What is wrong with a receipt, in the order in which it is looked for: it cannot be read; it is of another ledger;
 * the checkpoint is not signed by the ledger; the entry is not what stands at its place; the entry cannot be read;
 * the person is not the one of the entry.
 */
export type ReceiptFault = 'form' | 'key' | 'checkpoint' | 'inclusion' | 'entry' | 'person';

export type ReceiptVerdict =
  | {
      valid: true;
      entry: Entry;
      index: number;
      checkpoint: Checkpoint;
      person: 'none' | 'withheld' | 'shown';
    }
  | { valid: false; fault: ReceiptFault };

const refused = (fault: ReceiptFault): ReceiptVerdict => ({ valid: false, fault });

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Checks a receipt against the public key of the ledger it must be of, without asking anybody. */
export function verifyReceipt(receipt: unknown, key: string): ReceiptVerdict {
  const parsed = form.safeParse(receipt);
  if (!parsed.success) return refused('form');
  const { index, person, ...rest } = parsed.data;
  const proof = rest.proof.map((hash) => decodeBase64(hash));
  if (!proof.every((hash) => hash !== undefined)) return refused('form');
  if (rest.key !== key) return refused('key');
  const checkpoint = attempt(() => openCheckpoint(rest.checkpoint, createVerifier(key)));
  if (!checkpoint) return refused('checkpoint');
  const leaf = leafHash(Buffer.from(rest.entry));
  if (!verifyInclusion(leaf, index, checkpoint.size, proof, checkpoint.root)) return refused('inclusion');
  const entry = attempt(() => readEntry(rest.entry));
  if (!entry) return refused('entry');
  if (!person) return { valid: true, entry, index, checkpoint, person: entry.person ? 'withheld' : 'none' };
  const shown = attempt(() => opensCommitment(entry.person ?? '', person.data, person.salt));
  return shown ? { valid: true, entry, index, checkpoint, person: 'shown' } : refused('person');
}
