import { stateInSentence, stateName } from '#modules/territory/index.ts';
import {
  type Column,
  DataTable,
  type Download,
  NoData,
  type TableState,
  usePage,
} from '#platform/ui/index.ts';
import type { ExerciseState } from '../board/exercise.ts';
import { planPath, statePlansPath } from '../rules/index.ts';
import { Count, Day, SourceLink, StatusTag, stageName } from './words.tsx';

export const stateSorts = [
  'entidad',
  'estado',
  'declaratoria',
  'instalacion',
  'etapa',
  'compromisos',
] as const;
export type StateSort = (typeof stateSorts)[number];

/** The newest plan of a state. */
export const latestPlan = ({ plans }: ExerciseState) => plans.at(-1);

function PlanStage({ row }: { row: ExerciseState }) {
  const { t, href } = usePage();
  const plan = latestPlan(row);
  if (!plan) return <NoData />;
  return (
    <a href={href(planPath(row.state.slug, plan.edition))}>
      {stageName(t, plan.stage)}
      <span class="govuk-visually-hidden">
        {' '}
        ({t('plans:board.planOf', { state: stateInSentence(t, row.state) })})
      </span>
    </a>
  );
}

function columnsOf(): Column<ExerciseState, StateSort>[] {
  const { t, href } = usePage();
  return [
    {
      key: 'state',
      header: t('territory:state'),
      sort: 'entidad',
      cell: ({ state }) => <a href={href(statePlansPath(state.slug))}>{stateName(t, state)}</a>,
    },
    {
      key: 'status',
      header: t('plans:board.columns.status'),
      sort: 'estado',
      description: t('plans:board.meanings.status'),
      cell: ({ status }) => <StatusTag status={status} />,
    },
    {
      key: 'declared',
      header: t('plans:board.columns.declared'),
      sort: 'declaratoria',
      description: t('plans:board.meanings.declared'),
      cell: ({ secretariat }) => <Day day={secretariat?.declaredOn} />,
    },
    {
      key: 'installed',
      header: t('plans:board.columns.installed'),
      sort: 'instalacion',
      description: t('plans:board.meanings.installed'),
      cell: ({ secretariat }) => <Day day={secretariat?.installedOn} />,
    },
    {
      key: 'stage',
      header: t('plans:board.columns.stage'),
      sort: 'etapa',
      description: t('plans:board.meanings.stage'),
      cell: (row) => <PlanStage row={row} />,
    },
    {
      key: 'commitments',
      header: t('plans:board.columns.commitments'),
      sort: 'compromisos',
      numeric: true,
      cell: (row) => <Count value={row.plans.length > 0 ? row.commitments.length : null} />,
    },
    {
      key: 'asOf',
      header: t('plans:board.columns.asOf'),
      description: t('plans:board.meanings.asOf'),
      cell: ({ secretariat }) =>
        secretariat && !secretariat.asOf ? t('plans:board.here') : <Day day={secretariat?.asOf} />,
    },
    {
      key: 'source',
      header: t('plans:board.columns.source'),
      cell: ({ secretariat, state }) =>
        secretariat?.source ? (
          <SourceLink source={secretariat.source} about={stateName(t, state)} />
        ) : (
          <NoData />
        ),
    },
  ];
}

/** The 32 states: how far each has come, since when, and who says so. */
export function StatesTable(props: {
  rows: readonly ExerciseState[];
  state: TableState<StateSort>;
  downloads: readonly Download[];
}) {
  const { t } = usePage();
  return (
    <DataTable
      id="estados"
      caption={t('plans:board.table')}
      columns={columnsOf()}
      rows={props.rows}
      state={props.state}
      note={t('plans:board.note')}
      downloads={props.downloads}
    />
  );
}
