import { and, eq, isNull, or } from 'drizzle-orm';
import { findPeople } from '#modules/accounts/index.ts';
import type { Orm } from '#platform/database/types.ts';
import type { ErasedPerson } from '#platform/module.ts';
import { amendments, evidence, invitations, planFiles, reports, representatives } from '../schema.ts';

/** All that the exercise keeps of a person: what they said, sent and changed, and for whom they speak. */
export async function personalDataOf(orm: Orm, person: string): Promise<Readonly<Record<string, unknown>>> {
  const said = await orm.select().from(reports).where(eq(reports.person, person));
  const shown = await orm
    .select({
      ...{ id: evidence.id, commitment: evidence.commitment, title: evidence.title, at: evidence.at },
      ...{ address: evidence.address, fileName: evidence.fileName, sha256: evidence.sha256 },
      withdrawnAt: evidence.withdrawnAt,
    })
    .from(evidence)
    .where(eq(evidence.person, person));
  const changed = await orm.select().from(amendments).where(eq(amendments.person, person));
  const sent = await orm
    .select({
      ...{ id: planFiles.id, state: planFiles.state, fileName: planFiles.fileName },
      ...{ sha256: planFiles.sha256, at: planFiles.at },
    })
    .from(planFiles)
    .where(eq(planFiles.person, person));
  const spoke = await orm.select().from(representatives).where(eq(representatives.person, person));
  const invited = await orm
    .select({
      ...{ id: invitations.id, member: invitations.member, state: invitations.state },
      ...{ at: invitations.at, endedAt: invitations.endedAt, endedHow: invitations.endedHow },
    })
    .from(invitations)
    .where(eq(invitations.invitedBy, person));
  const email = (await findPeople(orm, [person])).get(person)?.email;
  const received =
    email === undefined
      ? []
      : await orm
          .select({ state: invitations.state, member: invitations.member, at: invitations.at })
          .from(invitations)
          .where(eq(invitations.email, email));
  const nobody = <T extends { person: string | null }>(rows: T[]) => rows.map(({ person: _, ...row }) => row);
  return {
    planReports: nobody(said),
    planEvidence: shown,
    planAmendments: nobody(changed),
    planDocuments: sent,
    planRepresentations: nobody(spoke),
    planInvitationsSent: invited,
    planInvitationsReceived: received,
  };
}

/**
 * Takes a person out of the exercise, in the transaction that erases their account. What they said for an institution or
 * an organisation stays; they speak for nobody any more, and the invitations to them and by them are taken back.
 */
export async function eraseFromPlans(orm: Orm, { id, email }: ErasedPerson, now: Date): Promise<void> {
  await orm.update(reports).set({ person: null }).where(eq(reports.person, id));
  await orm.update(evidence).set({ person: null }).where(eq(evidence.person, id));
  await orm.update(amendments).set({ person: null }).where(eq(amendments.person, id));
  await orm.update(planFiles).set({ person: null }).where(eq(planFiles.person, id));
  await orm
    .update(representatives)
    .set({ endedAt: now })
    .where(and(eq(representatives.person, id), isNull(representatives.endedAt)));
  await orm.update(representatives).set({ person: null }).where(eq(representatives.person, id));
  await orm
    .update(invitations)
    .set({ email: null, endedAt: now, endedHow: 'withdrawn' })
    .where(
      and(
        isNull(invitations.endedAt),
        or(eq(invitations.email, email.toLowerCase()), eq(invitations.invitedBy, id)),
      ),
    );
  await orm.update(invitations).set({ invitedBy: null }).where(eq(invitations.invitedBy, id));
}
