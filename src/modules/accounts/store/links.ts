import { and, eq, gt, lt, or, sql } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { personLinks } from '../schema.ts';

/** A link in a letter that waits to be opened. */
export type LinkRow = typeof personLinks.$inferSelect;
export type LinkPurpose = LinkRow['purpose'];

export async function insertLink(orm: Orm, link: LinkRow): Promise<void> {
  await orm.insert(personLinks).values(link);
}

function waiting(purpose: LinkPurpose, tokenHash: string, now: Date) {
  return and(
    eq(personLinks.tokenHash, tokenHash),
    eq(personLinks.purpose, purpose),
    gt(personLinks.expiresAt, now),
  );
}

/** A link that can still be used; undefined where there is none. */
export async function findLink(
  orm: Orm,
  purpose: LinkPurpose,
  tokenHash: string,
  now: Date,
): Promise<LinkRow | undefined> {
  const [link] = await orm
    .select()
    .from(personLinks)
    .where(waiting(purpose, tokenHash, now));
  return link;
}

/** Any number will do, as long as every version of Tequio takes the same one. */
const addressLock = 7_483_650;

/**
 * Lets one transaction at a time use links of an address. Each of two that use different links of one would otherwise
 * hold its own and wait for the other's.
 */
async function holdAddress(orm: Orm, email: string): Promise<void> {
  await orm.execute(sql`select pg_advisory_xact_lock(${addressLock}, hashtext(${email}))`);
}

/**
 * Uses a link up, and with it all others of its purpose for the same account and address. Of several who use it at the
 * same time one is given it.
 */
export async function takeLink(
  orm: Orm,
  purpose: LinkPurpose,
  tokenHash: string,
  now: Date,
): Promise<LinkRow | undefined> {
  const found = await findLink(orm, purpose, tokenHash, now);
  if (!found) return undefined;
  await holdAddress(orm, found.email);
  const [link] = await orm
    .delete(personLinks)
    .where(waiting(purpose, tokenHash, now))
    .returning();
  if (!link) return undefined;
  const same = link.person === null ? eq(personLinks.email, link.email) : eq(personLinks.person, link.person);
  await orm.delete(personLinks).where(and(eq(personLinks.purpose, purpose), same));
  return link;
}

/** Makes all links void that are for a person or that came to their address. */
export async function voidLinks(orm: Orm, person: string, email: string): Promise<void> {
  await orm.delete(personLinks).where(or(eq(personLinks.person, person), eq(personLinks.email, email)));
}

/** Forgets links whose time is over, and with them sign-ups that nobody confirmed. */
export async function forgetOldLinks(orm: Orm, now: Date): Promise<void> {
  await orm.delete(personLinks).where(lt(personLinks.expiresAt, now));
}
