import type { Translate } from '#platform/i18n/i18n.ts';
import { usePage } from '#platform/ui/index.ts';
import { isUnderWay, silenceOf, urgencyOf } from '../../rules/index.ts';
import type { Calendar } from '../../store/listing.ts';
import type { WorkAs, WorkRow } from '../../store/work.ts';
import { CompletionTag, Day, UrgencyTag } from '../../views/words.tsx';

interface Props {
  row: WorkRow;
  calendar: Calendar;
}

/** Where a commitment stands with its date. */
export function WorkClock({ row, calendar }: Props) {
  return <UrgencyTag urgency={urgencyOf(row, calendar.todayIn(row.state), calendar)} />;
}

/** What whoever answers for it said last, and when. */
export function LastWord({ row: { completion, lastUpdateOn } }: Pick<Props, 'row'>) {
  const { t } = usePage();
  if (lastUpdateOn === null && completion === null) return <span>{t('desk:start.never')}</span>;
  return (
    <>
      <CompletionTag completion={completion} /> {lastUpdateOn ? <Day day={lastUpdateOn} /> : null}
    </>
  );
}

function missingOfInstitution(t: Translate, row: WorkRow, calendar: Calendar): string[] {
  const silent = silenceOf(row, calendar.todayIn(row.state), calendar);
  const proof = row.evidence === 0 ? [t('desk:start.missing.proof')] : [];
  if (!row.leads) return proof;
  return [
    ...(row.completion === null ? [t('desk:start.missing.report')] : []),
    ...(row.unsaid > 0 ? [t('desk:start.missing.milestones', { count: row.unsaid })] : []),
    ...(silent === null ? [] : [t('desk:start.missing.silent', { count: silent })]),
    ...proof,
  ];
}

function missingOf(t: Translate, role: WorkAs['role'], row: WorkRow, calendar: Calendar): string[] {
  if (row.closed) return [];
  if (!isUnderWay(row.stage)) return [t('desk:start.missing.waits')];
  if (role === 'institution') return missingOfInstitution(t, row, calendar);
  if (!row.said)
    return [t(role === 'review' ? 'desk:start.missing.review' : 'desk:start.missing.assessment')];
  return row.answered ? [] : [t('desk:start.missing.newerWord')];
}

/** What a commitment still needs of its reader. */
export function Missing({ row, role, calendar }: Props & { role: WorkAs['role'] }) {
  const { t } = usePage();
  const missing = missingOf(t, role, row, calendar);
  if (missing.length === 0) return <span>{t('desk:start.missing.nothing')}</span>;
  return (
    <ul>
      {missing.map((one) => (
        <li>{one}</li>
      ))}
    </ul>
  );
}
