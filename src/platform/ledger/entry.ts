import { randomUUIDv7 } from 'node:crypto';
import { canonicalJson, type JsonObject, type JsonValue, parseCanonicalJson } from './canonical-json.ts';
import { longestEntry } from './tiles.ts';

/** What an act is about, and the institution it concerns where there is one. */
export interface Subject {
  /** In the glossary's words: `edition`, `initiative`, `commitment`. */
  type: string;
  /** The subject's public identifier: a clave, slug or UUID. */
  id: string;
  /** The slug of the institution whose entries this should be found among. */
  institution?: string;
}

/** A public act as a module reports it. It must hold no personal data: an entry can never be taken back. */
export interface NewEntry {
  /** What kind of act, as module and verb: `metrica.load`. */
  kind: string;
  /** When it was done. */
  time: Date;
  /** What was done. */
  act: JsonObject;
  subject: Subject;
  /** Where a person acted: the commitment of `commitTo` to who it was. */
  person?: string;
}

/** An entry of the ledger. */
export interface Entry extends NewEntry {
  /** UUIDv7. */
  id: string;
}

/** The version of the layout below, inside every entry so that a later one can be told apart. */
const version = 1;

const kindForm = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/;
const idForm = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const commitmentForm = /^[0-9a-f]{64}$/;

/**
 * Gives an act its identifier and its text, the canonical JSON that is hashed, stored and published.
 * @throws TypeError or RangeError for what cannot stand in the ledger; those are faults of the calling module
 */
export function makeEntry({ kind, time, act, subject, person }: NewEntry): { id: string; text: string } {
  if (!kindForm.test(kind))
    throw new RangeError(`"${kind}" is not a kind of entry: it must be like metrica.load`);
  if (person !== undefined && !commitmentForm.test(person)) {
    throw new RangeError('A person stands in an entry only as a commitment');
  }
  const id = randomUUIDv7();
  const { type, id: subjectId, institution } = subject;
  const text = canonicalJson({
    v: version,
    id,
    kind,
    time: time.toISOString(),
    act,
    subject: { type, id: subjectId, ...(institution === undefined ? {} : { institution }) },
    ...(person === undefined ? {} : { person }),
  });
  if (Buffer.byteLength(text) > longestEntry) {
    throw new RangeError(`An entry has at most ${longestEntry} bytes: record a digest of what is longer`);
  }
  return { id, text };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readTime(value: JsonValue | undefined): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) || time.toISOString() !== value ? undefined : time;
}

function readSubject(value: JsonValue | undefined): Subject | undefined {
  if (!isObject(value)) return undefined;
  const { type, id, institution } = value;
  if (typeof type !== 'string' || typeof id !== 'string') return undefined;
  if (institution === undefined) return { type, id };
  return typeof institution === 'string' ? { type, id, institution } : undefined;
}

/**
 * Reads the text of an entry.
 * @throws SyntaxError or TypeError for what `makeEntry` would not have written
 */
export function readEntry(text: string): Entry {
  const value = parseCanonicalJson(text);
  if (!isObject(value) || value.v !== version) throw new TypeError('This is not an entry of a known version');
  const { id, kind, act, person } = value;
  const time = readTime(value.time);
  const subject = readSubject(value.subject);
  const sound =
    typeof id === 'string' &&
    idForm.test(id) &&
    typeof kind === 'string' &&
    kindForm.test(kind) &&
    isObject(act);
  if (!sound || !time || !subject) throw new TypeError('The entry lacks a part, or one is of the wrong form');
  if (person === undefined) return { id, kind, time, act, subject };
  if (typeof person !== 'string' || !commitmentForm.test(person)) {
    throw new TypeError('The person of the entry is not a commitment');
  }
  return { id, kind, time, act, subject, person };
}
