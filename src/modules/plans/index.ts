import type { Module } from '#platform/module.ts';
import { plansApi } from './api.ts';
import { plansFigures } from './figures.ts';
import { forgetInvitationsJob, remindJob } from './jobs.ts';
import { actLedgerKinds, exerciseLedgerKind } from './ledger.ts';
import { dataSets } from './loader/index.ts';
import { forms, pages, sections } from './pages/index.ts';
import { plansActions, plansPolicies } from './policies.ts';
import { commitmentsDeskPath, deskPath, plansPath } from './rules/index.ts';
import { eraseFromPlans, personalDataOf } from './store/people.ts';
import { commitmentTopics, exerciseTopics, planTopics } from './topics.ts';
import { verifyPlans } from './verify.ts';

export { exerciseOf } from './board/exercise.ts';
export { commitmentPath, planPath, plansPath, statePlansPath } from './rules/index.ts';

/** The local open-government exercise: secretariats, action plans, and commitments kept in view until they are kept. */
export const plans: Module = {
  name: 'plans',
  pages,
  forms,
  navigation: [{ path: plansPath, label: (t) => t('plans:nav'), order: 40 }],
  staff: [
    {
      path: deskPath,
      covers: [commitmentsDeskPath],
      action: plansActions.enter,
      order: 4,
      label: (t) => t('desk:title'),
      summary: (t) => t('desk:summary'),
    },
  ],
  topics: [exerciseTopics, planTopics, commitmentTopics],
  sections,
  api: plansApi,
  workFigures: plansFigures,
  dataSets,
  policies: plansPolicies,
  verify: verifyPlans,
  personalData: personalDataOf,
  erase: eraseFromPlans,
  jobs: [remindJob, forgetInvitationsJob],
  ledgerKinds: [exerciseLedgerKind(dataSets), ...actLedgerKinds],
};
