import { Tag, type TagKind, usePage } from '#platform/ui/index.ts';
import type { AgreementState } from '../rules/index.ts';

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
