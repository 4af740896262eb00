import type { Stage } from './terms.ts';

/** What of a commitment decides who may still say something of it, and whether it can be closed or opened again. */
export interface ClosingFacts {
  /** The stage of its plan. */
  stage: Stage;
  closed: boolean;
  /** Whether whoever answers for it has said how far it is. */
  reported: boolean;
}

const underWay: readonly Stage[] = ['implementation', 'evaluation'];

/** Whether a plan is being carried out or evaluated: only then can it be told how far its commitments are. */
export function isUnderWay(stage: Stage): boolean {
  return underWay.includes(stage);
}

/** Why whoever answers for a commitment cannot say how far it is, nor add evidence; undefined where they can. */
export function refuseReport({ stage, closed }: ClosingFacts): 'stage' | 'closed' | undefined {
  if (!isUnderWay(stage)) return 'stage';
  return closed ? 'closed' : undefined;
}

/** Why a commitment cannot be assessed or reviewed. That it is closed silences nobody who follows it. */
export function refuseAssessment({ stage }: ClosingFacts): 'stage' | undefined {
  return isUnderWay(stage) ? undefined : 'stage';
}

/** Why a commitment cannot be closed: nobody closes what the responsible institution has said nothing of. */
export function refuseClosing(facts: ClosingFacts): 'stage' | 'closed' | 'not-reported' | undefined {
  return refuseReport(facts) ?? (facts.reported ? undefined : 'not-reported');
}

/** Why a closed commitment cannot be opened again. In a plan that is closed, the plan is opened again first. */
export function refuseReopening(
  { stage, closed }: ClosingFacts,
  reason: string | null,
): 'not-closed' | 'plan-closed' | 'no-reason' | undefined {
  if (!closed) return 'not-closed';
  if (stage === 'closed') return 'plan-closed';
  return reason === null ? 'no-reason' : undefined;
}

/** Why what stands in the way of a commitment cannot be recorded: its plan is over. */
export function refuseResistance({ stage }: ClosingFacts): 'plan-closed' | undefined {
  return stage === 'closed' ? 'plan-closed' : undefined;
}
