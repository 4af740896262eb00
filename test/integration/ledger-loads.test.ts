import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledger } from '#modules/ledger/index.ts';
import { metrica } from '#modules/metrica/index.ts';
import { projectRoot } from '#platform/config/project.ts';
import { loadDataSet } from '#platform/data-sets/load.ts';
import { recordEarlierLoads } from '#platform/data-sets/load-act.ts';
import { rowsOf } from '#platform/database/migrate.ts';
import { readEntry } from '#platform/ledger/entry.ts';
import { openLedgerKey } from '#platform/ledger/key.ts';
import { listEntries, readState } from '#platform/ledger/store.ts';
import type { Services } from '#platform/services.ts';
import { modules } from '../../src/app.ts';
import { newLedgerKey, publishNow } from '../support/ledger.ts';
import { openTestServices } from '../support/stores.ts';

let folder: string;
let services: Services;
const key = newLedgerKey();

const close = async (opened: Services) => {
  opened.dataVersion.stop();
  await opened.database.close();
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-ledger-'));
  services = await openTestServices({ prepared: true, config: { dataDir: folder } });
  await publishNow(services, key);
});
afterAll(async () => {
  await close(services);
  await rm(folder, { recursive: true, force: true });
});

/** What `tequio verify` finds wrong with the ledger. */
async function problems(of = services): Promise<string[]> {
  const results = (await ledger.verify?.(of, modules)) ?? [];
  return results.flatMap(({ name, differences }) =>
    differences.map((difference) => `${name}: ${difference}`),
  );
}

const observations = metrica.dataSets.find(({ name }) => name === 'metrica-observations');
const options = { edition: '2017' };

async function loadObservations(change: (text: string) => string): Promise<void> {
  if (!observations) throw new Error('no observations');
  const shipped = await readFile(join(projectRoot, 'data', 'metrica', '2017', 'observations.csv'), 'utf8');
  const bytes = new TextEncoder().encode(change(shipped));
  await loadDataSet(services, observations, { bytes, source: 'test', options });
}

const signedEntries = async (of = services) => {
  const { size } = await readState(of.orm);
  return (await listEntries(of.orm, 0, size)).map(({ content }) =>
    readEntry(Buffer.from(content).toString()),
  );
};

describe('the loads of the Métrica', () => {
  it('agree with the ledger', async () => {
    const results = (await ledger.verify?.(services, modules)) ?? [];
    expect(results.map(({ name }) => name)).toContain('ledger: loads of the Métrica');
    expect(results.find(({ name }) => name === 'ledger: loads of the Métrica')?.checked).toBe(4);
    expect(await problems()).toEqual([]);
  });

  it('write an entry each, and none when nothing is loaded', async () => {
    const before = (await signedEntries()).length;
    await expect(loadObservations((text) => text.replace(/0\.5054/, '5.054'))).rejects.toThrow();
    await loadObservations((text) => text);
    await publishNow(services, key);
    expect((await signedEntries()).length).toBe(before);
    await loadObservations((text) => text.replace(/0\.5054/, '0.6054'));
    await publishNow(services, key);
    const entries = await signedEntries();
    expect(entries).toHaveLength(before + 1);
    const [first, last] = [entries[2], entries.at(-1)];
    expect(last?.kind).toBe('metrica.edition-loaded');
    expect(last?.act.sha256).not.toBe(first?.act.sha256);
    expect(last?.act.national).not.toEqual(first?.act.national);
    // The older entry tells of figures that have since been replaced: that is no contradiction.
    expect(await problems()).toEqual([]);
  });
});

