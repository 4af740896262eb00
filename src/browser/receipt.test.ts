import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#platform/ledger/canonical-json.ts';
import { signCheckpoint } from '#platform/ledger/checkpoint.ts';
import { commitTo, newSalt } from '#platform/ledger/commitment.ts';
import { makeEntry, type NewEntry } from '#platform/ledger/entry.ts';
import { inclusionProof, leafHash, type Node, nodeHash, treeRoot } from '#platform/ledger/merkle.ts';
import { createSigner, newSignerKey, signNote } from '#platform/ledger/note.ts';
import { makeReceipt, type Receipt, verifyReceipt } from '#platform/ledger/receipt.ts';
import { checkReceipt } from './receipt.ts';

const signer = createSigner(newSignerKey('tequio.test/bitacora'));
const key = signer.verifierKey;
const salt = newSalt();
const who = { name: 'Josefa', level: 2 };

const act = (number: number, part: Partial<NewEntry> = {}): NewEntry => ({
  kind: 'test.count',
  time: new Date(Date.UTC(2026, 10, 23, 12, 0, number)),
  act: { number, text: 'ñ "\u2028"', deep: [{ a: 1.5e-7 }] },
  subject: { type: 'count', id: String(number) },
  ...part,
});

/** The receipt of one of some entries, of which the one at `index` may be made up of other text. */
async function receiptOf(texts: readonly string[], index: number): Promise<Receipt> {
  const leaves = texts.map((text) => leafHash(Buffer.from(text)));
  const hashOf = ({ level, index: at }: Node): Uint8Array =>
    level === 0
      ? (leaves[at] as Uint8Array)
      : nodeHash(
          hashOf({ level: level - 1, index: 2 * at }),
          hashOf({ level: level - 1, index: 2 * at + 1 }),
        );
  const read = async (nodes: readonly Node[]) => nodes.map(hashOf);
  const size = texts.length;
  return makeReceipt({
    entry: texts[index] ?? '',
    index,
    proof: await inclusionProof(read, index, size),
    checkpoint: signCheckpoint({ origin: signer.name, size, root: await treeRoot(read, size) }, signer),
    key,
  });
}

const textsOf = (size: number) => Array.from({ length: size }, (_, number) => makeEntry(act(number)).text);

/** What the platform and the browser say of a receipt, in short. */
async function verdicts(receipt: unknown, expected = key): Promise<[string, string]> {
  const ours = verifyReceipt(receipt, expected);
  const theirs = await checkReceipt(JSON.stringify(receipt), expected);
  return [
    ours.valid ? `valid ${ours.index} ${ours.checkpoint.size} ${ours.person}` : ours.fault,
    theirs.valid ? `valid ${theirs.index} ${theirs.size} ${theirs.person}` : theirs.fault,
  ];
}

async function bothSay(expected: string, receipt: unknown, expectedKey = key): Promise<void> {
  expect(await verdicts(receipt, expectedKey)).toEqual([expected, expected]);
}

