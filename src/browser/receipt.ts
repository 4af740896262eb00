/*
 * Checks receipts of the public ledger with nothing but what browsers have: WebCrypto's SHA-256 and Ed25519. It shares
 * no code with the server, so it is a second opinion; a test sees that both always agree.
 */

/** What JSON can say. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Bytes = Uint8Array<ArrayBuffer>;

interface Entry {
  kind: string;
  time: string;
  subject: { [name: string]: Json };
  act: { [name: string]: Json };
  person: string | undefined;
}

/** What is wrong with a receipt, in the order in which it is looked for, or why it cannot be checked here. */
export type Fault = 'form' | 'key' | 'checkpoint' | 'inclusion' | 'entry' | 'person' | 'unsupported';

export type Verdict =
  | {
      valid: true;
      origin: string;
      size: number;
      index: number;
      entry: Entry;
      person: 'none' | 'withheld' | 'shown';
    }
  | { valid: false; fault: Fault };

/** Ends the check with what is wrong. */
class Refusal extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault);
    this.fault = fault;
  }
}

function demand<T>(value: T | undefined | false, fault: Fault): T {
  if (value === undefined || value === false) throw new Refusal(fault);
  return value;
}

const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;

function join(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at]);

const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Base64 with padding in its one correct spelling; undefined for anything else. */
function fromBase64(text: string): Bytes | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return btoa(String.fromCharCode(...bytes)) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: Json | undefined): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Deeper nesting than any act needs. */
const deepest = 64;

/** JSON in canonical form (RFC 8785); undefined for text that is not Unicode and for nesting without end. */
function canonical(value: Json, depth = 0): string | undefined {
  if (depth > deepest || (typeof value === 'string' && !value.isWellFormed())) return undefined;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const parts = Array.isArray(value)
    ? value.map((item) => canonical(item, depth + 1))
    : Object.keys(value)
        .sort()
        .map((name) => {
          const inner = canonical(value[name] ?? null, depth + 1);
          return inner !== undefined && name.isWellFormed() ? `${JSON.stringify(name)}:${inner}` : undefined;
        });
  if (parts.includes(undefined)) return undefined;
  return Array.isArray(value) ? `[${parts.join(',')}]` : `{${parts.join(',')}}`;
}

interface Receipt {
  entry: string;
  index: number;
  proof: Bytes[];
  checkpoint: string;
  key: string;
  person: { data: Json; salt: string } | undefined;
}

const mostHashes = 64;

function readPerson(person: Json | undefined): Receipt['person'] {
  if (person === undefined) return undefined;
  const { data, salt } = demand(isObject(person) && person, 'form');
  return {
    data: demand(data, 'form'),
    salt: demand(typeof salt === 'string' && salt, 'form'),
  };
}

function readReceipt(value: Json): Receipt {
  const receipt = demand(isObject(value) && value, 'form');
  const { format, entry, index, proof, checkpoint, key } = receipt;
  const sound =
    format === 'tequio-receipt/1' &&
    Number.isSafeInteger(index) &&
    (index as number) >= 0 &&
    Array.isArray(proof) &&
    proof.length <= mostHashes;
  if (!sound || typeof entry !== 'string' || typeof checkpoint !== 'string' || typeof key !== 'string') {
    throw new Refusal('form');
  }
  const hashes = proof.map((hash) => demand(typeof hash === 'string' ? fromBase64(hash) : undefined, 'form'));
  const person = readPerson(receipt.person);
  return { entry, index: index as number, proof: hashes, checkpoint, key, person };
}

/** The public key of a ledger, `name+id+base64` (C2SP signed-note, type 1). */
async function readKey(text: string): Promise<{ name: string; id: string; publicKey: Bytes } | undefined> {
  const [, name = '', id = '', encoded = ''] = /^([^+\s\u0085]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 33 || bytes[0] !== 1) return undefined;
  const digest = await sha256(join(utf8(`${name}\n`), bytes));
  return toHex(digest.slice(0, 4)) === id ? { name, id, publicKey: bytes.slice(1) } : undefined;
}

async function isSigned(publicKey: Bytes, text: Bytes, signature: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, text);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') throw new Refusal('unsupported');
    return false;
  }
}

interface Signature {
  name: string;
  id: string;
  bytes: Bytes;
}

function readSignature(line: string): Signature {
  const [, name = '', encoded = ''] = /^— ([^+\s\u0085]+) (\S+)$/u.exec(line) ?? [];
  const bytes = demand(fromBase64(encoded), 'checkpoint');
  if (bytes.length < 5) throw new Refusal('checkpoint');
  return { name, id: toHex(bytes.slice(0, 4)), bytes: bytes.slice(4) };
}

/** What Go's implementation takes, and no more. */
const longestNote = 1_000_000;
const mostSignatures = 100;

