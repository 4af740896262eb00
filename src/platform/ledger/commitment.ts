import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { canonicalJson, type JsonValue } from './canonical-json.ts';

/** The length of a salt in bytes: nobody guesses it, so nobody can try out names against a commitment. */
export const saltBytes = 32;

/** Keeps these hashes apart from all others of the platform. */
const domain = Buffer.from('tequio/commitment/v1\n');

/** A fresh salt, one for each commitment, in hexadecimal. It goes to the person's receipt and account, nowhere else. */
export function newSalt(): string {
  return randomBytes(saltBytes).toString('hex');
}

/**
 * What a public entry says in place of personal data: the hexadecimal SHA-256 of the line `tequio/commitment/v1`,
 * the salt's 32 bytes and the data as canonical JSON. Who has salt and data can show that they are meant; who has
 * only the entry learns nothing, and once the salt is destroyed nobody can link them again.
 * @throws RangeError for a salt of another length, TypeError for data that JSON cannot say
 */
export function commitTo(data: JsonValue, salt: string): string {
  if (!/^[0-9a-f]{64}$/.test(salt)) throw new RangeError(`A salt is ${saltBytes} bytes in hexadecimal`);
  return hash(
    'sha256',
    Buffer.concat([domain, Buffer.from(salt, 'hex'), Buffer.from(canonicalJson(data))]),
    'hex',
  );
}

/** Whether a commitment was made to these data with this salt. */
export function opensCommitment(commitment: string, data: JsonValue, salt: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(commitment) || !/^[0-9a-f]{64}$/.test(salt)) return false;
  return timingSafeEqual(Buffer.from(commitment, 'hex'), Buffer.from(commitTo(data, salt), 'hex'));
}
