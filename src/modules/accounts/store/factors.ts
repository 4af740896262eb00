import { and, eq } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { people, personCredentials, personPasskeys, personSecondFactors } from '../schema.ts';
import { passwordProvider } from './own-account.ts';

export type PasskeyRow = typeof personPasskeys.$inferSelect;

/** By what somebody can sign in and confirm who they are. */
export interface SignInMeans {
  email: string;
  /** With a verified address a letter lets them in. */
  emailVerified: boolean;
  password: boolean;
  /** Whether a second factor is asked for. */
  secondFactor: boolean;
  passkeys: number;
  /** Whom the single sign-ons know them as. */
  signOns: readonly { issuer: string; subject: string }[];
}

/** By what a person can sign in; undefined where there is no such person. */
export async function findSignInMeans(orm: Orm, person: string): Promise<SignInMeans | undefined> {
  const [row] = await orm.select().from(people).where(eq(people.id, person));
  if (!row) return undefined;
  const credentials = await orm
    .select()
    .from(personCredentials)
    .where(eq(personCredentials.userId, person))
    .orderBy(personCredentials.createdAt);
  const passkeys = await orm.$count(personPasskeys, eq(personPasskeys.userId, person));
  return {
    ...{ email: row.email, emailVerified: row.emailVerified, secondFactor: row.twoFactorEnabled, passkeys },
    password: credentials.some(({ providerId, password }) => providerId === passwordProvider && password),
    signOns: credentials
      .filter(({ providerId }) => providerId !== passwordProvider)
      .map(({ providerId, accountId }) => ({ issuer: providerId, subject: accountId })),
  };
}

/** The encrypted secret of a second factor that waits for its first code; undefined where none does. */
export async function findPendingSecret(orm: Orm, person: string): Promise<string | undefined> {
  const [row] = await orm
    .select({ secret: personSecondFactors.secret })
    .from(personSecondFactors)
    .where(and(eq(personSecondFactors.userId, person), eq(personSecondFactors.verified, false)));
  return row?.secret;
}

/** A person's passkeys, the first one first. */
export function listPasskeys(orm: Orm, person: string): Promise<PasskeyRow[]> {
  return orm
    .select()
    .from(personPasskeys)
    .where(eq(personPasskeys.userId, person))
    .orderBy(personPasskeys.createdAt, personPasskeys.id);
}

export async function findPasskey(orm: Orm, person: string, id: string): Promise<PasskeyRow | undefined> {
  const mine = and(eq(personPasskeys.id, id), eq(personPasskeys.userId, person));
  const [row] = await orm.select().from(personPasskeys).where(mine);
  return row;
}

/** @returns whether it was there to be named */
export async function renamePasskey(orm: Orm, person: string, id: string, name: string): Promise<boolean> {
  const mine = and(eq(personPasskeys.id, id), eq(personPasskeys.userId, person));
  const named = orm.update(personPasskeys).set({ name }).where(mine).returning({ id: personPasskeys.id });
  return (await named).length > 0;
}

/** @returns whether it was there to be removed */
export async function deletePasskey(orm: Orm, person: string, id: string): Promise<boolean> {
  const mine = and(eq(personPasskeys.id, id), eq(personPasskeys.userId, person));
  return (await orm.delete(personPasskeys).where(mine).returning({ id: personPasskeys.id })).length > 0;
}

/** Whose an identity of a single sign-on is; undefined where it is nobody's. */
export async function findSignOnHolder(
  orm: Orm,
  issuer: string,
  subject: string,
): Promise<string | undefined> {
  const [row] = await orm
    .select({ person: personCredentials.userId })
    .from(personCredentials)
    .where(and(eq(personCredentials.providerId, issuer), eq(personCredentials.accountId, subject)));
  return row?.person;
}

/** Ties an identity of a single sign-on to a person. No token is kept. @returns false where it is somebody's already */
export async function addSignOn(
  orm: Orm,
  row: { id: string; person: string; issuer: string; subject: string; now: Date },
): Promise<boolean> {
  const { id, person, issuer, subject, now } = row;
  const added = await orm
    .insert(personCredentials)
    .values({
      ...{ id, userId: person, providerId: issuer, accountId: subject },
      ...{ createdAt: now, updatedAt: now },
    })
    .onConflictDoNothing()
    .returning({ id: personCredentials.id });
  return added.length > 0;
}

/** @returns whether there was one to be removed */
export async function deleteSignOn(orm: Orm, person: string, issuer: string): Promise<boolean> {
  const mine = and(eq(personCredentials.userId, person), eq(personCredentials.providerId, issuer));
  const gone = await orm.delete(personCredentials).where(mine).returning({ id: personCredentials.id });
  return gone.length > 0;
}
