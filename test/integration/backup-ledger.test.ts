import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gte } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acceptOlderLedger } from '#platform/backup/restore-command.ts';
import { appendEntries } from '#platform/ledger/append.ts';
import { readEntry } from '#platform/ledger/entry.ts';
import { type LedgerKey, openLedgerKey } from '#platform/ledger/key.ts';
import { encodeBase64 } from '#platform/ledger/note.ts';
import { publishCheckpoint } from '#platform/ledger/publish.ts';
import { ledgerCheckpoints, ledgerEntries, ledgerTiles } from '#platform/ledger/schema.ts';
import { sequencePending } from '#platform/ledger/sequence.ts';
import { lostCheckpoint, recordRestoration } from '#platform/ledger/set-back.ts';
import { listEntries, readState } from '#platform/ledger/store.ts';
import type { Services } from '#platform/services.ts';
import { modules } from '../../src/app.ts';
import { ledger } from '../../src/modules/ledger/index.ts';
import { madeUpAct, openEmptyServices } from '../support/ledger.ts';
import { createTestSite } from '../support/site.ts';

const now = new Date('2026-11-23T18:00:00.000Z');
const reason = 'El disco se dañó y no hay otra copia';

let folder: string;
let services: Services;
let key: LedgerKey;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tequio-set-back-'));
  services = await openEmptyServices();
  services.config.ledgerKeyFile = join(folder, 'ledger.key');
  services.now = () => now;
  key = await openLedgerKey(services.orm, services.config, now);
});
afterEach(async () => {
  await services.database.close();
  await rm(folder, { recursive: true, force: true });
});

/** Publishes what there is, as the publisher does: it keeps in mind what was signed. */
async function publish() {
  const { orm } = services;
  await sequencePending(orm);
  const remembered = await key.memory.recall();
  const signed = await publishCheckpoint(orm, { signer: key.signer, now, remembered });
  if (signed) await key.memory.keep(signed.note);
  return signed;
}

async function grow(from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from }, (_, at) => from + at);
  await services.orm.transaction((tx) =>
    appendEntries(
      tx,
      numbers.map((number) => madeUpAct(number)),
    ),
  );
  await publish();
}

/** A ledger of ten entries of which the last three were signed and then lost with the records. */
async function setBack(): Promise<void> {
  const { orm } = services;
  await grow(0, 7);
  const tiles = await orm.select().from(ledgerTiles);
  await grow(7, 10);
  await orm.delete(ledgerEntries).where(gte(ledgerEntries.index, 7));
  await orm.delete(ledgerCheckpoints).where(gte(ledgerCheckpoints.size, 8));
  await orm.delete(ledgerTiles);
  await orm.insert(ledgerTiles).values(tiles);
}

async function verify(): Promise<string[]> {
  // The made-up acts are of a kind that no module declares.
  const results = (await ledger.verify?.(services, modules)) ?? [];
  return results.flatMap(({ differences }) => differences).filter((one) => !one.includes('test.count'));
}

describe('records that are older than what was signed', () => {
  it('are not signed again, and it is known what is lost', async () => {
    await setBack();
    expect(await lostCheckpoint(services.orm, await key.memory.recall())).toMatchObject({ size: 10 });
    await expect(publish()).rejects.toThrow('entries are missing');
    await grow(7, 11).catch(() => undefined);
    expect(await lostCheckpoint(services.orm, await key.memory.recall())).toMatchObject({ size: 10 });
    await expect(publish()).rejects.toThrow('does not continue');
  });

  it('go on after the loss was accepted, and tell what was given up and why', async () => {
    await setBack();
    const lost = await key.memory.recall();
    expect(await acceptOlderLedger(services, reason)).toContain('10 entries');
    expect((await readdir(folder)).sort()).toEqual([
      ...['ledger.key', 'ledger.key.signed', 'ledger.key.signed.given-up-10'],
    ]);
    expect(await publish()).toMatchObject({ size: 8 });
    const [told] = await listEntries(services.orm, 7, 8);
    const entry = readEntry(Buffer.from(told?.content ?? '').toString());
    expect(entry).toMatchObject({ kind: 'ledger.restored', subject: { type: 'ledger', id: '7' }, time: now });
    expect(entry.act).toMatchObject({
      ...{
        entries: 7,
        reason,
        given_up: { entries: 10, root: encodeBase64(lost?.root ?? new Uint8Array()) },
      },
    });
    expect(await verify()).toEqual([]);
    const page = await (await createTestSite(services).get('/bitacora/asientos/7')).text();
    expect(page).toContain('se perdió parte de lo firmado');
    expect(page).toContain(reason);
    await grow(8, 9);
    expect((await readState(services.orm)).signed).toBe(9);
  });

  it('need nothing accepted when nothing is lost', async () => {
    await grow(0, 3);
    await expect(acceptOlderLedger(services, reason)).rejects.toThrow('There is nothing to accept');
    expect((await readState(services.orm)).pending).toBe(false);
  });
});

describe('the entry of a restoration', () => {
  it('is found wrong when it tells of other entries than there are', async () => {
    await grow(0, 3);
    await recordRestoration(services.orm, { now, copied: now });
    await publish();
    expect(await verify()).toEqual([]);
    const wrong = { kind: 'ledger.restored', time: now, subject: { type: 'ledger', id: '3' } };
    const root = encodeBase64(new Uint8Array(32));
    await appendEntries(services.orm, [
      { ...wrong, act: { entries: 3, root } },
      { ...wrong, act: { entries: 300, root } },
      { ...wrong, act: {} },
    ]);
    await publish();
    const differences = (await verify()).join('\n');
    expect(differences).toContain('the first 3 entries have another root');
    expect(differences).toContain('it tells of 300 entries, more than there are');
    expect(differences).toContain('it does not say how far the ledger reached');
  });
});
