import { type StateRow, stateName } from '#modules/territory/index.ts';
import { type Column, DataTable, usePage } from '#platform/ui/index.ts';
import { planDeskPath, type SecretariatStatus, type Stage, stateDeskPath } from '../../rules/index.ts';
import { Count, StatusTag, stageName } from '../../views/words.tsx';

/** A state as the work of whoever keeps its exercise. */
export interface StateWork {
  state: StateRow;
  status: SecretariatStatus;
  plans: readonly { edition: number; stage: Stage }[];
  /** Null where no commitment has a due date. */
  overdue: number | null;
}

function PlansCell({ row: { state, plans } }: { row: StateWork }) {
  const { t, href } = usePage();
  if (plans.length === 0) return <span>{t('desk:start.states.noPlan')}</span>;
  return (
    <ul>
      {plans.map(({ edition, stage }) => (
        <li>
          <a href={href(planDeskPath(state.slug, edition))}>
            {t('desk:start.states.planIn', { edition, stage: stageName(t, stage) })}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The states that somebody keeps, with what waits in each. */
export function StatesTable({ rows }: { rows: readonly StateWork[] }) {
  const { t, href } = usePage();
  const columns: Column<StateWork>[] = [
    {
      key: 'state',
      header: t('desk:start.states.state'),
      cell: ({ state }) => <a href={href(stateDeskPath(state.slug))}>{stateName(t, state)}</a>,
    },
    {
      key: 'secretariat',
      header: t('desk:start.states.secretariat'),
      cell: ({ status }) => <StatusTag status={status} />,
    },
    { key: 'plans', header: t('desk:start.states.plans'), cell: (row) => <PlansCell row={row} /> },
    {
      key: 'overdue',
      header: t('desk:start.states.overdue'),
      numeric: true,
      cell: ({ overdue }) => <Count value={overdue} />,
    },
  ];
  return (
    <DataTable
      id="tuyos"
      caption={t('desk:start.states.caption', { count: rows.length })}
      columns={columns}
      rows={rows}
    />
  );
}
