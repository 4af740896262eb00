import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#platform/access/subject.ts';
import { isBusinessDay } from '#platform/calendar/days.ts';
import { newId } from '#platform/database/identifier.ts';
import { deliverLetter } from '#platform/mail/deliver.ts';
import { createMailer } from '#platform/mail/mailer.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import type { Services } from '#platform/services.ts';
import { modules } from '../../src/app.ts';
import { eraseAccount } from '../../src/modules/accounts/actions/erase.ts';
import { remindJob } from '../../src/modules/plans/jobs.ts';
import { commitmentDeskPath } from '../../src/modules/plans/rules/index.ts';
import { commitments, planReminders, representatives } from '../../src/modules/plans/schema.ts';
import { holidayCalendar } from '../../src/modules/territory/index.ts';
import { createPerson, type TestPerson } from '../support/people.ts';
import { createPlan } from '../support/plans.ts';
import { type MailServer, startMailServer } from '../support/smtp.ts';
import { openTestServices } from '../support/stores.ts';

let server: MailServer;
let opened: Services;
let clock = new Date('2027-01-04T06:00:00Z');
let edition = 200;

beforeAll(async () => {
  server = await startMailServer();
  opened = await openTestServices({
    prepared: true,
    config: { publicUrl: 'http://tequio.test', smtpUrl: server.url },
  });
  opened.mailer = createMailer(opened.config, opened.log);
});
afterAll(async () => {
  await opened.mailer.close();
  await opened.jobs.close();
  await opened.database.close();
  await server.close();
});
beforeEach(async () => {
  server.received.length = 0;
  // What an earlier test promised is kept: it reminds nobody any more.
  await opened.orm.update(commitments).set({ completion: 'complete' });
});

/** The platform at the virtual time. @param silentDays so many that nothing is silent, where that is not asked for */
const platform = (silentDays = 100_000): Services => ({
  ...opened,
  config: { ...opened.config, commitmentClock: { soonDays: 30, silentDays } },
  now: () => clock,
});

async function deliver(services: Services): Promise<void> {
  const waiting = await services.orm.select().from(mailLetters).where(eq(mailLetters.state, 'waiting'));
  for (const { id } of waiting) await deliverLetter.run(services, { letter: id });
}

/** Lets the schedule run from one virtual instant to another, and sends what it writes. */
async function runUntil(services: Services, end: string, each?: () => Promise<void>): Promise<void> {
  for (;;) {
    const next = services.jobs.nextTurn(remindJob.schedule ?? '', clock);
    if (!next || next > new Date(end)) break;
    clock = next;
    await each?.();
    await remindJob.run(services, {});
    await deliver(services);
  }
  clock = new Date(end);
}

type Promised = Parameters<typeof createPlan>[2];

async function promise(state: string, promised: Promised): Promise<string[]> {
  edition += 1;
  return (await createPlan(opened.orm, { state, edition, now: clock }, promised)).ids;
}

const officer = (institution: string, more: Parameters<typeof createPerson>[1] = {}) =>
  createPerson(opened, {
    grants: [{ role: 'officer', scope: { kind: 'institution', institution } }],
    ...more,
  });
const facilitator = (state: string, more: Parameters<typeof createPerson>[1] = {}) =>
  createPerson(opened, { grants: [{ role: 'facilitator', scope: { kind: 'state', state } }], ...more });

async function counterpart(state: string, member: string): Promise<TestPerson> {
  const person = await createPerson(opened, {
    grants: [{ role: 'counterpart', scope: { kind: 'state', state } }],
  });
  await opened.orm
    .insert(representatives)
    .values({ id: newId(), member, state, person: person.id, since: clock });
  return person;
}

/** When letters to an address arrived: day and time in UTC, and how many commitments they name. */
function arrivals({ email }: TestPerson): string[] {
  return server.received
    .filter(({ recipients }) => recipients.includes(email))
    .map(({ parsed }) => parsed.date?.toISOString().slice(0, 16) ?? '');
}

const lettersTo = ({ email }: TestPerson) =>
  server.received.filter(({ recipients }) => recipients.includes(email)).map(({ parsed }) => parsed);

const everyMonday = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let at = new Date(from); at <= new Date(to); at = new Date(at.getTime() + 7 * 86_400_000))
    days.push(at.toISOString().slice(0, 10));
  return days;
};

const nine = (days: readonly string[]) => days.map((day) => `${day}T15:00`);

