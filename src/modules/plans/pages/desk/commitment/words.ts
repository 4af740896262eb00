import type { ReopeningRefusal, ReviewRefusal } from '../../../actions/assessments.ts';
import type { EvidenceRefusal, WithdrawalRefusal } from '../../../actions/evidence.ts';
import type { ProgressRefusal } from '../../../actions/progress.ts';
import type { ResistanceRefusal } from '../../../actions/resistances.ts';

/** Everything that may stand against what somebody does to a commitment; each has its sentence. */
export type RefusalWord = Exclude<
  | ProgressRefusal
  | EvidenceRefusal
  | WithdrawalRefusal
  | ResistanceRefusal
  | ReviewRefusal
  | ReopeningRefusal,
  'no-commitment'
>;
