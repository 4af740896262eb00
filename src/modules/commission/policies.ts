import { holders, type Policy, policy } from '#platform/access/policy.ts';

/** What can be done in the name of the Commission, each by its secretary. */
export const commissionActions = {
  enter: 'commission.enter',
  plan: 'commission.keep-work-plan',
  seats: 'commission.keep-seats',
  sessions: 'commission.run-sessions',
  agreements: 'commission.keep-agreements',
  exhortations: 'commission.keep-exhortations',
  covenants: 'commission.keep-covenants',
} as const;

export type CommissionAction = (typeof commissionActions)[keyof typeof commissionActions];

/** Who may do what of the Commission's. */
export const commissionPolicies: readonly Policy[] = Object.values(commissionActions).map((action) =>
  policy(action, holders('commission-secretary')),
);
