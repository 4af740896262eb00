import { describe, expect, it } from 'vitest';
import { checkpointText, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import { cosignatureTime, createCosignatureVerifier, createCosigner } from './cosignature.ts';
import {
  algorithm,
  createSigner,
  createVerifier,
  encodeBase64,
  NoteError,
  newSignerKey,
  openNote,
  signatureLine,
  signatureOf,
  signNote,
} from './note.ts';

// The example of C2SP tlog-checkpoint.
const sofa = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

/**
 * A checkpoint of a public Certificate Transparency log with the cosignature of a public witness, and both public
 * keys, as published in the tests of the remora witness.
 */
const published = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
`;
const publishedLog =
  'arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f';
const publishedWitness = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';

const signer = createSigner(newSignerKey('tequio.example/bitacora'));
const log = createVerifier(signer.verifierKey);
const head = { origin: 'tequio.example/bitacora', size: 3, root: Buffer.alloc(32, 7) };

describe('a checkpoint', () => {
  it('is origin, size and root, a line each', () => {
    const checkpoint = parseCheckpoint(sofa);
    expect(checkpoint.origin).toBe('example.com/behind-the-sofa');
    expect(checkpoint.size).toBe(20_852_163);
    expect(encodeBase64(checkpoint.root)).toBe('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=');
    expect(checkpointText(checkpoint)).toBe(sofa);
  });

  it('may carry further lines', () => {
    expect(parseCheckpoint(`${sofa}more\nand more\n`).size).toBe(20_852_163);
  });

  it.each([
    ['an origin', sofa.replace('example.com/behind-the-sofa', '')],
    ['a size', sofa.replace('20852163', '')],
    ['a size in decimal', sofa.replace('20852163', '0x10')],
    ['a size without leading zeros', sofa.replace('20852163', '020852163')],
    ['a size that is not negative', sofa.replace('20852163', '-1')],
    ['a size that can be counted to', sofa.replace('20852163', '9007199254740993')],
    ['a root of 32 bytes', sofa.replace('CsUYapGGPo4dkMgIAUqom/', '')],
    ['a root in base64', sofa.replace('Cs', '!!')],
    ['a newline at its end', sofa.slice(0, -1)],
    ['no empty line', `${sofa}\nmore\n`],
  ])('has %s', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(NoteError);
  });

  it('of a public log is opened with that log’s key', () => {
    const checkpoint = openCheckpoint(published, createVerifier(publishedLog));
    expect(checkpoint.size).toBe(1_432_088_532);
    expect(() =>
      openCheckpoint(published.replace('1432088532', '1432088533'), createVerifier(publishedLog)),
    ).toThrow(NoteError);
  });

  it('is signed by the log it is of and by no other', () => {
    const note = signCheckpoint(head, signer);
    expect(openCheckpoint(note, log)).toEqual(head);
    expect(() => signCheckpoint({ ...head, origin: 'another.example' }, signer)).toThrow(NoteError);
    const stolen = signNote(checkpointText({ ...head, origin: 'another.example' }), [signer]);
    expect(() => openCheckpoint(stolen, log)).toThrow('The checkpoint is of another.example');
  });
});

describe('a cosignature', () => {
  const witness = createCosigner(
    newSignerKey('witness.example/w1', algorithm.cosignature),
    () => new Date(1_679_315_147_900),
  );
  const verifier = createCosignatureVerifier(witness.verifierKey);

  it('of a public witness is verified with its key', () => {
    const { verified } = openNote(published, [createCosignatureVerifier(publishedWitness)]);
    expect(verified.map(({ name }) => name)).toEqual(['remora.n621.de']);
    expect(verified.map(({ signature }) => cosignatureTime(signature).toISOString())).toEqual([
      '2026-05-23T21:50:24.000Z',
    ]);
    expect(() =>
      openNote(published.replace('U7WM', 'U7WN'), [createCosignatureVerifier(publishedWitness)]),
    ).toThrow('The signature of remora.n621.de+da77ade7 is wrong');
  });

  // The timestamp that note_cosigv1_test.go in github.com/transparency-dev/formats reads out of this signature.
  it('says when it was made', () => {
    const signature = Buffer.from(
      'ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA==',
      'base64',
    ).subarray(4);
    expect(cosignatureTime(signature)).toEqual(new Date(1_727_964_367_000));
    expect(() => cosignatureTime(signature.subarray(1))).toThrow(NoteError);
    expect(() => cosignatureTime(Buffer.alloc(72, 0xff))).toThrow(NoteError);
  });

  it('stands beside the log’s signature and covers text and time', () => {
    const text = checkpointText(head);
    const note = signCheckpoint(head, signer) + signatureLine(signatureOf(text, witness));
    const opened = openNote(note, [log, verifier]);
    expect(opened.verified.map(({ name }) => name)).toEqual([
      'tequio.example/bitacora',
      'witness.example/w1',
    ]);
    const [, cosignature] = opened.verified;
    expect(cosignatureTime(cosignature?.signature ?? Buffer.alloc(0)).toISOString()).toBe(
      '2023-03-20T12:25:47.000Z',
    );
    const later = new Uint8Array(cosignature?.signature ?? []);
    later[7] = (later[7] ?? 0) + 1;
    expect(verifier.verify(text, later)).toBe(false);
    expect(verifier.verify(`${text}more\n`, cosignature?.signature ?? later)).toBe(false);
    expect(verifier.verify(text, new Uint8Array())).toBe(false);
  });

  it('is not a signature of the log, even by the same secret', () => {
    expect(() => createCosignatureVerifier(signer.verifierKey)).toThrow(NoteError);
    expect(() => createVerifier(witness.verifierKey)).toThrow(NoteError);
  });
});
