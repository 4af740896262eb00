import { Tag, type TagKind, usePage } from '#platform/ui/index.ts';
import type { QuarterDuty, SessionState } from '../../rules/index.ts';

const tagOf: Readonly<Record<SessionState, TagKind>> = {
  draft: 'neutral',
  called: 'info',
  open: 'info',
  held: 'kept',
  'no-quorum': 'late',
  cancelled: 'late',
};

/** What became of a session, in a word. */
export function SessionTag({ state }: { state: SessionState }) {
  const { t } = usePage();
  return <Tag kind={tagOf[state]}>{t(`commission:sessions.states.${state}`)}</Tag>;
}

const dutyTag: Readonly<Record<QuarterDuty['state'], TagKind>> = {
  met: 'kept',
  missed: 'late',
  due: 'info',
};

/** The quarters with whether the ordinary session that is owed in each was held. */
export function QuarterStrip({ quarters, id }: { quarters: readonly QuarterDuty[]; id: string }) {
  const { t } = usePage();
  return (
    <ol class="tq-quarters" aria-labelledby={id}>
      {quarters.map(({ year, quarter, state }) => (
        <li class={`tq-quarters__${state}`}>
          <span>{t('commission:quarter', { year, quarter })}</span>{' '}
          <Tag kind={dutyTag[state]}>{t(`commission:sessions.duty.${state}`)}</Tag>
        </li>
      ))}
    </ol>
  );
}
