import { holdPerson } from '#modules/accounts/index.ts';
import type { Person } from '#platform/access/subject.ts';
import type { Services } from '#platform/services.ts';
import { type Frequency, mostFollowed } from '../rules/index.ts';
import {
  type Choice,
  countSubscriptions,
  endSubscriptions,
  findSubscription,
  saveSubscription,
} from '../store/subscriptions.ts';

/*
 * What somebody follows says what they care about: it is no public act, and the audit trail, which staff read, does not
 * hold it either.
 */

/**
 * Lets a person follow a topic that exists, or changes how soon they are told.
 * @returns `full` where they follow as many things as one person can, and nothing was done
 * @throws Problem 403 for somebody whose address is not confirmed
 */
export async function follow(
  { access, orm, now }: Services,
  subject: Person,
  topic: string,
  frequency: Frequency,
): Promise<'followed' | 'changed' | 'full'> {
  const person = subject.id;
  access.require(subject, 'subscriptions.follow', { person });
  return orm.transaction(async (tx) => {
    await holdPerson(tx, person);
    const known = await findSubscription(tx, person, topic);
    if (!known && (await countSubscriptions(tx, person)) >= mostFollowed) return 'full';
    await saveSubscription(tx, { person, topic, frequency, at: now() });
    return known ? 'changed' : 'followed';
  });
}

/**
 * Ends subscriptions of a person: one of theirs by its identifier, or all.
 * @returns how many there were
 */
export async function unfollow({ access, orm }: Services, subject: Person, choice: Choice): Promise<number> {
  const person = subject.id;
  access.require(subject, 'subscriptions.end', { person });
  return (await endSubscriptions(orm, person, choice)).length;
}
