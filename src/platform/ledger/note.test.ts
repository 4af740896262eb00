import { describe, expect, it } from 'vitest';
import {
  algorithm,
  createSigner,
  createVerifier,
  keyLabel,
  NoteError,
  newSignerKey,
  openNote,
  signNote,
  splitNote,
} from './note.ts';

// Keys, text and signatures of note_test.go in golang.org/x/mod/sumdb/note.
const peterKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const peterSigner = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const enochKey = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const peter = createVerifier(peterKey);
const enoch = createVerifier(enochKey);

describe('a note', () => {
  it('is signed byte for byte as Go signs it', () => {
    const signer = createSigner(peterSigner);
    expect(signNote(text, [signer])).toBe(`${text}\n${peterLine}`);
    expect(signer.verifierKey).toBe(peterKey);
    expect(keyLabel(signer)).toBe('PeterNeumann+c74f20a3');
  });

  it('is opened with the keys that are known; other signatures are set aside', () => {
    const one = openNote(`${text}\n${peterLine}${enochLine}`, [peter]);
    expect(one.text).toBe(text);
    expect(one.verified.map(({ name }) => name)).toEqual(['PeterNeumann']);
    expect(one.unverified.map(({ name }) => name)).toEqual(['EnochRoot']);
    expect(openNote(`${text}\n${peterLine}${enochLine}`, [enoch, peter]).verified).toHaveLength(2);
  });

  it('counts a repeated signature once', () => {
    expect(openNote(`${text}\n${peterLine}${peterLine}`, [peter]).verified).toHaveLength(1);
  });

  it('may have empty lines in its text', () => {
    const signer = createSigner(newSignerKey('example.org/log'));
    const note = signNote('uno\n\ndos\n', [signer]);
    expect(openNote(note, [createVerifier(signer.verifierKey)]).text).toBe('uno\n\ndos\n');
  });

  it('is refused when no known key signed it', () => {
    expect(() => openNote(`${text}\n${peterLine}${enochLine}`, [])).toThrow(
      'No signature of the note is by a known key',
    );
    // The same name under another key id is another key.
    const other = createSigner(newSignerKey('PeterNeumann'));
    expect(() => openNote(`${text}\n${peterLine}`, [createVerifier(other.verifierKey)])).toThrow(NoteError);
  });

  it('is refused when one letter of it is changed', () => {
    const wrong = `${text.replace('cryptography', 'cryptographY')}\n${peterLine}`;
    expect(() => openNote(wrong, [peter])).toThrow('The signature of PeterNeumann+c74f20a3 is wrong');
    expect(() => openNote(`${text}\n${peterLine.slice(0, 60)}ABCD${peterLine.slice(60)}`, [peter])).toThrow(
      NoteError,
    );
  });

  it('is refused with a wrong signature of a known key beside a right one of another', () => {
    const badEnoch = enochLine.replace('rwz+eBzm', 'rwz+eBzn');
    expect(() => openNote(`${text}\n${peterLine}${badEnoch}`, [peter, enoch])).toThrow(
      'EnochRoot+af0cfe78 is wrong',
    );
  });

  it.each([
    ['without signatures', text],
    ['with an empty signature part', `${text}\n`],
    ['whose last line does not end', `${text}\n${peterLine.slice(0, -1)}`],
    ['with a control character', `\u0001${text}\n${peterLine}`],
    ['with a lone surrogate', `\ud800${text}\n${peterLine}`],
    ['with a space in a name', `${text}\n${peterLine.replace('PeterNeumann', 'Bad Name')}`],
    ['with a further line', `${text}\n${peterLine}Unexpected line.\n`],
    ['with a plain hyphen for the dash', `${text}\n${peterLine.replace('—', '-')}`],
    ['with base64 that lacks its padding', `${text}\n${peterLine.replace('=\n', '\n')}`],
    ['with base64 for web addresses', `${text}\n${peterLine.replace('/', '_')}`],
    ['with more than 100 signatures', `${text}\n${peterLine.repeat(101)}`],
    ['of more than a million characters', `${'x'.repeat(1_000_000)}\n\n${peterLine}`],
  ])('%s is none', (_, note) => {
    expect(() => openNote(note, [peter])).toThrow(NoteError);
  });

  it('cannot be made of a text that does not end in a newline', () => {
    expect(() => signNote('abc', [createSigner(peterSigner)])).toThrow(NoteError);
  });
});

describe('a key', () => {
  it('is refused when any of its characters is changed or any of it is missing', () => {
    for (const [key, read] of [
      [peterKey, createVerifier],
      [peterSigner, createSigner],
    ] as const) {
      for (let from = 0; from <= key.length; from += 1) {
        for (let to = from; to <= key.length; to += 1) {
          if (from !== 0 || to !== key.length) expect(() => read(key.slice(from, to))).toThrow(NoteError);
        }
      }
      for (let at = 0; at < key.length; at += 1) {
        const next = String.fromCharCode(key.charCodeAt(at) + 1);
        expect(() => read(key.slice(0, at) + next + key.slice(at + 1)), `at ${at}`).toThrow(NoteError);
      }
    }
  });

  it('of a wrong length or of an unknown type is refused, even with a fitting id', () => {
    expect(() =>
      createVerifier('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='),
    ).toThrow(NoteError);
    expect(() =>
      createVerifier('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'),
    ).toThrow(NoteError);
    expect(() => createSigner(newSignerKey('w', algorithm.cosignature))).toThrow(NoteError);
  });

  it('that is refused is not repeated in the message', () => {
    const broken = peterSigner.replace('c74f20a3', 'c74f20a4');
    expect(() => createSigner(broken)).toThrow(/^The signing key of PeterNeumann has a wrong id$/);
  });

  it('is new each time and signs under its name', () => {
    const signer = createSigner(newSignerKey('tequio.example/bitacora'));
    expect(signer.verifierKey).not.toBe(createSigner(newSignerKey('tequio.example/bitacora')).verifierKey);
    const note = signNote('hola\n', [signer]);
    expect(splitNote(note).signatures[0]?.name).toBe('tequio.example/bitacora');
    expect(openNote(note, [createVerifier(signer.verifierKey)]).text).toBe('hola\n');
  });

  it.each(['', 'a b', 'a+b', 'a\u00a0b', 'a\u0085b', 'a\nb'])('cannot be named %j', (name) => {
    expect(() => newSignerKey(name)).toThrow(NoteError);
  });
});
