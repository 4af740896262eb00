import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { giveGrant } from '#platform/access/grants.ts';
import { accessGrants } from '#platform/access/schema.ts';
import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import { newId } from '#platform/database/identifier.ts';
import { rowsOf } from '#platform/database/migrate.ts';
import { differencesIn } from '#platform/ledger/differences.ts';
import { pendingEntries } from '#platform/ledger/schema.ts';
import { createRecordComparison, walkPending } from '#platform/ledger/verify-records.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import type { Services } from '#platform/services.ts';
import { modules } from '../../src/app.ts';
import { confirmCensus, receiveCensus } from '../../src/modules/accounts/actions/census.ts';
import { eraseAccount } from '../../src/modules/accounts/actions/erase.ts';
import { verifyByCensus } from '../../src/modules/accounts/actions/identity.ts';
import { declareResidence } from '../../src/modules/accounts/actions/residence.ts';
import { authOf } from '../../src/modules/accounts/auth.ts';
import { forgetErasedJob } from '../../src/modules/accounts/forget-erased.ts';
import { censusFile } from '../../src/modules/accounts/loader/census.ts';
import {
  censusImports,
  endedVerifications,
  people,
  personCredentials,
  personLinks,
  personPasskeys,
  personSessions,
  personTokens,
} from '../../src/modules/accounts/schema.ts';
import { verificationCheck } from '../../src/modules/accounts/verify/verifications.ts';
import { bytesOf, censusCsv, fictionalCurp } from '../support/census.ts';
import { createPerson, formRequest } from '../support/people.ts';
import { addToPlans } from '../support/plans-person.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const password = 'una frase larga de prueba';

const subject = (id: string, assurance: Person['assurance'] = 1): Person => ({
  ...{ kind: 'person', id, assurance, state: null, municipality: null, grants: [] },
  ...{ secondFactor: false, session: { id, since: new Date() } },
});

async function setPassword(id: string): Promise<void> {
  const { password: tools } = await authOf(site.services).$context;
  const now = new Date();
  await site.services.orm.insert(personCredentials).values({
    ...{ id: newId(), userId: id, providerId: 'credential', accountId: id },
    ...{ password: await tools.hash(password), createdAt: now, updatedAt: now },
  });
}

let next = 5000;

/** Somebody of whom there is something in every part of the platform. */
async function fullPerson(services: Services) {
  const { orm } = services;
  next += 1;
  const name = `Zenobia Xochiquetzal ${next}`;
  const email = `zenobia-${next}@ejemplo.test`;
  const person = await createPerson(services, { name, email });
  const { id } = person;
  await setPassword(id);
  const curp = fictionalCurp(next);
  const file = await censusFile(orm, 'padron.csv', bytesOf(censusCsv(services, [{ curp }])));
  const received = await receiveCensus(services, 'command', file);
  if (!received.ok) throw new Error('census');
  await confirmCensus(services, 'command', received.id);
  await verifyByCensus(services, subject(id), { curp, code: '' });
  const now = services.now();
  const boss = await createPerson(services, {
    grants: [{ role: 'administrator', scope: { kind: 'platform' } }],
  });
  await orm.transaction(async (tx) => {
    await giveGrant(
      tx,
      { person: id, role: 'officer', scope: { kind: 'state', state: '20' }, expiresAt: null },
      { person: boss.id },
      now,
    );
    await giveGrant(
      tx,
      { person: boss.id, role: 'moderator', scope: { kind: 'platform' }, expiresAt: null },
      { person: id },
      now,
    );
    await recordAudit(tx, { at: now, actor: boss.id, person: id, action: 'test.about', target: id });
    await recordAudit(tx, { at: now, actor: id, action: 'test.by', detail: { who: email, name } });
    await queueLetter(services, tx, {
      ...{ kind: 'test', to: email, person: id, lang: 'es-MX', subject: `Hola ${name}`, body: ['x'] },
    });
    await queueLetter(services, tx, {
      ...{ kind: 'test', to: email.toUpperCase(), lang: 'es-MX', subject: 'Sin cuenta', body: ['x'] },
    });
    await tx.insert(censusImports).values({
      ...{ id: newId(), source: 'x.csv', sha256: 'x', rows: 1, withCodes: false },
      ...{ importedAt: now, importedBy: id },
    });
    const token = { expiresAt: new Date(now.getTime() + 1e6), createdAt: now, updatedAt: now };
    await tx.insert(personTokens).values([
      { id: newId(), identifier: `reset:${newId()}`, value: id, ...token },
      { id: newId(), identifier: `sign-in:${email}`, value: 'x', ...token },
      { id: newId(), identifier: newId(), value: JSON.stringify({ link: { email, userId: id } }), ...token },
    ]);
    await tx.insert(personLinks).values([
      {
        tokenHash: newId(),
        purpose: 'sign-in',
        person: id,
        email,
        createdAt: now,
        expiresAt: token.expiresAt,
      },
      {
        tokenHash: newId(),
        purpose: 'email',
        person: boss.id,
        email,
        createdAt: now,
        expiresAt: token.expiresAt,
      },
    ]);
    await tx.insert(personPasskeys).values({
      ...{ id: newId(), userId: id, name: `Llave de ${name}`, publicKey: 'x', credentialID: newId() },
      ...{ counter: 0, deviceType: 'singleDevice', backedUp: false },
    });
    await addToPlans(tx, person, now);
    await tx.update(personSessions).set({ secondFactor: true }).where(eq(personSessions.userId, id));
  });
  return { ...person, name, curp };
}

