import { newId } from '../database/identifier.ts';
import type { Orm } from '../database/types.ts';
import type { Services } from '../services.ts';
import { deliverLetter } from './deliver.ts';
import type { Letter } from './letter.ts';
import { mailLetters } from './schema.ts';

/** One address and nothing else: no second one, no line break, nothing that a mail program reads otherwise. */
const oneAddress = /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()[\]\\,;:"@\p{Cc}]{1,255}$/u;

/** A subject is one line. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/**
 * Puts a letter into the queue. Call it in the transaction of what the letter tells of: it goes out if and only if
 * that becomes true.
 * @throws RangeError for what is not one address, or a list without the person who is on it
 */
export async function queueLetter(
  { now, jobs }: Pick<Services, 'now' | 'jobs'>,
  orm: Orm,
  { kind, to, person, lang, subject, body, list }: Letter,
): Promise<void> {
  if (!oneAddress.test(to)) throw new RangeError('A letter goes to one address');
  if (list !== undefined && person === undefined) throw new RangeError('Only a person can leave a list');
  const id = newId();
  const at = now();
  await orm.insert(mailLetters).values({
    ...{ id, kind, lang, body, address: to, subject: oneLine(subject) },
    ...{ person: person ?? null, list: list ?? null },
    ...{ state: 'waiting', attempts: 0, createdAt: at, dueAt: at },
  });
  await jobs.enqueue(orm, deliverLetter, { letter: id }, { key: id });
}
