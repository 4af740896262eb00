import { addressesOf } from '#modules/accounts/index.ts';
import type { Change } from '#platform/changes/change.ts';
import { findChange } from '#platform/changes/store.ts';
import type { Orm } from '#platform/database/types.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { Services } from '#platform/services.ts';
import { addNotices } from '../store/notices.ts';
import { endRound, holdRound, moveRound, nextFollowers } from '../store/rounds.ts';
import type { SubscriptionRow } from '../store/subscriptions.ts';
import { changeLetter, type TopicReader, topicReader } from './letters.ts';

/** How many people are told in one transaction. */
export const peopleAtOnce = 500;

/** Writes the letters of those who are told at once. Whoever follows in several ways gets one letter. */
async function queueLetters(
  services: Services,
  orm: Orm,
  change: Change,
  byPerson: ReadonlyMap<string, readonly SubscriptionRow[]>,
  readTopics: TopicReader,
): Promise<void> {
  const addresses = await addressesOf(orm, [...byPerson.keys()]);
  for (const [person, rows] of byPerson) {
    const address = addresses.get(person);
    if (!address) continue;
    const topics = await readTopics(
      orm,
      rows.map(({ topic }) => topic),
    );
    const followed = topics.flatMap((topic) => {
      const id = rows.find((row) => row.topic === topic.topic)?.id;
      return id ? [{ id, topic }] : [];
    });
    if (followed.length === 0) continue;
    await queueLetter(services, orm, changeLetter({ person, address }, change, followed));
  }
}

/** Tells the next people of a change. @returns whether there may be more */
async function tellSome(
  services: Services,
  orm: Orm,
  change: Change,
  readTopics: TopicReader,
): Promise<boolean> {
  const round = await holdRound(orm, change.id);
  if (!round) return false;
  const at = services.now();
  const followers = await nextFollowers(orm, change.id, round.reached, peopleAtOnce);
  const last = followers.at(-1);
  if (!last) {
    await endRound(orm, change.id, at);
    return false;
  }
  const byPerson = Map.groupBy(followers, ({ person }) => person);
  const atOnce = new Map(
    [...byPerson].flatMap(([person, rows]) => {
      const some = rows.filter(({ frequency }) => frequency === 'at-once');
      return some.length > 0 ? [[person, some] as const] : [];
    }),
  );
  await queueLetters(services, orm, change, atOnce, readTopics);
  // Who is told at once is not told again with the letter of a day or a week.
  const later = followers.filter(({ person }) => !atOnce.has(person));
  await addNotices(orm, change.id, later, at);
  await moveRound(orm, change.id, last.person);
  return true;
}

/**
 * Tells all who follow a topic of a change: by letter, or for their next letter of a day or a week. It goes from person
 * to person in transactions of some hundred, and goes on where it was when it is begun again: everybody is told once,
 * however often it runs and wherever it stops.
 */
export async function tellFollowers(services: Services, id: string): Promise<void> {
  const { orm, changes } = services;
  const change = await findChange(orm, id);
  if (!change) return;
  const readTopics = topicReader(changes.topics);
  while (await orm.transaction((tx) => tellSome(services, tx, change, readTopics)));
}
