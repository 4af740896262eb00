import { and, eq, inArray } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { people } from '../schema.ts';

/** Where a person's letters go, and in which language they are written. */
export interface PersonAddress {
  email: string;
  lang: Lang;
}

/** The addresses of some people, by account. Whoever has not confirmed theirs gets no letters and is left out. */
export async function addressesOf(
  orm: Orm,
  persons: readonly string[],
): Promise<ReadonlyMap<string, PersonAddress>> {
  const rows = await orm
    .select({ id: people.id, email: people.email, lang: people.lang })
    .from(people)
    .where(and(inArray(people.id, [...persons]), eq(people.emailVerified, true)));
  return new Map(rows.map(({ id, email, lang }) => [id, { email, lang }]));
}
