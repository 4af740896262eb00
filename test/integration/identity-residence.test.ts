import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Person } from '#platform/access/subject.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import type { Services } from '#platform/services.ts';
import { declareResidence } from '../../src/modules/accounts/actions/residence.ts';
import { personResidences } from '../../src/modules/accounts/schema.ts';
import { createPerson, formRequest } from '../support/people.ts';
import { createTestSite, testSite } from '../support/site.ts';

const site = testSite();
const day = 24 * 3600 * 1000;

const subject = (id: string): Person => ({
  ...{ kind: 'person', id, assurance: 1, state: null, municipality: null, grants: [] },
  ...{ secondFactor: false, session: { id, since: new Date() } },
});

const residenceOf = async (id: string) =>
  (await site.services.orm.select().from(personResidences).where(eq(personResidences.person, id)))[0];

/** The same platform at another time. */
const later = (days: number): Services => ({
  ...site.services,
  now: () => new Date(Date.now() + days * day),
});

const post = (cookie: string, values: Record<string, string>, at = site as Pick<typeof site, 'ask'>) =>
  at.ask('/cuenta/residencia', formRequest(values, cookie));

describe('the page of residence', () => {
  it('asks for the state, then for one of its municipalities', async () => {
    const { cookie } = await createPerson(site.services);
    const first = await (await site.get('/cuenta/residencia', { cookie })).text();
    expect(first).toContain('Todavía no dices dónde vives');
    expect(first).toContain('<option value="20">Oaxaca</option>');
    expect(first).not.toContain('value="00"');
    const second = await (await site.get('/cuenta/residencia?estado=20', { cookie })).text();
    expect(second).toContain('<option value="20067">Oaxaca de Juárez</option>');
    expect(second).not.toContain('value="15001"');
  });

  it('saves it and says so, in both languages', async () => {
    const { id, cookie } = await createPerson(site.services);
    const saved = await post(cookie, { estado: '20', municipio: '20067' });
    expect(saved.status).toBe(303);
    expect(saved.headers.get('location')).toBe('/cuenta/residencia?hecho=residencia');
    const page = await (await site.get('/en/cuenta/residencia?hecho=residencia', { cookie })).text();
    expect(page).toContain('Your residence was saved.');
    expect(page).toContain('Oaxaca de Juárez');
    expect(await residenceOf(id)).toMatchObject({ state: '20', municipality: '20067', source: 'person' });
    const events = await site.services.orm.select().from(auditEvents).where(eq(auditEvents.actor, id));
    expect(events.map(({ action }) => action)).toEqual(['accounts.residence-declared']);
  });

  it.each([
    ['no municipality', { estado: '20', municipio: '' }, 'Elige un municipio de la lista'],
    ['one of another state', { estado: '20', municipio: '15001' }, 'Elige un municipio de la lista'],
    ['one that does not exist', { estado: '20', municipio: '20999' }, 'Elige un municipio de la lista'],
    ['no state', { estado: '', municipio: '20067' }, 'Ese estado no existe'],
    ['the federation', { estado: '00', municipio: '20067' }, 'Ese estado no existe'],
    ['rubbish', { estado: "20'; drop", municipio: '<b>' }, 'Ese estado no existe'],
  ])('says what is wrong with %s, and saves nothing', async (_, values, message) => {
    const { id, cookie } = await createPerson(site.services);
    const answer = await post(cookie, values);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(message);
    expect(await residenceOf(id)).toBeUndefined();
  });

  it('says what is wrong with a first step', async () => {
    const { cookie } = await createPerson(site.services);
    expect(await (await site.get('/cuenta/residencia?estado=', { cookie })).text()).toContain(
      'Elige el estado donde vives',
    );
    const unknown = await site.get('/cuenta/residencia?estado=99', { cookie });
    expect(unknown.status).toBe(400);
    expect(await unknown.text()).toContain('Ese estado no existe');
  });

  it('leads visitors to where they can sign in', async () => {
    expect((await site.get('/cuenta/residencia')).status).toBe(303);
    expect((await post('', { estado: '20', municipio: '20067' })).status).toBe(401);
  });
});

describe('a second residence', () => {
  it('waits as long as the platform is set up to, and the page says from when on', async () => {
    const { id, cookie } = await createPerson(site.services);
    await post(cookie, { estado: '20', municipio: '20067' });
    const { residenceWaitDays } = site.services.config;
    const refused = await post(cookie, { estado: '15', municipio: '15033' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('Podrás declarar otra residencia a partir del');
    expect(await residenceOf(id)).toMatchObject({ municipality: '20067' });
    const page = await (await site.get('/cuenta/residencia', { cookie })).text();
    expect(page).not.toContain('name="estado"');

    const free = later(residenceWaitDays + 1);
    const moved = await declareResidence(free, subject(id), { state: '15', municipality: '15033' });
    expect(moved).toEqual({ done: true, changed: true });
    expect(await residenceOf(id)).toMatchObject({ state: '15', municipality: '15033' });
  });

  it('is no change where it is the same, and begins no new wait', async () => {
    const { id, cookie } = await createPerson(site.services);
    await post(cookie, { estado: '20', municipio: '20067' });
    const before = await residenceOf(id);
    const again = await post(cookie, { estado: '20', municipio: '20067' });
    expect(again.headers.get('location')).toBe('/cuenta/residencia?hecho=igual');
    expect(await residenceOf(id)).toEqual(before);
  });

  it('may come at once where no wait is set up', async () => {
    const services = { ...site.services, config: { ...site.services.config, residenceWaitDays: 0 } };
    const { id, cookie } = await createPerson(services);
    const free = createTestSite(services);
    await post(cookie, { estado: '20', municipio: '20067' }, free);
    expect((await post(cookie, { estado: '15', municipio: '15033' }, free)).status).toBe(303);
    expect(await residenceOf(id)).toMatchObject({ municipality: '15033' });
  });
});

describe('residences declared at the same time', () => {
  const places = ['15033', '20067', '09007', '14039', '19039'].map((municipality) => ({
    municipality,
    state: municipality.slice(0, 2),
  }));

  it.each([
    ['for the first time', 0],
    ['after the wait', 400],
  ])('%s: one of them is saved', async (_, days) => {
    const { id } = await createPerson(site.services);
    if (days > 0) await declareResidence(site.services, subject(id), { state: '01', municipality: '01001' });
    const services = later(days);
    const outcomes = await Promise.all(places.map((place) => declareResidence(services, subject(id), place)));
    expect(outcomes.filter(({ done }) => done)).toHaveLength(1);
    const saved = places[outcomes.findIndex(({ done }) => done)];
    expect(await residenceOf(id)).toMatchObject(saved ?? {});
  });
});

describe('the residence of an account that was erased meanwhile', () => {
  it('is not saved', async () => {
    const ghost = subject('01990000-0000-7000-8000-000000000000');
    const declared = declareResidence(site.services, ghost, { state: '20', municipality: '20067' });
    await expect(declared).rejects.toMatchObject({ status: 403 });
    expect(await residenceOf(ghost.id)).toBeUndefined();
  });
});