/** A note holds no control characters but newlines, and its text ends in one. */
function readNote(note: string): { text: string; signatures: Signature[] } {
  const cut = note.lastIndexOf('\n\n');
  const plain =
    note.isWellFormed() &&
    Array.from(note).every((letter) => letter === '\n' || letter.charCodeAt(0) >= 0x20);
  if (cut < 0 || !note.endsWith('\n') || !plain || note.length > longestNote) throw new Refusal('checkpoint');
  const lines = note.slice(cut + 2, -1).split('\n');
  if (lines.length > mostSignatures) throw new Refusal('checkpoint');
  return { text: note.slice(0, cut + 1), signatures: lines.map(readSignature) };
}

/** The head of the tree as the ledger signed it. */
async function readCheckpoint(
  note: string,
  key: string,
): Promise<{ origin: string; size: number; root: Bytes }> {
  const ledger = demand(await readKey(key), 'checkpoint');
  const { text, signatures } = readNote(note);
  const own = signatures.find(({ name, id }) => name === ledger.name && id === ledger.id);
  demand(own && (await isSigned(ledger.publicKey, utf8(text), own.bytes)), 'checkpoint');
  const [origin = '', size = '', encoded = '', ...rest] = text.split('\n');
  const root = fromBase64(encoded);
  const sound =
    rest.pop() === '' &&
    !rest.includes('') &&
    origin === ledger.name &&
    /^(0|[1-9]\d*)$/.test(size) &&
    Number.isSafeInteger(Number(size)) &&
    root?.length === 32;
  if (!sound || !root) throw new Refusal('checkpoint');
  return { origin, size: Number(size), root };
}

const half = (value: number) => Math.floor(value / 2);

/** Whether a proof leads from a leaf to the root (RFC 9162, 2.1.3.2). */
async function leadsToRoot(
  leaf: Bytes,
  index: number,
  { size, root }: { size: number; root: Bytes },
  proof: readonly Bytes[],
): Promise<boolean> {
  if (index >= size || proof.some(({ length }) => length !== 32)) return false;
  const node = (left: Bytes, right: Bytes) => sha256(join(Uint8Array.of(1), left, right));
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = await node(sibling, hash);
      while (place % 2 === 0 && place !== 0) {
        place = half(place);
        last = half(last);
      }
    } else {
      hash = await node(hash, sibling);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 && same(hash, root);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const isTime = (time: string) => !Number.isNaN(Date.parse(time)) && new Date(time).toISOString() === time;

/** What the platform writes as an entry, and nothing else. */
function readEntry(text: string): Entry {
  const entry = parsed(text);
  if (entry === undefined || canonical(entry) !== text || !isObject(entry) || entry.v !== 1) {
    throw new Refusal('entry');
  }
  const { id, kind, time, act, subject, person } = entry;
  const sound =
    typeof id === 'string' &&
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id) &&
    isObject(subject) &&
    typeof subject.type === 'string' &&
    typeof subject.id === 'string' &&
    (subject.institution === undefined || typeof subject.institution === 'string') &&
    (person === undefined || (typeof person === 'string' && /^[0-9a-f]{64}$/.test(person)));
  if (!sound || typeof kind !== 'string' || typeof time !== 'string' || !isObject(act) || !isTime(time)) {
    throw new Refusal('entry');
  }
  if (!/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/.test(kind)) throw new Refusal('entry');
  return { kind, time, act, subject, person };
}

/** Whether the salt of a receipt opens the entry's commitment to who acted. */
async function opens(commitment: string, { data, salt }: { data: Json; salt: string }): Promise<boolean> {
  const text = canonical(data);
  if (!/^[0-9a-f]{64}$/.test(salt) || text === undefined) return false;
  const bytes = Uint8Array.from(salt.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return toHex(await sha256(join(utf8('tequio/commitment/v1\n'), bytes, utf8(text)))) === commitment;
}

async function check(value: Json, expectedKey: string): Promise<Verdict> {
  const { entry: text, index, proof, checkpoint: note, key, person } = readReceipt(value);
  if (key !== expectedKey) throw new Refusal('key');
  const checkpoint = await readCheckpoint(note, key);
  const leaf = await sha256(join(Uint8Array.of(0), utf8(text)));
  demand(await leadsToRoot(leaf, index, checkpoint, proof), 'inclusion');
  const entry = readEntry(text);
  if (person) demand(await opens(entry.person ?? '', person), 'person');
  const { origin, size } = checkpoint;
  const shown = person ? 'shown' : entry.person ? 'withheld' : 'none';
  return { valid: true, origin, size, index, entry, person: shown };
}

/** Checks the text of a receipt against the public key of the ledger it must be of. Nothing leaves the browser. */
export async function checkReceipt(text: string, key: string): Promise<Verdict> {
  try {
    // Only pages that came by https, or from this very machine, are given WebCrypto.
    if (globalThis.crypto?.subtle === undefined) throw new Refusal('unsupported');
    return await check(demand(parsed(text), 'form'), key);
  } catch (error) {
    if (error instanceof Refusal) return { valid: false, fault: error.fault };
    throw error;
  }
}
