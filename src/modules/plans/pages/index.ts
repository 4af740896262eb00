import type { FormRoute, PageRoute } from '#platform/module.ts';
import { boardCsv, boardJson, boardPage, boardXlsx } from './board.tsx';
import { commitmentPage, evidencePage } from './commitment.tsx';
import { commitmentsCsv, commitmentsJson, commitmentsPage, commitmentsXlsx } from './commitments.tsx';
import {
  comparedInstitutionsCsv,
  comparedInstitutionsJson,
  comparedInstitutionsXlsx,
  comparedStatesCsv,
  comparedStatesJson,
  comparedStatesXlsx,
  comparisonPage,
} from './comparison.tsx';
import { deskForms, deskPages } from './desk/index.ts';
import { commitmentCalendar, commitmentsCalendar, planCalendar, stateCalendar } from './due-dates.ts';
import { filePage } from './file.ts';
import { invitationForms, invitationPages } from './invitation.tsx';
import {
  milestonesCsv,
  milestonesJson,
  milestonesXlsx,
  planCsv,
  planJson,
  planPage,
  planXlsx,
} from './plan.tsx';
import { reportPage } from './report.tsx';
import { secretariatFile, secretariatFiles } from './secretariat-files.ts';
import { statePage } from './state.tsx';
import { planWorkbook, recordFile, recordFiles } from './workbook.ts';

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
  lasting('/planes.xlsx', boardXlsx),
  hourly('/planes/comparar', comparisonPage),
  hourly('/planes/comparar/estados.csv', comparedStatesCsv),
  hourly('/planes/comparar/estados.json', comparedStatesJson),
  hourly('/planes/comparar/estados.xlsx', comparedStatesXlsx),
  hourly('/planes/comparar/instituciones.csv', comparedInstitutionsCsv),
  hourly('/planes/comparar/instituciones.json', comparedInstitutionsJson),
  hourly('/planes/comparar/instituciones.xlsx', comparedInstitutionsXlsx),
  ...secretariatFiles.map((file) => lasting(file.path, secretariatFile(file))),
  hourly('/planes/:slug', statePage),
  lasting('/planes/archivos/:id', filePage),
  lasting('/planes/:slug/vencimientos.ics', stateCalendar),
  hourly(plan, planPage),
  hourly(`${plan}/compromisos.csv`, planCsv),
  hourly(`${plan}/compromisos.json`, planJson),
  hourly(`${plan}/compromisos.xlsx`, planXlsx),
  lasting(`${plan}/hitos.csv`, milestonesCsv),
  lasting(`${plan}/hitos.json`, milestonesJson),
  lasting(`${plan}/hitos.xlsx`, milestonesXlsx),
  lasting(`${plan}/plan.xlsx`, planWorkbook),
  ...recordFiles.map((file) => lasting(`${plan}/${file.path}`, recordFile(file))),
  hourly(`${plan}/informe`, reportPage),
  lasting(`${plan}/vencimientos.ics`, planCalendar),
  hourly('/compromisos', commitmentsPage),
  hourly('/compromisos.csv', commitmentsCsv),
  hourly('/compromisos.json', commitmentsJson),
  hourly('/compromisos.xlsx', commitmentsXlsx),
  hourly('/compromisos.ics', commitmentsCalendar),
  hourly('/compromisos/:id', commitmentPage),
  lasting('/compromisos/:id/vencimientos.ics', commitmentCalendar),
  lasting('/compromisos/:id/evidencias/:evidence', evidencePage),
];

export const pages: readonly PageRoute[] = [...invitationPages, ...publicPages, ...deskPages];
export const forms: readonly FormRoute[] = [...invitationForms, ...deskForms];
