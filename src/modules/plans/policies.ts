import { holders, owners, type Policy, policy } from '#platform/access/policy.ts';

/** What people do in the local exercise. What each may do to one record is asked with the record itself. */
export const plansActions = {
  /** To see the desk at all. */
  enter: 'plans.enter',
  /** To keep the record of a state's secretariat. */
  secretariat: 'plans.keep-secretariat',
  /** To open plans, write their commitments and move their stages. */
  plan: 'plans.keep-plan',
  /** To say how far a commitment is, for the institution that answers for it. */
  report: 'plans.report-progress',
  /** To add evidence: whoever answers for a commitment or helps with it. */
  evidence: 'plans.add-evidence',
  /** To say what stands in its way. */
  resistances: 'plans.keep-resistances',
  /** To change what was promised in public. */
  amend: 'plans.amend',
  /** To assess it for the civil-society organisation that follows it. */
  assess: 'plans.assess',
  /** To review it independently, and close it. */
  review: 'plans.review',
  /** To accept an invitation to speak for an organisation: whoever has it, for themselves. */
  accept: 'plans.accept-invitation',
} as const;

export type PlansAction = (typeof plansActions)[keyof typeof plansActions];

export const plansPolicies: readonly Policy[] = [
  policy(
    plansActions.enter,
    holders('facilitator', 'officer', 'counterpart', 'reviewer', 'commission-secretary'),
  ),
  policy(plansActions.secretariat, holders('facilitator', 'commission-secretary')),
  policy(plansActions.plan, holders('facilitator')),
  policy(plansActions.report, holders('officer')),
  policy(plansActions.evidence, holders('officer')),
  policy(plansActions.resistances, holders('officer', 'facilitator')),
  policy(plansActions.amend, holders('officer', 'facilitator')),
  policy(plansActions.assess, holders('counterpart')),
  policy(plansActions.review, holders('reviewer')),
  policy(plansActions.accept, owners(1)),
];
