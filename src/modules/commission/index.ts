import type { Module } from '#platform/module.ts';
import { commissionPath, staffPaths } from './addresses.ts';
import { commissionApi } from './api.ts';
import { commissionFigures } from './figures.ts';
import { remindOfCovenantsJob } from './jobs.ts';
import { commissionLedgerKinds } from './ledger.ts';
import { workPlanDataSet } from './loader/work-plan.ts';
import { forms, pages } from './pages/index.ts';
import { commissionActions, commissionPolicies } from './policies.ts';
import { commissionTopics } from './topics.ts';
import { verifyCommission } from './verify.ts';

export { countRecords, listedRecords } from './listed.ts';

/** The Commission: its sessions and votes, what was agreed and what became of it, and its work plan. */
export const commission: Module = {
  name: 'commission',
  pages,
  forms,
  navigation: [{ path: commissionPath, label: (t) => t('commission:nav'), order: 60 }],
  staff: [
    {
      path: staffPaths.start,
      action: commissionActions.enter,
      order: 5,
      label: (t) => t('commission:staff.title'),
      summary: (t) => t('commission:staff.summary'),
    },
  ],
  jobs: [remindOfCovenantsJob],
  policies: commissionPolicies,
  topics: [commissionTopics],
  dataSets: [workPlanDataSet],
  api: commissionApi,
  workFigures: commissionFigures,
  ledgerKinds: commissionLedgerKinds,
  verify: verifyCommission,
};
