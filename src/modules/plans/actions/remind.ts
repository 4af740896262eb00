import { addressesOf, type PersonAddress } from '#modules/accounts/index.ts';
import { listStates } from '#modules/territory/index.ts';
import { addDays } from '#platform/calendar/days.ts';
import type { Orm } from '#platform/database/types.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { Services } from '#platform/services.ts';
import { calendarOf } from '../board/calendar.ts';
import {
  isEscalated,
  type ReminderStep,
  reminderOf,
  type SilenceStep,
  silenceOf,
  silenceStepsOf,
  urgencyOf,
} from '../rules/index.ts';
import type { Calendar } from '../store/listing.ts';
import {
  commitmentsToRemind,
  type OpenCommitment,
  type Parts,
  partsAt,
  type Reminder,
  reminderKey,
  takeReminders,
} from '../store/reminders.ts';
import { type Part, type Reminded, reminderLetter } from './reminder-letter.ts';

/** A reminder that is due, with all whom it tells. */
interface Due extends Reminder {
  about: Reminded;
  people: ReadonlyMap<string, Part>;
}

/** Whom a step tells, the part that weighs most for each. Where nobody answers for it, the facilitator hears that. */
function audience(
  { lead, state, counterpartMember }: OpenCommitment,
  step: ReminderStep | SilenceStep,
  { officers, facilitators, counterparts }: Parts,
): Map<string, Part> {
  const escalated = step === 'silent-30' || (step !== 'silent' && isEscalated(step));
  const answering = (lead === null ? undefined : officers.get(lead)) ?? [];
  const people = new Map<string, Part>();
  const tell = (those: readonly string[] | undefined, part: Part) => {
    for (const person of those ?? []) if (!people.has(person)) people.set(person, part);
  };
  if (step !== 'silent-30') tell(answering, 'officer');
  if (answering.length === 0) tell(facilitators.get(state), 'nobody');
  if (escalated) {
    tell(facilitators.get(state), 'facilitator');
    if (counterpartMember !== null) tell(counterparts.get(counterpartMember), 'counterpart');
  }
  return people;
}

function duesOf(commitment: OpenCommitment, calendar: Calendar, parts: Parts): Due[] {
  const { id, state, dueOn, lastUpdateOn, since } = commitment;
  const today = calendar.todayIn(state);
  // Nobody is reminded on a day of rest: the next working day catches up.
  if (calendar.runsOutOn(today, state) !== today) return [];
  const about = {
    commitment,
    urgency: urgencyOf(commitment, today, calendar),
    lastDay: dueOn && calendar.runsOutOn(dueOn, state),
    silent: silenceOf(commitment, today, calendar),
  };
  const due = (step: ReminderStep | SilenceStep, day: string): Due => ({
    ...{ commitment: id, day, step, about },
    people: audience(commitment, step, parts),
  });
  const step = reminderOf(commitment, today, calendar);
  const silentFrom = lastUpdateOn ?? since;
  const silences = silentFrom === null ? [] : silenceStepsOf(commitment, today, calendar);
  return [
    ...(step && dueOn ? [due(step, dueOn)] : []),
    ...silences.map((silence) => due(silence, silentFrom ?? '')),
  ];
}

/** The people who have an address, of all who have a part. */
async function reachable(orm: Orm, parts: Parts): Promise<[Parts, ReadonlyMap<string, PersonAddress>]> {
  const all = Object.values(parts).flatMap((people) => [...people.values()].flat());
  const addresses = all.length > 0 ? await addressesOf(orm, [...new Set(all)]) : new Map();
  const some = (people: Parts[keyof Parts]) =>
    new Map(
      [...people].flatMap(([key, those]) => {
        const left = those.filter((person) => addresses.has(person));
        return left.length > 0 ? [[key, left] as const] : [];
      }),
    );
  const { officers, facilitators, counterparts } = parts;
  return [
    {
      officers: some(officers),
      facilitators: some(facilitators),
      counterparts: some(counterparts),
    },
    addresses,
  ];
}

/** What each person is told, each commitment once. */
function byPerson(dues: readonly Due[]): Map<string, Map<Reminded['commitment'], [Part, Reminded]>> {
  const told = new Map<string, Map<Reminded['commitment'], [Part, Reminded]>>();
  for (const { people, about } of dues) {
    for (const [person, part] of people) {
      const own = told.get(person) ?? new Map<Reminded['commitment'], [Part, Reminded]>();
      if (!own.has(about.commitment)) own.set(about.commitment, [part, about]);
      told.set(person, own);
    }
  }
  return told;
}

async function writeLetters(services: Services, orm: Orm, calendar: Calendar): Promise<void> {
  const now = services.now();
  const { today } = calendar.centre;
  const [parts, addresses] = await reachable(orm, await partsAt(orm, now));
  const open = await commitmentsToRemind(orm, {
    dueBy: addDays(today, 31),
    silentSince: addDays(today, 1 - calendar.silentDays),
  });
  const dues = open
    .flatMap((commitment) => duesOf(commitment, calendar, parts))
    .filter(({ people }) => people.size > 0);
  const taken = await takeReminders(orm, dues, now);
  const fresh = dues.filter((due) => taken.has(reminderKey(due)));
  const states = new Map((await listStates(orm)).map((state) => [state.clave, state]));
  for (const [person, own] of byPerson(fresh)) {
    const address = addresses.get(person);
    if (!address) continue;
    await queueLetter(services, orm, reminderLetter({ person, ...address }, [...own.values()], states));
  }
}

/**
 * Reminds those who answer for commitments of what is due, and those who follow them of what is late or silent: one
 * letter to each person, about all that is theirs. Each reminder is noted in the transaction that writes its letters, so
 * that it goes out once, however often and in however many processes this runs. One that could be sent to nobody is
 * not noted: it waits for somebody.
 */
export async function sendReminders(services: Services): Promise<void> {
  const calendar = await calendarOf(services);
  await services.orm.transaction((orm) => writeLetters(services, orm, calendar));
}
