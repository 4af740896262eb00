import { and, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import { auditEvents } from '#platform/audit/schema.ts';
import type { Orm } from '#platform/database/types.ts';
import { mailLetters } from '#platform/mail/schema.ts';
import type { ErasedPerson } from '#platform/module.ts';
import { censusImports, people, personTokens } from '../schema.ts';

const holds = (text: SQL | typeof personTokens.value, part: string) =>
  sql`strpos(lower(${text}), ${part}) > 0`;

/** Deletes an account and, with it, all that belongs to it by a foreign key: sessions, credentials, factors, residence. */
export async function deletePerson(orm: Orm, person: string): Promise<void> {
  await orm.delete(people).where(eq(people.id, person));
}

/** Deletes tokens that wait for a person: those that name the account, and those that name the address. */
export async function deleteTokensOf(orm: Orm, { id, email }: ErasedPerson): Promise<void> {
  const { identifier, value } = personTokens;
  await orm
    .delete(personTokens)
    .where(
      or(...[id, email].flatMap((part) => [holds(sql`${identifier}`, part), holds(sql`${value}`, part)])),
    );
}

/** Deletes letters to a person, delivered or not: those to the account, and those to the address. */
export async function deleteLettersTo(orm: Orm, { id, email }: ErasedPerson): Promise<void> {
  await orm
    .delete(mailLetters)
    .where(or(eq(mailLetters.person, id), sql`lower(${mailLetters.address}) = ${email}`));
}

/** Takes an account out of the audit trail: what was done stays, without who did it and to whom. */
export async function forgetInAuditTrail(orm: Orm, { id, email, name }: ErasedPerson): Promise<void> {
  const theirs = or(eq(auditEvents.actor, id), eq(auditEvents.person, id));
  const named = holds(sql`${auditEvents.detail}::text`, name.toLowerCase());
  await orm.update(auditEvents).set({ detail: {} }).where(and(theirs, named));
  await orm.update(auditEvents).set({ actor: null }).where(eq(auditEvents.actor, id));
  await orm.update(auditEvents).set({ person: null }).where(eq(auditEvents.person, id));
  // No event should hold them elsewhere; what once did is taken out all the same.
  const { target, detail } = auditEvents;
  for (const part of [id, email]) {
    await orm
      .update(auditEvents)
      .set({ target: null })
      .where(holds(sql`${target}`, part));
    await orm
      .update(auditEvents)
      .set({ detail: {} })
      .where(holds(sql`${detail}::text`, part));
  }
}

export async function forgetImporter(orm: Orm, person: string): Promise<void> {
  await orm.update(censusImports).set({ importedBy: null }).where(eq(censusImports.importedBy, person));
}

/**
 * Takes accounts that are no more out of letters and the audit trail: what a request that was already going on has
 * written there after its account was erased.
 */
export async function forgetMissing(orm: Orm): Promise<void> {
  const gone = (column: typeof auditEvents.actor | typeof auditEvents.person | typeof mailLetters.person) =>
    and(isNotNull(column), sql`not exists (select from ${people} where ${people.id} = ${column})`);
  await orm.delete(mailLetters).where(gone(mailLetters.person));
  await orm.update(auditEvents).set({ actor: null }).where(gone(auditEvents.actor));
  await orm.update(auditEvents).set({ person: null }).where(gone(auditEvents.person));
}
