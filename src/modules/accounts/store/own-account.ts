import { and, eq, type SQL } from 'drizzle-orm';
import { newId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { people, personCredentials, personPasskeys, personSecondFactors, personSessions } from '../schema.ts';

/** An account, with the hash of its password where it has one. */
export interface AccountRow {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  lang: Lang;
  createdAt: Date;
  password: string | null;
}

/** The name that the library gives to a password. */
export const passwordProvider = 'credential';

async function findAccount(orm: Orm, where: SQL): Promise<AccountRow | undefined> {
  const { id, name, email, emailVerified, lang, createdAt } = people;
  const [row] = await orm
    .select({ id, name, email, emailVerified, lang, createdAt, password: personCredentials.password })
    .from(people)
    .leftJoin(
      personCredentials,
      and(eq(personCredentials.userId, people.id), eq(personCredentials.providerId, passwordProvider)),
    )
    .where(where);
  return row;
}

/** The account with an address, in lower case. */
export function findAccountByEmail(orm: Orm, email: string): Promise<AccountRow | undefined> {
  return findAccount(orm, eq(people.email, email));
}

export function findAccountById(orm: Orm, id: string): Promise<AccountRow | undefined> {
  return findAccount(orm, eq(people.id, id));
}

/** Opens an account with a verified address, with a password or none. @returns its identifier; undefined where the address has one already */
export async function insertAccount(
  orm: Orm,
  row: { name: string; email: string; lang: Lang; password: string | null; now: Date },
): Promise<string | undefined> {
  const { name, email, lang, password, now } = row;
  const [made] = await orm
    .insert(people)
    .values({ id: newId(), name, email, emailVerified: true, lang, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning({ id: people.id });
  if (made && password !== null) await setPassword(orm, made.id, password, now);
  return made?.id;
}

/** Gives an account a password, by its hash, in the place of the one it has. */
export async function setPassword(orm: Orm, person: string, password: string, now: Date): Promise<void> {
  await orm
    .insert(personCredentials)
    .values({
      ...{ id: newId(), userId: person, providerId: passwordProvider, accountId: person },
      ...{ password, createdAt: now, updatedAt: now },
    })
    .onConflictDoUpdate({
      target: [personCredentials.providerId, personCredentials.accountId],
      set: { password, updatedAt: now },
    });
}

export async function setName(orm: Orm, person: string, name: string, lang: Lang, now: Date): Promise<void> {
  await orm.update(people).set({ name, lang, updatedAt: now }).where(eq(people.id, person));
}

/**
 * Gives an account another address, which counts as verified.
 * @returns false where it is another account's, also one that took it at this very moment
 */
export async function setAddress(orm: Orm, person: string, email: string, now: Date): Promise<boolean> {
  try {
    // A savepoint: the transaction goes on where the address is taken.
    await orm.transaction((tx) =>
      tx.update(people).set({ email, emailVerified: true, updatedAt: now }).where(eq(people.id, person)),
    );
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

/** Whether the database refused a row because another one is unique (SQLSTATE 23505). */
function isTaken(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code === '23505';
}

/**
 * Marks an account's address as verified and takes away every way into it from before that: whoever set those had not
 * shown that the address is theirs.
 */
export async function verifyAddress(orm: Orm, person: string, now: Date): Promise<void> {
  await orm.delete(personCredentials).where(eq(personCredentials.userId, person));
  await orm.delete(personPasskeys).where(eq(personPasskeys.userId, person));
  await orm.delete(personSecondFactors).where(eq(personSecondFactors.userId, person));
  await orm.delete(personSessions).where(eq(personSessions.userId, person));
  await orm
    .update(people)
    .set({ emailVerified: true, twoFactorEnabled: false, updatedAt: now })
    .where(eq(people.id, person));
}
