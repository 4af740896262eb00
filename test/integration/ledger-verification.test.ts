import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '#platform/database/migrate.ts';
import type { Orm } from '#platform/database/types.ts';
import { appendEntries } from '#platform/ledger/append.ts';
import { type Checkpoint, checkpointText, signCheckpoint } from '#platform/ledger/checkpoint.ts';
import { createCosignatureVerifier, createCosigner } from '#platform/ledger/cosignature.ts';
import { makeEntry } from '#platform/ledger/entry.ts';
import { leafHash, treeRoot } from '#platform/ledger/merkle.ts';
import { algorithm, newSignerKey, signatureLine, signatureOf } from '#platform/ledger/note.ts';
import { storedHashes } from '#platform/ledger/proofs.ts';
import type { RecordCheck } from '#platform/ledger/record-check.ts';
import { sequencePending } from '#platform/ledger/sequence.ts';
import { latestCheckpoint, listEntries, saveTiles } from '#platform/ledger/store.ts';
import { growTiles } from '#platform/ledger/tiles.ts';
import {
  differencesOf,
  type LedgerVerification,
  type VerifyOptions,
  verifyLedger,
} from '#platform/ledger/verify.ts';
import { takeCosignatures } from '#platform/ledger/witnesses.ts';
import type { Services } from '#platform/services.ts';
import { madeUpAct, newLedgerKey, openEmptyServices, publishNow } from '../support/ledger.ts';

const key = newLedgerKey();
const witness = createCosigner(newSignerKey('witness.test/w1', algorithm.cosignature));
const witnesses = [createCosignatureVerifier(witness.verifierKey)];
let services: Services;

/** The records that the made-up acts stand for. */
const counts: RecordCheck = {
  name: 'counts',
  kinds: ['test.count'],
  async compare(orm, entries) {
    const found = await orm.execute(sql`select entry, number from test_counts`);
    const numbers = new Map(
      rowsOf<{ entry: string; number: number }>(found).map((row) => [row.entry, row.number]),
    );
    return new Map(
      entries.flatMap(({ id, act }) => {
        const number = numbers.get(id);
        if (number === act.number) return [];
        return [[id, number === undefined ? 'no such count' : `the count is ${number}, not ${act.number}`]];
      }),
    );
  },
  async *recorded(orm) {
    const found = await orm.execute(sql`select entry, number from test_counts order by number`);
    yield rowsOf<{ entry: string; number: number }>(found).map(({ entry, number }) => ({
      entry,
      record: `the count of ${number}`,
    }));
  },
};

let next = 0;
/** Carries out acts and records them, as a module does. */
async function act(count: number): Promise<void> {
  const acts = Array.from({ length: count }, (_, at) => madeUpAct(next + at));
  next += count;
  await services.orm.transaction(async (orm) => {
    for (const { id, text } of await appendEntries(orm, acts)) {
      await orm.execute(sql`insert into test_counts values (${id}, ${JSON.parse(text).act.number})`);
    }
  });
}

// 700 entries with checkpoints of 0, 5, 300 and 690, one cosigned; the last 10 unsigned, 2 more without a place.
beforeAll(async () => {
  services = await openEmptyServices();
  await services.orm.execute(sql`create table test_counts (entry uuid primary key, number integer not null)`);
  for (const count of [0, 5, 295, 390]) {
    if (count > 0) await act(count);
    const signed = await publishNow(services, key);
    if (signed?.size !== 300) continue;
    const text = checkpointText(signed);
    const line = signatureLine(signatureOf(text, witness));
    await takeCosignatures(services.orm, witnesses, `${text}\n${line}`);
  }
  await act(10);
  await sequencePending(services.orm);
  await act(2);
});
afterAll(async () => {
  services.dataVersion.stop();
  await services.database.close();
});

class Undo extends Error {}

