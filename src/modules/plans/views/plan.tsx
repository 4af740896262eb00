import { type StateRow, stateInSentence } from '#modules/territory/index.ts';
import { type KeyFigure, KeyFigures, NoData, usePage } from '#platform/ui/index.ts';
import { enteredOn, type PlanFigures } from '../board/exercise.ts';
import type { Tally } from '../board/tally.ts';
import { ProgressFigure } from './progress.tsx';
import { Count, Day, SourceLink } from './words.tsx';

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
