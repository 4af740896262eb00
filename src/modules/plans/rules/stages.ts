import { type SecretariatStatus, type Stage, stages } from './terms.ts';

/** What a plan must have before it may enter a stage; each is checked and shown. */
export const conditions = [
  'secretariat-installed',
  'period',
  'commitment',
  'every-commitment-lead',
  'every-commitment-due',
  'every-commitment-milestone',
  'document',
  'started',
  'every-commitment-reported',
  'every-commitment-reviewed',
] as const;
export type Condition = (typeof conditions)[number];

/** What of a plan decides which stages it may enter. */
export interface PlanFacts {
  stage: Stage;
  secretariat: SecretariatStatus;
  /** First day of the plan; null where none is set. */
  from: string | null;
  to: string | null;
  commitments: readonly {
    lead: string | null;
    dueOn: string | null;
    milestones: number;
    reported: boolean;
    reviewed: boolean;
  }[];
}

/** What comes with the wish to enter a stage. */
export interface Entering {
  /** Address of the document that shows it. */
  document: string | null;
  /** The day of today, in the state. */
  today: string;
}

const required: Readonly<Record<Stage, readonly Condition[]>> = {
  diagnosis: ['secretariat-installed'],
  prioritisation: ['secretariat-installed', 'document'],
  'co-creation': ['secretariat-installed', 'document'],
  published: ['period', 'commitment', 'every-commitment-lead', 'every-commitment-due', 'document'],
  implementation: ['period', 'commitment', 'every-commitment-milestone', 'started'],
  evaluation: ['commitment', 'every-commitment-reported'],
  closed: ['commitment', 'every-commitment-reviewed', 'document'],
};

function holds(condition: Condition, plan: PlanFacts, { document, today }: Entering): boolean {
  const every = (test: (commitment: PlanFacts['commitments'][number]) => boolean) =>
    plan.commitments.every(test);
  switch (condition) {
    case 'secretariat-installed':
      return plan.secretariat === 'installed' || plan.secretariat === 'renewal';
    case 'period':
      return plan.from !== null && plan.to !== null && plan.from <= plan.to;
    case 'commitment':
      return plan.commitments.length > 0;
    case 'every-commitment-lead':
      return every(({ lead }) => lead !== null);
    case 'every-commitment-due':
      return every(({ dueOn }) => dueOn !== null);
    case 'every-commitment-milestone':
      return every(({ milestones }) => milestones > 0);
    case 'document':
      return document !== null;
    case 'started':
      return plan.from !== null && plan.from <= today;
    case 'every-commitment-reported':
      return every(({ reported }) => reported);
    case 'every-commitment-reviewed':
      return every(({ reviewed }) => reviewed);
  }
}

/**
 * The stages a plan may be moved to: the next one, and back to the one before where something was missed. A closed
 * plan is opened again for evaluation only; what comes after it is the state's next plan.
 */
export function movesFrom(stage: Stage): readonly Stage[] {
  const at = stages.indexOf(stage);
  return [stages[at + 1], stages[at - 1]].filter((other) => other !== undefined);
}

/** Whether a move goes back, which needs a reason that stays in view. */
export function isStepBack(from: Stage, to: Stage): boolean {
  return stages.indexOf(to) < stages.indexOf(from);
}

/** The conditions of entering a stage, each with whether it holds. Going back has none but its reason. */
export function entryConditions(
  plan: PlanFacts,
  to: Stage,
  entering: Entering,
): { condition: Condition; holds: boolean }[] {
  if (isStepBack(plan.stage, to)) return [];
  return required[to].map((condition) => ({ condition, holds: holds(condition, plan, entering) }));
}

/** Why a plan cannot be moved to a stage: not from here, for conditions that do not hold, or for want of a reason. */
export type MoveRefusal =
  | { why: 'no-such-move' }
  | { why: 'conditions'; conditions: Condition[] }
  | { why: 'reason' };

/** Whether a plan may be moved; undefined where it may. */
export function refuseMove(
  plan: PlanFacts,
  to: Stage,
  entering: Entering & { reason: string | null },
): MoveRefusal | undefined {
  if (!movesFrom(plan.stage).includes(to)) return { why: 'no-such-move' };
  if (isStepBack(plan.stage, to)) return entering.reason === null ? { why: 'reason' } : undefined;
  const missing = entryConditions(plan, to, entering).filter((one) => !one.holds);
  return missing.length > 0
    ? { why: 'conditions', conditions: missing.map(({ condition }) => condition) }
    : undefined;
}
