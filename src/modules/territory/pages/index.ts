import type { PageRoute } from '#platform/module.ts';
import {
  calendarCsv,
  calendarIcs,
  calendarJson,
  calendarPage,
  calendarRulesCsv,
  calendarRulesJson,
} from './calendar.tsx';
import { institutionPage } from './institution.tsx';
import { institutionsCsv, institutionsJson, institutionsPage } from './institutions.tsx';
import { municipalitiesCsv, municipalitiesJson, municipalitiesPage } from './municipalities.tsx';
import { statePage } from './state.tsx';
import { statesCsv, statesJson, statesPage } from './states.tsx';

function route(path: PageRoute['path'], handle: PageRoute['handle']): PageRoute {
  return { path, access: 'public', cache: 'data', handle };
}

/** What is of today: the year where no other is asked for, how long something is overdue. */
function hourly(path: PageRoute['path'], handle: PageRoute['handle']): PageRoute {
  return { path, access: 'public', cache: 'hour', handle };
}

export const pages: readonly PageRoute[] = [
  route('/entidades', statesPage),
  route('/entidades.csv', statesCsv),
  route('/entidades.json', statesJson),
  route('/entidades/:slug/municipios', municipalitiesPage),
  route('/entidades/:slug/municipios.csv', municipalitiesCsv),
  route('/entidades/:slug/municipios.json', municipalitiesJson),
  hourly('/entidades/:slug', statePage),
  route('/instituciones', institutionsPage),
  route('/instituciones.csv', institutionsCsv),
  route('/instituciones.json', institutionsJson),
  hourly('/instituciones/:slug', institutionPage),
  hourly('/calendario', calendarPage),
  hourly('/calendario.csv', calendarCsv),
  hourly('/calendario.json', calendarJson),
  hourly('/calendario.ics', calendarIcs),
  route('/calendario/reglas.csv', calendarRulesCsv),
  route('/calendario/reglas.json', calendarRulesJson),
];
