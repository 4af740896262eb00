import { signatureBytes, signatureCheck } from './ed25519.ts';
import {
  algorithm,
  NoteError,
  type NoteSigner,
  type NoteVerifier,
  readSignerKey,
  readVerifierKey,
} from './note.ts';

/**
 * Cosignatures of checkpoints by witnesses (C2SP tlog-cosignature, version 1): a witness states that, as of a time,
 * this is the largest tree it has seen of the log, consistent with all it saw before.
 */

function signedMessage(text: string, seconds: bigint): Uint8Array {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/** Later than this, in seconds, a date cannot be written; the standard's own limit lies further out. */
const latest = 8_640_000_000_000n;

function secondsOf(signature: Uint8Array): bigint | undefined {
  if (signature.length !== 8 + signatureBytes) return undefined;
  const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  return seconds <= latest ? seconds : undefined;
}

/** When a cosignature was made, to the second. @throws NoteError when it is not one */
export function cosignatureTime(signature: Uint8Array): Date {
  const seconds = secondsOf(signature);
  if (seconds === undefined) throw new NoteError('This is not a cosignature');
  return new Date(Number(seconds) * 1000);
}

/** Cosigns with a key of `newSignerKey(name, algorithm.cosignature)`, at the time that `now` gives. @throws NoteError */
export function createCosigner(signerKey: string, now: () => Date = () => new Date()): NoteSigner {
  const { name, keyId, verifierKey, sign } = readSignerKey(signerKey, algorithm.cosignature);
  return {
    name,
    keyId,
    verifierKey,
    sign(text) {
      const seconds = BigInt(Math.floor(now().getTime() / 1000));
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(seconds);
      return Buffer.concat([time, sign(signedMessage(text, seconds))]);
    },
  };
}

/** Checks the cosignatures of a witness, whose public key has type 0x04. @throws NoteError */
export function createCosignatureVerifier(verifierKey: string): NoteVerifier {
  const { name, keyId, key } = readVerifierKey(verifierKey, algorithm.cosignature);
  const check = signatureCheck(key);
  return {
    name,
    keyId,
    verify(text, signature) {
      const seconds = secondsOf(signature);
      return seconds !== undefined && check(signedMessage(text, seconds), signature.subarray(8));
    },
  };
}

/** Whether a text is the public key of a witness. */
export function isWitnessKey(verifierKey: string): boolean {
  try {
    createCosignatureVerifier(verifierKey);
    return true;
  } catch {
    return false;
  }
}
