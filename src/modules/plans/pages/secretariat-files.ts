import { listStates } from '#modules/territory/index.ts';
import { publicOrigin } from '#platform/config/config.ts';
import { csvFile, type FileRow, jsonFile, xlsxFile } from '#platform/http/table-file.ts';
import { translator } from '#platform/i18n/i18n.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import { isOwnFile, plansPath } from '../rules/index.ts';
import { allMeetings, allMembers } from '../store/secretariats.ts';

/** Files are for machines and the same in every language. */
const spanish = translator('es-MX');

async function namesOf({ services }: PageRequest) {
  return new Map((await listStates(services.orm)).map(({ clave, name }) => [clave, name]));
}

async function memberRows(request: PageRequest): Promise<FileRow[]> {
  const names = await namesOf(request);
  return (await allMembers(request.services.orm)).map((one) => ({
    ...{ clave: one.state, entidad: names.get(one.state) ?? null, organizacion: one.organisation },
    ...{ sector: spanish(`plans:terms.sector.${one.sector}`), facilita: one.facilitates ? 'sí' : 'no' },
    ...{ desde: one.since, hasta: one.until, al_corte: one.asOf },
  }));
}

async function meetingRows(request: PageRequest): Promise<FileRow[]> {
  const names = await namesOf(request);
  const origin = publicOrigin(request.services.config);
  return (await allMeetings(request.services.orm)).map(({ state, heldOn, subject, agreements, minutes }) => ({
    ...{
      clave: state,
      entidad: names.get(state) ?? null,
      dia: heldOn,
      asunto: subject,
      acuerdos: agreements,
    },
    minuta: minutes !== null && isOwnFile(minutes) ? origin + minutes : minutes,
  }));
}

const tables = {
  integrantes: {
    rows: memberRows,
    columns: ['clave', 'entidad', 'organizacion', 'sector', 'facilita', 'desde', 'hasta', 'al_corte'],
  },
  sesiones: {
    rows: meetingRows,
    columns: ['clave', 'entidad', 'dia', 'asunto', 'acuerdos', 'minuta'],
  },
} as const;

const tableNames = ['integrantes', 'sesiones'] as const;

/** The tables of all secretariats as files, with their addresses: `/planes/integrantes.csv`. */
export const secretariatFiles = tableNames.flatMap((name) =>
  (['csv', 'json', 'xlsx'] as const).map((form) => ({
    ...{ name, form },
    path: `${plansPath}/${name}.${form}` as const,
  })),
);

/** `/planes/integrantes.csv`: who sits in the secretariats; `/planes/sesiones.csv`: when they met and what they agreed. */
export function secretariatFile({ name, form }: (typeof secretariatFiles)[number]): PageRoute['handle'] {
  const { rows, columns } = tables[name];
  return async (request) => {
    const found = await rows(request);
    if (form === 'json') return jsonFile(found);
    if (form === 'csv') return csvFile(`secretariados-${name}.csv`, columns, found);
    const sheet = request.page.t(`imports:secretariats.${name}`);
    return xlsxFile(`secretariados-${name}.xlsx`, [{ name: sheet, columns, rows: found }]);
  };
}
