import { hash } from 'node:crypto';
import { keyBytes, newSeed, signatureCheck, signingKey } from './ed25519.ts';

/**
 * Signed notes, as C2SP signed-note and Go's golang.org/x/mod/sumdb/note write them: a text that ends in a newline,
 * an empty line, and one line per signature, `— <name> <base64 of key id and signature>`.
 */

/** The signature types that are used here, by their identifier byte. */
export const algorithm = { ed25519: 0x01, cosignature: 0x04 } as const;
export type Algorithm = (typeof algorithm)[keyof typeof algorithm];

/** A signature as a note carries it. Name and key id together say whose it is, not that it is. */
export interface NoteSignature {
  name: string;
  /** 32 bits. */
  keyId: number;
  signature: Uint8Array;
}

export interface NoteVerifier {
  name: string;
  keyId: number;
  verify(text: string, signature: Uint8Array): boolean;
}

export interface NoteSigner {
  name: string;
  keyId: number;
  /** What others need to check the signatures: `name+key id+base64`. */
  verifierKey: string;
  sign(text: string): Uint8Array;
}

/** A note or key that cannot be read or trusted. */
export class NoteError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoteError';
  }
}

const signaturePrefix = '— ';
const signerPrefix = 'PRIVATE+KEY+';
/** What Go's implementation takes, and no more. */
const longestNote = 1_000_000;
const mostSignatures = 100;

/** Key names are not empty and hold neither white space nor `+`. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\s+\u0085]/u.test(name);
}

/** Standard base64 with padding, in its one correct spelling; undefined for anything else. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function idOf(name: string, type: Algorithm, publicKey: Uint8Array): number {
  const digest = hash(
    'sha256',
    Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(type), publicKey]),
    'buffer',
  );
  return digest.readUInt32BE();
}

const hex32 = (id: number) => id.toString(16).padStart(8, '0');

/** `name+key id`, as messages name a key. */
export function keyLabel({ name, keyId }: { name: string; keyId: number }): string {
  return `${name}+${hex32(keyId)}`;
}

function keyText(name: string, keyId: number, type: Algorithm, key: Uint8Array): string {
  return `${keyLabel({ name, keyId })}+${encodeBase64(Buffer.concat([Uint8Array.of(type), key]))}`;
}

interface KeyParts {
  name: string;
  keyId: number;
  type: Algorithm;
  key: Uint8Array;
}

/** Takes `name+key id+base64` apart. The name holds no `+`, the base64 may. */
function readKey(text: string, type: Algorithm): KeyParts {
  const found = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  const [, name = '', id = '', encoded = ''] = found ?? [];
  const bytes = decodeBase64(encoded);
  if (!found || !bytes || !isKeyName(name))
    throw new NoteError('This is not a key: it must be name+id+base64');
  if (bytes[0] !== type || bytes.length !== 1 + keyBytes) {
    throw new NoteError(`The key ${name}+${id} is not of the type that is needed here`);
  }
  return { name, keyId: Number.parseInt(id, 16), type, key: bytes.subarray(1) };
}

/** A public key as people write it down, taken apart and checked. @throws NoteError */
export function readVerifierKey(text: string, type: Algorithm): KeyParts {
  const parts = readKey(text, type);
  if (idOf(parts.name, type, parts.key) !== parts.keyId)
    throw new NoteError(`The key ${keyLabel(parts)} has a wrong id`);
  return parts;
}

/** A signing key as `newSignerKey` writes it, taken apart and checked. @throws NoteError that never repeats the key */
export function readSignerKey(text: string, type: Algorithm) {
  if (!text.startsWith(signerPrefix)) throw new NoteError(`A signing key begins with ${signerPrefix}`);
  const { name, keyId, key: seed } = readKey(text.slice(signerPrefix.length), type);
  const key = signingKey(seed);
  if (idOf(name, type, key.publicKey) !== keyId)
    throw new NoteError(`The signing key of ${name} has a wrong id`);
  return { name, keyId, verifierKey: keyText(name, keyId, type, key.publicKey), sign: key.sign };
}

/** A new signing key in Go's form `PRIVATE+KEY+name+id+base64`: whoever reads it can sign. */
export function newSignerKey(name: string, type: Algorithm = algorithm.ed25519): string {
  if (!isKeyName(name)) throw new NoteError(`"${name}" cannot name a key: no white space, no +`);
  const seed = newSeed();
  return signerPrefix + keyText(name, idOf(name, type, signingKey(seed).publicKey), type, seed);
}

