import { listStates, type StateRow, stateName } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import {
  type Column,
  DataTable,
  LinkSwitch,
  pageAddress,
  type TableState,
  tableProblem,
  tableState,
} from '#platform/ui/index.ts';
import { calendarOf } from '../../board/calendar.ts';
import { exerciseOf } from '../../board/exercise.ts';
import { tally } from '../../board/tally.ts';
import { plansActions } from '../../policies.ts';
import { commitmentDeskPath, deskPath } from '../../rules/index.ts';
import type { Calendar } from '../../store/listing.ts';
import { countWork, listWork, representsAny, type WorkAs, type WorkRow } from '../../store/work.ts';
import { deskResult } from './frame.ts';
import { StatesTable, type StateWork } from './start-states.tsx';
import { LastWord, Missing, WorkClock } from './start-words.tsx';

const pageSize = 25;

/** As what somebody may work here; the words stand in the address. */
const sides = ['states', 'institution', 'counterpart', 'review'] as const;
type Side = (typeof sides)[number];
const sideWords: Readonly<Record<Side, string>> = {
  states: 'estados',
  institution: 'institucion',
  counterpart: 'contraparte',
  review: 'revision',
};

const sideActions = {
  states: plansActions.secretariat,
  institution: plansActions.report,
  counterpart: plansActions.assess,
  review: plansActions.review,
} as const;

/** As what this reader works, and as which of them they look now: the first, or the one the address names. */
function sidesOf({ services, subject, query }: PageRequest): { own: Side[]; side: Side } {
  const own = sides.filter((side) => services.access.allows(subject, sideActions[side]));
  const asked = own.find((side) => sideWords[side] === query.get('como'));
  return { own, side: asked ?? own[0] ?? 'states' };
}

/** The states whose exercise the reader keeps, those with most overdue first. */
async function statesOf(request: PageRequest, calendar: Calendar): Promise<StateWork[]> {
  const { services, subject } = request;
  const { states } = await exerciseOf(services);
  return states
    .filter(({ state }) => services.access.allows(subject, plansActions.secretariat, { state: state.clave }))
    .map(({ state, status, plans, commitments }) => ({
      ...{ state, status, overdue: tally(commitments, calendar).overdue },
      plans: plans.map(({ edition, stage }) => ({ edition, stage })),
    }))
    .toSorted((a, b) => (b.overdue ?? -1) - (a.overdue ?? -1) || (a.state.clave < b.state.clave ? -1 : 1));
}

function columnsOf(
  { t, href }: PageRequest['page'],
  as: WorkAs,
  states: ReadonlyMap<string, StateRow>,
  calendar: Calendar,
): Column<WorkRow>[] {
  const placeOf = (clave: string) => {
    const state = states.get(clave);
    return state ? stateName(t, state) : clave;
  };
  const columns: Column<WorkRow>[] = [
    {
      key: 'commitment',
      header: t('desk:start.columns.commitment'),
      cell: ({ id, number, title }) => (
        <>
          <span class="tq-number">{number}</span> <a href={href(commitmentDeskPath(id))}>{title}</a>
        </>
      ),
    },
    {
      key: 'missing',
      header: t('desk:start.columns.missing'),
      cell: (row) => <Missing row={row} role={as.role} calendar={calendar} />,
    },
    {
      key: 'clock',
      header: t('desk:start.columns.clock'),
      cell: (row) => <WorkClock row={row} calendar={calendar} />,
    },
    { key: 'word', header: t('desk:start.columns.lastWord'), cell: (row) => <LastWord row={row} /> },
    {
      key: 'plan',
      header: t('desk:start.columns.plan'),
      cell: ({ state, edition }) => `${placeOf(state)}, ${t('desk:plan', { edition })}`,
    },
  ];
  const role: Column<WorkRow> = {
    key: 'role',
    header: t('desk:start.columns.role'),
    cell: ({ leads }) => t(leads ? 'desk:start.role.lead' : 'desk:start.role.helps'),
  };
  return as.role === 'institution' ? [...columns, role] : columns;
}

/** What a role's list says where it is empty: why, and what to do. */
async function emptyOf({ services, page: { t } }: PageRequest, as: WorkAs) {
  if (as.role === 'counterpart' && !(await representsAny(services.orm, as.person)))
    return {
      title: t('desk:start.counterpart.noOrganisation'),
      text: t('desk:start.counterpart.noOrganisationText'),
    };
  return { title: t(`desk:start.${as.role}.none`), text: t(`desk:start.${as.role}.noneText`) };
}

function workAs(request: PageRequest, role: WorkAs['role']): WorkAs {
  const { services, subject } = request;
  const reach = services.access.reach(subject, sideActions[role]);
  return role === 'counterpart' ? { role, reach, person: personOf(request).id } : { role, reach };
}

async function Work({ request, as, calendar }: { request: PageRequest; as: WorkAs; calendar: Calendar }) {
  const { services, page, query } = request;
  const { orm } = services;
  const { t, format } = page;
  const total = await countWork(orm, as);
  const table: TableState<never> = tableState<never>(query, {
    ...{ sorts: [], initial: { sort: '' as never, direction: 'asc' }, pageSize, total },
  });
  const problem = tableProblem(table);
  if (problem) throw problem;
  const rows = await listWork(orm, as, table);
  const states = new Map((await listStates(orm)).map((state) => [state.clave, state]));
  return (
    <DataTable
      id="tuyos"
      caption={t(`desk:start.${as.role}.caption`, { count: total, total: format.integer(total) })}
      columns={columnsOf(page, as, states, calendar)}
      rows={rows}
      state={table}
      empty={await emptyOf(request, as)}
    />
  );
}

/** `/gestion/planes`: what is its reader's to do, as what they work, the most urgent first. */
async function startPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t } = page;
  const { own, side } = sidesOf(request);
  const calendar = await calendarOf(services);
  const everywhere = services.access.reach(request.subject, plansActions.secretariat).includes('everything');
  const nameOf = (one: Side) =>
    one === 'states' && everywhere ? t('desk:start.asSecretary') : t(`desk:start.as.${one}`);
  const list =
    side === 'states' ? (
      <StatesTable rows={await statesOf(request, calendar)} />
    ) : (
      await Work({ request, as: workAs(request, side), calendar })
    );
  return deskResult(request, {
    title: t('desk:title'),
    lead: t('desk:start.lead'),
    children: (
      <>
        {own.length < 2 ? null : (
          <LinkSwitch
            id="como"
            label={t('desk:start.roles')}
            items={own.map((one) => ({
              label: nameOf(one),
              href: pageAddress(page, { como: sideWords[one], pagina: null, hecho: null }),
              current: one === side,
            }))}
          />
        )}
        {list}
      </>
    ),
  });
}

export const startPages: readonly PageRoute[] = [
  { path: deskPath, access: plansActions.enter, cache: 'none', handle: startPage },
];