/** Every place of the whole database in which a text stands, whatever the table. */
async function placesOf(parts: readonly string[]): Promise<string[]> {
  const { orm } = site.services;
  const columns = rowsOf<{ schema: string; table: string; column: string; type: string }>(
    await orm.execute(sql`
      select c.table_schema as schema, c.table_name as table, c.column_name as column, c.data_type as type
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema not in ('pg_catalog', 'information_schema') and t.table_type = 'BASE TABLE'`),
  );
  expect(columns.length).toBeGreaterThan(100);
  const found: string[] = [];
  for (const { schema, table, column, type } of columns) {
    const name = sql.identifier(column);
    const text = type === 'bytea' ? sql`convert_from(${name}, 'LATIN1')` : sql`${name}::text`;
    for (const part of parts) {
      const rows = await orm.execute(
        sql`select 1 from ${sql.identifier(schema)}.${sql.identifier(table)} where strpos(lower(${text}), ${part.toLowerCase()}) > 0 limit 1`,
      );
      if (rowsOf(rows).length > 0) found.push(`${table}.${column}: ${part}`);
    }
  }
  return found;
}

const erase = (cookie: string, values: Record<string, string>) =>
  site.ask('/cuenta/datos/borrar', formRequest(values, cookie));

describe('an account that its owner erases', () => {
  it('is found in many tables before, and in none after', async () => {
    const { id, email, name, cookie, curp } = await fullPerson(site.services);
    const before = await placesOf([id, email, name]);
    for (const table of [
      'people',
      'person_sessions',
      'person_tokens',
      'person_links',
      'mail_letters',
      'audit_events',
    ])
      expect(
        before.some((place) => place.startsWith(`${table}.`)),
        table,
      ).toBe(true);
    for (const table of [
      'access_grants',
      'ledger_person_acts',
      'person_identities',
      'census_imports',
      'plan_reports',
      'plan_evidence',
      'plan_amendments',
      'plan_files',
      'plan_representatives',
      'plan_invitations',
    ])
      expect(
        before.some((place) => place.startsWith(`${table}.`)),
        table,
      ).toBe(true);
    expect(before.filter((place) => place.startsWith('ledger_pending'))).toEqual([]);

    const answer = await erase(cookie, { password });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/cuenta/borrada');
    expect(answer.headers.getSetCookie().join()).toContain('tequio-session=;');
    expect(await placesOf([id, email, name, curp])).toEqual([]);
    expect((await site.get('/cuenta', { cookie })).status).toBe(303);
    expect((await site.get('/cuenta/borrada')).status).toBe(200);
  });

  it('leaves its public acts, says that a verified person and a role are fewer, and frees the CURP', async () => {
    const { orm } = site.services;
    const { id, cookie, curp } = await fullPerson(site.services);
    const [grant] = await orm.select().from(accessGrants).where(eq(accessGrants.person, id));
    const acts = (await orm.select().from(pendingEntries)).length;
    expect((await erase(cookie, { password })).status).toBe(303);
    const entries = await orm.select().from(pendingEntries).orderBy(pendingEntries.arrival);
    expect(entries.length).toBe(acts + 2);
    expect(entries.slice(-2).map(({ kind }) => kind)).toEqual([
      'accounts.verification-ended',
      'access.grant-ended',
    ]);
    const ended = JSON.parse(Buffer.from(entries.at(-2)?.content ?? '').toString());
    const [row] = await orm
      .select()
      .from(endedVerifications)
      .where(eq(endedVerifications.endedEntry, ended.id));
    expect(ended).toMatchObject({ act: { verification: row?.entry } });
    expect(ended.person).toBeUndefined();
    const [kept] = await orm
      .select()
      .from(accessGrants)
      .where(eq(accessGrants.id, grant?.id ?? ''));
    expect(kept).toMatchObject({ person: null, endedHow: 'account-erased' });

    const comparison = createRecordComparison([verificationCheck], () => undefined);
    await walkPending(orm, differencesIn('pending'), (some) => comparison.compare(orm, some));
    expect((await comparison.finish(orm)).flatMap(({ differences }) => differences)).toEqual([]);

    const again = await createPerson(site.services);
    expect(await verifyByCensus(site.services, subject(again.id), { curp, code: '' })).toBe('verified');
  });

  it('keeps everybody else’s data', async () => {
    const [one, other] = [await fullPerson(site.services), await fullPerson(site.services)];
    const before = await placesOf([other.id, other.email, other.name]);
    await erase(one.cookie, { password });
    expect(await placesOf([other.id, other.email, other.name])).toEqual(before);
    expect((await site.get('/cuenta/datos', { cookie: other.cookie })).status).toBe(200);
  });

  it('is told exactly what goes and what stays before', async () => {
    const { cookie, email } = await fullPerson(site.services);
    const page = await (await site.get('/cuenta/datos/borrar', { cookie })).text();
    for (const text of ['Qué se borra, al momento', 'Qué queda, sin tu nombre', 'Persona verificada'])
      expect(page).toContain(text);
    const english = await (await site.get('/en/cuenta/datos/borrar', { cookie })).text();
    expect(english).toContain('What stays, without your name');
    expect(english).toContain('Verified person');
    expect(page).not.toContain(email);
  });

  it.each([
    ['no password', {}, 'Escribe tu contraseña'],
    ['a wrong one', { password: 'otra frase larga de prueba' }, 'La contraseña no es correcta'],
    ['a link in its place', { enlace: 'x' }, 'Escribe tu contraseña'],
  ])('stays as it was with %s', async (_, values, message) => {
    const { id, cookie } = await createPerson(site.services);
    await setPassword(id);
    const answer = await erase(cookie, values as Record<string, string>);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain(message);
    expect(text).not.toContain('otra frase larga');
    expect(await site.services.orm.$count(people, eq(people.id, id))).toBe(1);
  });

  it('is of nobody else: visitors and others reach only themselves', async () => {
    const { id } = await createPerson(site.services);
    expect((await site.get('/cuenta/datos')).status).toBe(303);
    expect((await site.get('/cuenta/datos/descarga.json')).status).toBe(303);
    expect((await erase('', { password: 'x' })).status).toBe(401);
    const visitor = { ...subject(id), kind: 'visitor' } as unknown as Person;
    await expect(eraseAccount(site.services, modules, visitor, 'password')).rejects.toMatchObject({
      status: 403,
    });
    expect(await site.services.orm.$count(people, eq(people.id, id))).toBe(1);
  });

  it('asks for the second factor first, where there is one', async () => {
    const { id, cookie } = await createPerson(site.services, { secondFactor: true });
    await site.services.orm
      .update(personSessions)
      .set({ secondFactor: false })
      .where(eq(personSessions.userId, id));
    await setPassword(id);
    const answer = await erase(cookie, { password });
    expect(answer.headers.get('location')).toContain('/cuenta/segundo-factor?volver=');
    expect(await site.services.orm.$count(people, eq(people.id, id))).toBe(1);
  });
});

