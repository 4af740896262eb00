import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Person } from '#platform/access/subject.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import { differencesIn } from '#platform/ledger/differences.ts';
import { pendingEntries } from '#platform/ledger/schema.ts';
import { createRecordComparison, walkPending } from '#platform/ledger/verify-records.ts';
import { rateLimits } from '#platform/limits/schema.ts';
import { confirmCensus, receiveCensus } from '../../src/modules/accounts/actions/census.ts';
import { onSingleSignOn } from '../../src/modules/accounts/actions/claims.ts';
import { type VerificationOutcome, verifyByCensus } from '../../src/modules/accounts/actions/identity.ts';
import { censusFile } from '../../src/modules/accounts/loader/census.ts';
import { people, personIdentities, personResidences } from '../../src/modules/accounts/schema.ts';
import { verificationCheck } from '../../src/modules/accounts/verify/verifications.ts';
import { bytesOf, type CensusLine, censusCsv, fictionalCurp } from '../support/census.ts';
import { createPerson, formRequest } from '../support/people.ts';
import { testSite } from '../support/site.ts';

const site = testSite();

let next = 0;
const freshCurp = () => {
  next += 1;
  return fictionalCurp(next);
};

/** Puts people into the census. */
async function census(...lines: CensusLine[]): Promise<void> {
  const { services } = site;
  const file = await censusFile(services.orm, 'padron.csv', bytesOf(censusCsv(services, lines)));
  const outcome = await receiveCensus(services, 'command', file);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  await confirmCensus(services, 'command', outcome.id);
}

const post = (cookie: string, curp: string, code = '', path = '/cuenta/identidad') =>
  site.ask(path, formRequest({ curp, code }, cookie));

const identityOf = async (id: string) =>
  (await site.services.orm.select().from(personIdentities).where(eq(personIdentities.person, id)))[0];
const residenceOf = async (id: string) =>
  (await site.services.orm.select().from(personResidences).where(eq(personResidences.person, id)))[0];
const eventsOf = async (id: string) =>
  site.services.orm.select().from(auditEvents).where(eq(auditEvents.actor, id)).orderBy(auditEvents.id);

const subject = (id: string, assurance: Person['assurance'] = 1): Person => ({
  ...{ kind: 'person', id, assurance, state: null, municipality: null, grants: [] },
  ...{ secondFactor: false, session: { id, since: new Date() } },
});

/** The page without what differs between any two requests. */
const essence = async (response: Response) => {
  const text = await response.text();
  return { status: response.status, text: text.slice(text.indexOf('<main'), text.indexOf('</main>')) };
};

describe('the page of an identity', () => {
  it('asks nobody for a CURP while no census is in force', async () => {
    const { cookie } = await createPerson(site.services);
    const page = async () => (await site.get('/cuenta/identidad', { cookie })).text();
    const before = await page();
    expect(before).toContain('Todavía no se puede comprobar aquí');
    expect(before).not.toContain('id="curp"');
    await census({ curp: freshCurp() });
    const after = await page();
    expect(after).not.toContain('Todavía no se puede comprobar aquí');
    expect(after).toContain('id="curp"');
  });
});

describe('a person in the census', () => {
  it('is verified, lives where the census says, and stands in the ledger without their name', async () => {
    const curp = freshCurp();
    await census({ curp, code: 'ABCD-1234' });
    const { id, cookie } = await createPerson(site.services, {
      residence: { state: '15', municipality: '15033' },
    });
    const answer = await post(cookie, curp.toLowerCase(), 'abcd 1234');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/cuenta/identidad?hecho=verificada');

    const identity = await identityOf(id);
    expect(identity).toMatchObject({ provider: 'census', state: '20' });
    expect(JSON.stringify(identity)).not.toContain(curp);
    expect(await residenceOf(id)).toMatchObject({ state: '20', municipality: '20067', source: 'census' });
    const [entry] = await site.services.orm
      .select()
      .from(pendingEntries)
      .where(eq(pendingEntries.id, identity?.entry ?? ''));
    const text = Buffer.from(entry?.content ?? '').toString();
    expect(JSON.parse(text)).toMatchObject({
      kind: 'accounts.person-verified',
      act: { provider: 'census', state: '20' },
      subject: { type: 'state', id: '20' },
    });
    expect(text).not.toContain(id);
    const page = await (await site.get('/en/cuenta/identidad?hecho=verificada', { cookie })).text();
    expect(page).toContain('Level 2: verified person');
    expect(page).toContain('Oaxaca de Juárez, Oaxaca');
    expect((await eventsOf(id)).map(({ action }) => action).toSorted()).toEqual([
      'accounts.person-verified',
      'accounts.residence-from-census',
    ]);
  });

  it('needs no code where the census has none', async () => {
    const curp = freshCurp();
    await census({ curp });
    const { id, cookie } = await createPerson(site.services);
    expect((await post(cookie, curp)).status).toBe(303);
    expect(await identityOf(id)).toBeDefined();
  });

  it('moves without waiting when a later census says so, and is still counted once', async () => {
    const curp = freshCurp();
    await census({ curp, code: 'ABCD1234' });
    const { id, cookie } = await createPerson(site.services);
    await post(cookie, curp, 'ABCD1234');
    const before = await identityOf(id);
    await census({ curp, code: 'ZXCV9876', state: '15', municipality: '15033' });
    expect((await post(cookie, curp, 'ABCD1234')).status).toBe(422);
    const answer = await post(cookie, curp, 'ZXCV9876');
    expect(answer.headers.get('location')).toBe('/cuenta/identidad?hecho=confirmada');
    expect(await residenceOf(id)).toMatchObject({ state: '15', source: 'census' });
    expect(await identityOf(id)).toEqual(before);
  });
});

