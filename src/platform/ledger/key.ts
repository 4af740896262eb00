import { readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../config/config.ts';
import { prepareDirectory } from '../database/directory.ts';
import type { Orm } from '../database/types.ts';
import { StartError } from '../errors/start-error.ts';
import { placeNew, writeWhole } from '../files/whole.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { createSigner, createVerifier, type NoteSigner, newSignerKey } from './note.ts';
import { latestCheckpoint, recordedKey, recordKey } from './store.ts';

/** Names the ledger of a platform that nobody has said the address of. */
const localOrigin = 'tequio.local/bitacora';

/** The name under which a new ledger is begun: the setting, or the public address without its scheme. */
export function chosenOrigin(config: Config): string {
  if (config.ledgerOrigin) return config.ledgerOrigin;
  if (!config.publicUrl) return localOrigin;
  return `${config.publicUrl.replace(/^https?:\/\//, '')}/bitacora`;
}

/** Where the secret key lies. */
export function keyFile(config: Config): string {
  return config.ledgerKeyFile ?? join(config.dataDir, 'keys', 'ledger.key');
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new StartError(`The key of the ledger in ${file} cannot be read: ${code}.`);
  }
}

/** Makes a key, unless another process has just made one: then that one stands. */
async function createKey(file: string, origin: string): Promise<string> {
  await prepareDirectory(dirname(file));
  try {
    await writeWhole(file, `${newSignerKey(origin)}\n`, placeNew);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file, 'utf8');
}

function readSigner(file: string, text: string): NoteSigner {
  try {
    return createSigner(text.trim());
  } catch (error) {
    throw new StartError(`${file} does not hold a key of the ledger: ${(error as Error).message}.`);
  }
}

function refuseOtherOrigin(config: Config, signer: NoteSigner): void {
  if (!config.ledgerOrigin || config.ledgerOrigin === signer.name) return;
  throw new StartError(
    `TEQUIO_LEDGER_ORIGIN is ${config.ledgerOrigin}, but the ledger was begun as ${signer.name}, which cannot change. ` +
      'Leave the setting out.',
    2,
  );
}

/** The key that signs checkpoints. */
export interface LedgerKey {
  signer: NoteSigner;
  /** Keeps the last checkpoint that was signed here, beside the key and apart from the database. */
  memory: SigningMemory;
}

/** What is known of the last checkpoint signed with a key, wherever the database may have been set back to. */
export interface SigningMemory {
  recall(): Promise<Checkpoint | undefined>;
  keep(note: string): Promise<void>;
}

/**
 * Remembers in a file the last checkpoint that was signed. If the database is later set back to an older copy, the
 * ledger does not silently go on from there with another history under the same key.
 */
export function fileMemory(file: string, verifierKey: string): SigningMemory {
  return {
    async recall() {
      const note = await readIfThere(file);
      if (note === undefined) return undefined;
      try {
        return openCheckpoint(note, createVerifier(verifierKey));
      } catch (error) {
        throw new StartError(`${file} does not hold a checkpoint signed here: ${(error as Error).message}.`);
      }
    },
    keep: (note) => writeWhole(file, note, rename),
  };
}

/**
 * The last checkpoint that is known to have been signed with a key; undefined where none is or there is no key.
 * @param recorded the public key that the ledger was begun with
 * @throws StartError when the file holds another key
 */
export async function rememberedCheckpoint(
  file: string,
  recorded: string | undefined,
): Promise<Checkpoint | undefined> {
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  const { verifierKey } = readSigner(file, text);
  if (recorded !== undefined && recorded !== verifierKey) {
    throw new StartError(`The ledger was begun with the key ${recorded}, but ${file} holds ${verifierKey}.`);
  }
  return fileMemory(`${file}.signed`, verifierKey).recall();
}

/**
 * The key of the ledger, made at the first start. The database records only which public key the ledger was begun with.
 * @throws StartError when the key is missing, cannot be read, or is not the one that signed what there is
 */
export async function openLedgerKey(orm: Orm, config: Config, now: Date): Promise<LedgerKey> {
  const file = keyFile(config);
  const recorded = await recordedKey(orm);
  const found = await readIfThere(file);
  if (found === undefined && recorded !== undefined) {
    throw new StartError(
      `The ledger was begun with the key ${recorded}, but ${file} is missing. Put the key back there, ` +
        'or say where it is with TEQUIO_LEDGER_KEY_FILE.',
    );
  }
  const signer = readSigner(file, found ?? (await createKey(file, chosenOrigin(config))));
  refuseOtherOrigin(config, signer);
  const begun = await recordKey(orm, signer.verifierKey, now);
  if (begun !== signer.verifierKey) {
    throw new StartError(
      `The ledger was begun with the key ${begun}, but ${file} holds ${signer.verifierKey}. ` +
        'Put the right key there, or say where it is with TEQUIO_LEDGER_KEY_FILE.',
    );
  }
  await refuseForeignCheckpoint(orm, signer, file);
  return { signer, memory: fileMemory(`${file}.signed`, signer.verifierKey) };
}

/** Sees that the newest checkpoint was signed with the key, whatever the records say of who began the ledger. */
async function refuseForeignCheckpoint(orm: Orm, signer: NoteSigner, file: string): Promise<void> {
  const newest = await latestCheckpoint(orm);
  if (!newest) return;
  try {
    openCheckpoint(newest.note, createVerifier(signer.verifierKey));
  } catch (error) {
    throw new StartError(
      `The newest checkpoint of the ledger is not signed with the key in ${file}: ${(error as Error).message}. ` +
        'Put the right key there, or run "tequio verify".',
    );
  }
}
