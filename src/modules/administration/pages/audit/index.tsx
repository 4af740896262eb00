import { findPeople, type KnownPerson } from '#modules/accounts/index.ts';
import { readDay } from '#modules/ledger/index.ts';
import { listStates, stateName } from '#modules/territory/index.ts';
import { type AuditRow, listAudit } from '#platform/audit/trail.ts';
import type { Orm } from '#platform/database/types.ts';
import { badRequest } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import { csvFile } from '#platform/http/table-file.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import {
  ErrorSummary,
  FilterForm,
  type Option,
  pageAddress,
  queryString,
  SelectField,
  TextField,
  usePage,
} from '#platform/ui/index.ts';
import { auditYears } from '../../actions/forget-audit.ts';
import { findPersonAction } from '../../actions/grants.ts';
import { readPlaceNames } from '../../names.ts';
import { whoHeldRoles } from '../../store/staff.ts';
import { actionName } from '../../views/audit-names.ts';
import { AuditTable } from '../../views/audit-table.tsx';
import { StaffPage } from '../../views/staff-page.tsx';
import { auditPath, personPath } from '../addresses.ts';
import { type AskedAudit, auditFields, origins, readAuditFilter, readPlace } from './filter.ts';

export const auditAction = 'administration.read-audit';

const pageSize = 50;
/** More events than these do not go into one file: the newest of them do. */
const mostInFile = 10_000;

/**
 * The people of some events whose names whoever asks may know: everybody for administrators, and for others those who
 * hold or have held a role, since what they do in it concerns others.
 */
async function peopleOf(
  { services: { access, orm }, subject }: PageRequest,
  rows: readonly AuditRow[],
): Promise<ReadonlyMap<string, KnownPerson>> {
  const ids = rows.flatMap(({ actor, person }) => [actor, person].flatMap((id) => id ?? []));
  const told = access.allows(subject, findPersonAction);
  return findPeople(orm, told ? ids : [...(await whoHeldRoles(orm, ids))]);
}

async function stateOptions(orm: Orm, { t }: PageRequest['page']): Promise<Option[]> {
  return (await listStates(orm)).map((state) => ({ value: state.clave, label: stateName(t, state) }));
}

function AuditFilterForm({
  asked,
  states,
  told,
}: {
  asked: AskedAudit;
  states: readonly Option[];
  told: boolean;
}) {
  const { t } = usePage();
  const { typed, errors, actions } = asked;
  const field = (name: keyof AskedAudit['typed']) => ({
    name,
    value: typed[name],
    error: errors.find((error) => error.field === name)?.message,
  });
  const dateType = (value: string | undefined) => (value !== undefined && !readDay(value) ? 'text' : 'date');
  return (
    <>
      {errors.length > 0 ? <ErrorSummary errors={errors} /> : null}
      <FilterForm label={t('administration:audit.filter')} fields={[...auditFields, 'antes']}>
        <SelectField
          {...field('accion')}
          label={t('administration:audit.what')}
          empty={t('administration:audit.allActions')}
          options={actions
            .map((action) => ({ value: action, label: actionName(t, action) }))
            .toSorted((a, b) => a.label.localeCompare(b.label))}
        />
        {told ? (
          <TextField
            {...field('persona')}
            label={t('administration:audit.personField')}
            autocomplete="off"
            spellcheck={false}
          />
        ) : null}
        <SelectField
          {...field('entidad')}
          label={t('administration:give.state')}
          empty={t('administration:people.allStates')}
          options={states}
        />
        <TextField
          {...field('institucion')}
          label={t('administration:audit.institutionField')}
          autocomplete="off"
        />
        <SelectField
          {...field('origen')}
          label={t('administration:audit.origin')}
          empty={t('administration:audit.allOrigins')}
          options={origins.map((origin) => ({
            value: origin,
            label: t(`administration:audit.origins.${origin}`),
          }))}
        />
        <TextField {...field('desde')} label={t('administration:audit.from')} type={dateType(typed.desde)} />
        <TextField {...field('hasta')} label={t('administration:audit.to')} type={dateType(typed.hasta)} />
      </FilterForm>
    </>
  );
}

