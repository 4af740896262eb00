import { readFile } from 'node:fs/promises';
import { createCosignatureVerifier } from '#platform/ledger/cosignature.ts';
import { fileMemory, keyFile } from '#platform/ledger/key.ts';
import { createSigner } from '#platform/ledger/note.ts';
import { recordedKey } from '#platform/ledger/store.ts';
import { verifyLedger } from '#platform/ledger/verify.ts';
import type { Module, Verification } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';

/** The public key of the key file; undefined on a machine that does not sign. */
async function ownKey(file: string): Promise<string | undefined> {
  try {
    return createSigner((await readFile(file, 'utf8')).trim()).verifierKey;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The ledger's self-check: everything that follows from the bytes of the entries, every signature, the last checkpoint
 * that the signer remembers apart from the database, and that the records of all modules agree with the entries.
 */
export async function verifyPublicLedger(
  { orm, config }: Services,
  modules: readonly Module[],
): Promise<Verification[]> {
  const file = keyFile(config);
  const verifierKey = (await ownKey(file)) ?? (await recordedKey(orm));
  const kinds = modules.flatMap(({ ledgerKinds }) => ledgerKinds ?? []);
  const { results, entries, firstWrong } = await verifyLedger(orm, {
    verifierKey,
    witnesses: config.ledgerWitnesses.map(createCosignatureVerifier),
    remembered:
      verifierKey === undefined ? undefined : await fileMemory(`${file}.signed`, verifierKey).recall(),
    checks: [...new Set(kinds.map(({ check }) => check))],
  });
  if (firstWrong === undefined) return results;
  const differences = [`entry ${firstWrong} is the first that is wrong`];
  return [{ name: 'ledger: the first wrong entry', checked: entries, differences }, ...results];
}
