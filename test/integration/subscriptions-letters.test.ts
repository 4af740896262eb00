import { eq, isNull, like } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { people } from '#modules/accounts/schema.ts';
import { subscriptions } from '#modules/subscriptions/index.ts';
import { sendDigestsJob, tellFollowersJob } from '#modules/subscriptions/jobs.ts';
import type { Frequency } from '#modules/subscriptions/rules/index.ts';
import {
  subscriptionNotices,
  subscriptionRounds,
  subscriptions as subscriptionTable,
} from '#modules/subscriptions/schema.ts';
import {
  endSubscriptions,
  listSubscriptions,
  saveSubscription,
} from '#modules/subscriptions/store/subscriptions.ts';
import { announceChange } from '#platform/changes/announce.ts';
import { inEveryLanguage, type NewChange } from '#platform/changes/change.ts';
import { newId } from '#platform/database/identifier.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import { modules } from '../../src/app.ts';
import { createPerson } from '../support/people.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
let clock = new Date('2026-11-20T18:00:00Z');

beforeEach(async () => {
  const { services } = site;
  services.now = () => clock;
  clock = new Date('2026-11-20T18:00:00Z');
  await services.orm.delete(mailLetters);
  await services.orm.delete(subscriptionTable);
});

let number = 0;

async function announce(topics: NewChange['topics'], more: Partial<NewChange> = {}): Promise<string> {
  number += 1;
  const { services } = site;
  return services.orm.transaction((tx) =>
    announceChange(services, tx, {
      kind: 'test.changed',
      topics,
      title: { 'es-MX': `Cambio ${number}`, en: `Change ${number}` },
      path: `/metrica/2017`,
      ...more,
    }),
  );
}

async function follow(person: string, topic: string, frequency: Frequency): Promise<void> {
  clock = new Date(clock.getTime() + 1);
  await saveSubscription(site.services.orm, { person, topic, frequency, at: clock });
}

const tell = (change: string) => tellFollowersJob.run(site.services, { change });
const digest = () => sendDigestsJob.run(site.services, {});

/** The letters in the queue, in the order of their addresses. */
function letters() {
  return site.services.orm.select().from(mailLetters).orderBy(mailLetters.address, mailLetters.id);
}

const waiting = async () => (await site.services.orm.select().from(subscriptionNotices)).length;
const textOf = (letter: { body: unknown }) => JSON.stringify(letter.body);

