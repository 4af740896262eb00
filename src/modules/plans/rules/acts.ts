/**
 * The public acts of people in the local exercise; entries name them `plans.<kind>`. What is done to drafts stands in
 * the audit trail alone until the plan is published.
 */
export const actKinds = [
  'secretariat-moved',
  'member-added',
  'member-left',
  'meeting-recorded',
  'plan-opened',
  'plan-changed',
  'plan-moved',
  'commitment-added',
  'commitment-amended',
  'progress-reported',
  'commitment-assessed',
  'commitment-reviewed',
  'commitment-closed',
  'commitment-reopened',
  'evidence-added',
  'evidence-withdrawn',
  'resistance-recorded',
  'resistance-changed',
] as const;
export type ActKind = (typeof actKinds)[number];

/** What an act is done to. */
export const actSubjects = ['secretariat', 'plan', 'commitment'] as const;
export type ActSubject = (typeof actSubjects)[number];
