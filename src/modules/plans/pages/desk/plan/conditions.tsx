import { Tag, usePage } from '#platform/ui/index.ts';
import type { Condition } from '../../../rules/index.ts';

/** Conditions of a stage, each with whether it is met. */
export function Conditions({
  conditions,
  pending = [],
}: {
  conditions: readonly { condition: Condition; holds: boolean }[];
  /** Those that come with the form itself. */
  pending?: readonly Condition[];
}) {
  const { t } = usePage();
  return (
    <ul class="tq-checks">
      {conditions.map(({ condition, holds }) => (
        <li>
          {holds ? (
            <Tag kind="kept">{t('promises:conditions.met')}</Tag>
          ) : pending.includes(condition) ? (
            <Tag kind="info">{t('promises:conditions.pending')}</Tag>
          ) : (
            <Tag kind="late">{t('promises:conditions.missing')}</Tag>
          )}{' '}
          {t(`promises:conditions.names.${condition}`)}
        </li>
      ))}
    </ul>
  );
}
