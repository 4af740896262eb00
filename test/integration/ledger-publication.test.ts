import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApplication } from '#platform/http/application.ts';
import { appendEntries, appendEntry } from '#platform/ledger/append.ts';
import { openCheckpoint } from '#platform/ledger/checkpoint.ts';
import { commitTo, newSalt } from '#platform/ledger/commitment.ts';
import { createCosignatureVerifier } from '#platform/ledger/cosignature.ts';
import { ledgerRoutes } from '#platform/ledger/http.ts';
import { leafHash, verifyConsistency } from '#platform/ledger/merkle.ts';
import { createVerifier, encodeBase64, NoteError, openNote } from '#platform/ledger/note.ts';
import { proveConsistency, receiptOf } from '#platform/ledger/proofs.ts';
import { type Receipt, verifyReceipt } from '#platform/ledger/receipt.ts';
import { sequencePending } from '#platform/ledger/sequence.ts';
import { decodeBundle } from '#platform/ledger/tiles.ts';
import { differencesOf, verifyLedger } from '#platform/ledger/verify.ts';
import { takeCosignatures } from '#platform/ledger/witnesses.ts';
import type { Module } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import { madeUpAct, newLedgerKey, openEmptyServices, publishNow } from '../support/ledger.ts';
import { root as projectRoot } from '../support/program.ts';
import { createWitness, WitnessAlarm } from '../support/witness.ts';

const module: Module = { name: 'ledger', pages: ledgerRoutes, navigation: [], dataSets: [] };

