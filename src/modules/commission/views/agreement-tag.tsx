import { Tag, type TagKind, usePage } from '#platform/ui/index.ts';
import type { AgreementState, agreementClock } from '../rules/index.ts';

const tagOf: Readonly<Record<AgreementState, TagKind>> = {
  open: 'neutral',
  'in-progress': 'info',
  fulfilled: 'kept',
  cancelled: 'neutral',
};

/** What became of an agreement, in a word. */
export function AgreementTag({ state }: { state: AgreementState }) {
  const { t } = usePage();
  return <Tag kind={tagOf[state]}>{t(`commission:agreements.states.${state}`)}</Tag>;
}

/** Where an agreement is past its day, or was kept after it, its clock says more than its state. */
export function ClockTag({ clock }: { clock: ReturnType<typeof agreementClock> }) {
  const { t } = usePage();
  if (clock !== 'overdue' && clock !== 'late') return null;
  return <Tag kind="late">{t(`commission:agreements.clock.${clock}`)}</Tag>;
}
