import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { endGrantsOf, giveGrant, grantsOf, type NewGrant, withdrawGrant } from '#platform/access/grants.ts';
import { accessGrants } from '#platform/access/schema.ts';
import type { Scope } from '#platform/access/subject.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import { opensCommitment } from '#platform/ledger/commitment.ts';
import { readEntry } from '#platform/ledger/entry.ts';
import { ledgerPersonActs } from '#platform/ledger/schema.ts';
import { listPending } from '#platform/ledger/store.ts';
import { differencesOf, verifyLedger } from '#platform/ledger/verify.ts';
import type { Services } from '#platform/services.ts';
import { administrationLedgerKinds } from '../../src/modules/administration/ledger.ts';
import { openEmptyServices } from '../support/ledger.ts';
import { createPerson, type TestPerson } from '../support/people.ts';

const platform: Scope = { kind: 'platform' };
const oaxaca: Scope = { kind: 'state', state: '20' };
const now = new Date('2026-11-23T12:00:00Z');
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);

let services: Services;
let giver: TestPerson;

beforeAll(async () => {
  services = await openEmptyServices();
  giver = await createPerson(services);
  return () => services.database.close();
});

const facilitator = (person: string, part: Partial<NewGrant> = {}): NewGrant => ({
  ...{ person, role: 'facilitator', scope: oaxaca, expiresAt: null },
  ...part,
});

const give = (grant: NewGrant, at = now) =>
  services.orm.transaction((tx) => giveGrant(tx, grant, { person: giver.id }, at));
const withdraw = (id: string, at = now) =>
  services.orm.transaction((tx) => withdrawGrant(tx, id, { person: giver.id }, 'Cambió de trabajo', at));
const entries = async () =>
  (await listPending(services.orm, 0, 1000)).map(({ content }) => readEntry(Buffer.from(content).toString()));
const entryOf = async (id: string | null) => (await entries()).find((entry) => entry.id === id);
const differences = async () =>
  differencesOf(
    await verifyLedger(services.orm, { checks: administrationLedgerKinds.map(({ check }) => check) }),
  );
const rowOf = async (id: string) =>
  (await services.orm.select().from(accessGrants).where(eq(accessGrants.id, id)))[0];

/** The name of the fault that something is refused with. */
const fault = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { fault?: string }) => error.fault,
  );

describe('a grant that is given', () => {
  it('holds from then on, and stands in the ledger and the audit trail', async () => {
    const { id } = await createPerson(services);
    const row = await give(facilitator(id, { expiresAt: later(30) }));
    expect(await grantsOf(services.orm, id, now)).toEqual([{ role: 'facilitator', scope: oaxaca }]);
    const entry = await entryOf(row.givenEntry);
    expect(entry).toMatchObject({
      ...{ kind: 'access.grant-given', time: now, subject: { type: 'grant', id: row.id } },
      act: { role: 'facilitator', scope: oaxaca, expires: later(30).toISOString() },
    });
    const events = await services.orm.select().from(auditEvents).where(eq(auditEvents.person, id));
    expect(events).toMatchObject([
      { actor: giver.id, action: 'access.grant-given', target: 'facilitator', state: '20', origin: 'page' },
    ]);
  });

  it('says who holds it to nobody but the holder', async () => {
    const { id } = await createPerson(services);
    const row = await give(facilitator(id));
    const entry = await entryOf(row.givenEntry);
    expect(JSON.stringify(entry)).not.toContain(id);
    expect(JSON.stringify(entry)).not.toContain(giver.id);
    const [own] = await services.orm
      .select()
      .from(ledgerPersonActs)
      .where(eq(ledgerPersonActs.entry, row.givenEntry));
    expect(own?.person).toBe(id);
    expect(opensCommitment(entry?.person ?? '', { person: id }, own?.salt ?? '')).toBe(true);
  });

  it('is given once, also by two at the same time, with nothing half written by the second', async () => {
    const { id } = await createPerson(services);
    const before = (await entries()).length;
    const outcomes = await Promise.all([fault(give(facilitator(id))), fault(give(facilitator(id)))]);
    expect(outcomes.toSorted()).toEqual(['alreadyHeld', 'done']);
    expect((await entries()).length).toBe(before + 1);
    expect(await fault(give(facilitator(id, { scope: { kind: 'state', state: '21' } })))).toBe('done');
  });

  it('holds no more once it has expired, and can be given again', async () => {
    const { id } = await createPerson(services);
    const first = await give(facilitator(id, { expiresAt: later(1) }));
    expect(await grantsOf(services.orm, id, later(0.9))).toHaveLength(1);
    expect(await grantsOf(services.orm, id, later(1))).toEqual([]);
    expect(await withdraw(first.id, later(2))).toBeUndefined();
    await give(facilitator(id), later(2));
    expect(await grantsOf(services.orm, id, later(3))).toHaveLength(1);
    expect(await rowOf(first.id)).toMatchObject({
      ...{ endedHow: 'expired', endedAt: later(1), endedEntry: null, endedBy: null },
    });
    expect(await differences()).toEqual([]);
  });
});