describe('somebody whom the platform cannot verify', () => {
  it('gets the same answer whatever the reason, and it is told nowhere but in the audit trail', async () => {
    const [taken, coded] = [freshCurp(), freshCurp()];
    await census({ curp: taken, code: 'ABCD1234' }, { curp: coded, code: 'QWER5678' });
    const first = await createPerson(site.services);
    expect((await post(first.cookie, taken, 'ABCD1234')).status).toBe(303);

    const unknown = await createPerson(site.services);
    const wrong = await createPerson(site.services);
    const second = await createPerson(site.services);
    const answers = [
      await essence(await post(unknown.cookie, freshCurp(), 'ABCD1234')),
      await essence(await post(wrong.cookie, coded, 'AAAA1111')),
      await essence(await post(wrong.cookie, coded)),
      await essence(await post(second.cookie, taken, 'ABCD1234')),
    ];
    expect(answers[0]?.status).toBe(422);
    expect(answers[0]?.text).toContain('No pudimos verificar tu identidad');
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    for (const { id } of [unknown, wrong, second]) expect(await identityOf(id)).toBeUndefined();

    const reasons = [await eventsOf(unknown.id), await eventsOf(wrong.id), await eventsOf(second.id)];
    expect(reasons.map((events) => events.map(({ detail }) => detail.reason))).toEqual([
      ['not-in-census'],
      ['wrong-code', 'wrong-code'],
      ['taken'],
    ]);
    const all = JSON.stringify(await site.services.orm.select().from(auditEvents));
    for (const curp of [taken, coded]) expect(all).not.toContain(curp);
    expect(JSON.stringify(reasons[2])).not.toContain(first.id);
  });

  it.each([
    ['nothing', '', 'Escribe tu CURP'],
    ['too little', 'XEXF87', 'tiene 18 caracteres y escribiste 6'],
    ['another sign', 'XEXF870228HOCBBB0!', 'solo letras sin acento'],
    ['a day that does not exist', 'XEXF870230HOCBBB00', 'fecha de nacimiento'],
    ['a state that does not exist', 'XEXF870228HZZBBB00', 'clave de un estado'],
    [
      'another check digit',
      fictionalCurp(0).slice(0, 17) + ((Number(fictionalCurp(0)[17]) + 1) % 10),
      'último',
    ],
  ])('is told which part of a CURP is wrong: %s', async (_, curp, message) => {
    const { id, cookie } = await createPerson(site.services);
    const answer = await post(cookie, curp, 'SECRETO-99');
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain(message);
    if (curp !== '') expect(text).not.toContain(curp);
    expect(text).not.toContain('SECRETO-99');
    expect(await eventsOf(id)).toEqual([]);
  });

  it('has so many tries a day, and limits keep no CURP', async () => {
    const { cookie } = await createPerson(site.services);
    const curp = freshCurp();
    const statuses: number[] = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await post(cookie, curp)).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    expect(JSON.stringify(await site.services.orm.select().from(rateLimits))).not.toContain(curp);
  });

  it('is not kept out by others who use up the tries with their CURP', async () => {
    const curp = freshCurp();
    await census({ curp, code: 'ABCD1234' });
    const wrong = 'AAAA1111';
    const [one, two, three] = await Promise.all([0, 1, 2].map(() => createPerson(site.services)));
    const statuses: number[] = [];
    for (const other of [one, two, three]) {
      for (let n = 0; n < 4; n += 1) statuses.push((await post(other?.cookie ?? '', curp, wrong)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
    const owner = await createPerson(site.services);
    expect((await post(owner.cookie, curp, 'ABCD1234')).status).toBe(303);
    expect(await identityOf(owner.id)).toBeDefined();
  });

  it('has to confirm their address first', async () => {
    const { id, cookie } = await createPerson(site.services, { assurance: 0 });
    const curp = freshCurp();
    await census({ curp });
    expect(await (await site.get('/cuenta/identidad', { cookie })).text()).toContain(
      'Primero confirma tu correo',
    );
    expect((await post(cookie, curp)).status).toBe(403);
    expect(await identityOf(id)).toBeUndefined();
  });

  it('cannot be verified in the place of somebody else', async () => {
    const curp = freshCurp();
    await census({ curp });
    const { id } = await createPerson(site.services);
    const services = site.services;
    const other = { ...subject(id), kind: 'visitor' } as unknown as Person;
    await expect(verifyByCensus(services, other, { curp, code: '' })).rejects.toMatchObject({ status: 403 });
    expect((await post('', curp)).status).toBe(401);
    expect(await (await post('', curp)).text()).not.toContain(curp);
  });
});

describe('one CURP and several accounts at the same time', () => {
  it('makes one of them a verified person', async () => {
    const curp = freshCurp();
    await census({ curp });
    const crowd = await Promise.all([1, 2, 3, 4, 5].map(() => createPerson(site.services)));
    const outcomes = await Promise.all(
      crowd.map(({ id }) => verifyByCensus(site.services, subject(id), { curp, code: '' })),
    );
    expect(outcomes.toSorted()).toEqual(['refused', 'refused', 'refused', 'refused', 'verified']);
    const verified = await Promise.all(crowd.map(({ id }) => identityOf(id)));
    expect(verified.filter(Boolean)).toHaveLength(1);
  });

  it('is confirmed for the one account that sends it twice', async () => {
    const curp = freshCurp();
    await census({ curp });
    const { id } = await createPerson(site.services);
    const twice = await Promise.all(
      [1, 2].map(() => verifyByCensus(site.services, subject(id), { curp, code: '' })),
    );
    expect(twice.toSorted()).toEqual(['confirmed', 'verified'] satisfies VerificationOutcome[]);
  });
});

describe('a single sign-on that says whose CURP it is', () => {
  const withClaim = () => ({
    ...site.services,
    config: {
      ...site.services.config,
      oidc: {
        ...{ issuer: 'https://identidad.test', clientId: 'tequio', clientSecret: 'x', name: 'Llave' },
        curpClaim: 'curp',
      },
    },
  });

  it('verifies the person', async () => {
    const { id } = await createPerson(site.services, { residence: { state: '20', municipality: '20067' } });
    const curp = freshCurp();
    expect(await onSingleSignOn(withClaim(), id, { curp })).toBe('verified');
    expect(await identityOf(id)).toMatchObject({ provider: 'oidc', state: '20' });
    expect(await onSingleSignOn(withClaim(), id, { curp })).toBe('confirmed');
    expect(await onSingleSignOn(withClaim(), id, { curp: freshCurp() })).toBe('refused');
  });

  it('says nothing where it is not set up to, or says nothing valid', async () => {
    const { id } = await createPerson(site.services);
    expect(await onSingleSignOn(site.services, id, { curp: freshCurp() })).toBeUndefined();
    for (const claims of [{}, { curp: 7 }, { curp: '' }, { curp: null }, { otra: freshCurp() }])
      expect(await onSingleSignOn(withClaim(), id, claims)).toBeUndefined();
    expect(await onSingleSignOn(withClaim(), id, { curp: 'XEXF' })).toBe('refused');
    expect(await identityOf(id)).toBeUndefined();
  });

  it('does not verify a second account with the CURP of the first', async () => {
    const [one, other] = [await createPerson(site.services), await createPerson(site.services)];
    const curp = freshCurp();
    expect(await onSingleSignOn(withClaim(), one.id, { curp })).toBe('verified');
    expect(await onSingleSignOn(withClaim(), other.id, { curp })).toBe('refused');
    expect(await identityOf(other.id)).toBeUndefined();
  });
});

describe('the self-check of verified persons', () => {
  async function differences(): Promise<string[]> {
    const { orm } = site.services;
    const comparison = createRecordComparison([verificationCheck], () => undefined);
    await walkPending(orm, differencesIn('pending'), (entries) => comparison.compare(orm, entries));
    return (await comparison.finish(orm)).flatMap((result) => result.differences);
  }

  it('finds nothing where nothing is wrong, then a ghost, then a person taken away', async () => {
    const { orm } = site.services;
    expect(await differences()).toEqual([]);

    const ghost = await createPerson(site.services, { assurance: 2 });
    expect(await differences()).toEqual([expect.stringContaining('a verified person has no entry')]);
    await orm.delete(people).where(eq(people.id, ghost.id));

    const curp = freshCurp();
    await census({ curp });
    const { id } = await createPerson(site.services);
    await verifyByCensus(site.services, subject(id), { curp, code: '' });
    expect(await differences()).toEqual([]);
    const impostor = await createPerson(site.services);
    await orm.update(personIdentities).set({ person: impostor.id }).where(eq(personIdentities.person, id));
    expect(await differences()).toEqual([expect.stringContaining('the records give another person')]);
    await orm.delete(personIdentities).where(eq(personIdentities.person, impostor.id));
    expect(await differences()).toEqual([
      expect.stringContaining('no verified person in the records goes with it'),
    ]);
  });
});
