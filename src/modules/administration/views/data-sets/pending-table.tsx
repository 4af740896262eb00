import { DataTable, usePage } from '#platform/ui/index.ts';
import type { PendingSummary } from '#platform/uploads/pending.ts';
import { reviewPath } from './addresses.ts';

/** The reader's files that were checked and wait to be loaded or deleted. */
export function PendingTable({
  rows,
  titleOf,
}: {
  rows: readonly PendingSummary[];
  /** What people call a data set. */
  titleOf(dataSet: string): string;
}) {
  const { t, href, format } = usePage();
  const stateOf = ({ check: { outcome, problemCount } }: PendingSummary) =>
    outcome === 'refused'
      ? t('uploads:data.state.refused', { count: problemCount, shown: format.integer(problemCount) })
      : t(`uploads:data.state.${outcome}`);
  return (
    <DataTable
      id="pendientes"
      caption={t('uploads:data.pending')}
      columns={[
        {
          key: 'file',
          header: t('uploads:data.pendingColumns.file'),
          cell: ({ id, name }) => <a href={href(reviewPath(id))}>{name}</a>,
        },
        {
          key: 'set',
          header: t('uploads:data.columns.set'),
          cell: ({ dataSet }) => titleOf(dataSet),
        },
        {
          key: 'when',
          header: t('uploads:data.pendingColumns.when'),
          cell: ({ sentAt }) => format.moment(sentAt),
        },
        { key: 'state', header: t('uploads:data.pendingColumns.state'), cell: stateOf },
      ]}
      rows={rows}
      note={t('uploads:data.pendingText')}
    />
  );
}
