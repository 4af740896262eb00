import type { Orm } from '#platform/database/types.ts';
import { agreementPath, covenantPath, exhortationPath, sessionPath } from './addresses.ts';
import { listAgreements } from './store/agreements.ts';
import { listCovenants } from './store/covenants.ts';
import { listExhortations } from './store/exhortations.ts';
import { listCalled } from './store/sessions.ts';
import { listLines } from './store/work-plan.ts';

/** The Spanish addresses of the pages of records, by what they are of: for the site map. */
export const listedRecords = {
  sessions: async (orm: Orm) => (await listCalled(orm)).map(sessionPath),
  agreements: async (orm: Orm) => (await listAgreements(orm)).map(({ code }) => agreementPath(code)),
  exhortations: async (orm: Orm) => (await listExhortations(orm)).map(({ id }) => exhortationPath(id)),
  covenants: async (orm: Orm) => (await listCovenants(orm)).map(({ id }) => covenantPath(id)),
} as const;

/** How many rows the Commission's files have. */
export async function countRecords(orm: Orm) {
  return {
    workPlan: (await listLines(orm)).length,
    sessions: (await listCalled(orm)).length,
    agreements: (await listAgreements(orm)).length,
    exhortations: (await listExhortations(orm)).length,
    covenants: (await listCovenants(orm)).length,
  };
}
