import type { Module } from '#platform/module.ts';
import { plansApi } from './api.ts';
import { plansFigures } from './figures.ts';
import { exerciseLedgerKind } from './ledger.ts';
import { dataSets } from './loader/index.ts';
import { forms, pages, sections } from './pages/index.ts';
import { plansPath } from './rules/index.ts';
import { commitmentTopics, exerciseTopics, planTopics } from './topics.ts';

export { exerciseOf } from './board/exercise.ts';
export { commitmentPath, planPath, plansPath, statePlansPath } from './rules/index.ts';

/** The local open-government exercise: secretariats, action plans, and commitments kept in view until they are kept. */
export const plans: Module = {
  name: 'plans',
  pages,
  forms,
  navigation: [{ path: plansPath, label: (t) => t('plans:nav'), order: 40 }],
  topics: [exerciseTopics, planTopics, commitmentTopics],
  sections,
  api: plansApi,
  workFigures: plansFigures,
  dataSets,
  ledgerKinds: [exerciseLedgerKind(dataSets)],
};