describe('a year of reminders', () => {
  it('reaches each person at nine on the days that are theirs, on working days alone', async () => {
    clock = new Date('2027-01-04T06:00:00Z');
    const services = platform();
    const member = newId();
    const people = {
      officer: await officer('inst-anual'),
      unsigned: await officer('inst-anual', { secondFactor: false }),
      english: await facilitator('20', { lang: 'en' }),
      counterpart: await counterpart('20', member),
      others: await officer('inst-ajena'),
      elsewhere: await facilitator('21'),
      north: await officer('inst-norte'),
    };
    // Due on a Saturday: it runs out on Monday 22 March 2027. 15 March is a day of rest.
    const [first = ''] = await promise('20', [
      {
        number: '1',
        title: 'Agua limpia',
        lead: 'inst-anual',
        dueOn: '2027-03-20',
        counterpartMember: member,
      },
      { number: '2', title: 'Camiones', lead: 'inst-anual', dueOn: '2027-03-20', counterpartMember: member },
      { number: '3', title: 'En borrador', lead: 'inst-anual', dueOn: '2027-03-20', draft: true },
      // 1 May is a Saturday and a day of rest; nobody answers for this one here.
      { number: '4', title: 'Sin nadie', lead: 'inst-callada', dueOn: '2027-05-01' },
    ]);
    await promise('02', [{ number: '1', title: 'Frontera', lead: 'inst-norte', dueOn: '2027-07-09' }]);

    await runUntil(services, '2027-04-08T00:00:00Z');
    const early = ['2027-02-22', '2027-03-16', '2027-03-22'];
    const late = ['2027-03-29', '2027-04-05'];
    expect(arrivals(people.officer)).toEqual(nine([...early, ...late]));
    expect(arrivals(people.unsigned)).toEqual(nine([...early, ...late]));
    expect(arrivals(people.counterpart)).toEqual(nine(late));
    expect(arrivals(people.english)).toEqual(nine(late));

    await opened.orm
      .update(commitments)
      .set({ completion: 'complete' })
      .where(and(eq(commitments.lead, 'inst-anual')));
    await opened.orm.update(commitments).set({ closedAt: clock }).where(eq(commitments.lead, 'inst-norte'));
    await runUntil(services, '2027-06-01T00:00:00Z');
    await opened.orm.update(commitments).set({ closedAt: null }).where(eq(commitments.lead, 'inst-norte'));
    await runUntil(services, '2027-07-12T00:00:00Z');
    expect(arrivals(people.north)).toEqual(nine(['2027-06-09', '2027-07-02', '2027-07-09']));
    await opened.orm.update(commitments).set({ closedAt: clock }).where(eq(commitments.lead, 'inst-norte'));
    await runUntil(services, '2028-01-04T00:00:00Z');

    expect(arrivals(people.officer)).toHaveLength(5);
    // The one that nobody answers for: 3 April is a Saturday, 15 November a day of rest.
    const nobody = ['2027-04-26', '2027-05-03', ...everyMonday('2027-05-10', '2028-01-03')];
    expect(arrivals(people.english)).toEqual(
      nine([...late, ...nobody].map((day) => (day === '2027-11-15' ? '2027-11-16' : day))),
    );
    expect(arrivals(people.others)).toEqual([]);
    expect(arrivals(people.elsewhere)).toEqual([]);
    const rest = (await holidayCalendar(services)).of('20');
    for (const { parsed } of server.received) {
      const at = parsed.date?.toISOString() ?? '';
      expect(at.slice(11, 16)).toBe('15:00');
      expect(isBusinessDay(at.slice(0, 10), rest), at).toBe(true);
    }

    const letter = lettersTo(people.officer)[0];
    expect(letter?.subject).toBe('2 compromisos esperan algo de ti');
    expect(letter?.text).toContain('1. Agua limpia (Oaxaca): vence en 28 días (22 de marzo de 2027)');
    expect(letter?.text).toContain('2. Camiones');
    expect(letter?.text).not.toContain('En borrador');
    expect(letter?.text).toContain(`http://tequio.test${commitmentDeskPath(first)}`);
    expect(letter?.text?.replace(/\s+/g, ' ')).toContain('por tu papel en los planes de acción');
    const english = lettersTo(people.english)[0];
    expect(english?.text).toContain(`http://tequio.test/en${commitmentDeskPath(first)}`);
    // On 5 April the one that nobody answers for comes to the two that are late, in one letter.
    const third = lettersTo(people.english)[1];
    expect(third?.subject).toBe('3 commitments need something from you');
    expect(third?.text?.replace(/\s+/g, ' ')).toContain(
      'Nobody answers for these commitments on the platform',
    );
  }, 120_000);
});

