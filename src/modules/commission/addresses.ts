import { type SessionKey, sessionSlug } from './rules/index.ts';

export const commissionPath = '/comision';
export const planPath = '/comision/plan';
export const sessionsPath = '/comision/sesiones';
export const seatsPath = '/comision/integrantes';
export const agreementsPath = '/comision/acuerdos';
export const exhortationsPath = '/comision/exhortos';
export const covenantsPath = '/comision/convenios';

export const sessionPath = (key: SessionKey) => `${sessionsPath}/${sessionSlug(key)}`;
export const agreementPath = (code: string) => `${agreementsPath}/${code}`;
export const exhortationPath = (id: string) => `${exhortationsPath}/${id}`;
export const covenantPath = (id: string) => `${covenantsPath}/${id}`;
/** A line's place on the page of the work plan. */
export const linePath = (code: string) => `${planPath}#${code}`;

/** The pages of the staff area. */
export const staffPaths = {
  start: '/gestion/comision',
  plan: '/gestion/comision/plan',
  actions: '/gestion/comision/acciones',
  seats: '/gestion/comision/integrantes',
  sessions: '/gestion/comision/sesiones',
  agreements: '/gestion/comision/acuerdos',
  exhortations: '/gestion/comision/exhortos',
  covenants: '/gestion/comision/convenios',
} as const;
