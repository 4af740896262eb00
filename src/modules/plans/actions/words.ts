import type { Person } from '#platform/access/subject.ts';
import { changedMeanwhile, type Outcome, refused } from '#platform/errors/outcome.ts';
import type { Services } from '#platform/services.ts';
import type { PlansAction } from '../policies.ts';
import type { ClosingFacts, Standing, Voice } from '../rules/index.ts';
import { conflictOf, type VoiceConflict } from '../rules/index.ts';
import { type CommitmentRow, updateCommitment } from '../store/commitments.ts';
import type { PlanRow } from '../store/plans.ts';
import { lastWord, speaksFor, voicesOf } from '../store/words.ts';
import { type ActingOnCommitment, actOnCommitment } from './act.ts';

/**
 * Carries out what somebody does to a public commitment as they saw it: who says something answers to all that was
 * said before. What somebody else did meanwhile is theirs to see first. @throws Problem 403
 */
export function actOnSeen<Done, Refusal extends string>(
  services: Services,
  person: Person,
  action: PlansAction,
  { id, seen }: { id: string; seen: number },
  work: (acting: ActingOnCommitment) => Promise<Outcome<Done, Refusal, CommitmentRow>>,
): Promise<Outcome<Done, Refusal | 'no-commitment', CommitmentRow>> {
  return actOnCommitment<Done, Refusal | 'no-commitment', CommitmentRow>(
    services,
    person,
    action,
    id,
    async (acting) => {
      const { commitment } = acting;
      if (commitment.draft) return refused('no-commitment');
      return commitment.version === seen ? work(acting) : changedMeanwhile(commitment);
    },
  );
}

/** Writes what became of a commitment, and that something was done to it. It is locked. */
export async function touch(
  { orm, commitment, now }: ActingOnCommitment,
  change: Partial<Pick<CommitmentRow, 'completion' | 'lastUpdate' | 'closedAt'>> = {},
): Promise<void> {
  await updateCommitment(orm, commitment.id, commitment.version, { ...change, updatedAt: now });
}

/** What decides what may be done to a commitment now. */
export async function factsOf(
  orm: Services['orm'],
  plan: PlanRow,
  { id, closedAt }: CommitmentRow,
): Promise<ClosingFacts> {
  const reported = (await lastWord(orm, id, 'officer')) !== undefined;
  return { stage: plan.stage, closed: closedAt !== null, reported };
}

/** What somebody is to a commitment. */
export async function standingOf(
  orm: Services['orm'],
  person: Person,
  { id, state, lead, supporting, counterpartMember }: CommitmentRow,
): Promise<Standing> {
  const institutions = [lead, ...supporting];
  return {
    facilitates: person.grants.some(
      ({ role, scope }) => role === 'facilitator' && scope.kind === 'state' && scope.state === state,
    ),
    officer: person.grants.some(
      ({ role, scope }) =>
        role === 'officer' && scope.kind === 'institution' && institutions.includes(scope.institution),
    ),
    represents: counterpartMember !== null && (await speaksFor(orm, counterpartMember, person.id)),
    spoke: await voicesOf(orm, id, person.id),
  };
}

/** Why somebody may not speak of a commitment in a voice; undefined where they may. */
export async function refuseVoice(
  orm: Services['orm'],
  person: Person,
  commitment: CommitmentRow,
  voice: Voice,
): Promise<VoiceConflict | undefined> {
  return conflictOf(voice, await standingOf(orm, person, commitment));
}
