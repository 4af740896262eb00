import type { Module } from '#platform/module.ts';
import { plansPath } from './rules/index.ts';
import { listPlans } from './store/plans.ts';
import { listSecretariats } from './store/secretariats.ts';

/** What is known of secretariats and plans, for the lines of the Commission's work plan that promise them. */
export const plansFigures: NonNullable<Module['workFigures']> = async (orm) => {
  const known = (await listSecretariats(orm)).filter(({ status }) => status !== 'unknown');
  const plans = await listPlans(orm);
  return [
    {
      ...{ line: 'L5', path: plansPath, name: (t) => t('plans:workFigures.installed') },
      value: known.length > 0 ? known.filter(({ status }) => status === 'installed').length : null,
      of: known.length,
    },
    {
      ...{ line: 'L5', path: plansPath, name: (t) => t('plans:workFigures.plans') },
      value: plans.length > 0 ? plans.length : null,
    },
  ];
};
