import { NoData, usePage } from '#platform/ui/index.ts';
import type { PlanFigures } from '../board/exercise.ts';
import { stages } from '../rules/index.ts';
import { Away, stageName } from './words.tsx';

/** The stages of a plan in their order: those it went through, the one it is in, and those ahead. */
export function StageStrip({ plan }: { plan: Pick<PlanFigures, 'stage' | 'stages'> }) {
  const { t, format } = usePage();
  const current = stages.indexOf(plan.stage);
  const last = new Map(plan.stages.map((row) => [row.stage, row]));
  return (
    <ol class="tq-stages" aria-label={t('plans:plan.stages.label')}>
      {stages.map((stage, at) => {
        const entered = last.get(stage);
        const when = at < current ? 'past' : at === current ? 'now' : 'ahead';
        return (
          <li class={`tq-stages__${when}`} aria-current={when === 'now' ? 'step' : undefined}>
            <strong>{stageName(t, stage)}</strong>
            <span>
              {when === 'ahead' ? (
                t('plans:plan.stages.ahead')
              ) : entered?.enteredOn ? (
                <time datetime={entered.enteredOn}>{format.day(entered.enteredOn)}</time>
              ) : (
                <NoData />
              )}
            </span>
            {when !== 'ahead' && entered?.document ? (
              <Away address={entered.document}>
                {t('plans:plan.stages.document')}
                <span class="govuk-visually-hidden">: {stageName(t, stage)}</span>
              </Away>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
