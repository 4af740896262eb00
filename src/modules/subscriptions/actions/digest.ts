import { addressesOf } from '#modules/accounts/index.ts';
import type { Change } from '#platform/changes/change.ts';
import { findChanges } from '#platform/changes/store.ts';
import type { Orm } from '#platform/database/types.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { Services } from '#platform/services.ts';
import { lastDelivery } from '../rules/index.ts';
import { type DueNotice, type DueUntil, peopleWithDue, takeDue } from '../store/notices.ts';
import { type DigestPart, digestLetter, type TopicReader, topicReader } from './letters.ts';

/** How many people's letters are written in one transaction. */
const peopleAtOnce = 200;

/** What one person is told, by topic; a change of several topics stands under the first that they followed. */
async function partsOf(
  orm: Orm,
  notices: readonly DueNotice[],
  changes: readonly Change[],
  readTopics: TopicReader,
): Promise<DigestPart[]> {
  const topics = await readTopics(
    orm,
    notices.map(({ topic }) => topic),
  );
  const told = new Set<string>();
  return topics.flatMap((topic) => {
    const ids = notices.flatMap((notice) =>
      notice.topic === topic.topic && !told.has(notice.change) ? [notice.change] : [],
    );
    for (const id of ids) told.add(id);
    const own = changes.filter(({ id }) => ids.includes(id));
    return own.length > 0 ? [{ topic, changes: own }] : [];
  });
}

async function writeLetters(
  services: Services,
  orm: Orm,
  until: DueUntil,
  people: readonly string[],
  readTopics: TopicReader,
): Promise<void> {
  const due = await takeDue(orm, until, people);
  if (due.length === 0) return;
  const changes = await findChanges(orm, [...new Set(due.map(({ change }) => change))]);
  const addresses = await addressesOf(orm, people);
  for (const [person, notices] of Map.groupBy(due, (notice) => notice.person)) {
    const address = addresses.get(person);
    const parts = address ? await partsOf(orm, notices, changes, readTopics) : [];
    if (address && parts.length > 0) {
      await queueLetter(services, orm, digestLetter({ person, address }, parts));
    }
  }
}

/**
 * Writes the letters of days and weeks that are due by now: one to each person, about everything that has waited for
 * it; none where nothing has. Changes leave the records in the transaction that writes the letter, so that however
 * often and in however many processes it runs, each is told once; and a run that comes late tells what an earlier one
 * should have.
 */
export async function sendDigests(services: Services): Promise<void> {
  const { orm, changes, now } = services;
  const at = now();
  const until = { daily: lastDelivery('daily', at), weekly: lastDelivery('weekly', at) };
  const readTopics = topicReader(changes.topics);
  let after: string | undefined;
  for (;;) {
    const people = await peopleWithDue(orm, until, after, peopleAtOnce);
    if (people.length === 0) return;
    await orm.transaction((tx) => writeLetters(services, tx, until, people, readTopics));
    after = people.at(-1);
  }
}
