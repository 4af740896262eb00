import { Tag, type TagKind, usePage } from '#platform/ui/index.ts';
import type { CovenantState, DeliverableState, renewalAlarm } from '../rules/index.ts';

const covenantTag: Readonly<Record<CovenantState, TagKind>> = {
  negotiation: 'neutral',
  signed: 'info',
  'in-force': 'kept',
  expired: 'late',
  ended: 'neutral',
};

/** What became of a covenant, in a word. */
export function CovenantTag({ state }: { state: CovenantState }) {
  const { t } = usePage();
  return <Tag kind={covenantTag[state]}>{t(`commission:covenants.states.${state}`)}</Tag>;
}

/** That a covenant ends soon, or has ended without having been renewed. */
export function AlarmTag({ alarm }: { alarm: ReturnType<typeof renewalAlarm> }) {
  const { t } = usePage();
  if (alarm === 'none') return null;
  return <Tag kind="late">{t(`commission:covenants.alarm.${alarm}`)}</Tag>;
}

const deliverableTag: Readonly<Record<DeliverableState, TagKind>> = {
  pending: 'neutral',
  delivered: 'kept',
  cancelled: 'neutral',
};

export function DeliverableTag({ state }: { state: DeliverableState }) {
  const { t } = usePage();
  return <Tag kind={deliverableTag[state]}>{t(`commission:covenants.deliverableStates.${state}`)}</Tag>;
}