describe('a run of reminders', () => {
  it('says nothing twice, be it run again or at the same time', async () => {
    clock = new Date('2029-01-08T15:00:00Z');
    const services = platform();
    const person = await officer('inst-veces');
    await promise('20', [{ number: '1', title: 'Una vez', lead: 'inst-veces', dueOn: '2029-01-15' }]);
    await Promise.all([remindJob.run(services, {}), remindJob.run(services, {})]);
    await remindJob.run(services, {});
    await deliver(services);
    clock = new Date('2029-01-09T15:00:00Z');
    await remindJob.run(services, {});
    await deliver(services);
    expect(arrivals(person)).toHaveLength(1);
  });

  it('catches up after a standstill with the last step alone', async () => {
    clock = new Date('2029-02-01T15:00:00Z');
    const services = platform();
    const person = await officer('inst-parada');
    const [id = ''] = await promise('20', [
      { number: '1', title: 'Parada', lead: 'inst-parada', dueOn: '2029-03-01' },
    ]);
    await remindJob.run(services, {});
    clock = new Date('2029-05-31T15:00:00Z');
    await remindJob.run(services, {});
    await deliver(services);
    const steps = await opened.orm.select().from(planReminders).where(eq(planReminders.commitment, id));
    expect(steps.map(({ step }) => step).sort()).toEqual(['30', 'late-13']);
    expect(lettersTo(person)[1]?.text).toContain('vencido hace 91 días');
  });

  it('begins anew with a new date', async () => {
    clock = new Date('2029-06-04T15:00:00Z');
    const services = platform();
    const person = await officer('inst-fecha');
    const [id = ''] = await promise('20', [
      { number: '1', title: 'Con fecha', lead: 'inst-fecha', dueOn: '2029-06-04' },
    ]);
    await remindJob.run(services, {});
    await opened.orm.update(commitments).set({ dueOn: '2029-07-04' }).where(eq(commitments.id, id));
    await remindJob.run(services, {});
    await deliver(services);
    expect(lettersTo(person).map(({ text }) => /vence (hoy|en \d+ días)/.exec(text ?? '')?.[1])).toEqual([
      'hoy',
      'en 30 días',
    ]);
  });

  it('waits for somebody to tell, and then tells them', async () => {
    clock = new Date('2029-08-06T15:00:00Z');
    const services = platform();
    const [id = ''] = await promise('31', [
      { number: '1', title: 'Solo', lead: 'inst-sola', dueOn: '2029-08-10' },
    ]);
    await remindJob.run(services, {});
    const noted = () => opened.orm.select().from(planReminders).where(eq(planReminders.commitment, id));
    expect(await noted()).toEqual([]);
    const unconfirmed = await officer('inst-sola', { assurance: 0 });
    await remindJob.run(services, {});
    expect(await noted()).toEqual([]);
    const person = await officer('inst-sola');
    clock = new Date('2029-08-07T15:00:00Z');
    await remindJob.run(services, {});
    await deliver(services);
    expect(await noted()).toHaveLength(1);
    expect(arrivals(person)).toEqual(['2029-08-07T15:00']);
    expect(arrivals(unconfirmed)).toEqual([]);
  });

  it('tells nobody whose role or account has ended', async () => {
    clock = new Date('2029-09-03T15:00:00Z');
    const services = platform();
    const member = newId();
    const gone = await officer('inst-ida');
    const left = await counterpart('20', member);
    const stays = await officer('inst-ida');
    await opened.orm
      .update(representatives)
      .set({ endedAt: clock })
      .where(eq(representatives.person, left.id));
    await promise('20', [
      { number: '1', title: 'Tarde', lead: 'inst-ida', dueOn: '2029-08-20', counterpartMember: member },
    ]);
    const subject: Person = {
      ...{ kind: 'person', id: gone.id, assurance: 1, state: null, municipality: null },
      ...{ grants: [], secondFactor: false, session: { id: newId(), since: clock } },
    };
    await remindJob.run(services, {});
    // Erased before the letter went out.
    await eraseAccount(services, modules, subject, 'password');
    await deliver(services);
    clock = new Date('2029-09-10T15:00:00Z');
    await remindJob.run(services, {});
    await deliver(services);
    expect(arrivals(gone)).toEqual([]);
    expect(arrivals(left)).toEqual([]);
    expect(arrivals(stays)).toHaveLength(2);
  });
});

describe('a commitment of which nobody speaks', () => {
  it('is told to who answers for it, and 30 days later to who follows it, once for each silence', async () => {
    clock = new Date('2030-01-07T06:00:00Z');
    const services = platform(90);
    const member = newId();
    const people = {
      officer: await officer('inst-silencio'),
      facilitator: await facilitator('32'),
      counterpart: await counterpart('32', member),
    };
    const [id = ''] = await promise('32', [
      {
        ...{ number: '1', title: 'Callado', lead: 'inst-silencio', counterpartMember: member },
        lastUpdate: new Date('2030-01-07T18:00:00Z'),
      },
    ]);
    await runUntil(services, '2030-07-01T00:00:00Z');
    // 90 days after 7 January is Sunday 7 April; 120 days, Tuesday 7 May.
    expect(arrivals(people.officer)).toEqual(nine(['2030-04-08']));
    expect(arrivals(people.facilitator)).toEqual(nine(['2030-05-07']));
    expect(arrivals(people.counterpart)).toEqual(nine(['2030-05-07']));
    expect(lettersTo(people.officer)[0]?.text).toContain('91 días sin noticias');
    await opened.orm
      .update(commitments)
      .set({ lastUpdate: new Date('2030-07-01T18:00:00Z') })
      .where(eq(commitments.id, id));
    await runUntil(services, '2030-10-15T00:00:00Z');
    expect(arrivals(people.officer)).toEqual(nine(['2030-04-08', '2030-09-30']));
    expect(arrivals(people.facilitator)).toHaveLength(1);
  }, 120_000);
});
