import { isId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Unsubscription } from '#platform/mail/unsubscribe.ts';
import { type Choice, chosenSubscriptions, endSubscriptions } from '../store/subscriptions.ts';

/** The lists of letters that belong to no single subscription: all letters of days and weeks, all letters at once. */
export const digestList = 'digests';
export const atOnceList = 'at-once';

/** What a letter's list stands for; undefined for a list of somebody else's letters. */
function choiceOf(list: string): Choice | undefined {
  if (list === digestList) return { frequencies: ['daily', 'weekly'] };
  if (list === atOnceList) return { frequencies: ['at-once'] };
  return isId(list) ? { id: list } : undefined;
}

/** The topics that a letter's link would end now. */
export async function topicsOfList(orm: Orm, { list, person }: Unsubscription): Promise<string[]> {
  const choice = choiceOf(list);
  return choice ? (await chosenSubscriptions(orm, person, choice)).map(({ topic }) => topic) : [];
}

/** Ends what a letter's link is for, and nothing else. Done twice, it does nothing more. */
export async function leaveList(orm: Orm, { list, person }: Unsubscription): Promise<void> {
  const choice = choiceOf(list);
  if (choice) await endSubscriptions(orm, person, choice);
}
