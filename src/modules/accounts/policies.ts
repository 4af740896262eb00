import { holders, owners, type Policy, policy, type Rule } from '#platform/access/policy.ts';

/** Those whose role holds in the whole platform: a census speaks of people in every state. */
const administrators: Rule = (subject) =>
  holders('administrator')(subject).filter((area) => area === 'everything');

/** Who may do what about residence, identity and personal data: everyone about themselves, and nobody else. */
export const identityPolicies: readonly Policy[] = [
  policy('accounts.declare-residence', owners()),
  policy('accounts.import-census', administrators),
  policy('accounts.manage-own-data', owners()),
  policy('accounts.verify-identity', owners(1)),
];
