import { describe, expect, it } from 'vitest';
import { commitTo, newSalt, opensCommitment } from './commitment.ts';
import { makeEntry, type NewEntry, readEntry } from './entry.ts';

const act: NewEntry = {
  kind: 'metrica.load',
  time: new Date('2026-11-23T18:30:00.123Z'),
  act: { rows: 908, sha256: 'ab', national: { ga: 0.39 } },
  subject: { type: 'edition', id: '2017' },
};

describe('an entry', () => {
  it('is canonical JSON with kind, time, act and subject', () => {
    const { id, text } = makeEntry(act);
    expect(text).toBe(
      `{"act":{"national":{"ga":0.39},"rows":908,"sha256":"ab"},"id":"${id}","kind":"metrica.load",` +
        '"subject":{"id":"2017","type":"edition"},"time":"2026-11-23T18:30:00.123Z","v":1}',
    );
    expect(readEntry(text)).toEqual({ ...act, id });
  });

  it('keeps the institution it concerns and the commitment of the person who acted', () => {
    const person = commitTo({ account: 'a' }, newSalt());
    const whole = { ...act, subject: { ...act.subject, institution: 'inai' }, person };
    expect(readEntry(makeEntry(whole).text)).toMatchObject(whole);
  });

  it('is told apart from another that says the same', () => {
    expect(makeEntry(act).text).not.toBe(makeEntry(act).text);
  });

  it.each<[string, Partial<NewEntry>]>([
    ['a kind that names no module', { kind: 'load' }],
    ['a kind in other letters', { kind: 'Metrica.Load' }],
    ['a person by name', { person: 'Josefa Ortiz' }],
    ['a value that JSON cannot say', { act: { rows: Number.NaN } }],
    ['a time that is none', { time: new Date('x') }],
    ['more than a bundle can hold', { act: { text: 'x'.repeat(65_500) } }],
  ])('is refused with %s', (_, part) => {
    expect(() => makeEntry({ ...act, ...part })).toThrow();
  });

  it.each<[string, (text: string) => string]>([
    ['another version', (text) => text.replace('"v":1', '"v":2')],
    ['an identifier that is none', (text) => text.replace(/"id":"[0-9a-f]{4}/, '"id":"xxxx')],
    ['a time without milliseconds', (text) => text.replace('.123Z', 'Z')],
    ['a subject without type', (text) => text.replace(',"type":"edition"', '')],
    [
      'an act that is a list',
      (text) => text.replace(/"act":\{.*?\}\s*,"id"|"act":.*,"id":"0/, '"act":[],"id":"0'),
    ],
    ['white space', (text) => `${text}\n`],
    ['a list for all', () => '[]'],
    ['nothing', () => ''],
  ])('is not read with %s', (_, change) => {
    expect(() => readEntry(change(makeEntry(act).text))).toThrow();
  });
});

describe('a commitment to a person', () => {
  const who = { name: 'Josefa Ortiz', account: '01990000-0000-7000-8000-000000000000' };

  it('is the SHA-256 of a line, the salt and the data, so that anybody can recompute it', () => {
    // printf 'tequio/commitment/v1\n' + 32 bytes of 0x11 + '{"a":1}' | sha256sum
    expect(commitTo({ a: 1 }, '11'.repeat(32))).toBe(
      '408c8962f30a53c26dfa4c95fdd5a3f276f4f2b1b06f67eec5ffc65af4a36dc0',
    );
  });

  it('is opened by its salt and data alone', () => {
    const salt = newSalt();
    const commitment = commitTo(who, salt);
    expect(opensCommitment(commitment, { account: who.account, name: who.name }, salt)).toBe(true);
    expect(opensCommitment(commitment, { ...who, name: 'Josefa Ortis' }, salt)).toBe(false);
    expect(opensCommitment(commitment, who, newSalt())).toBe(false);
    expect(opensCommitment('', who, salt)).toBe(false);
    expect(opensCommitment(commitment, who, 'short')).toBe(false);
  });

  it('of the same person differs each time', () => {
    expect(commitTo(who, newSalt())).not.toBe(commitTo(who, newSalt()));
    expect(() => commitTo(who, '00')).toThrow(RangeError);
  });
});