/** Changes records, looks what is found, and puts them back. */
async function problemsAfter(change: SQL): Promise<string[]> {
  let found: string[] = [];
  const undo = new Error('put back');
  await services.orm
    .transaction(async (orm) => {
      await orm.execute(change);
      found = await problems({ ...services, orm });
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  return found;
}

describe('records and entries that contradict each other', () => {
  const part = 'ledger: loads of the Métrica';

  it('are told apart by what differs', async () => {
    const first = sql`select min(id) from data_loads where data_set like 'metrica-observations%'`;
    const of = (what: string) => [
      'ledger: the first wrong entry: entry 2 is the first that is wrong',
      `${part}: entry 2 (metrica.edition-loaded): the records give another ${what}`,
    ];
    expect(await problemsAfter(sql`update data_loads set sha256 = 'x' where id = (${first})`)).toEqual(
      of('sha256'),
    );
    expect(await problemsAfter(sql`update data_loads set rows = rows + 1 where id = (${first})`)).toEqual(
      of('rows'),
    );
    expect(
      await problemsAfter(
        sql`update data_loads set loaded_at = loaded_at - interval '1 day' where id = (${first})`,
      ),
    ).toEqual(of('time'));
  });

  it('are found where figures were changed without a load', async () => {
    const last = (await signedEntries()).length - 1;
    expect(
      await problemsAfter(sql`
        update metrica_institution_scores set scores = jsonb_set(scores, '{ga}', '1')
        where institution = (select min(institution) from metrica_institution_scores)`),
    ).toContain(`${part}: entry ${last} (metrica.edition-loaded): the records give another national`);
    expect(
      await problemsAfter(sql`
        update metrica_editions set facts = jsonb_set(facts, '{national,ga}', '0.99') where year = 2021`),
    ).toContain(`${part}: entry 0 (metrica.editions-loaded): the records give another published`);
  });

  it('are found where one of them is missing', async () => {
    expect(await problemsAfter(sql`delete from data_loads where data_set = 'metrica-editions'`)).toContain(
      `${part}: entry 0 (metrica.editions-loaded): no load in the records goes with it`,
    );
    const unknown = await problemsAfter(
      sql`update data_loads set entry = null where data_set = 'metrica-editions'`,
    );
    expect(unknown.join('\n')).toMatch(/load \d+ \(metrica-editions\) has no entry/);
    const other = await problemsAfter(
      sql`update data_loads set entry = gen_random_uuid() where data_set = 'metrica-editions'`,
    );
    expect(other.join('\n')).toMatch(/load \d+ \(metrica-editions\) has no entry/);
  });
});

describe('loads that are older than the ledger', () => {
  it('get their entries once, and agree', async () => {
    const old = await openTestServices({ prepared: true, config: { dataDir: folder } });
    await old.orm.execute(sql`update data_loads set entry = null`);
    await old.orm.execute(sql`delete from ledger_pending`);
    const dataSets = modules.flatMap((module) => module.dataSets);
    await recordEarlierLoads(old, dataSets);
    await recordEarlierLoads(old, dataSets);
    await publishNow(old, key);
    const entries = await signedEntries(old);
    const recorded = dataSets.filter(({ act }) => act).map(({ name }) => name);
    expect(entries.map(({ act }) => String(act.data_set).split(' ')[0])).toEqual(recorded);
    expect(recorded.slice(0, 4)).toEqual([
      'metrica-editions',
      'metrica-methodology',
      'metrica-observations',
      'metrica-published',
    ]);
    const loaded = rowsOf<{ loaded_at: string }>(
      await old.orm.execute(
        sql`select loaded_at from data_loads where data_set = 'metrica-editions' order by id limit 1`,
      ),
    );
    expect(entries[0]?.time).toEqual(new Date(loaded[0]?.loaded_at ?? ''));
    expect(await problems(old)).toEqual([]);
    await close(old);
  });
});

describe('the self-check of a ledger', () => {
  it('checks with the key of this machine, and with what it remembers of the last signature', async () => {
    const own = await openTestServices({ prepared: true, config: { dataDir: folder } });
    const mine = await openLedgerKey(own.orm, own.config, new Date());
    const signed = await publishNow(own, mine);
    const { size } = await readState(own.orm);
    await mine.memory.keep(signed?.note ?? '');
    expect(await problems(own)).toEqual([]);
    // The database is set back to before the last checkpoint; the memory beside the key is not.
    await own.orm.execute(sql`delete from ledger_checkpoints`);
    await own.orm.execute(sql`delete from ledger_entries where index = ${size - 1}`);
    expect((await problems(own)).join('\n')).toContain(`the remembered checkpoint of ${size} entries`);
    await close(own);
  });
});