/** Verifies the ledger after somebody has tampered with it, then undoes that. */
async function verifyAfter(
  tamper: (orm: Orm) => Promise<unknown>,
  options: VerifyOptions = {},
): Promise<LedgerVerification & { said: string }> {
  let result: LedgerVerification | undefined;
  await services.orm
    .transaction(async (orm) => {
      await tamper(orm);
      result = await verifyLedger(orm, {
        verifierKey: key.signer.verifierKey,
        witnesses,
        checks: [counts],
        ...options,
      });
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  if (!result) throw new Error('nothing was verified');
  return { ...result, said: differencesOf(result).join('\n') };
}

const run =
  (...statements: SQL[]) =>
  async (orm: Orm) => {
    for (const statement of statements) await orm.execute(statement);
  };

/** Makes the tiles anew from whatever the entries say now: what a careful forger would do. */
async function rebuildTiles(orm: Orm): Promise<void> {
  const leaves = (await listEntries(orm, 0, 1e6)).map(({ content }) => leafHash(content));
  await saveTiles(orm, growTiles(0, new Map(), Buffer.concat(leaves)));
}

/** Puts another act in the place of an entry, columns and all. */
async function replaceEntry(orm: Orm, index: number): Promise<void> {
  const forged = makeEntry(madeUpAct(index, { act: { number: index, forged: true } }));
  await orm.execute(sql`update test_counts set entry = ${forged.id} where number = ${index}`);
  await orm.execute(
    sql`update ledger_entries set id = ${forged.id}, content = ${Buffer.from(forged.text)} where index = ${index}`,
  );
}

describe('a ledger that nobody tampered with', () => {
  it('verifies, and says what was looked at', async () => {
    const { results, entries, firstWrong, said } = await verifyAfter(async () => undefined);
    expect(said).toBe('');
    expect(firstWrong).toBeUndefined();
    expect(entries).toBe(700);
    expect(Object.fromEntries(results.map(({ name, checked }) => [name, checked]))).toEqual({
      'ledger: entries': 700,
      'ledger: tiles': 4,
      'ledger: checkpoints': 4,
      'ledger: cosignatures': 1,
      'ledger: waiting entries': 2,
      counts: 702,
    });
  });

  it('verifies with the key that the database names when no other is known', async () => {
    expect(differencesOf(await verifyLedger(services.orm))).toEqual([]);
  });

  it('tells how far it has come', async () => {
    const steps: string[] = [];
    await verifyLedger(services.orm, { onProgress: (done, total) => steps.push(`${done} of ${total}`) });
    expect(steps).toEqual(['700 of 700']);
  });
});

describe('an entry', () => {
  it('whose bytes were changed is named', async () => {
    const { firstWrong, said } = await verifyAfter(
      run(sql`update ledger_entries set content = set_byte(content, 20, 120) where index = 17`),
    );
    expect(firstWrong).toBe(17);
    expect(said).toContain('entry 17 is not the one that was recorded: its hash is not in tile 0/0');
  });

  it('that was replaced by another act is named', async () => {
    const { firstWrong, said } = await verifyAfter((orm) => replaceEntry(orm, 400));
    expect(firstWrong).toBe(400);
    expect(said).toBe(
      'ledger: entries: entry 400 is not the one that was recorded: its hash is not in tile 0/1',
    );
  });

  it('whose columns say other than its bytes is named', async () => {
    for (const change of [
      sql`kind = 'test.other'`,
      sql`institution = 'inai'`,
      sql`time = time + interval '1 millisecond'`,
      sql`id = '01990000-0000-7000-8000-000000000000'`,
    ]) {
      const { firstWrong, said } = await verifyAfter(
        run(sql`update ledger_entries set ${change} where index = 650`),
      );
      expect(firstWrong).toBe(650);
      expect(said).toContain('entry 650 ');
    }
  });

  it('that was deleted is named', async () => {
    const { firstWrong, said } = await verifyAfter(run(sql`delete from ledger_entries where index = 123`));
    expect(firstWrong).toBe(123);
    expect(said).toContain('entry 123 is missing');
    expect(said).toContain('the count of 123 has no entry');
  });

  it('that was deleted is named even when the later ones were moved up', async () => {
    const { firstWrong } = await verifyAfter(
      run(
        sql`delete from ledger_entries where index = 123`,
        sql`update ledger_entries set index = -index where index > 123`,
        sql`update ledger_entries set index = -index - 1 where index < 0`,
      ),
    );
    expect(firstWrong).toBe(123);
  });

  it('that was the last is missed, signed or not', async () => {
    const unsigned = await verifyAfter(run(sql`delete from ledger_entries where index = 699`));
    expect(unsigned.firstWrong).toBe(699);
    expect(unsigned.said).toContain('tile 0/2 holds 188 hashes, but must hold 187');
    const signed = await verifyAfter(run(sql`delete from ledger_entries where index >= 689`));
    expect(signed.firstWrong).toBe(689);
    expect(signed.said).toContain(
      'the checkpoint of 690 entries covers entries up to 689, but entry 689 is missing',
    );
  });

  it('that changed places with another is named', async () => {
    const { firstWrong, said } = await verifyAfter(
      run(
        sql`update ledger_entries set index = -1 where index = 310`,
        sql`update ledger_entries set index = 310 where index = 520`,
        sql`update ledger_entries set index = 520 where index = -1`,
      ),
    );
    expect(firstWrong).toBe(310);
    expect(said).toContain('entry 310 is not the one that was recorded');
    expect(said).toContain('entry 520 is not the one that was recorded');
  });

  it('that was forged together with all tiles is narrowed down by the signed roots', async () => {
    const { firstWrong, said } = await verifyAfter(async (orm) => {
      await replaceEntry(orm, 302);
      await rebuildTiles(orm);
    });
    expect(firstWrong).toBe(300);
    expect(said).toBe(
      'ledger: checkpoints: the checkpoint of 690 entries has another root than its entries: one of the entries ' +
        '300 to 689 is not the one that was signed',
    );
  });

  it('that was forged before it was signed over is found by a checkpoint remembered elsewhere', async () => {
    const remembered: Checkpoint = {
      origin: key.signer.name,
      size: 700,
      root: await treeRoot(storedHashes(services.orm, 700), 700),
    };
    const forge = async (orm: Orm) => {
      await replaceEntry(orm, 695);
      await rebuildTiles(orm);
    };
    expect((await verifyAfter(forge)).said).toBe('');
    const { firstWrong, said } = await verifyAfter(forge, { remembered });
    expect(firstWrong).toBe(690);
    expect(said).toContain('the remembered checkpoint of 700 entries has another root');
  });
});

describe('a tile', () => {
  it('with a changed hash is named, and its entry is not blamed', async () => {
    const { firstWrong, said } = await verifyAfter(
      run(
        sql`update ledger_tiles set hashes = set_byte(hashes, 32 * 44, get_byte(hashes, 32 * 44) # 1) where level = 0 and index = 1`,
      ),
    );
    expect(firstWrong).toBeUndefined();
    expect(said).toContain('tile 0/1 keeps a wrong hash for entry 300');
  });

  it('of a higher level with a changed hash is named', async () => {
    const { said } = await verifyAfter(
      run(
        sql`update ledger_tiles set hashes = set_byte(hashes, 33, get_byte(hashes, 33) # 1) where level = 1`,
      ),
    );
    expect(said).toBe('ledger: tiles: hash 1 of tile 1/0 is not the root of the tile below it');
  });

  it('that is missing, too short or too long is named', async () => {
    const missing = await verifyAfter(run(sql`delete from ledger_tiles where level = 0 and index = 1`));
    expect(missing.said).toContain('tile 0/1 lacks the hash of entry 256');
    const higher = await verifyAfter(run(sql`delete from ledger_tiles where level = 1`));
    expect(higher.said).toContain('hash 0 of tile 1/0 is missing');
    const short = await verifyAfter(
      run(
        sql`update ledger_tiles set hashes = substring(hashes from 1 for 6000) where level = 0 and index = 2`,
      ),
    );
    expect(short.said).toContain('tile 0/2 holds 187.5 hashes, but must hold 188');
    const long = await verifyAfter(run(sql`insert into ledger_tiles values (2, 0, '\\x00')`));
    expect(long.said).toContain('tile 2/0 holds');
  });
});

describe('a checkpoint', () => {
  it('whose text was changed is named', async () => {
    const { said } = await verifyAfter(
      run(sql`update ledger_checkpoints set note = replace(note, E'\n300\n', E'\n301\n') where size = 300`),
    );
    expect(said).toBe(
      'ledger: checkpoints: the checkpoint of 300 entries is not signed by the ledger: ' +
        `The signature of tequio.test/bitacora+${key.signer.keyId.toString(16).padStart(8, '0')} is wrong\n` +
        `ledger: cosignatures: the cosignature of ${witness.name}+${witness.keyId.toString(16).padStart(8, '0')} ` +
        'under the checkpoint of 300 entries is wrong',
    );
  });

  it('whose row says other than its text is named', async () => {
    const { said } = await verifyAfter(
      run(sql`update ledger_checkpoints set root = set_byte(root, 0, get_byte(root, 0) # 1) where size = 5`),
    );
    expect(said).toBe(
      'ledger: checkpoints: the checkpoint of 5 entries says other than the columns of its row',
    );
  });

  it('that somebody else signed is named', async () => {
    const other = newLedgerKey();
    const { said } = await verifyAfter(async (orm) => {
      const newest = await latestCheckpoint(orm);
      const root = newest?.root ?? new Uint8Array();
      const note = signCheckpoint({ origin: other.signer.name, size: 690, root }, other.signer);
      await orm.execute(sql`update ledger_checkpoints set note = ${note} where size = 690`);
    });
    expect(said).toContain('the checkpoint of 690 entries is not signed by the ledger: No signature');
  });

  it('that was signed over another tree, by the right key, is named', async () => {
    const { firstWrong, said } = await verifyAfter(async (orm) => {
      const root = Buffer.alloc(32, 1);
      const note = signCheckpoint({ origin: key.signer.name, size: 695, root }, key.signer);
      await orm.execute(sql`insert into ledger_checkpoints values (695, ${root}, now(), ${note})`);
    });
    expect(firstWrong).toBe(690);
    expect(said).toContain('one of the entries 690 to 694 is not the one that was signed');
  });

  it('by a key that was put in the place of the ledger’s is named', async () => {
    const other = newLedgerKey().signer.verifierKey;
    const { said } = await verifyAfter(run(sql`update ledger_keys set verifier_key = ${other}`));
    expect(said).toBe(
      `ledger: checkpoints: the records name the key ${other}, but the ledger's key is ${key.signer.verifierKey}`,
    );
  });
});

describe('a cosignature', () => {
  it('that was changed, moved or left alone is named', async () => {
    const time = await verifyAfter(
      run(sql`update ledger_cosignatures set time = time + interval '1 second'`),
    );
    expect(time.said).toContain('has another time than its row');
    const moved = await verifyAfter(run(sql`update ledger_cosignatures set size = 690`));
    expect(moved.said).toContain('under the checkpoint of 690 entries is wrong');
    const stray = await verifyAfter(run(sql`update ledger_cosignatures set size = 6`));
    expect(stray.said).toContain(
      'there are cosignatures of a checkpoint of 6 entries, but no such checkpoint',
    );
    const other = await verifyAfter(run(sql`update ledger_cosignatures set witness = 'x+00000000'`));
    expect(other.said).toContain('is of another');
  });
});

describe('the records of a module', () => {
  it('that say other than their entry are named with it', async () => {
    const { firstWrong, said } = await verifyAfter(
      run(sql`update test_counts set number = 9999 where number = 42`),
    );
    expect(firstWrong).toBe(42);
    expect(said).toBe('counts: entry 42 (test.count): the count is 9999, not 42');
  });

  it('that are gone while their entry stays are missed', async () => {
    const { firstWrong, said } = await verifyAfter(
      run(sql`delete from test_counts where number in (250, 701)`),
    );
    expect(firstWrong).toBe(250);
    expect(said).toContain('entry 250 (test.count): no such count');
    expect(said).toMatch(/the waiting entry \S+ \(test\.count\): no such count/);
  });

  it('that have no entry are named', async () => {
    const { firstWrong, said } = await verifyAfter(
      run(sql`insert into test_counts values ('01990000-0000-7000-8000-000000000000', 5000)`),
    );
    expect(firstWrong).toBeUndefined();
    expect(said).toBe(
      'counts: the count of 5000 has no entry: the ledger does not know 01990000-0000-7000-8000-000000000000',
    );
  });

  it('of which thousands differ are counted, not all listed', async () => {
    const { results } = await verifyAfter(run(sql`delete from test_counts`));
    const differences = results.at(-1)?.differences ?? [];
    expect(differences).toHaveLength(21);
    expect(differences.at(-1)).toBe('and 682 more');
  });
});
