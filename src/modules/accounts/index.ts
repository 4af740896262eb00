import type { Module } from '#platform/module.ts';
import { eraseFromAccounts } from './actions/erase.ts';
import { forgetOld } from './actions/forget-old.ts';
import { authenticate } from './authenticate.ts';
import { forgetErasedJob } from './forget-erased.ts';
import { identityLedgerKinds } from './ledger.ts';
import { forms, pages } from './pages/index.ts';
import { accountPolicies } from './policies.ts';
import { personalDataOf } from './store/personal-data.ts';

export {
  type CensusFile,
  confirmCensus,
  discardCensus,
  type ImportOutcome,
  receiveCensus,
  withdrawCensus,
} from './actions/census.ts';
export { openAccountFor, passwordLink } from './actions/named-account.ts';
export { censusFile } from './loader/census.ts';
export { type HashReport, hashCensus } from './loader/census-hash.ts';
export type { CensusProblem, CensusProblemCode } from './rules/census.ts';
export { addressesOf, type PersonAddress } from './store/addresses.ts';
export { type CensusImport, countByState, findImport, listImports } from './store/census.ts';
export { holdPerson } from './store/holding.ts';
export { endSessionsOf, findPeople, findPersonByEmail, type KnownPerson } from './store/known-people.ts';
export { AccountPage } from './views/account-page.tsx';

/** Accounts of people: signing up and in, who they are and where they live, and what the platform knows of them. */
export const accounts: Module = {
  name: 'accounts',
  pages,
  forms,
  policies: accountPolicies,
  jobs: [forgetErasedJob, forgetOld],
  navigation: [],
  ledgerKinds: identityLedgerKinds,
  dataSets: [],
  authenticate,
  personalData: personalDataOf,
  erase: eraseFromAccounts,
};