/** Signs notes with a key of `newSignerKey`. @throws NoteError */
export function createSigner(signerKey: string): NoteSigner {
  const { name, keyId, verifierKey, sign } = readSignerKey(signerKey, algorithm.ed25519);
  return { name, keyId, verifierKey, sign: (text) => sign(Buffer.from(text)) };
}

/** Checks notes against a public key `name+id+base64`. @throws NoteError */
export function createVerifier(verifierKey: string): NoteVerifier {
  const { name, keyId, key } = readVerifierKey(verifierKey, algorithm.ed25519);
  const check = signatureCheck(key);
  return { name, keyId, verify: (text, signature) => check(Buffer.from(text), signature) };
}

/** One signature as a line of a note, newline included. */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Buffer.alloc(4);
  id.writeUInt32BE(keyId);
  return `${signaturePrefix}${name} ${encodeBase64(Buffer.concat([id, signature]))}\n`;
}

/** The signature of a text by a signer, ready to be put into a line. */
export function signatureOf(text: string, signer: NoteSigner): NoteSignature {
  return { name: signer.name, keyId: signer.keyId, signature: signer.sign(text) };
}

/** Notes hold no control characters but newlines. */
function isPlainText(text: string): boolean {
  if (!text.isWellFormed()) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 0x0a) return false;
  }
  return true;
}

/**
 * A text with the signatures of signers.
 * @throws NoteError for a text that does not end in a newline or holds control characters
 */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!text.endsWith('\n') || !isPlainText(text)) {
    throw new NoteError('The text of a note is plain text that ends in a newline');
  }
  return `${text}\n${signers.map((signer) => signatureLine(signatureOf(text, signer))).join('')}`;
}

function readSignatureLine(line: string): NoteSignature {
  const [name = '', encoded = '', ...rest] = line.slice(signaturePrefix.length).split(' ');
  const bytes = decodeBase64(encoded);
  if (
    !line.startsWith(signaturePrefix) ||
    rest.length > 0 ||
    !isKeyName(name) ||
    !bytes ||
    bytes.length < 5
  ) {
    throw new NoteError('The note has a line that is not a signature');
  }
  return { name, keyId: Buffer.from(bytes).readUInt32BE(), signature: bytes.subarray(4) };
}

/** Takes a note apart without trusting it. @throws NoteError when it is not a note */
export function splitNote(note: string): { text: string; signatures: NoteSignature[] } {
  const cut = note.lastIndexOf('\n\n');
  if (cut < 0 || !note.endsWith('\n') || note.length > longestNote || !isPlainText(note)) {
    throw new NoteError('This is not a signed note');
  }
  const lines = note.slice(cut + 2, -1).split('\n');
  if (lines.length > mostSignatures) throw new NoteError('The note has too many signatures');
  return { text: note.slice(0, cut + 1), signatures: lines.map(readSignatureLine) };
}

/** A note at least one of whose signatures is by a key that is trusted. */
export interface OpenNote {
  text: string;
  verified: NoteSignature[];
  /** By keys nobody here knows: they say nothing. */
  unverified: NoteSignature[];
}

/**
 * Reads a note and checks the signatures of the keys that are known; those of others are set aside.
 * @throws NoteError when it is not a note, when a known key's signature is wrong, or when no known key signed
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenNote {
  const { text, signatures } = splitNote(note);
  const opened: OpenNote = { text, verified: [], unverified: [] };
  const seen = new Set<string>();
  for (const signature of signatures) {
    const label = keyLabel(signature);
    const verifier = verifiers.find(
      ({ name, keyId }) => name === signature.name && keyId === signature.keyId,
    );
    if (!verifier) {
      opened.unverified.push(signature);
      continue;
    }
    // As in Go: what follows the first signature of a key is not looked at.
    if (seen.has(label)) continue;
    seen.add(label);
    if (!verifier.verify(text, signature.signature))
      throw new NoteError(`The signature of ${label} is wrong`);
    opened.verified.push(signature);
  }
  if (opened.verified.length === 0) throw new NoteError('No signature of the note is by a known key');
  return opened;
}
