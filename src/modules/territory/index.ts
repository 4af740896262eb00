import type { Module } from '#platform/module.ts';
import { institutionsDataSet, municipalitiesDataSet, statesDataSet } from './loader.ts';

export { kindGroupName, kindName, orderName, stateInSentence, stateName } from './names.ts';
export * from './rules/index.ts';
export {
  governmentsOf,
  type NamedPlace,
  placeNames,
  searchTerritory,
  type TerritoryHits,
} from './store/search.ts';
export * from './store.ts';

/** Territory: states, municipalities, institutions. */
export const territory: Module = {
  name: 'territory',
  pages: [],
  navigation: [],
  dataSets: [statesDataSet, municipalitiesDataSet, institutionsDataSet],
};