function siteOf(services: Services) {
  const handle = createApplication({
    modules: [module],
    services,
    assets: { stylesheet: '/main.css', scripts: [], font: '/font.woff2' },
    files: new Map(),
    ready: () => true,
  });
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    handle(new Request(`http://tequio.test${path}`, { headers }));
  return {
    get,
    /** As a witness asks. */
    async fetch(path: string): Promise<Uint8Array> {
      const response = await get(`/bitacora/${path}`);
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

const key = newLedgerKey();
const log = createVerifier(key.signer.verifierKey);
let services: Services;
let site: ReturnType<typeof siteOf>;
/** Another ledger under the same key, as a platform that lies would show it to some. */
let fork: Services;
let ids: string[];
const close = async (opened: Services) => {
  opened.dataVersion.stop();
  await opened.database.close();
};

beforeAll(async () => {
  services = await openEmptyServices();
  fork = await openEmptyServices();
  site = siteOf(services);
  await publishNow(services, key);
  const appended = await appendEntries(
    services.orm,
    Array.from({ length: 600 }, (_, at) => madeUpAct(at)),
  );
  ids = appended.map(({ id }) => id);
  await publishNow(services, key);
});
afterAll(async () => {
  await close(services);
  await close(fork);
});

const current = async () => Buffer.from(await site.fetch('checkpoint')).toString();

describe('the published ledger', () => {
  it('shows its newest checkpoint as plain text that nobody keeps', async () => {
    const response = await site.get('/bitacora/checkpoint');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('public, no-cache');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const checkpoint = openCheckpoint(await response.text(), log);
    expect(checkpoint).toMatchObject({ origin: 'tequio.test/bitacora', size: 600 });
  });

  it('names its public key', async () => {
    const response = await site.get('/bitacora/llave');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe(`${key.signer.verifierKey}\n`);
  });

  it('gives full tiles and those at its edge, for ever', async () => {
    const full = await site.get('/bitacora/tile/0/000');
    expect(full.status).toBe(200);
    expect(full.headers.get('content-type')).toBe('application/octet-stream');
    expect(full.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await full.arrayBuffer()).byteLength).toBe(8192);
    expect((await site.fetch('tile/0/002.p/88')).length).toBe(88 * 32);
    expect((await site.fetch('tile/1/000.p/2')).length).toBe(64);
    // A tile of an earlier, smaller tree stays where it was.
    const early = await site.fetch('tile/0/000.p/7');
    expect(Buffer.from(early)).toEqual(Buffer.from((await site.fetch('tile/0/000')).subarray(0, 7 * 32)));
  });

  it('gives the entries themselves, each of which has the hash in the tile', async () => {
    const hashes = await site.fetch('tile/0/002.p/88');
    const entries = decodeBundle(await site.fetch('tile/entries/002.p/88'));
    expect(entries).toHaveLength(88);
    const own = Buffer.concat(entries.map(leafHash));
    expect(own).toEqual(Buffer.from(hashes));
    expect(JSON.parse(Buffer.from(entries[0] ?? []).toString())).toMatchObject({ act: { number: 512 } });
    expect(decodeBundle(await site.fetch('tile/entries/000'))).toHaveLength(256);
  });

  it('sends entries compressed to who takes that, and tiles as they are', async () => {
    const entries = await site.get('/bitacora/tile/entries/000', { 'accept-encoding': 'gzip' });
    expect(entries.headers.get('content-encoding')).toBe('gzip');
    const bytes = Buffer.from(await entries.arrayBuffer());
    expect(decodeBundle(gunzipSync(bytes))).toHaveLength(256);
    const tile = await site.get('/bitacora/tile/0/000', { 'accept-encoding': 'gzip' });
    expect(tile.headers.get('content-encoding')).toBeNull();
  });

  it.each([
    'tile/0/002',
    'tile/0/002.p/89',
    'tile/0/003.p/1',
    'tile/1/000.p/3',
    'tile/2/000.p/1',
    'tile/entries/002',
    'tile/entries/002.p/89',
    'tile/entries/003.p/1',
    'tile/0/0',
    'tile/0/000.p/0',
    'tile/00/000',
    'tile/x/000',
    'tile/0/x000/000',
    'tile/63/000.p/1',
    'tile/0/x999/x999/x999/x999/x999/999',
  ])('has nothing at %s', async (path) => {
    const response = await site.get(`/bitacora/${path}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('shows nothing that no checkpoint covers yet', async () => {
    await appendEntry(services.orm, madeUpAct(600));
    await sequencePending(services.orm);
    expect((await site.get('/bitacora/tile/0/002.p/89')).status).toBe(404);
    expect((await site.get('/bitacora/tile/entries/002.p/89')).status).toBe(404);
    await publishNow(services, key);
    expect((await site.get('/bitacora/tile/0/002.p/89')).status).toBe(200);
    expect((await site.get('/bitacora/tile/entries/002.p/89')).status).toBe(200);
  });

  it('has nothing at all before its first start', async () => {
    for (const path of ['checkpoint', 'llave', 'tile/0/000']) {
      expect((await siteOf(fork).get(`/bitacora/${path}`)).status).toBe(404);
    }
  });
});

describe('a consistency proof', () => {
  it('can be had between any two checkpoints', async () => {
    const first = openCheckpoint((await publishNow(services, key))?.note ?? (await current()), log);
    await appendEntries(services.orm, [madeUpAct(1), madeUpAct(2)]);
    const second = await publishNow(services, key);
    if (!second) throw new Error('nothing was signed');
    const proof = await proveConsistency(services.orm, first.size, second.size);
    expect(verifyConsistency(first.size, second.size, first.root, second.root, proof)).toBe(true);
    expect(verifyConsistency(first.size, second.size, first.root, first.root, proof)).toBe(false);
  });
});

describe('a witness', () => {
  it('follows the ledger and cosigns what continues it', async () => {
    const witness = createWitness(
      'witness.test/w1',
      key.signer.verifierKey,
      () => new Date('2026-11-23T18:00:00Z'),
    );
    const known = [createCosignatureVerifier(witness.verifierKey)];
    expect(await takeCosignatures(services.orm, known, await witness.look(site.fetch))).toHaveLength(1);
    await appendEntries(
      services.orm,
      Array.from({ length: 300 }, (_, at) => madeUpAct(at)),
    );
    await publishNow(services, key);
    // The new checkpoint has no cosignature yet.
    expect(openNote(await current(), [log]).unverified).toEqual([]);
    await takeCosignatures(services.orm, known, await witness.look(site.fetch));
    expect(openNote(await current(), [log, ...known]).verified.map(({ name }) => name)).toEqual([
      'tequio.test/bitacora',
      'witness.test/w1',
    ]);
    const verification = await verifyLedger(services.orm, { witnesses: known });
    expect(differencesOf(verification)).toEqual([]);
    expect(verification.results.find(({ name }) => name === 'ledger: cosignatures')?.checked).toBe(2);
  });

  it('cosigns again later, and the newest cosignature is kept', async () => {
    let time = new Date('2026-11-23T18:00:00Z');
    const witness = createWitness('witness.test/again', key.signer.verifierKey, () => time);
    const known = [createCosignatureVerifier(witness.verifierKey)];
    const early = await witness.look(site.fetch);
    time = new Date('2026-11-24T18:00:00Z');
    const late = await witness.look(site.fetch);
    await takeCosignatures(services.orm, known, late);
    await takeCosignatures(services.orm, known, early);
    expect(await current()).toContain(late.trimEnd().split('\n').at(-1));
    expect(await current()).not.toContain(early.trimEnd().split('\n').at(-1));
  });

  it('whom nobody knows here is not taken in', async () => {
    const stranger = createWitness('witness.test/stranger', key.signer.verifierKey);
    const known = createCosignatureVerifier(
      createWitness('witness.test/known', key.signer.verifierKey).verifierKey,
    );
    const note = await stranger.look(site.fetch);
    await expect(takeCosignatures(services.orm, [known], note)).rejects.toThrow(NoteError);
    expect(await current()).not.toContain('stranger');
  });

  it('is not taken for a checkpoint that was not signed here, nor with a wrong signature', async () => {
    const witness = createWitness('witness.test/w3', key.signer.verifierKey);
    const known = [createCosignatureVerifier(witness.verifierKey)];
    const note = await witness.look(site.fetch);
    await expect(takeCosignatures(services.orm, known, note.replace(/^(.*\n)\d+/, '$199'))).rejects.toThrow(
      'is wrong',
    );
    await appendEntry(fork.orm, madeUpAct(1));
    await publishNow(fork, key);
    const liar = createWitness('witness.test/w4', key.signer.verifierKey);
    const elsewhere = await liar.look(siteOf(fork).fetch);
    await expect(
      takeCosignatures(services.orm, [createCosignatureVerifier(liar.verifierKey)], elsewhere),
    ).rejects.toThrow('No checkpoint of 1 entries with this text was signed here');
  });

  it('cries out when the history is shortened, shown in two versions, or rewritten', async () => {
    const witness = createWitness('witness.test/alert', key.signer.verifierKey);
    await witness.look(site.fetch);
    const { size } = openCheckpoint(await current(), log);
    const other = siteOf(fork).fetch;
    await expect(witness.look(other)).rejects.toThrow(`shrank from ${size} to 1`);
    const write = async (count: number) => {
      await appendEntries(
        fork.orm,
        Array.from({ length: count }, (_, at) => madeUpAct(at)),
      );
      await publishNow(fork, key);
    };
    // Another version of the same size, signed with the ledger's own key.
    await write(size - 1);
    await expect(witness.look(other)).rejects.toThrow(WitnessAlarm);
    await write(400);
    await expect(witness.look(other)).rejects.toThrow(`rewrites the one of ${size}`);
    // The ledger that it followed goes on to be cosigned.
    expect(await witness.look(site.fetch)).toContain('witness.test/alert');
  });

  it('cries out when the tiles do not belong to the checkpoint', async () => {
    await fork.orm.execute(
      sql`update ledger_tiles set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where level = 1`,
    );
    const witness = createWitness('witness.test/late', key.signer.verifierKey);
    await expect(witness.look(siteOf(fork).fetch)).rejects.toThrow('do not have the root');
  });
});

describe('a receipt', () => {
  const person = { data: { name: 'Josefa Ortiz', account: 'a1' }, salt: newSalt() };
  let receipt: Receipt;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tequio-receipt-'));
    const commitment = commitTo(person.data, person.salt);
    const { id } = await appendEntry(services.orm, madeUpAct(7, { person: commitment }));
    expect(await receiptOf(services.orm, id)).toBeUndefined();
    await publishNow(services, key);
    const made = await receiptOf(services.orm, id, person);
    if (!made) throw new Error('no receipt');
    receipt = made;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** The single-file script, as anybody would run it. */
  async function runScript(given: unknown, args: string[] = ['--key', key.signer.verifierKey]) {
    const file = join(folder, 'acuse.json');
    await writeFile(file, typeof given === 'string' ? given : JSON.stringify(given));
    const script = join(projectRoot, 'docs', 'verify-receipt.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, file, ...args], {
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  }

  it('holds entry, place, proof, checkpoint and salt, and is valid after a journey as JSON', async () => {
    const verdict = verifyReceipt(JSON.parse(JSON.stringify(receipt)), key.signer.verifierKey);
    expect(verdict).toMatchObject({ valid: true, index: receipt.index, person: 'shown' });
    expect(receipt.person?.salt).toBe(person.salt);
    // The public part of the ledger knows neither name nor salt.
    const bundle = Buffer.from(await site.fetch(`tile/entries/003.p/${receipt.index - 767}`)).toString();
    expect(bundle).toContain(commitTo(person.data, person.salt));
    expect(bundle).not.toContain('Josefa');
    expect(bundle).not.toContain(person.salt);
  });

  it('may be shown without the person', () => {
    const { person: _, ...without } = receipt;
    expect(verifyReceipt(without, key.signer.verifierKey)).toMatchObject({ valid: true, person: 'withheld' });
  });

  const changes: [string, string, (receipt: Receipt) => unknown][] = [
    ['another act', 'inclusion', (r) => ({ ...r, entry: r.entry.replace('"number":7', '"number":8') })],
    ['another place', 'inclusion', (r) => ({ ...r, index: r.index - 1 })],
    ['a place beyond the tree', 'inclusion', (r) => ({ ...r, index: 1e6 })],
    ['a shorter proof', 'inclusion', (r) => ({ ...r, proof: r.proof.slice(1) })],
    [
      'another hash in its proof',
      'inclusion',
      (r) => ({ ...r, proof: [encodeBase64(Buffer.alloc(32)), ...r.proof.slice(1)] }),
    ],
    [
      'another size in its checkpoint',
      'checkpoint',
      (r) => ({ ...r, checkpoint: r.checkpoint.replace(/\n\d+\n/, '\n99999\n') }),
    ],
    [
      'a checkpoint without signature',
      'checkpoint',
      (r) => ({ ...r, checkpoint: r.checkpoint.replace(/— .*\n/, '') }),
    ],
    ['another person', 'person', (r) => ({ ...r, person: { ...r.person, data: { name: 'Otra' } } })],
    ['another salt', 'person', (r) => ({ ...r, person: { ...r.person, salt: newSalt() } })],
    ['another format', 'form', (r) => ({ ...r, format: 'receipt/9' })],
    ['a proof that is not base64', 'form', (r) => ({ ...r, proof: ['?'] })],
    ['no entry', 'form', ({ entry: _, ...r }) => r],
  ];

  it.each(changes)('with %s is not valid', async (_, fault, change) => {
    const changed = change(receipt);
    expect(verifyReceipt(changed, key.signer.verifierKey)).toEqual({ valid: false, fault });
    const script = await runScript(changed);
    expect(script.said).toContain('NO VÁLIDO · NOT VALID');
    expect(script.status).toBe(1);
  });

  it('of another ledger is not valid', async () => {
    const other = newLedgerKey('otra.test/bitacora').signer.verifierKey;
    expect(verifyReceipt(receipt, other)).toEqual({ valid: false, fault: 'key' });
    expect((await runScript(receipt, ['--key', other])).status).toBe(1);
  });

  it('is checked by the script, which says what it shows', async () => {
    const script = await runScript(receipt);
    expect(script.status).toBe(0);
    expect(script.said).toContain('VÁLIDO: este acto está en la bitácora.');
    expect(script.said).toContain('tequio.test/bitacora');
    expect(script.said).toContain('test.count');
    expect(script.said).toContain('its salt opens the commitment');
  });

  it('is checked with the key out of a file, and with that of a witness', async () => {
    const witness = createWitness(
      'witness.test/receipts',
      key.signer.verifierKey,
      () => new Date('2026-11-23T18:00:00Z'),
    );
    await takeCosignatures(
      services.orm,
      [createCosignatureVerifier(witness.verifierKey)],
      await witness.look(site.fetch),
    );
    const cosigned = await receiptOf(services.orm, ids[3] ?? '');
    const keyFile = join(folder, 'llave.txt');
    await writeFile(keyFile, `${key.signer.verifierKey}\n`);
    const args = ['--key-file', keyFile, '--witness', witness.verifierKey];
    const script = await runScript(cosigned, args);
    expect(script.said).toContain('witness.test/receipts, 2026-11-23T18:00:00.000Z');
    expect(script.status).toBe(0);
    expect(verifyReceipt(cosigned, key.signer.verifierKey)).toMatchObject({ valid: true, person: 'none' });
  });

  it('is not called valid without reserve when only its own key vouches for it', async () => {
    const script = await runScript(receipt, []);
    expect(script.said).toContain('VALID ONLY IF THE KEY IS RIGHT');
    expect(script.status).toBe(0);
  });

  it('that cannot be read is told apart from one that is not valid', async () => {
    expect((await runScript('{')).status).toBe(2);
    expect((await runScript('null')).status).toBe(1);
    expect((await runScript(receipt, ['--unknown'])).status).toBe(2);
    expect((await runScript(receipt, ['--key'])).status).toBe(2);
  });
});
