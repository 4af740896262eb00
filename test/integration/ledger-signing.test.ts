import { EventEmitter, once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '#platform/config/config.ts';
import { rowsOf } from '#platform/database/migrate.ts';
import { StartError } from '#platform/errors/start-error.ts';
import { appendEntries, appendEntry } from '#platform/ledger/append.ts';
import { openCheckpoint } from '#platform/ledger/checkpoint.ts';
import { LedgerFault } from '#platform/ledger/fault.ts';
import { fileMemory, type LedgerKey, openLedgerKey } from '#platform/ledger/key.ts';
import { createSigner, createVerifier, newSignerKey } from '#platform/ledger/note.ts';
import { publishCheckpoint } from '#platform/ledger/publish.ts';
import { startPublisher } from '#platform/ledger/publisher.ts';
import { sequencePending } from '#platform/ledger/sequence.ts';
import { latestCheckpoint, readState, recordedKey } from '#platform/ledger/store.ts';
import { differencesOf, verifyLedger } from '#platform/ledger/verify.ts';
import type { Services } from '#platform/services.ts';
import { madeUpAct, newLedgerKey, openEmptyServices, publishNow } from '../support/ledger.ts';

let services: Services;
let folder: string;
beforeAll(async () => {
  services = await openEmptyServices();
});
afterAll(async () => {
  services.dataVersion.stop();
  await services.database.close();
});
beforeEach(async () => {
  await services.orm.execute(sql`
    truncate ledger_pending, ledger_entries, ledger_tiles, ledger_checkpoints, ledger_cosignatures, ledger_keys`);
  folder = await mkdtemp(join(tmpdir(), 'tequio-key-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const now = new Date('2026-11-23T18:00:00Z');
const open = (part: Partial<Config> = {}): Promise<LedgerKey> =>
  openLedgerKey(services.orm, { ...services.config, dataDir: folder, ...part }, now);
const keyPath = () => join(folder, 'keys', 'ledger.key');

describe('the key of the ledger', () => {
  it('is made at the first start, for this user alone, and used from then on', async () => {
    const { signer } = await open();
    const text = await readFile(keyPath(), 'utf8');
    expect(text).toMatch(/^PRIVATE\+KEY\+tequio\.local\/bitacora\+[0-9a-f]{8}\+\S{44}\n$/);
    if (process.platform !== 'win32') expect((await stat(keyPath())).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'keys'))).toEqual(['ledger.key']);
    expect((await open()).signer.verifierKey).toBe(signer.verifierKey);
    // The database knows the public half only.
    expect(await recordedKey(services.orm)).toBe(signer.verifierKey);
    const rows = await services.orm.execute(sql`select * from ledger_keys`);
    expect(JSON.stringify(rowsOf(rows))).not.toContain(text.trim().slice(-44));
  });

  it('is one even when several start at once', async () => {
    const keys = await Promise.all([open(), open(), open()]);
    expect(new Set(keys.map(({ signer }) => signer.verifierKey)).size).toBe(1);
    expect(await readdir(join(folder, 'keys'))).toEqual(['ledger.key']);
  });

  it('bears the public address of the platform, or the name that was set', async () => {
    const { signer } = await open({ publicUrl: 'https://abierto.example.mx' });
    expect(signer.name).toBe('abierto.example.mx/bitacora');
    // A new address does not rename a ledger that was begun.
    expect((await open({ publicUrl: 'https://otro.example.mx' })).signer.name).toBe(
      'abierto.example.mx/bitacora',
    );
    await expect(open({ ledgerOrigin: 'otro.example.mx/bitacora' })).rejects.toThrow(
      'TEQUIO_LEDGER_ORIGIN is otro.example.mx/bitacora, but the ledger was begun as abierto.example.mx/bitacora',
    );
  });

  it('may lie in a file of the operator’s choice', async () => {
    const file = join(folder, 'elsewhere.key');
    await writeFile(file, `${newSignerKey('set.example/bitacora')}\n`);
    const { signer } = await open({ ledgerKeyFile: file, ledgerOrigin: 'set.example/bitacora' });
    expect(signer.name).toBe('set.example/bitacora');
    expect(await readdir(folder)).toEqual(['elsewhere.key']);
  });

  it('is not made anew when it is missing: the start is refused', async () => {
    await open();
    await rm(keyPath());
    await expect(open()).rejects.toThrow(/keys\/ledger\.key is missing\. Put the key back there/);
    await expect(open()).rejects.toThrow(StartError);
    expect(await readdir(join(folder, 'keys'))).toEqual([]);
  });

  it('cannot be exchanged for another: the start is refused', async () => {
    const { signer } = await open();
    await writeFile(keyPath(), `${newSignerKey('tequio.local/bitacora')}\n`);
    await expect(open()).rejects.toThrow(`The ledger was begun with the key ${signer.verifierKey}, but`);
    // Nor when the record of who began it is exchanged too, once something was signed.
    await publishCheckpoint(services.orm, { signer, now });
    const other = createSigner((await readFile(keyPath(), 'utf8')).trim()).verifierKey;
    await services.orm.execute(sql`update ledger_keys set verifier_key = ${other}`);
    await expect(open()).rejects.toThrow('The newest checkpoint of the ledger is not signed with the key in');
  });

  it('that cannot be read is refused without being repeated', async () => {
    await open();
    const text = await readFile(keyPath(), 'utf8');
    await writeFile(keyPath(), text.replace(/\+[0-9a-f]{8}\+/, '+00000000+'));
    const refusal = await open().catch((error: Error) => error.message);
    expect(refusal).toContain('does not hold a key of the ledger');
    expect(refusal).not.toContain(text.trim().slice(-44));
  });
});

describe('signing', () => {
  const tampered = (level: number) =>
    services.orm.execute(
      sql`update ledger_tiles set hashes = set_byte(hashes, 3, get_byte(hashes, 3) # 1) where level = ${level}`,
    );

  it('is refused for a tree that does not continue the newest checkpoint', async () => {
    const key = newLedgerKey();
    await appendEntries(services.orm, [madeUpAct(1), madeUpAct(2), madeUpAct(3)]);
    await publishNow(services, key);
    await tampered(0);
    await appendEntry(services.orm, madeUpAct(4));
    await expect(publishNow(services, key)).rejects.toThrow(
      'The tree of 4 entries does not continue the checkpoint of 3 that was signed before',
    );
    expect((await latestCheckpoint(services.orm))?.size).toBe(3);
  });

  it('is refused when the newest checkpoint is not what the ledger signed', async () => {
    const key = newLedgerKey();
    await appendEntry(services.orm, madeUpAct(1));
    await publishNow(services, key);
    await services.orm.execute(sql`update ledger_checkpoints set size = 0`);
    await expect(publishNow(services, key)).rejects.toThrow('says other than the records');
    await services.orm.execute(sql`update ledger_checkpoints set note = replace(note, 'tequio', 'oiuqet')`);
    await expect(publishNow(services, key)).rejects.toThrow('cannot be trusted');
  });

  it('is refused when entries are missing', async () => {
    const key = newLedgerKey();
    await appendEntries(services.orm, [madeUpAct(1), madeUpAct(2)]);
    await publishNow(services, key);
    await services.orm.execute(sql`delete from ledger_entries where index = 1`);
    await expect(publishNow(services, key)).rejects.toThrow(
      'A checkpoint of 2 entries was signed, but the records end at 1: entries are missing',
    );
    // Nor is anything written over the place of what is missing.
    await appendEntry(services.orm, madeUpAct(3));
    await expect(sequencePending(services.orm)).rejects.toThrow(LedgerFault);
    expect((await readState(services.orm)).pending).toBe(true);
  });

  it('ends when the database was set back to before what was signed, and the log says so', async () => {
    const { signer } = newLedgerKey();
    const memory = fileMemory(join(folder, 'signed'), signer.verifierKey);
    const key = { signer, memory };
    await appendEntry(services.orm, madeUpAct(1));
    const reached = new EventEmitter();
    const start = () =>
      startPublisher({
        database: services.database,
        key,
        log: services.log,
        onCheckpoint: ({ size }) => reached.emit(String(size)),
      });
    const first = await start();
    await once(reached, '1');
    await first.stop();
    expect((await memory.recall())?.size).toBe(1);
    for (const table of ['ledger_entries', 'ledger_tiles', 'ledger_checkpoints']) {
      await services.orm.execute(sql`delete from ${sql.identifier(table)}`);
    }
    const second = await start();
    await appendEntry(services.orm, madeUpAct(2));
    await second.stop();
    expect(second.fault()).toContain('A checkpoint of 1 entries was signed, but the records end at 0');
    expect(await latestCheckpoint(services.orm)).toBeUndefined();
    // The entry is not lost: it waits until somebody has decided what to do.
    expect(await readState(services.orm)).toEqual({ pending: true, size: 0, signed: -1 });
  });

  it('does not begin when what was last signed cannot be read', async () => {
    const { signer } = newLedgerKey();
    const file = join(folder, 'signed');
    await writeFile(file, 'nothing');
    const key = { signer, memory: fileMemory(file, signer.verifierKey) };
    await expect(startPublisher({ database: services.database, key, log: services.log })).rejects.toThrow(
      StartError,
    );
  });
});

describe('sequencing', () => {
  it('that is broken off leaves nothing half done', async () => {
    const key = newLedgerKey();
    await appendEntries(
      services.orm,
      Array.from({ length: 300 }, (_, at) => madeUpAct(at)),
    );
    await services.orm.execute(sql`alter table ledger_tiles add constraint broken check (level < 1)`);
    await expect(sequencePending(services.orm)).rejects.toThrow();
    expect(await readState(services.orm)).toEqual({ pending: true, size: 0, signed: -1 });
    await services.orm.execute(sql`alter table ledger_tiles drop constraint broken`);
    expect((await publishNow(services, key))?.size).toBe(300);
    expect(differencesOf(await verifyLedger(services.orm))).toEqual([]);
  });

  it('that stops between placing and signing is made up for at the next start', async () => {
    const key = newLedgerKey();
    await publishNow(services, key);
    await appendEntry(services.orm, madeUpAct(1));
    await sequencePending(services.orm);
    const publisher = await startPublisher({ database: services.database, key, log: services.log });
    await publisher.stop();
    expect((await latestCheckpoint(services.orm))?.size).toBe(1);
  });

  it('goes on by itself when the database has answered with errors for a while', async () => {
    const key = newLedgerKey();
    const reached = new EventEmitter();
    const publisher = await startPublisher({
      database: services.database,
      key,
      log: services.log,
      onCheckpoint: ({ size }) => reached.emit(String(size)),
    });
    await once(reached, '0');
    await services.orm.execute(sql`alter table ledger_checkpoints rename to gone`);
    await appendEntry(services.orm, madeUpAct(1));
    await new Promise((resolve) => setTimeout(resolve, 600));
    const published = once(reached, '1');
    await services.orm.execute(sql`alter table gone rename to ledger_checkpoints`);
    await published;
    expect(publisher.fault()).toBeUndefined();
    await publisher.stop();
    const newest = await latestCheckpoint(services.orm);
    expect(openCheckpoint(newest?.note ?? '', createVerifier(key.signer.verifierKey)).size).toBe(1);
  });
});
