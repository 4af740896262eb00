import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';

/** The length of a seed and of a public key in bytes (RFC 8032, 5.1.5). */
export const keyBytes = 32;
/** The length of a signature in bytes. */
export const signatureBytes = 64;

/** What stands before the seed in the PKCS #8 form of an Ed25519 key (RFC 8410, 7). */
const seedPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key that signs. */
export interface SigningKey {
  /** The public key, 32 bytes. */
  publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

export function newSeed(): Uint8Array {
  return randomBytes(keyBytes);
}

/** The signing key of a 32-byte seed. */
export function signingKey(seed: Uint8Array): SigningKey {
  const key = createPrivateKey({
    key: Buffer.concat([seedPrefix, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { publicKey: Buffer.from(x, 'base64url'), sign: (message) => sign(null, message, key) };
}

/** Gives whether a signature of a message is by the owner of a 32-byte public key. */
export function signatureCheck(
  publicKey: Uint8Array,
): (message: Uint8Array, signature: Uint8Array) => boolean {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return (message, signature) => signature.length === signatureBytes && verify(null, message, key, signature);
}
