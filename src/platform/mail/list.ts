import { and, count, desc, eq, sql } from 'drizzle-orm';
import type { Orm } from '../database/types.ts';
import { type LetterState, mailLetters } from './schema.ts';

/** Which letters are asked for; what is left out asks for all. */
export interface LetterFilter {
  state: LetterState | undefined;
  kind: string | undefined;
}

function matching({ state, kind }: LetterFilter) {
  return and(
    state === undefined ? undefined : eq(mailLetters.state, state),
    kind === undefined ? undefined : eq(mailLetters.kind, kind),
  );
}

/** How many letters of each kind are in each state. */
export function countLetters(orm: Orm): Promise<{ state: LetterState; kind: string; count: number }[]> {
  return orm
    .select({ state: mailLetters.state, kind: mailLetters.kind, count: count() })
    .from(mailLetters)
    .groupBy(mailLetters.state, mailLetters.kind)
    .orderBy(mailLetters.kind);
}

/** Letters without what they say, the newest first. */
export function listLetters(
  orm: Orm,
  filter: LetterFilter,
  { limit, offset }: { limit: number; offset: number },
) {
  const { id, kind, address, lang, state, attempts, fault, createdAt, dueAt, endedAt } = mailLetters;
  return orm
    .select({
      ...{ id, kind, address, lang, state, attempts, fault, createdAt, dueAt, endedAt },
      /** Whether its words are still there, so that it can be sent. */
      whole: sql<boolean>`jsonb_array_length(${mailLetters.body}) > 0`,
    })
    .from(mailLetters)
    .where(matching(filter))
    .orderBy(desc(mailLetters.id))
    .limit(limit)
    .offset(offset);
}

export type ListedLetter = Awaited<ReturnType<typeof listLetters>>[number];
