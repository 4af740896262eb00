import { holders, type Policy, policy } from '#platform/access/policy.ts';
import { grantPolicies } from '#platform/access/roles.ts';
import { roles } from '#platform/access/subject.ts';
import { loadData } from './actions/data-sets.ts';
import { findPersonAction } from './actions/grants.ts';
import { retryJob, seeJobs } from './actions/jobs.ts';
import { signOutAction } from './actions/people.ts';
import { settingsAction } from './actions/settings.ts';

/** Who may do what in the staff area. */
export const administrationPolicies: readonly Policy[] = [
  policy('administration.enter', holders(...roles)),
  policy('administration.grants', holders('administrator', 'commission-secretary', 'facilitator')),
  ...grantPolicies,
  policy(loadData, holders('administrator')),
  policy(seeJobs, holders('administrator')),
  policy(retryJob, holders('administrator')),
  policy(findPersonAction, holders('administrator')),
  policy(signOutAction, holders('administrator')),
  policy('administration.read-audit', holders('administrator', 'facilitator')),
  policy(settingsAction, holders('administrator')),
];
