import type { Person } from '#platform/access/subject.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { newId } from '#platform/database/identifier.ts';
import { done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import { plansActions } from '../policies.ts';
import {
  type Completion,
  type Opening,
  refuseAssessment,
  refuseClosing,
  refuseReopening,
  type VoiceConflict,
} from '../rules/index.ts';
import type { CommitmentRow } from '../store/commitments.ts';
import { addAmendment, addReports } from '../store/words.ts';
import { type ActingOnCommitment, recordAct } from './act.ts';
import { actOnSeen, factsOf, refuseVoice, touch } from './words.ts';

/** How somebody who does not answer for a commitment sees it. */
export interface Assessment {
  completion: Completion;
  text: string;
  earlyResult: string | null;
  opening: Opening | null;
}

export type AssessmentRefusal = 'no-commitment' | 'stage' | VoiceConflict;

/** Writes what a voice that is not the officer's said, with its entry in the ledger. */
async function keepAssessment(
  acting: ActingOnCommitment,
  voice: 'counterpart' | 'reviewer',
  { completion, text, earlyResult, opening }: Assessment,
): Promise<void> {
  const { orm, commitment, person, now } = acting;
  const entry = await recordAct(acting, {
    kind: voice === 'counterpart' ? 'commitment-assessed' : 'commitment-reviewed',
    act: { to: completion, opening, sha256: digestOf({ text, earlyResult }) },
  });
  await addReports(orm, [
    {
      ...{ id: newId(), commitment: commitment.id, milestone: null, voice },
      ...{ completion, text, earlyResult, opening, person: person.id, at: now, entry },
    },
  ]);
}

/** Assesses a commitment for the civil-society organisation that follows it. @throws Problem 403 */
export function assess(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  assessment: Assessment,
): Promise<Outcome<null, AssessmentRefusal, CommitmentRow>> {
  return actOnSeen<null, AssessmentRefusal>(services, person, plansActions.assess, at, async (acting) => {
    const { orm, plan, commitment } = acting;
    const why =
      (await refuseVoice(orm, person, commitment, 'counterpart')) ??
      refuseAssessment(await factsOf(orm, plan, commitment));
    if (why) return refused(why);
    await keepAssessment(acting, 'counterpart', assessment);
    await touch(acting);
    return done(null);
  });
}

export type ReviewRefusal = AssessmentRefusal | 'closed' | 'not-reported';

/** Reviews a commitment independently, and closes it with that where this is wished. @throws Problem 403 */
export function review(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  { closes, ...assessment }: Assessment & { closes: boolean },
): Promise<Outcome<null, ReviewRefusal, CommitmentRow>> {
  return actOnSeen<null, ReviewRefusal>(services, person, plansActions.review, at, async (acting) => {
    const { orm, plan, commitment, now } = acting;
    const facts = await factsOf(orm, plan, commitment);
    const why =
      (await refuseVoice(orm, person, commitment, 'reviewer')) ??
      refuseAssessment(facts) ??
      (closes ? refuseClosing(facts) : undefined);
    if (why) return refused(why);
    await keepAssessment(acting, 'reviewer', assessment);
    if (closes) await recordAct(acting, { kind: 'commitment-closed', act: { to: assessment.completion } });
    await touch(acting, closes ? { closedAt: now } : {});
    return done(null);
  });
}

export type ReopeningRefusal = 'no-commitment' | 'not-closed' | 'plan-closed' | 'no-reason' | VoiceConflict;

/** Opens a closed commitment again, with a reason that stays in view. @throws Problem 403 */
export function reopen(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  reason: string,
): Promise<Outcome<null, ReopeningRefusal, CommitmentRow>> {
  return actOnSeen<null, ReopeningRefusal>(services, person, plansActions.review, at, async (acting) => {
    const { orm, plan, commitment, now } = acting;
    const why =
      (await refuseVoice(orm, person, commitment, 'reviewer')) ??
      refuseReopening(await factsOf(orm, plan, commitment), reason);
    if (why) return refused(why);
    const entry = await recordAct(acting, {
      kind: 'commitment-reopened',
      act: { sha256: digestOf({ reason }) },
    });
    await addAmendment(orm, {
      ...{ id: newId(), commitment: commitment.id, milestone: null, field: 'closed_at' },
      ...{
        before: commitment.closedAt && dayAt(commitment.closedAt, zoneOf(commitment.state)),
        after: null,
        reason,
        person: person.id,
        at: now,
        entry,
      },
    });
    await touch(acting, { closedAt: null });
    return done(null);
  });
}
