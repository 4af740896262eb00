import type { Placements } from '#platform/database/types.ts';

export * from './schema/commitments.ts';
export * from './schema/plans.ts';
export * from './schema/secretariats.ts';

export const placements: Placements = {
  plan_secretariats: 'reference',
  plan_secretariat_moves: 'reference',
  plan_secretariat_members: 'reference',
  plan_representatives: 'reference',
  plan_invitations: 'reference',
  plan_files: 'reference',
  plan_acts: 'reference',
  plan_secretariat_sessions: 'reference',
  plans: 'reference',
  plan_stages: 'reference',
  plan_changes: 'reference',
  plan_commitments: 'reference',
  plan_milestones: 'reference',
  plan_reports: 'reference',
  plan_evidence: 'reference',
  plan_resistances: 'reference',
  plan_amendments: 'reference',
  plan_links: 'reference',
  plan_notes: 'reference',
  plan_reminders: 'reference',
};
