import { type Checkpoint, openCheckpoint } from '#platform/ledger/checkpoint.ts';
import { createCosigner } from '#platform/ledger/cosignature.ts';
import {
  consistencyProof,
  hashBytes,
  sameHash,
  treeRoot,
  verifyConsistency,
} from '#platform/ledger/merkle.ts';
import {
  algorithm,
  createVerifier,
  newSignerKey,
  signatureLine,
  signatureOf,
  splitNote,
} from '#platform/ledger/note.ts';
import { tileHashReader, tilePath } from '#platform/ledger/tiles.ts';

/** What a witness cries out when a ledger has rewritten its history. */
export class WitnessAlarm extends Error {}

/** Fetches what stands at an address below the ledger's, such as `checkpoint` or `tile/0/000`. */
export type LedgerFetch = (path: string) => Promise<Uint8Array>;

/**
 * A witness as C2SP describes it: follows a ledger by what it publishes and nothing else, keeps the largest
 * checkpoint it has seen, and cosigns one only after it has seen for itself that it continues that one.
 */
export function createWitness(name: string, ledgerKey: string, now: () => Date = () => new Date()) {
  const log = createVerifier(ledgerKey);
  const cosigner = createCosigner(newSignerKey(name, algorithm.cosignature), now);
  let seen: Checkpoint | undefined;

  function readTiles(fetch: LedgerFetch, size: number) {
    return tileHashReader(size, (tiles) =>
      Promise.all(
        tiles.map(async (tile) => {
          const bytes = await fetch(tilePath({ holds: 'hashes', ...tile }));
          if (bytes.length !== tile.width * hashBytes)
            throw new WitnessAlarm(`A tile has ${bytes.length} bytes`);
          return bytes;
        }),
      ),
    );
  }

  async function check(fetch: LedgerFetch, next: Checkpoint): Promise<void> {
    const read = readTiles(fetch, next.size);
    if (!sameHash(await treeRoot(read, next.size), next.root)) {
      throw new WitnessAlarm(`The tiles do not have the root of the checkpoint of ${next.size} entries`);
    }
    if (!seen) return;
    if (next.size < seen.size)
      throw new WitnessAlarm(`The ledger shrank from ${seen.size} to ${next.size} entries`);
    const proof = await consistencyProof(read, seen.size, next.size);
    if (!verifyConsistency(seen.size, next.size, seen.root, next.root, proof)) {
      throw new WitnessAlarm(`The ledger of ${next.size} entries rewrites the one of ${seen.size}`);
    }
  }

  return {
    verifierKey: cosigner.verifierKey,
    /**
     * Looks at the ledger and cosigns what it shows.
     * @returns the checkpoint as a note with the cosignature as its last line
     * @throws WitnessAlarm when it is not the continuation of what was seen before
     */
    async look(fetch: LedgerFetch): Promise<string> {
      const note = Buffer.from(await fetch('checkpoint')).toString();
      const next = openCheckpoint(note, log);
      await check(fetch, next);
      seen = next;
      const { text, signatures } = splitNote(note);
      const own = signatures.filter(({ name }) => name === log.name);
      return `${text}\n${[...own, signatureOf(text, cosigner)].map(signatureLine).join('')}`;
    },
  };
}