/** The way to older events, and back to the newest. */
function Steps({ older, newest }: { older: string | undefined; newest: boolean }) {
  const page = usePage();
  const { t } = page;
  if (!older && newest) return null;
  return (
    <nav aria-label={t('administration:audit.steps')}>
      <ul class="tq-steps">
        {newest ? null : (
          <li>
            <a href={`${pageAddress(page, { antes: null })}#eventos`}>{t('administration:audit.newest')}</a>
          </li>
        )}
        {older ? (
          <li>
            <a href={`${pageAddress(page, { antes: older })}#eventos`} rel="next">
              {t('administration:audit.older')}
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

/** `/gestion/auditoria`: what was done, by whom, to whom, where. */
async function auditPage(request: PageRequest): Promise<PageResult> {
  const { services, page, subject, query } = request;
  const { t, href } = page;
  const { orm, access } = services;
  const asked = await readAuditFilter(request);
  if (asked.person && asked.errors.length === 0) {
    const path = auditPath + queryString(query, { persona: asked.person, antes: null });
    return { kind: 'redirect', status: 303, path };
  }
  const after = await readPlace(request);
  const failed = asked.errors.length > 0;
  const reach = access.reach(subject, auditAction);
  const found = failed ? [] : await listAudit(orm, reach, asked.filter, { after, limit: pageSize + 1 });
  const rows = found.slice(0, pageSize);
  const told = access.allows(subject, findPersonAction);
  const [names, people] = [await readPlaceNames(orm, rows), await peopleOf(request, rows)];
  const states = await stateOptions(orm, page);
  const title = t('administration:audit.title');
  return {
    kind: 'html',
    ...(failed ? ({ status: 400, failed } as const) : {}),
    title,
    description: t('administration:audit.lead', { years: auditYears }),
    indexed: false,
    main: (
      <StaffPage request={request} title={title} lead={t('administration:audit.lead', { years: auditYears })}>
        <AuditTable
          {...{ rows, names, people, failed }}
          personHref={told ? (person) => href(personPath(person)) : undefined}
          filter={<AuditFilterForm asked={asked} states={states} told={told} />}
          downloads={[
            {
              format: 'CSV',
              href: href(`${auditPath}.csv${queryString(query, { antes: null })}`),
              label: t('administration:audit.file', { most: page.format.integer(mostInFile) }),
            },
          ]}
        />
        <Steps older={found.length > pageSize ? rows.at(-1)?.id : undefined} newest={after === undefined} />
      </StaffPage>
    ),
  };
}

/** A text that a spreadsheet would take for a formula, as one that it does not. */
const harmless = (text: string | null) => (text !== null && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const columns = [
  'fecha',
  'accion',
  'origen',
  'actor',
  'persona',
  'sobre',
  'entidad',
  'institucion',
  'detalle',
] as const;

/** `/gestion/auditoria.csv`: the newest events of a filter. People stand in it by identifier, and for administrators only. */
async function auditFile(request: PageRequest): Promise<PageResult> {
  const { services, subject } = request;
  const { orm, access } = services;
  const asked = await readAuditFilter(request);
  const [error] = asked.errors;
  if (error) throw badRequest(error.message, error.message, error.field);
  const told = access.allows(subject, findPersonAction);
  const reach = access.reach(subject, auditAction);
  const rows = await listAudit(orm, reach, asked.filter, { limit: mostInFile });
  return csvFile(
    'auditoria.csv',
    columns,
    rows.map((row) => ({
      ...{ fecha: row.at.toISOString(), accion: row.action, origen: row.origin },
      ...{ actor: told ? row.actor : null, persona: told ? row.person : null, sobre: harmless(row.target) },
      ...{ entidad: row.state, institucion: row.institution, detalle: JSON.stringify(row.detail) },
    })),
  );
}

export const auditPages: readonly PageRoute[] = [
  { path: auditPath, access: auditAction, cache: 'none', handle: auditPage },
  { path: `${auditPath}.csv`, access: auditAction, cache: 'none', handle: auditFile },
];
