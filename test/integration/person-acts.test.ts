import { beforeAll, describe, expect, it } from 'vitest';
import { appendEntry } from '#platform/ledger/append.ts';
import { splitNote } from '#platform/ledger/note.ts';
import { appendPersonAct, forgetPersonActs } from '#platform/ledger/person-acts.ts';
import { verifyReceipt } from '#platform/ledger/receipt.ts';
import { latestCheckpoint } from '#platform/ledger/store.ts';
import { madeUpAct, newLedgerKey, publishNow } from '../support/ledger.ts';
import { createPerson, type TestPerson } from '../support/people.ts';
import { createTestSite, testSite } from '../support/site.ts';
import { createWitness } from '../support/witness.ts';

const site = testSite();
const key = newLedgerKey();

describe('what a person did in public', () => {
  let person: TestPerson;
  let other: TestPerson;
  let entry: string;

  beforeAll(async () => {
    person = await createPerson(site.services);
    other = await createPerson(site.services);
    const { orm } = site.services;
    entry = (await orm.transaction((tx) => appendPersonAct(tx, person.id, madeUpAct(1)))).id;
  });

  it('is listed before it has its place, and says when to look again', async () => {
    const list = await site.get('/cuenta/actos', { cookie: person.cookie });
    expect(await list.text()).toContain('Está por recibir su lugar');
    const page = await site.get(`/cuenta/actos/${entry}`, { cookie: person.cookie });
    expect(await page.text()).toContain('Tu asiento está por recibir su lugar');
    const file = await site.get(`/cuenta/actos/${entry}/acuse.json`, { cookie: person.cookie });
    expect(file.status).toBe(303);
  });

  it('comes with a receipt that shows who acted, to that person alone', async () => {
    await publishNow(site.services, key);
    const response = await site.get(`/cuenta/actos/${entry}/acuse.json`, { cookie: person.cookie });
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="acuse-\d+\.json"$/);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const receipt = await response.json();
    expect(receipt.person.data).toEqual({ person: person.id });
    expect(verifyReceipt(receipt, key.signer.verifierKey)).toMatchObject({ valid: true, person: 'shown' });
    const forged = { ...receipt, person: { ...receipt.person, data: { person: other.id } } };
    expect(verifyReceipt(forged, key.signer.verifierKey)).toEqual({ valid: false, fault: 'person' });
    const page = await (await site.get(`/cuenta/actos/${entry}`, { cookie: person.cookie })).text();
    expect(page).toContain(receipt.person.salt);
    // The public entry and its receipt hold the commitment and nothing that opens it.
    const open = await site.page(`/bitacora/asientos/${receipt.index}/acuse.json`);
    expect(open).not.toContain(person.id);
    expect(open).not.toContain(receipt.person.salt);
  });

  it('is nobody else’s to see', async () => {
    for (const path of [`/cuenta/actos/${entry}`, `/cuenta/actos/${entry}/acuse.json`]) {
      expect((await site.get(path, { cookie: other.cookie })).status).toBe(404);
      expect((await site.get(path)).status).toBe(303);
    }
    const list = await (await site.get('/cuenta/actos', { cookie: other.cookie })).text();
    expect(list).toContain('Todavía no tienes actos públicos');
    for (const wrong of ['x', `${entry}0`, '%27'])
      expect((await site.get(`/cuenta/actos/${wrong}`, { cookie: person.cookie })).status).toBe(404);
    expect((await site.get('/cuenta/actos?pagina=9', { cookie: person.cookie })).status).toBe(404);
    expect((await site.get('/cuenta/actos?orden=x', { cookie: person.cookie })).status).toBe(400);
  });

  it('is linked to nobody once it was forgotten', async () => {
    await forgetPersonActs(site.services.orm, person.id);
    expect((await site.get(`/cuenta/actos/${entry}`, { cookie: person.cookie })).status).toBe(404);
  });
});

describe('a witness', () => {
  it('sends its cosignature, which stands under the checkpoint from then on', async () => {
    const { services } = site;
    await appendEntry(services.orm, madeUpAct(2));
    await publishNow(services, key);
    const witness = createWitness('testigo.example', key.signer.verifierKey);
    const config = { ...services.config, ledgerWitnesses: [witness.verifierKey] };
    const { ask } = createTestSite({ ...services, config });
    const fetch = async (path: string) =>
      new Uint8Array(await (await ask(`/bitacora/${path}`)).arrayBuffer());
    const send = (body: string) => ask('/bitacora/cofirmas', { method: 'POST', body });
    const answer = await send(await witness.look(fetch));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/^testigo\.example\+[0-9a-f]{8}\n$/);
    const note = await (await ask('/bitacora/checkpoint')).text();
    expect(splitNote(note).signatures.map(({ name }) => name)).toContain('testigo.example');

    const checkpoint = await latestCheckpoint(services.orm);
    const wrong = note.replace(/— testigo\.example .*\n/, (line) => `${line.slice(0, -6)}AAAA=\n`);
    for (const body of ['', 'rubbish', wrong, (checkpoint?.note ?? '').replace(/^.*\n/, 'other.example\n')])
      expect((await send(body)).status, body).toBe(400);
    // A witness that nobody has named has no say.
    const stranger = createWitness('extra.example', key.signer.verifierKey);
    expect((await send(await stranger.look(fetch))).status).toBe(400);
  });
});
