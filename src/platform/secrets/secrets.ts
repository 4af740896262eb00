import { createHmac, hkdfSync } from 'node:crypto';

/** What the platform's secrets are for. Each use has a key of its own, made of the one that is kept. */
export type SecretUse = 'sessions' | 'curp' | 'limits' | 'links' | 'salts';

/** The platform's secret, kept in a file outside the database. */
export interface Secrets {
  /** 32 bytes for one use, in hexadecimal; always the same for the same secret. */
  key(use: SecretUse): string;
  /** The keyed hash (HMAC-SHA256, hexadecimal) of a text for one use. */
  hash(use: SecretUse, text: string): string;
}

/** The keys that follow from a secret of at least 32 bytes (HKDF with SHA-256, one name per use). */
export function secretsOf(master: Uint8Array): Secrets {
  if (master.length < 32) throw new RangeError('A secret has at least 32 bytes');
  const keys = new Map<SecretUse, Buffer>();
  const keyOf = (use: SecretUse): Buffer => {
    const known = keys.get(use);
    if (known) return known;
    const made = Buffer.from(hkdfSync('sha256', master, '', `tequio/${use}/v1`, 32));
    keys.set(use, made);
    return made;
  };
  return {
    key: (use) => keyOf(use).toString('hex'),
    hash: (use, text) => createHmac('sha256', keyOf(use)).update(text).digest('hex'),
  };
}
