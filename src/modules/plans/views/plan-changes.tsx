import { usePage } from '#platform/ui/index.ts';
import type { PlanChangeRow } from '../store/drafts.ts';

/** How a plan's title and period were changed: what they were before stays in view. Nothing where they never were. */
export function PlanChanges({ changes }: { changes: readonly PlanChangeRow[] }) {
  const { t, format } = usePage();
  if (changes.length === 0) return null;
  const value = (text: string | null, field: PlanChangeRow['field']) =>
    text === null ? t('common:noData') : field === 'title' ? text : format.day(text);
  return (
    <>
      <h2>{t('promises:changes.title')}</h2>
      <ul class="tq-history">
        {changes.map(({ at, field, before, after, reason }) => (
          <li>
            {format.date(at)}, <strong>{t(`promises:plan.${field}`)}</strong>:{' '}
            <del>{value(before, field)}</del> → <ins>{value(after, field)}</ins>
            {reason ? `. ${t('promises:changes.reason', { reason })}` : null}
          </li>
        ))}
      </ul>
    </>
  );
}
