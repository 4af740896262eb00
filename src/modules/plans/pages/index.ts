import type { FormRoute, PageRoute } from '#platform/module.ts';
import { boardCsv, boardJson, boardPage } from './board.tsx';
import { commitmentPage, evidencePage } from './commitment.tsx';
import { commitmentsCsv, commitmentsJson, commitmentsPage } from './commitments.tsx';
import {
  comparedInstitutionsCsv,
  comparedInstitutionsJson,
  comparedStatesCsv,
  comparedStatesJson,
  comparisonPage,
} from './comparison.tsx';
import { commitmentCalendar, commitmentsCalendar, planCalendar, stateCalendar } from './due-dates.ts';
import { milestonesCsv, milestonesJson, planCsv, planJson, planPage } from './plan.tsx';
import { reportPage } from './report.tsx';
import { statePage } from './state.tsx';

export { sections } from './state.tsx';

/** What is the same for everyone and holds for an hour: it says how long something is overdue. */
function hourly(path: PageRoute['path'], handle: PageRoute['handle']): PageRoute {
  return { path, access: 'public', cache: 'hour', handle };
}

/** What changes with the records alone. */
function lasting(path: PageRoute['path'], handle: PageRoute['handle']): PageRoute {
  return { path, access: 'public', cache: 'data', handle };
}

const plan = '/planes/:slug/:edition{[0-9]+}' as const;

const publicPages: readonly PageRoute[] = [
  hourly('/planes', boardPage),
  lasting('/planes.csv', boardCsv),
  lasting('/planes.json', boardJson),
  hourly('/planes/comparar', comparisonPage),
  hourly('/planes/comparar/estados.csv', comparedStatesCsv),
  hourly('/planes/comparar/estados.json', comparedStatesJson),
  hourly('/planes/comparar/instituciones.csv', comparedInstitutionsCsv),
  hourly('/planes/comparar/instituciones.json', comparedInstitutionsJson),
  hourly('/planes/:slug', statePage),
  lasting('/planes/:slug/vencimientos.ics', stateCalendar),
  hourly(plan, planPage),
  hourly(`${plan}/compromisos.csv`, planCsv),
  hourly(`${plan}/compromisos.json`, planJson),
  lasting(`${plan}/hitos.csv`, milestonesCsv),
  lasting(`${plan}/hitos.json`, milestonesJson),
  hourly(`${plan}/informe`, reportPage),
  lasting(`${plan}/vencimientos.ics`, planCalendar),
  hourly('/compromisos', commitmentsPage),
  hourly('/compromisos.csv', commitmentsCsv),
  hourly('/compromisos.json', commitmentsJson),
  hourly('/compromisos.ics', commitmentsCalendar),
  hourly('/compromisos/:id', commitmentPage),
  lasting('/compromisos/:id/vencimientos.ics', commitmentCalendar),
  lasting('/compromisos/:id/evidencias/:evidence', evidencePage),
];

export const pages: readonly PageRoute[] = [...publicPages];
export const forms: readonly FormRoute[] = [];
