import { asc, eq, or, sql } from 'drizzle-orm';
import { accessGrants } from '#platform/access/schema.ts';
import { auditEvents } from '#platform/audit/schema.ts';
import type { Orm } from '#platform/database/types.ts';
import { ledgerEntries, ledgerPersonActs, pendingEntries } from '#platform/ledger/schema.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import {
  people,
  personCredentials,
  personIdentities,
  personPasskeys,
  personResidences,
  personSecondFactors,
  personSessions,
} from '../schema.ts';

/** How many entries of the public ledger speak of a person, by kind. */
export async function countActsByKind(orm: Orm, person: string): Promise<Map<string, number>> {
  const kind = sql<string>`coalesce(${ledgerEntries.kind}, ${pendingEntries.kind})`;
  const rows = await orm
    .select({ kind, count: sql<number>`count(*)::int` })
    .from(ledgerPersonActs)
    .leftJoin(ledgerEntries, eq(ledgerEntries.id, ledgerPersonActs.entry))
    .leftJoin(pendingEntries, eq(pendingEntries.id, ledgerPersonActs.entry))
    .where(eq(ledgerPersonActs.person, person))
    .groupBy(kind)
    .orderBy(kind);
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}

async function accountOf(orm: Orm, person: string) {
  const [account] = await orm
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      emailVerified: people.emailVerified,
      lang: people.lang,
      createdAt: people.createdAt,
      updatedAt: people.updatedAt,
    })
    .from(people)
    .where(eq(people.id, person));
  return account;
}

/** How somebody signs in, and where they are signed in now: neither hashes, nor keys, nor tokens. */
async function accessOf(orm: Orm, person: string) {
  return {
    credentials: await orm
      .select({
        provider: personCredentials.providerId,
        subject: personCredentials.accountId,
        createdAt: personCredentials.createdAt,
        updatedAt: personCredentials.updatedAt,
      })
      .from(personCredentials)
      .where(eq(personCredentials.userId, person)),
    sessions: await orm
      .select({
        id: personSessions.id,
        userAgent: personSessions.userAgent,
        secondFactor: personSessions.secondFactor,
        createdAt: personSessions.createdAt,
        expiresAt: personSessions.expiresAt,
      })
      .from(personSessions)
      .where(eq(personSessions.userId, person)),
    secondFactors: await orm
      .select({ id: personSecondFactors.id, verified: personSecondFactors.verified })
      .from(personSecondFactors)
      .where(eq(personSecondFactors.userId, person)),
    passkeys: await orm
      .select({ id: personPasskeys.id, name: personPasskeys.name, createdAt: personPasskeys.createdAt })
      .from(personPasskeys)
      .where(eq(personPasskeys.userId, person)),
  };
}

async function standingOf(orm: Orm, person: string) {
  const [residence] = await orm.select().from(personResidences).where(eq(personResidences.person, person));
  const [identity] = await orm.select().from(personIdentities).where(eq(personIdentities.person, person));
  return { residence: residence ?? null, identity: identity ?? null };
}

/** What modules and the platform's parts keep of a person by the account's identifier. */
export async function personalDataOf(orm: Orm, person: string) {
  const account = await accountOf(orm, person);
  if (!account) return {};
  return {
    account,
    ...(await accessOf(orm, person)),
    ...(await standingOf(orm, person)),
    grants: await orm
      .select()
      .from(accessGrants)
      .where(eq(accessGrants.person, person))
      .orderBy(asc(accessGrants.id)),
    publicActs: await orm
      .select({ entry: ledgerPersonActs.entry, salt: ledgerPersonActs.salt })
      .from(ledgerPersonActs)
      .where(eq(ledgerPersonActs.person, person))
      .orderBy(asc(ledgerPersonActs.entry)),
    letters: await orm
      .select({
        kind: mailLetters.kind,
        address: mailLetters.address,
        lang: mailLetters.lang,
        subject: mailLetters.subject,
        state: mailLetters.state,
        createdAt: mailLetters.createdAt,
        endedAt: mailLetters.endedAt,
      })
      .from(mailLetters)
      .where(or(eq(mailLetters.person, person), eq(mailLetters.address, account.email)))
      .orderBy(asc(mailLetters.id)),
    auditTrail: await orm
      .select({
        at: auditEvents.at,
        action: auditEvents.action,
        origin: auditEvents.origin,
        target: auditEvents.target,
        // Who else acted is not this person's to know.
        byYou: sql<boolean>`coalesce(${auditEvents.actor} = ${person}, false)`,
        aboutYou: sql<boolean>`coalesce(${auditEvents.person} = ${person}, false)`,
      })
      .from(auditEvents)
      .where(or(eq(auditEvents.actor, person), eq(auditEvents.person, person)))
      .orderBy(asc(auditEvents.id)),
  };
}