describe('a receipt checked in the browser', () => {
  it('is valid at every place of every tree up to 20 entries', async () => {
    const texts = textsOf(20);
    for (let size = 1; size <= texts.length; size += 1) {
      for (let index = 0; index < size; index += 1) {
        await bothSay(`valid ${index} ${size} none`, await receiptOf(texts.slice(0, size), index));
      }
    }
  });

  it('tells what the entry says', async () => {
    const verdict = await checkReceipt(JSON.stringify(await receiptOf(textsOf(5), 3)), key);
    expect(verdict).toMatchObject({
      valid: true,
      origin: 'tequio.test/bitacora',
      entry: { kind: 'test.count', subject: { type: 'count', id: '3' }, act: { number: 3 } },
    });
  });

  it('says whether the person is shown', async () => {
    const { text } = makeEntry(act(0, { person: commitTo(who, salt) }));
    const receipt = await receiptOf([...textsOf(2), text], 2);
    await bothSay('valid 2 3 withheld', receipt);
    await bothSay('valid 2 3 shown', { ...receipt, person: { data: { level: 2, name: 'Josefa' }, salt } });
    await bothSay('person', { ...receipt, person: { data: { ...who, level: 1 }, salt } });
    await bothSay('person', { ...receipt, person: { data: who, salt: newSalt() } });
    await bothSay('person', { ...receipt, person: { data: who, salt: 'salt' } });
    await bothSay('person', { ...(await receiptOf(textsOf(2), 1)), person: { data: who, salt } });
  });

  it('is refused for what is wrong with it', async () => {
    const receipt = await receiptOf(textsOf(7), 3);
    const other = createSigner(newSignerKey('other.test/bitacora'));
    await bothSay('form', { ...receipt, format: 'tequio-receipt/2' });
    await bothSay('form', { ...receipt, index: -1 });
    await bothSay('form', { ...receipt, index: 1.5 });
    await bothSay('form', { ...receipt, proof: 'AA==' });
    await bothSay('form', { ...receipt, proof: ['AA'] });
    await bothSay('form', { ...receipt, proof: Array(65).fill('AA==') });
    await bothSay('form', { ...receipt, person: 'Josefa' });
    await bothSay('form', [receipt]);
    await bothSay('form', null);
    await bothSay('key', { ...receipt, key: other.verifierKey });
    await bothSay('key', receipt, other.verifierKey);
    await bothSay('checkpoint', { ...receipt, key: 'not a key' }, 'not a key');
    await bothSay('checkpoint', { ...receipt, checkpoint: receipt.checkpoint.replace('\n7\n', '\n8\n') });
    await bothSay('checkpoint', { ...receipt, checkpoint: `${receipt.checkpoint}x` });
    await bothSay('inclusion', { ...receipt, index: 4 });
    await bothSay('inclusion', { ...receipt, index: 7 });
    await bothSay('inclusion', { ...receipt, proof: receipt.proof.slice(1) });
    await bothSay('inclusion', { ...receipt, proof: [...receipt.proof, receipt.proof[0]] });
    await bothSay('inclusion', { ...receipt, proof: receipt.proof.toReversed() });
    await bothSay('inclusion', { ...receipt, entry: receipt.entry.replace('"number":3', '"number":4') });
  });

  it('is refused where the ledger holds what is no entry', async () => {
    const good = makeEntry(act(1)).text;
    const withPart = (part: Record<string, JsonValue>) =>
      JSON.stringify(
        Object.fromEntries(
          Object.entries({ ...JSON.parse(good), ...part }).sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      );
    for (const text of [
      '',
      'null',
      '{}',
      ` ${good}`,
      good.replace('1.5e-7', '0.00000015'),
      withPart({ v: 2 }),
      withPart({ kind: 'test' }),
      withPart({ time: '2026-11-23' }),
      withPart({ id: '018f3b1e-0000-4000-8000-000000000000' }),
      withPart({ person: 'Josefa Ortiz' }),
      withPart({ act: [] }),
      withPart({ subject: { id: '1' } }),
      withPart({ act: { text: '\ud800' } }),
      withPart({ act: { deep: JSON.parse('['.repeat(70) + ']'.repeat(70)) } }),
    ]) {
      await bothSay('entry', await receiptOf([text], 0));
    }
    await bothSay('valid 0 1 none', await receiptOf([withPart({})], 0));
  });

  it('may carry the signatures of others, and lines that they add to the checkpoint', async () => {
    const receipt = await receiptOf(textsOf(3), 1);
    const witness = createSigner(newSignerKey('witness.test'));
    const text = `${receipt.checkpoint.slice(0, receipt.checkpoint.indexOf('\n\n') + 1)}more\n`;
    await bothSay('valid 1 3 none', { ...receipt, checkpoint: signNote(text, [witness, signer]) });
    await bothSay('checkpoint', { ...receipt, checkpoint: signNote(text, [witness]) });
    const empty = text.replace('more\n', '\nmore\n');
    await bothSay('checkpoint', { ...receipt, checkpoint: signNote(empty, [signer]) });
  });

  it('gets the same verdict as from the platform, whatever is changed in it', async () => {
    const { text } = makeEntry(act(0, { person: commitTo(who, salt) }));
    const receipt = { ...(await receiptOf([...textsOf(10), text], 10)), person: { data: who, salt } };
    const whole = JSON.stringify(receipt);
    const place = fc.record({
      at: fc.nat({ max: whole.length - 1 }),
      letter: fc.constantFrom('0', 'A', 'z', '"', '\\', '{', ' ', '+', '=', 'ñ', '\\n', ''),
    });
    await fc.assert(
      fc.asyncProperty(place, async ({ at, letter }) => {
        const changed = whole.slice(0, at) + letter + whole.slice(at + 1);
        let value: unknown;
        try {
          value = JSON.parse(changed);
        } catch {
          expect(await checkReceipt(changed, key)).toEqual({ valid: false, fault: 'form' });
          return;
        }
        const [ours, theirs] = await verdicts(value);
        expect(theirs).toBe(ours);
      }),
      { numRuns: 500 },
    );
  });
});
