import { and, asc, eq, gt, isNotNull, isNull, lte } from 'drizzle-orm';
import { holdsAt } from '#platform/access/grants.ts';
import { accessGrants } from '#platform/access/schema.ts';
import type { Orm } from '#platform/database/types.ts';
import { invitations, representatives } from '../schema.ts';

export type RepresentativeRow = typeof representatives.$inferSelect;
export type InvitationRow = typeof invitations.$inferSelect;

/** Whoever speaks for the organisations of a state now, the first first. */
export function listRepresentatives(orm: Orm, state: string): Promise<RepresentativeRow[]> {
  return orm
    .select()
    .from(representatives)
    .where(
      and(
        eq(representatives.state, state),
        isNull(representatives.endedAt),
        isNotNull(representatives.person),
      ),
    )
    .orderBy(asc(representatives.since), asc(representatives.id));
}

/** For which organisations a person speaks now. */
export function voicesOf(orm: Orm, person: string): Promise<RepresentativeRow[]> {
  return orm
    .select()
    .from(representatives)
    .where(and(eq(representatives.person, person), isNull(representatives.endedAt)))
    .orderBy(asc(representatives.since), asc(representatives.id));
}

/** Lets a person speak for an organisation; nothing changes where they do already. */
export async function addRepresentative(orm: Orm, row: typeof representatives.$inferInsert): Promise<void> {
  await orm.insert(representatives).values(row).onConflictDoNothing();
}

/** Ends that somebody speaks for an organisation of a state; undefined where nobody goes on to. */
export async function endRepresentative(
  orm: Orm,
  state: string,
  id: string,
  now: Date,
): Promise<RepresentativeRow | undefined> {
  const [row] = await orm
    .update(representatives)
    .set({ endedAt: now })
    .where(and(eq(representatives.id, id), eq(representatives.state, state), isNull(representatives.endedAt)))
    .returning();
  return row;
}

/** Ends that anybody speaks for an organisation, and takes back who was asked to. @returns who spoke for it */
export async function endVoicesOf(orm: Orm, member: string, now: Date): Promise<RepresentativeRow[]> {
  await orm
    .update(invitations)
    .set({ email: null, endedAt: now, endedHow: 'withdrawn' })
    .where(and(eq(invitations.member, member), isNull(invitations.endedAt)));
  return orm
    .update(representatives)
    .set({ endedAt: now })
    .where(and(eq(representatives.member, member), isNull(representatives.endedAt)))
    .returning();
}

/** The invitations of a state that can still be accepted, in the order in which they were sent. */
export function pendingInvitations(orm: Orm, state: string, now: Date): Promise<InvitationRow[]> {
  return orm
    .select()
    .from(invitations)
    .where(and(eq(invitations.state, state), isNull(invitations.endedAt), gt(invitations.expiresAt, now)))
    .orderBy(asc(invitations.at), asc(invitations.id));
}

export async function addInvitation(orm: Orm, row: typeof invitations.$inferInsert): Promise<void> {
  await orm.insert(invitations).values(row);
}

/** The invitation of a token, by the token's hash. */
export async function findInvitation(orm: Orm, token: string): Promise<InvitationRow | undefined> {
  const [row] = await orm.select().from(invitations).where(eq(invitations.token, token));
  return row;
}

/** The same, changed by nobody else until the transaction ends. */
export async function lockInvitation(orm: Orm, token: string): Promise<InvitationRow | undefined> {
  const [row] = await orm.select().from(invitations).where(eq(invitations.token, token)).for('update');
  return row;
}

/** Ends an invitation and forgets where it was sent; false where it was over already. */
export async function endInvitation(
  orm: Orm,
  state: string,
  id: string,
  endedHow: 'accepted' | 'withdrawn',
  now: Date,
): Promise<boolean> {
  const ended = await orm
    .update(invitations)
    .set({ email: null, endedAt: now, endedHow })
    .where(and(eq(invitations.id, id), eq(invitations.state, state), isNull(invitations.endedAt)))
    .returning({ id: invitations.id });
  return ended.length > 0;
}

/** Forgets where the invitations were sent that nobody answered in time; that they were sent stays. */
export async function forgetExpired(orm: Orm, now: Date): Promise<void> {
  await orm
    .update(invitations)
    .set({ email: null })
    .where(and(isNull(invitations.endedAt), lte(invitations.expiresAt, now), isNotNull(invitations.email)));
}

/** The role with which a person speaks in a state, as it holds now; undefined where they have it not. */
export async function counterpartGrant(
  orm: Orm,
  person: string,
  state: string,
  now: Date,
): Promise<string | undefined> {
  const [row] = await orm
    .select({ id: accessGrants.id })
    .from(accessGrants)
    .where(
      and(
        ...[eq(accessGrants.person, person), eq(accessGrants.role, 'counterpart')],
        ...[eq(accessGrants.scopeKind, 'state'), eq(accessGrants.state, state), holdsAt(now)],
      ),
    );
  return row?.id;
}
