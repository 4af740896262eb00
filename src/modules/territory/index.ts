import type { Module } from '#platform/module.ts';
import { territoryApi } from './api.ts';
import { holidaysDataSet } from './loader/holidays.ts';
import { institutionsDataSet, municipalitiesDataSet, statesDataSet } from './loader.ts';
import { pages } from './pages/index.ts';
import { institutionTopics, stateTopics } from './topics.ts';

export { claveSchema, institutionParameters, kindSchema, orderSchema } from './api/schemas.ts';
export { holidayCalendar } from './calendar.ts';
export {
  kindGroupName,
  kindName,
  municipalityPlace,
  orderName,
  stateInSentence,
  stateName,
  stateOfClave,
} from './names.ts';
export * from './rules/index.ts';
export { everyWordWithState, plain, searchable } from './store/matching.ts';
export {
  governmentsOf,
  type NamedPlace,
  placeNames,
  searchTerritory,
  type TerritoryHits,
} from './store/search.ts';
export * from './store.ts';
export { institutionTopics, stateTopics } from './topics.ts';
export { StateList } from './views/state-list.tsx';
export { type NamedState, StatesMap } from './views/states-map.tsx';
export { wayToInstitutions, wayToStates } from './views/ways-on.ts';

/** Territory: states, municipalities, institutions. */
export const territory: Module = {
  name: 'territory',
  pages,
  navigation: [
    { path: '/entidades', label: (t) => t('territory:nav.states'), order: 20 },
    { path: '/instituciones', label: (t) => t('territory:nav.institutions'), order: 30 },
  ],
  topics: [stateTopics, institutionTopics],
  api: territoryApi,
  dataSets: [statesDataSet, municipalitiesDataSet, institutionsDataSet, holidaysDataSet],
};