describe('a change that somebody follows at once', () => {
  it('is told in a letter of their language, with a way to the page and one out', async () => {
    const maria = await createPerson(site.services, { lang: 'es-MX' });
    const john = await createPerson(site.services, { lang: 'en' });
    await follow(maria.id, 'state:20', 'at-once');
    await follow(john.id, 'state:20', 'at-once');
    const change = await announce(['metrica', 'state:20'], { parted: true });
    await tell(change);
    const told = new Map((await letters()).map((letter) => [letter.person, letter]));
    expect(told.size).toBe(2);
    expect(told.get(maria.id)).toMatchObject({
      subject: `Cambio ${number}`,
      lang: 'es-MX',
      address: maria.email,
    });
    expect(told.get(maria.id)?.body[0]).toContain('Oaxaca');
    expect(told.get(maria.id)?.body).toContainEqual({ link: '/entidades/oaxaca', label: 'Ver el cambio' });
    expect(told.get(john.id)).toMatchObject({ subject: `Change ${number}`, lang: 'en' });
    expect(told.get(john.id)?.body).toContainEqual({ link: '/en/entidades/oaxaca', label: 'See the change' });
    const [own] = await site.services.orm
      .select()
      .from(subscriptionTable)
      .where(eq(subscriptionTable.person, maria.id));
    expect(told.get(maria.id)?.list).toBe(own?.id);
  });

  it('is told once, however often and in however many workers it is told', async () => {
    const { id } = await createPerson(site.services);
    await follow(id, 'state:20', 'at-once');
    const change = await announce(['state:20']);
    await Promise.all([tell(change), tell(change), tell(change)]);
    await tell(change);
    expect(await letters()).toHaveLength(1);
  });

  it('is told once to somebody who follows two of its topics, and the way out is from letters at once', async () => {
    const { id } = await createPerson(site.services);
    await follow(id, 'state:20', 'at-once');
    await follow(id, 'metrica', 'at-once');
    await follow(id, 'data', 'weekly');
    await tell(await announce(['metrica', 'data', 'state:20']));
    const [letter, ...rest] = await letters();
    expect(rest).toEqual([]);
    expect(letter?.body[0]).toContain('Oaxaca y Métrica de Gobierno Abierto');
    expect(letter?.list).toBe('at-once');
    expect(await waiting()).toBe(0);
  });

  it('is told to nobody whose address is not confirmed, nor to those who follow something else', async () => {
    const unconfirmed = await createPerson(site.services, { assurance: 0 });
    const other = await createPerson(site.services);
    await follow(unconfirmed.id, 'state:20', 'at-once');
    await follow(other.id, 'state:21', 'at-once');
    await tell(await announce(['state:20']));
    expect(await letters()).toEqual([]);
  });

  it('asks for a run only where somebody follows', async () => {
    const before = await site.services.orm.select().from(subscriptionRounds);
    await announce(['state:20']);
    expect(await site.services.orm.select().from(subscriptionRounds)).toHaveLength(before.length);
  });

  it('is neither told nor announced where the transaction of it fails', async () => {
    const { services } = site;
    const { id } = await createPerson(services);
    await follow(id, 'state:20', 'at-once');
    const title = inEveryLanguage(() => 'nunca');
    const failing = services.orm.transaction(async (tx) => {
      await announceChange(services, tx, { kind: 'test.x', topics: ['state:20'], title, path: '/' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await site.page('/avisos/entidad/20.atom')).not.toContain('nunca');
    expect(
      await services.orm.select().from(subscriptionRounds).where(isNull(subscriptionRounds.endedAt)),
    ).toEqual([]);
  });

  it('must belong to kinds of topics that there are', async () => {
    await expect(announce(['estado:20'])).rejects.toThrow('estado:20');
  });
});

describe('a change that thousands follow', () => {
  it('reaches each once, also where a run breaks off in the middle', async () => {
    const { services } = site;
    const many = Array.from({ length: 2000 }, (_, at) => ({ id: newId(), at }));
    for (let from = 0; from < many.length; from += 500) {
      const some = many.slice(from, from + 500);
      await services.orm.insert(people).values(
        some.map(({ id, at }) => ({
          ...{ id, email: `muchos-${at}@ejemplo.test`, name: 'Persona Ficticia', lang: 'es-MX' as const },
          ...{ emailVerified: true, createdAt: clock, updatedAt: clock },
        })),
      );
      await services.orm.insert(subscriptionTable).values(
        some.map(({ id, at }) => ({
          ...{ id: newId(), person: id, topic: 'metrica', createdAt: clock },
          frequency: at % 2 === 0 ? ('at-once' as const) : ('daily' as const),
        })),
      );
    }
    const change = await announce(['metrica']);
    let asked = 0;
    const breaking = {
      ...services,
      jobs: {
        ...services.jobs,
        enqueue: async (...given: Parameters<typeof services.jobs.enqueue>) => {
          asked += 1;
          if (asked === 700) throw new Error('the process ends here');
          return services.jobs.enqueue(...given);
        },
      },
    } as typeof services;
    await expect(tellFollowersJob.run(breaking, { change })).rejects.toThrow('ends here');
    const halfway = (await letters()).length;
    expect(halfway).toBeGreaterThan(0);
    expect(halfway).toBeLessThan(1000);
    await tell(change);
    const told = await letters();
    expect(told).toHaveLength(1000);
    expect(new Set(told.map(({ person }) => person)).size).toBe(1000);
    expect(await waiting()).toBe(1000);
    clock = new Date('2026-11-21T14:00:00Z');
    await Promise.all([digest(), digest()]);
    expect(await letters()).toHaveLength(2000);
    expect(await waiting()).toBe(0);
    await services.orm.delete(people).where(like(people.email, 'muchos-%'));
  }, 120_000);
});

describe('letters of a day', () => {
  it('gather what changed until eight in the morning, by topic, each change once', async () => {
    const { id } = await createPerson(site.services);
    await follow(id, 'state:20', 'daily');
    await follow(id, 'metrica', 'daily');
    await tell(await announce(['metrica', 'state:20'], { parted: true }));
    await tell(await announce(['metrica']));
    await digest();
    expect(await letters()).toEqual([]);
    clock = new Date('2026-11-21T13:59:59Z');
    await digest();
    expect(await letters()).toEqual([]);
    clock = new Date('2026-11-21T14:00:00Z');
    await digest();
    const [letter, ...rest] = await letters();
    expect(rest).toEqual([]);
    expect(letter).toMatchObject({ subject: 'Tus avisos de Tequio: 2 cambios', list: 'digests', person: id });
    const body = textOf(letter ?? { body: [] });
    expect(body.match(new RegExp(`Cambio ${number - 1} `, 'g'))).toHaveLength(1);
    expect(body).toContain('/entidades/oaxaca');
    expect(letter?.body).toContain('Oaxaca');
    expect(letter?.body).toContain('Métrica de Gobierno Abierto');
  });

  it('are not written where nothing changed, nor twice', async () => {
    const { id } = await createPerson(site.services);
    await follow(id, 'state:20', 'daily');
    clock = new Date('2026-11-21T14:00:00Z');
    await digest();
    expect(await letters()).toEqual([]);
    await tell(await announce(['state:20']));
    clock = new Date('2026-11-22T14:00:01Z');
    await Promise.all([digest(), digest(), digest()]);
    await digest();
    expect(await letters()).toHaveLength(1);
  });

  it('go on over the end of the year', async () => {
    const { id } = await createPerson(site.services);
    await follow(id, 'state:20', 'daily');
    clock = new Date('2026-12-31T20:00:00Z');
    await tell(await announce(['state:20']));
    clock = new Date('2027-01-01T13:00:00Z');
    await digest();
    expect(await letters()).toEqual([]);
    clock = new Date('2027-01-01T14:00:00Z');
    await digest();
    expect(await letters()).toHaveLength(1);
  });

  it('take what waited when somebody changed to be told at once', async () => {
    const { id } = await createPerson(site.services);
    await follow(id, 'state:20', 'weekly');
    await tell(await announce(['state:20']));
    await follow(id, 'state:20', 'at-once');
    clock = new Date('2026-11-21T14:00:00Z');
    await digest();
    expect(await letters()).toHaveLength(1);
  });

  it('name a limited number of changes of one topic and count the others', async () => {
    const { id } = await createPerson(site.services, { lang: 'en' });
    await follow(id, 'state:20', 'daily');
    for (let count = 0; count < 23; count += 1) await tell(await announce(['state:20']));
    clock = new Date('2026-11-21T14:00:00Z');
    await digest();
    const [letter] = await letters();
    expect(letter?.subject).toBe('Your news from Tequio: 23 changes');
    const items = letter?.body.find((part) => typeof part === 'object' && 'items' in part);
    expect(items).toMatchObject({ items: { length: 21 } });
    expect(textOf(letter ?? { body: [] })).toContain('and 3 earlier changes');
  });
});

describe('letters of a week', () => {
  it('are written on Monday at eight in the morning, in summer time as in winter time', async () => {
    const { id } = await createPerson(site.services);
    await follow(id, 'state:20', 'weekly');
    // Clocks went forward on Sunday, 3 April 2022: eight in the morning came an hour earlier.
    clock = new Date('2022-04-01T15:00:00Z');
    await tell(await announce(['state:20']));
    clock = new Date('2022-04-03T20:00:00Z');
    await digest();
    clock = new Date('2022-04-04T12:59:59Z');
    await digest();
    expect(await letters()).toEqual([]);
    clock = new Date('2022-04-04T13:00:00Z');
    await digest();
    expect(await letters()).toHaveLength(1);
  });

  it('come later rather than never where the platform stood still on Monday', async () => {
    const { id } = await createPerson(site.services);
    await follow(id, 'state:20', 'weekly');
    await tell(await announce(['state:20']));
    clock = new Date('2026-11-25T14:00:00Z');
    await digest();
    expect(await letters()).toHaveLength(1);
  });

  it('come together with those of the day, and a change that was told is not told again', async () => {
    const { id } = await createPerson(site.services);
    await follow(id, 'state:20', 'daily');
    await follow(id, 'metrica', 'weekly');
    await tell(await announce(['metrica', 'state:20']));
    await tell(await announce(['metrica']));
    clock = new Date('2026-11-21T14:00:00Z');
    await digest();
    const [first] = await letters();
    expect(first?.subject).toBe('Tus avisos de Tequio: un cambio');
    await tell(await announce(['state:20']));
    clock = new Date('2026-11-23T14:00:00Z');
    await digest();
    const all = await letters();
    expect(all.map(({ subject }) => subject).sort()).toEqual([
      'Tus avisos de Tequio: 2 cambios',
      'Tus avisos de Tequio: un cambio',
    ]);
    expect(await waiting()).toBe(0);
  });
});

describe('what waits for a letter', () => {
  it('goes with the subscription', async () => {
    const { orm } = site.services;
    const { id } = await createPerson(site.services);
    await follow(id, 'state:20', 'daily');
    await tell(await announce(['state:20']));
    expect(await waiting()).toBe(1);
    await endSubscriptions(orm, id, 'all');
    expect(await waiting()).toBe(0);
  });

  it('goes with the account, and so does all that the person followed; that of others stays', async () => {
    const { orm } = site.services;
    const one = await createPerson(site.services);
    const other = await createPerson(site.services);
    for (const { id } of [one, other]) {
      await follow(id, 'state:20', 'daily');
      await follow(id, 'metrica', 'at-once');
    }
    await tell(await announce(['state:20']));
    expect(await subscriptions.personalData?.(orm, one.id)).toMatchObject({
      subscriptions: [{ topic: 'metrica' }, { topic: 'state:20', frequency: 'daily' }],
    });
    await orm.transaction(async (tx) => {
      for (const module of modules) await module.erase?.(tx, { ...one, name: 'Persona Ficticia' }, clock);
    });
    expect(await listSubscriptions(orm, one.id)).toEqual([]);
    expect(await listSubscriptions(orm, other.id)).toHaveLength(2);
    clock = new Date('2026-11-21T14:00:00Z');
    await digest();
    await tell(await announce(['metrica']));
    expect((await letters()).map(({ person }) => person)).toEqual([other.id, other.id]);
  });
});