describe('an account without a password', () => {
  async function linkFor(cookie: string, email: string): Promise<string> {
    const sent = await site.ask('/cuenta/datos/borrar/enlace', formRequest({}, cookie));
    expect(sent.headers.get('location')).toBe('/cuenta/datos/borrar?hecho=enlace');
    const letters = await site.services.orm.select().from(mailLetters).where(eq(mailLetters.address, email));
    return /enlace=([\w-]+)/.exec(JSON.stringify(letters.at(-1)?.body))?.[1] ?? '';
  }

  it('is erased with the link of a letter', async () => {
    const { id, email, cookie } = await createPerson(site.services);
    const link = await linkFor(cookie, email);
    expect(link.length).toBeGreaterThan(30);
    const page = await (await site.get(`/cuenta/datos/borrar?enlace=${link}`, { cookie })).text();
    expect(page).toContain('Abriste el enlace de la carta');
    expect((await erase(cookie, { enlace: link })).headers.get('location')).toBe('/cuenta/borrada');
    expect(await placesOf([id, email])).toEqual([]);
  });

  it('is not erased with another’s link, an old one, or none', async () => {
    const [one, other] = [await createPerson(site.services), await createPerson(site.services)];
    const theirs = await linkFor(other.cookie, other.email);
    for (const enlace of [theirs, 'x', ''])
      expect((await erase(one.cookie, { enlace })).status, enlace).toBe(422);
    expect(await site.services.orm.$count(people, eq(people.id, one.id))).toBe(1);

    const own = await linkFor(one.cookie, one.email);
    await site.services.orm.update(personLinks).set({ expiresAt: new Date(0) });
    expect((await erase(one.cookie, { enlace: own })).status).toBe(422);
    expect(await site.services.orm.$count(people, eq(people.id, one.id))).toBe(1);
  });
});

