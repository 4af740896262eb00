import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../config/config.ts';
import { prepareDirectory } from '../database/directory.ts';
import type { Orm } from '../database/types.ts';
import { StartError } from '../errors/start-error.ts';
import { placeNew, writeWhole } from '../files/whole.ts';
import { secretFingerprints } from './schema.ts';
import { type Secrets, secretsOf } from './secrets.ts';

/** Where the platform's secret lies. */
export function secretFile(config: Config): string {
  return config.secretFile ?? join(config.dataDir, 'keys', 'secret.key');
}

async function readSecret(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new StartError(`The secret in ${file} cannot be read: ${code}.`);
  }
}

/** Makes a secret, unless another process has just made one: then that one stands. */
async function createSecret(file: string): Promise<string> {
  await prepareDirectory(dirname(file));
  try {
    await writeWhole(file, `${randomBytes(32).toString('hex')}\n`, placeNew);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file, 'utf8');
}

/**
 * The platform's secret, made at the first start.
 * @throws StartError when it cannot be read or is none
 */
export async function openSecrets(config: Config): Promise<Secrets> {
  const file = secretFile(config);
  const text = ((await readSecret(file)) ?? (await createSecret(file))).trim();
  if (!/^([0-9a-f]{2}){32,}$/i.test(text)) {
    throw new StartError(`${file} does not hold a secret: 64 or more hexadecimal digits.`);
  }
  return secretsOf(Buffer.from(text, 'hex'));
}

/**
 * Sees that the records were written under this secret: with another one nobody could sign in with a second factor,
 * and the census would know nobody. The database keeps a hash of a derived key only.
 * @throws StartError when they were written under another one
 */
export async function holdSecret(orm: Orm, secrets: Secrets, config: Config): Promise<void> {
  const fingerprint = secrets.hash('links', 'fingerprint');
  await orm.insert(secretFingerprints).values({ name: 'platform', fingerprint }).onConflictDoNothing();
  const [known] = await orm.select().from(secretFingerprints);
  if (known?.fingerprint === fingerprint) return;
  throw new StartError(
    `The records were written under another secret than the one in ${secretFile(config)}. Put the right one there, ` +
      'or say where it is with TEQUIO_SECRET_FILE.',
  );
}
