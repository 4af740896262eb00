import type { Module } from '#platform/module.ts';
import { institutionsDataSet, municipalitiesDataSet, statesDataSet } from './loader.ts';

export * from './rules/index.ts';
export * from './store.ts';

/** Territory: states, municipalities, institutions. */
export const territory: Module = {
  name: 'territory',
  pages: [],
  navigation: [],
  dataSets: [statesDataSet, municipalitiesDataSet, institutionsDataSet],
};
