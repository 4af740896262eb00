import type { Module } from '#platform/module.ts';
import { listEditions, listSampled } from './store.ts';

/** What is measured, for the objective of the work plan that asks for open data and indicators. */
export const metricaFigures: NonNullable<Module['workFigures']> = async (orm) => {
  const editions = await listEditions(orm);
  const observed = [];
  for (const { year } of editions) observed.push((await listSampled(orm, year)).length);
  return [
    {
      ...{ line: 'O3', path: '/metrica', name: (t) => t('metrica:workFigures.editions') },
      value: editions.length,
    },
    {
      ...{ line: 'O3', path: '/metrica', name: (t) => t('metrica:workFigures.institutions') },
      value: observed.some((count) => count > 0) ? Math.max(...observed) : null,
    },
  ];
};