describe('a grant that is withdrawn', () => {
  it('holds no more, and stands in the ledger without the reason', async () => {
    const { id } = await createPerson(services);
    const { id: grant } = await give(facilitator(id));
    await withdraw(grant, later(1));
    expect(await grantsOf(services.orm, id, later(1))).toEqual([]);
    const row = await rowOf(grant);
    expect(await entryOf(row?.endedEntry ?? null)).toMatchObject({
      ...{ kind: 'access.grant-ended', time: later(1) },
      act: { role: 'facilitator', scope: oaxaca, reason: 'withdrawn' },
    });
    expect(JSON.stringify(await entries())).not.toContain('Cambió de trabajo');
    const events = await services.orm.select().from(auditEvents).where(eq(auditEvents.person, id));
    expect(events.at(-1)).toMatchObject({
      action: 'access.grant-ended',
      detail: { grant, reason: 'Cambió de trabajo' },
    });
  });

  it('is withdrawn once', async () => {
    const { id } = await createPerson(services);
    const { id: grant } = await give(facilitator(id));
    const outcomes = await Promise.all([withdraw(grant), withdraw(grant)]);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await withdraw(grant)).toBeUndefined();
    expect(await differences()).toEqual([]);
  });
});

describe('administrators', () => {
  const administrator = (person: string): NewGrant => ({
    ...{ person, role: 'administrator', scope: platform, expiresAt: null },
  });

  it('are never all gone, also when several are withdrawn at the same time', async () => {
    const grants = [];
    for (let n = 0; n < 3; n += 1) grants.push(await give(administrator((await createPerson(services)).id)));
    const outcomes = await Promise.all(grants.map(({ id }) => fault(withdraw(id))));
    expect(outcomes.toSorted()).toEqual(['done', 'done', 'lastAdministrator']);
    const [left] = await services.orm
      .select()
      .from(accessGrants)
      .where(eq(accessGrants.role, 'administrator'));
    expect(left).toBeDefined();
  });

  it('do not count once their grant has expired', async () => {
    const { id } = await createPerson(services);
    await give({ ...administrator(id), expiresAt: later(5) });
    const rows = await services.orm.select().from(accessGrants).where(eq(accessGrants.role, 'administrator'));
    const lasting = rows.find(({ endedAt, expiresAt }) => !endedAt && !expiresAt);
    expect(await fault(withdraw(lasting?.id ?? '', later(6)))).toBe('lastAdministrator');
  });

  it('cannot erase their account while they are the last', async () => {
    const rows = await services.orm.select().from(accessGrants).where(eq(accessGrants.role, 'administrator'));
    const last = rows.find(({ endedAt, expiresAt }) => !endedAt && !expiresAt);
    const erase = (at: Date) => services.orm.transaction((tx) => endGrantsOf(tx, last?.person ?? '', at));
    expect(await fault(erase(later(6)))).toBe('lastAdministrator');
    expect(await rowOf(last?.id ?? '')).toMatchObject({ person: last?.person, endedAt: null });
    expect(await fault(erase(later(4)))).toBe('done');
  });
});

