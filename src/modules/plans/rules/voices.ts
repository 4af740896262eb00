import type { Voice } from './terms.ts';

/** What somebody is to a commitment. */
export interface Standing {
  /** They facilitate the exercise of its state. */
  facilitates: boolean;
  /** They are an officer of an institution that answers for it or helps. */
  officer: boolean;
  /** They speak for the organisation that follows it. */
  represents: boolean;
  /** The voices in which they have already spoken of it. */
  spoke: readonly Voice[];
}

/** Why somebody may not speak of a commitment in a voice. */
export type VoiceConflict = 'facilitator' | 'officer' | 'representative' | 'not-representative' | 'spoke';

/**
 * Why somebody may not speak of a commitment in a voice: nobody has two of the three, neither at once nor one after the
 * other. Undefined where they may.
 */
export function conflictOf(voice: Voice, standing: Standing): VoiceConflict | undefined {
  const { facilitates, officer, represents, spoke } = standing;
  if (voice === 'counterpart' && !represents) return 'not-representative';
  if (voice !== 'officer' && officer) return 'officer';
  if (voice !== 'officer' && facilitates) return 'facilitator';
  if (voice === 'reviewer' && represents) return 'representative';
  return spoke.some((other) => other !== voice) ? 'spoke' : undefined;
}
