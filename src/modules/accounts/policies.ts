import { holders, owners, type Policy, policy, type Rule } from '#platform/access/policy.ts';

/** Those whose role holds in the whole platform: a census speaks of people in every state. */
const administrators: Rule = (subject) =>
  holders('administrator')(subject).filter((area) => area === 'everything');

/** Who may do what about accounts, residence, identity and personal data: everyone about themselves, and nobody else. */
export const accountPolicies: readonly Policy[] = [
  policy('accounts.own', owners()),
  policy('accounts.declare-residence', owners()),
  policy('accounts.import-census', administrators),
  policy('accounts.manage-own-data', owners()),
  policy('accounts.verify-identity', owners(1)),
];
