import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import { done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import type { PendingDocument } from '#platform/uploads/document.tsx';
import { fileKinds } from '#platform/uploads/kinds.ts';
import { plansActions } from '../policies.ts';
import { refuseReport } from '../rules/index.ts';
import { type CommitmentRow, listMilestones } from '../store/commitments.ts';
import { addEvidence, evidenceOf, withdrawEvidence } from '../store/words.ts';
import { type ActingOnCommitment, recordAct } from './act.ts';
import { actOnSeen, factsOf, touch } from './words.ts';

/** What shows that something was done, as a form brought it. */
export interface NewEvidence {
  title: string;
  /** The day of what it shows. */
  date: string;
  /** What it is: an address elsewhere, or a file. */
  shown: PendingDocument;
  milestone: string | null;
}

export type EvidenceRefusal = 'no-commitment' | 'stage' | 'closed' | 'future' | 'no-milestone';

/** The institution for which somebody acts: the one that answers for the commitment, else one that helps. */
function institutionOf({
  services: { access },
  person,
  commitment,
}: Pick<ActingOnCommitment, 'services' | 'person'> & {
  commitment: CommitmentRow;
}): string | null {
  const { lead, supporting, state } = commitment;
  const own = [lead, ...supporting].find(
    (institution) =>
      institution !== null && access.allows(person, plansActions.evidence, { state, institution }),
  );
  return own ?? null;
}

/** Why a piece of evidence cannot be taken; undefined where it can. */
export async function refuseEvidence(
  { orm, commitment, today }: ActingOnCommitment,
  { date, milestone }: NewEvidence,
): Promise<'future' | 'no-milestone' | undefined> {
  if (date > today) return 'future';
  if (milestone === null) return undefined;
  const own = await listMilestones(orm, [commitment.id]);
  return own.some(({ id }) => id === milestone) ? undefined : 'no-milestone';
}

/** Keeps a piece of evidence, with its entry in the ledger. Whether it can be taken is asked before. */
export async function keepEvidence(
  acting: ActingOnCommitment,
  { title, date, shown, milestone }: NewEvidence,
  report: string | null,
): Promise<void> {
  const id = newId();
  const institution = institutionOf(acting);
  const sha256 = 'file' in shown ? shown.file.sha256 : digestOf({ address: shown.address });
  const entry = await recordAct(acting, {
    kind: 'evidence-added',
    act: { evidence: id, institution, is: 'file' in shown ? 'file' : 'address', sha256 },
  });
  const what =
    'file' in shown
      ? {
          ...{ file: shown.file.bytes, fileName: shown.file.name, bytes: shown.file.bytes.length },
          ...{ contentType: fileKinds[shown.file.kind].contentType, sha256 },
        }
      : { address: shown.address };
  await addEvidence(acting.orm, {
    ...{ id, commitment: acting.commitment.id, milestone, report, title, date, ...what },
    ...{ person: acting.person.id, at: acting.now, entry },
  });
}

/** Adds evidence to a commitment that is under way, for an institution that answers for it or helps. @throws Problem 403 */
export function sendEvidence(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  sent: NewEvidence,
): Promise<Outcome<null, EvidenceRefusal, CommitmentRow>> {
  return actOnSeen<null, EvidenceRefusal>(services, person, plansActions.evidence, at, async (acting) => {
    const facts = await factsOf(acting.orm, acting.plan, acting.commitment);
    const why = refuseReport(facts) ?? (await refuseEvidence(acting, sent));
    if (why) return refused(why);
    await keepEvidence(acting, sent, null);
    await touch(acting);
    return done(null);
  });
}

export type WithdrawalRefusal = 'no-commitment' | 'no-evidence' | 'other-institution' | 'withdrawn';

/**
 * Takes evidence of one's own institution back, whatever has become of the commitment: a file may hold what it should
 * not. @throws Problem 403
 */
export function takeEvidenceBack(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  evidence: string,
  reason: string,
): Promise<Outcome<null, WithdrawalRefusal, CommitmentRow>> {
  return actOnSeen<null, WithdrawalRefusal>(services, person, plansActions.evidence, at, async (acting) => {
    const { orm, commitment, now } = acting;
    const found = (await evidenceOf(orm, commitment.id)).find(({ id }) => id === evidence);
    if (!found) return refused('no-evidence');
    if (!mayWithdraw(services, person, commitment, found)) return refused('other-institution');
    if (found.withdrawn) return refused('withdrawn');
    await withdrawEvidence(orm, evidence, reason, now);
    await recordAct(acting, {
      kind: 'evidence-withdrawn',
      act: { evidence, institution: found.institution, sha256: digestOf({ reason }) },
    });
    await touch(acting);
    return done(null);
  });
}

/** Whether a piece of evidence was sent for an institution of this person's. */
export function mayWithdraw(
  { access }: Pick<Services, 'access'>,
  person: Person,
  { state }: CommitmentRow,
  { institution }: { institution: string | null },
): boolean {
  return institution !== null && access.allows(person, plansActions.evidence, { state, institution });
}
