import { newId } from '../database/identifier.ts';
import type { Orm } from '../database/types.ts';
import type { Services } from '../services.ts';
import type { Letter } from './letter.ts';
import { mailLetters } from './schema.ts';

/**
 * Puts a letter into the queue. Call it in the transaction of what the letter tells of: it goes out if and only if
 * that becomes true.
 */
export async function queueLetter(
  { now }: Pick<Services, 'now'>,
  orm: Orm,
  { kind, to, person, lang, subject, body, list }: Letter,
): Promise<void> {
  const at = now();
  await orm.insert(mailLetters).values({
    id: newId(),
    kind,
    person: person ?? null,
    address: to,
    lang,
    subject,
    body,
    list: list ?? null,
    state: 'waiting',
    attempts: 0,
    createdAt: at,
  });
}
