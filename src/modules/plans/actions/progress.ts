import type { Person } from '#platform/access/subject.ts';
import { newId } from '#platform/database/identifier.ts';
import { done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { digestOf } from '#platform/ledger/digest.ts';
import type { Services } from '#platform/services.ts';
import { plansActions } from '../policies.ts';
import { type Completion, refuseReport, type VoiceConflict } from '../rules/index.ts';
import { type CommitmentRow, listMilestones } from '../store/commitments.ts';
import { addReports, hasEvidence, setMilestoneCompletion } from '../store/words.ts';
import { recordAct } from './act.ts';
import { type EvidenceRefusal, keepEvidence, type NewEvidence, refuseEvidence } from './evidence.ts';
import { actOnSeen, factsOf, refuseVoice, touch } from './words.ts';

/** How far a commitment is, as whoever answers for it says. */
export interface ProgressWord {
  completion: Completion;
  text: string;
  earlyResult: string | null;
  /** How far its milestones are, by identifier; those that are left out stay as they were. */
  milestones: ReadonlyMap<string, Completion>;
  evidence: NewEvidence | null;
}

export type ProgressRefusal = EvidenceRefusal | VoiceConflict | 'no-proof';

/**
 * Says how far a commitment and its milestones are, for the institution that answers for it. That it is complete is
 * shown by evidence. @throws Problem 403
 */
export function reportProgress(
  services: Services,
  person: Person,
  at: { id: string; seen: number },
  word: ProgressWord,
): Promise<Outcome<null, ProgressRefusal, CommitmentRow>> {
  return actOnSeen<null, ProgressRefusal>(services, person, plansActions.report, at, async (acting) => {
    const { orm, plan, commitment, now } = acting;
    const { completion, text, earlyResult, evidence } = word;
    const why =
      refuseReport(await factsOf(orm, plan, commitment)) ??
      (await refuseVoice(orm, person, commitment, 'officer')) ??
      (evidence ? await refuseEvidence(acting, evidence) : undefined);
    if (why) return refused(why);
    if (completion === 'complete' && !evidence && !(await hasEvidence(orm, commitment.id)))
      return refused('no-proof');
    const changed = (await listMilestones(orm, [commitment.id])).flatMap(
      ({ id, number, completion: before }) => {
        const to = word.milestones.get(id);
        return to === undefined || to === before ? [] : [{ id, number, to }];
      },
    );
    const entry = await recordAct(acting, {
      kind: 'progress-reported',
      act: {
        to: completion,
        milestones: changed.map(({ number, to }) => ({ number, to })),
        sha256: digestOf({ text, earlyResult }),
      },
    });
    const said = { commitment: commitment.id, voice: 'officer' as const, person: person.id, at: now, entry };
    const report = newId();
    await addReports(orm, [
      { ...said, id: report, milestone: null, completion, text, earlyResult, opening: null },
      ...changed.map(({ id, to }) => ({
        ...{ ...said, id: newId(), milestone: id, completion: to, text },
        ...{ earlyResult: null, opening: null },
      })),
    ]);
    for (const { id, to } of changed) await setMilestoneCompletion(orm, id, to);
    if (evidence) await keepEvidence(acting, evidence, report);
    await touch(acting, { completion, lastUpdate: now });
    return done(null);
  });
}
