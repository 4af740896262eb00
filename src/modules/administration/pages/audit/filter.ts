import { readDay, startOfDay } from '#modules/ledger/index.ts';
import { findInstitution, listStates } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { type AuditFilter, type AuditPlace, auditActions, findAudit } from '#platform/audit/trail.ts';
import { isId } from '#platform/database/identifier.ts';
import { badRequest } from '#platform/errors/problem.ts';
import type { PageRequest } from '#platform/module.ts';
import type { FieldError } from '#platform/ui/index.ts';
import { findPersonAction } from '../../actions/grants.ts';
import { lookUp } from '../../actions/people.ts';

/** The query parameters that narrow down the trail. */
export const auditFields = [
  'accion',
  'persona',
  'entidad',
  'institucion',
  'origen',
  'desde',
  'hasta',
] as const;
export type AuditField = (typeof auditFields)[number];

export const origins = ['page', 'command', 'platform'] as const;

export interface AskedAudit {
  typed: Readonly<Partial<Record<AuditField, string>>>;
  filter: AuditFilter;
  errors: readonly FieldError[];
  /** The actions that there are, to choose from. */
  actions: readonly string[];
  /** The person that was found by an address: the page is then asked by their identifier. */
  person?: string;
}

interface Part {
  filter?: AuditFilter;
  error?: string;
  person?: string;
}

type Read = (typed: string, request: PageRequest, actions: readonly string[]) => Promise<Part> | Part;

/** The person that was meant: by identifier, or by an address that whoever asks may look up. */
async function readPerson(typed: string, request: PageRequest): Promise<Part> {
  const { services, subject, page } = request;
  const { t } = page;
  if (!services.access.allows(subject, findPersonAction))
    return { error: t('administration:audit.problem.person') };
  if (isId(typed)) return { filter: { person: typed.toLowerCase() } };
  const found = typed.includes('@') ? await lookUp(services, personOf(request), typed) : undefined;
  if (found) return { filter: { person: found.id }, person: found.id };
  return { error: t('administration:audit.problem.nobody') };
}

/** How each parameter is read: into a part of the filter, or what is wrong with it. */
const readers: Readonly<Record<Exclude<AuditField, 'desde' | 'hasta'>, Read>> = {
  accion: (action, { page: { t } }, actions) =>
    actions.includes(action)
      ? { filter: { action } }
      : { error: t('administration:audit.problem.action', { value: action }) },
  persona: readPerson,
  async entidad(state, { services, page: { t } }) {
    const known = (await listStates(services.orm)).some(({ clave }) => clave === state);
    return known
      ? { filter: { state } }
      : { error: t('administration:give.problem.state', { value: state }) };
  },
  async institucion(institution, { services, page: { t } }) {
    if (await findInstitution(services.orm, institution)) return { filter: { institution } };
    return { error: t('administration:audit.problem.institution', { value: institution }) };
  },
  origen(typed, { page: { t } }) {
    const origin = origins.find((each) => each === typed);
    return origin
      ? { filter: { origin } }
      : { error: t('administration:audit.problem.origin', { value: typed }) };
  },
};

function readDays({ desde, hasta }: AskedAudit['typed'], { page: { t } }: PageRequest) {
  const first = desde === undefined ? undefined : readDay(desde);
  const last = hasta === undefined ? undefined : readDay(hasta);
  const errors: FieldError[] = [];
  const noDate = (field: string, value: string) =>
    errors.push({ field, message: t('administration:give.problem.date', { value }) });
  if (desde !== undefined && !first) noDate('desde', desde);
  if (hasta !== undefined && !last) noDate('hasta', hasta);
  const from = first && startOfDay(first);
  const before = last && startOfDay(last, 1);
  if (from && before && before <= from) {
    errors.push({ field: 'hasta', message: t('administration:audit.problem.order') });
  }
  return { filter: { from, before }, errors };
}

/** Reads what an address asks of the trail. Looking a person up by address stands in the trail itself. */
export async function readAuditFilter(request: PageRequest): Promise<AskedAudit> {
  const { query, services } = request;
  const given = auditFields.flatMap((name) => {
    const value = query.get(name)?.trim().slice(0, 300);
    return value ? [[name, value] as const] : [];
  });
  const typed: AskedAudit['typed'] = Object.fromEntries(given);
  const actions = await auditActions(services.orm);
  const days = readDays(typed, request);
  let filter: AuditFilter = days.filter;
  let person: string | undefined;
  const errors: FieldError[] = [];
  for (const [field, value] of given) {
    if (field === 'desde' || field === 'hasta') continue;
    const part = await readers[field](value, request, actions);
    filter = { ...filter, ...part.filter };
    person ??= part.person;
    if (part.error !== undefined) errors.push({ field, message: part.error });
  }
  return { typed, filter, actions, errors: [...errors, ...days.errors], ...(person ? { person } : {}) };
}

/** Where the page begins: after the event that `antes` names. @throws Problem 400 for what names none */
export async function readPlace({ query, services }: PageRequest): Promise<AuditPlace | undefined> {
  const id = query.get('antes');
  if (!id) return undefined;
  const event = isId(id) ? await findAudit(services.orm, id) : undefined;
  if (event) return { at: event.at, id: event.id };
  throw badRequest(
    'Esa parte de la auditoría no existe. Vuelve al principio de la lista.',
    'That part of the audit trail does not exist. Go back to the beginning of the list.',
    'antes',
  );
}
