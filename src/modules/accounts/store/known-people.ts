import { and, eq, exists, inArray, type SQLWrapper, sql } from 'drizzle-orm';
import type { Assurance } from '#platform/access/subject.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { people, personIdentities, personPasskeys, personSecondFactors, personSessions } from '../schema.ts';

/** What those who give roles know of a person with an account. */
export interface KnownPerson {
  id: string;
  name: string;
  email: string;
  lang: Lang;
  assurance: Assurance;
  /** Whether they have set up a second factor, without which no role has effect. */
  secondFactor: boolean;
  createdAt: Date;
}

const { id, name, email, lang, createdAt, emailVerified } = people;

function selectPeople(orm: Orm) {
  const there = (query: SQLWrapper) => sql<boolean>`${exists(query)}`;
  const one = { one: sql`1` };
  return orm
    .select({
      ...{ id, name, email, lang, createdAt, emailVerified },
      verified: there(orm.select(one).from(personIdentities).where(eq(personIdentities.person, id))),
      passkey: there(orm.select(one).from(personPasskeys).where(eq(personPasskeys.userId, id))),
      code: there(
        orm
          .select(one)
          .from(personSecondFactors)
          .where(and(eq(personSecondFactors.userId, id), eq(personSecondFactors.verified, true))),
      ),
    })
    .from(people);
}

interface Row extends Omit<KnownPerson, 'assurance' | 'secondFactor'> {
  emailVerified: boolean;
  verified: boolean;
  passkey: boolean;
  code: boolean;
}

function knownPerson({ emailVerified, verified, passkey, code, ...row }: Row): KnownPerson {
  return { ...row, assurance: verified ? 2 : emailVerified ? 1 : 0, secondFactor: passkey || code };
}

/** The person with an e-mail address, written in any case; undefined where there is none. */
export async function findPersonByEmail(orm: Orm, address: string): Promise<KnownPerson | undefined> {
  const [row] = await selectPeople(orm).where(eq(people.email, address.trim().toLowerCase()));
  return row && knownPerson(row);
}

/** Those of these people who have an account, by identifier. */
export async function findPeople(
  orm: Orm,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownPerson>> {
  if (ids.length === 0) return new Map();
  const rows = await selectPeople(orm).where(inArray(id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, knownPerson(row)]));
}

/** Ends all sessions of a person. @returns how many there were */
export async function endSessionsOf(orm: Orm, person: string): Promise<number> {
  const ended = await orm
    .delete(personSessions)
    .where(eq(personSessions.userId, person))
    .returning({ id: personSessions.id });
  return ended.length;
}