describe('what is still going on while an account is erased', () => {
  it('brings nothing of it back', async () => {
    const { services } = site;
    const { id, email, name, curp } = await fullPerson(services);
    const me = subject(id, 2);
    await Promise.allSettled([
      declareResidence(services, me, { state: '15', municipality: '15033' }),
      eraseAccount(services, modules, me, 'password'),
      verifyByCensus(services, me, { curp, code: '' }),
      declareResidence(services, me, { state: '20', municipality: '20067' }),
      eraseAccount(services, modules, me, 'password'),
    ]);
    expect(await placesOf([id, email, name])).toEqual([]);
  });

  it('is swept up where it wrote what no foreign key guards', async () => {
    const { services } = site;
    const { id, email } = await createPerson(services);
    const standing = await createPerson(services);
    await eraseAccount(services, modules, subject(id), 'password').catch(() => undefined);
    await services.orm.delete(people).where(eq(people.id, id));
    const now = services.now();
    const letter = { kind: 'test', lang: 'es-MX', subject: 'x', body: [] } as const;
    for (const who of [{ id, email }, standing]) {
      await recordAudit(services.orm, { at: now, actor: who.id, person: who.id, action: 'test.late' });
      await queueLetter(services, services.orm, { ...letter, to: who.email, person: who.id });
    }
    await forgetErasedJob.run(services, {});
    expect(await placesOf([id, email])).toEqual([]);
    expect(await services.orm.$count(auditEvents, eq(auditEvents.actor, standing.id))).toBe(1);
    expect(await services.orm.$count(mailLetters, eq(mailLetters.person, standing.id))).toBe(1);
  });
});

describe('the download of one’s data', () => {
  it('holds all that is kept, and no secret', async () => {
    const { id, email, name, cookie, curp } = await fullPerson(site.services);
    const answer = await site.get('/cuenta/datos/descarga.json', { cookie });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('content-disposition')).toContain('tequio-mis-datos.json');
    const text = await answer.text();
    const { data } = JSON.parse(text);
    expect(data.accounts.account).toMatchObject({ id, email, name });
    expect(data.accounts.residence).toMatchObject({ state: '20', municipality: '20067' });
    expect(data.accounts.identity.provider).toBe('census');
    expect(data.accounts.sessions).toHaveLength(1);
    expect(data.accounts.letters).toHaveLength(1);
    expect(data.accounts.publicActs.length).toBeGreaterThan(1);
    expect(data.accounts.publicActs[0].salt).toMatch(/^[0-9a-f]{64}$/);
    expect(data.accounts.auditTrail.length).toBeGreaterThan(2);
    const [credential] = await site.services.orm
      .select()
      .from(personCredentials)
      .where(eq(personCredentials.userId, id));
    const [session] = await site.services.orm
      .select()
      .from(personSessions)
      .where(eq(personSessions.userId, id));
    for (const secret of [credential?.password, session?.token, curp]) {
      expect(secret).toBeTruthy();
      expect(text).not.toContain(secret);
    }
  });

  it('is one’s own and nobody else’s', async () => {
    const [one, other] = [await fullPerson(site.services), await fullPerson(site.services)];
    const text = await (await site.get('/cuenta/datos/descarga.json', { cookie: one.cookie })).text();
    for (const part of [other.id, other.email, other.name]) expect(text).not.toContain(part);
  });
});
