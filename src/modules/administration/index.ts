import type { Module } from '#platform/module.ts';
import { forgetInSettings } from '#platform/settings/settings.ts';
import { pendingOf, removeAllPending } from '#platform/uploads/pending.ts';
import { forgetAudit } from './actions/forget-audit.ts';
import { administrationLedgerKinds } from './ledger.ts';
import { censusStaff } from './pages/census.tsx';
import { dataSetStaff } from './pages/data-sets/index.ts';
import { forms, pages } from './pages/index.ts';
import { jobsStaff } from './pages/jobs.tsx';
import { mailStaff } from './pages/mail.tsx';
import { administrationPolicies } from './policies.ts';
import { staffItems } from './staff.ts';

export { administerHere, readAdminCommand } from './command.ts';
export { StaffPage } from './views/staff-page.tsx';
export { type Filled, type StaffResultOptions, staffResult } from './views/staff-result.tsx';

/** The staff area: who may do what, what was done, and how the platform is doing. */
export const administration: Module = {
  name: 'administration',
  pages,
  forms,
  navigation: [],
  staff: [...staffItems, censusStaff, dataSetStaff, jobsStaff, mailStaff],
  policies: administrationPolicies,
  jobs: [forgetAudit],
  ledgerKinds: administrationLedgerKinds,
  async personalData(orm, person) {
    const files = await pendingOf(orm, person);
    return {
      undecidedFiles: files.map(({ name, dataSet, sha256, sentAt }) => ({ name, dataSet, sha256, sentAt })),
    };
  },
  async erase(orm, { id }) {
    await forgetInSettings(orm, id);
    await removeAllPending(orm, id);
  },
  dataSets: [],
};