describe('an account that is erased', () => {
  it('leaves its grants ended and of nobody, and the ledger whole', async () => {
    const { id } = await createPerson(services);
    const held = await give(facilitator(id));
    const expired = await give(
      facilitator(id, { scope: { kind: 'state', state: '09' }, expiresAt: later(1) }),
    );
    await services.orm.transaction((tx) => endGrantsOf(tx, id, later(2)));
    await services.orm.delete(ledgerPersonActs).where(eq(ledgerPersonActs.person, id));
    expect(await rowOf(held.id)).toMatchObject({
      person: null,
      endedHow: 'account-erased',
      endedAt: later(2),
    });
    expect(await rowOf(expired.id)).toMatchObject({ person: null, endedHow: 'expired', endedEntry: null });
    const entry = await entryOf((await rowOf(held.id))?.endedEntry ?? null);
    expect(entry).toMatchObject({ act: { reason: 'account-erased' } });
    expect(entry?.person).toBeUndefined();
    expect(await differences()).toEqual([]);
  });

  it('stands no more as the one who gave or withdrew', async () => {
    const boss = await createPerson(services);
    const { id } = await createPerson(services);
    const { orm } = services;
    const row = await orm.transaction((tx) => giveGrant(tx, facilitator(id), { person: boss.id }, now));
    await orm.transaction((tx) => withdrawGrant(tx, row.id, { person: boss.id }, 'x', now));
    await orm.transaction((tx) => endGrantsOf(tx, boss.id, now));
    expect(await rowOf(row.id)).toMatchObject({ person: id, givenBy: null, endedBy: null });
  });
});

describe('tequio verify', () => {
  it.each([
    ['a role', { role: 'moderator' as const }, 'act'],
    ['a place', { state: '21' }, 'act'],
    ['an expiry', { expiresAt: later(99) }, 'act'],
    ['an instant', { givenAt: later(-9) }, 'time'],
  ])('notices %s that was changed in the records', async (_what, change, named) => {
    const { id } = await createPerson(services);
    const row = await give(facilitator(id));
    await services.orm.update(accessGrants).set(change).where(eq(accessGrants.id, row.id));
    expect((await differences()).join()).toContain(`the records give another ${named}`);
    await services.orm.update(accessGrants).set(row).where(eq(accessGrants.id, row.id));
    expect(await differences()).toEqual([]);
  });

  it('notices a grant that was moved to somebody else, made up, or taken out', async () => {
    const [one, other] = [await createPerson(services), await createPerson(services)];
    const row = await give(facilitator(one.id));
    const set = (change: Partial<typeof row>) =>
      services.orm.update(accessGrants).set(change).where(eq(accessGrants.id, row.id));
    await set({ person: other.id });
    expect((await differences()).join()).toContain('another holder');
    await set({ person: one.id, endedAt: now, endedHow: 'withdrawn' });
    expect((await differences()).join()).toContain(`the end of grant ${row.id}`);
    await set({ endedAt: null, endedHow: null });
    await services.orm.delete(accessGrants).where(eq(accessGrants.id, row.id));
    expect((await differences()).join()).toContain('no grant in the records goes with it');
    await services.orm.insert(accessGrants).values(row);
    const madeUp = await createPerson(services, { grants: [{ role: 'administrator', scope: platform }] });
    expect((await differences()).join()).toMatch(/grant .* \(administrator\) has no entry/);
    await services.orm.delete(accessGrants).where(eq(accessGrants.person, madeUp.id));
    expect(await differences()).toEqual([]);
  });
});
