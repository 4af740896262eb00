import { type StateRow, stateInSentence } from '#modules/territory/index.ts';
import { Gantt, type GanttRow } from '#platform/charts/index.ts';
import { type KeyFigure, KeyFigures, NoData, usePage } from '#platform/ui/index.ts';
import { enteredOn, type PlanFigures } from '../board/exercise.ts';
import type { Tally } from '../board/tally.ts';
import { commitmentPath, urgencyOf } from '../rules/index.ts';
import type { Calendar, ListedCommitment } from '../store/listing.ts';
import { ProgressFigure } from './progress.tsx';
import { Count, completionName, Day, SourceLink, urgencyName } from './words.tsx';

/** A group of commitments in figures, each with of how many it is known. */
export function SumFigures({ sums, commitmentsNote }: { sums: Tally; commitmentsNote?: string | undefined }) {
  const { t, format } = usePage();
  const items: KeyFigure[] = [
    {
      label: t('plans:board.figures.commitments'),
      value: <Count value={sums.total > 0 ? sums.total : null} />,
      note: commitmentsNote,
    },
    {
      label: t('plans:progress.title'),
      value: <ProgressFigure progress={sums.progress} />,
      note: t('plans:progress.knownOf', {
        count: sums.progress.total,
        known: format.integer(sums.progress.known),
        total: format.integer(sums.progress.total),
      }),
    },
    {
      label: t('plans:board.figures.overdue'),
      value: <Count value={sums.overdue} />,
      note: t('plans:board.figures.overdueNote', { count: sums.dated, dated: format.integer(sums.dated) }),
    },
    {
      label: t('plans:plan.silent'),
      value: <Count value={sums.silent} />,
      note: t('plans:plan.silentNote', { count: sums.timed, timed: format.integer(sums.timed) }),
    },
  ];
  return <KeyFigures items={items} />;
}

/** A plan in figures; says where its source speaks of another number of commitments. */
export function PlanKeyFigures({ plan: { declaredCommitments }, sums }: { plan: PlanFigures; sums: Tally }) {
  const { t } = usePage();
  const differs = declaredCommitments !== null && declaredCommitments !== sums.total;
  return (
    <SumFigures
      sums={sums}
      commitmentsNote={differs ? t('plans:plan.declared', { count: declaredCommitments }) : undefined}
    />
  );
}

/** When a plan was published, the days it is for, and who says so. */
export function PlanFacts({ plan, state }: { plan: PlanFigures; state: StateRow }) {
  const { t } = usePage();
  return (
    <dl class="tq-facts">
      <div>
        <dt>{t('plans:plan.published')}</dt>
        <dd>
          <Day day={enteredOn(plan, 'published')} />
        </dd>
      </div>
      <div>
        <dt>{t('plans:plan.from')}</dt>
        <dd>
          <Day day={plan.from} />
        </dd>
      </div>
      <div>
        <dt>{t('plans:plan.to')}</dt>
        <dd>
          <Day day={plan.to} />
        </dd>
      </div>
      <div>
        <dt>{t('plans:board.columns.asOf')}</dt>
        <dd>{plan.asOf ? <Day day={plan.asOf} /> : t('plans:board.here')}</dd>
      </div>
      <div>
        <dt>{t('plans:source')}</dt>
        <dd>
          {plan.source ? <SourceLink source={plan.source} about={stateInSentence(t, state)} /> : <NoData />}
        </dd>
      </div>
    </dl>
  );
}

interface PlanGanttProps {
  rows: readonly ListedCommitment[];
  calendar: Calendar;
  state: StateRow;
}

/** The commitments of a plan in time, with the day of today across them. */
export function PlanGantt({ rows, calendar, state }: PlanGanttProps) {
  const page = usePage();
  const { t, href } = page;
  const today = calendar.todayIn(state.clave);
  const stands = rows.map((row) => ({ row, urgency: urgencyOf(row, today, calendar) }));
  const late = stands.filter(({ urgency }) => urgency.state === 'overdue').length;
  const dated = rows.filter(({ dueOn }) => dueOn !== null).length;
  return (
    <Gantt
      id="calendario"
      title={dated === 0 ? t('plans:gantt.none') : t('plans:gantt.title', { count: late, dated })}
      titleAs="h2"
      description={t('plans:gantt.description', { count: dated })}
      note={t('plans:gantt.note')}
      today={today}
      names={{
        label: t('plans:list.columns.commitment'),
        from: t('plans:gantt.from'),
        to: t('plans:gantt.to'),
        status: t('plans:list.columns.clock'),
        today: t('plans:gantt.today'),
      }}
      marks={{ open: t('plans:gantt.open'), done: t('plans:gantt.done'), late: t('plans:gantt.late') }}
      rows={stands.map(
        ({ row, urgency }): GanttRow => ({
          id: row.id,
          label: `${row.number} ${row.title}`,
          href: href(commitmentPath(row.id)),
          from: row.startsOn,
          to: row.dueOn,
          state: urgency.state === 'done' ? 'done' : urgency.state === 'overdue' ? 'late' : 'open',
          status: [urgencyName(page, urgency), completionName(t, row.completion)].join('; '),
        }),
      )}
    />
  );
}
