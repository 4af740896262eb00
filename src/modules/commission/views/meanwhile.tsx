import { Notice, SummaryList, type SummaryRow, usePage } from '#platform/ui/index.ts';

/** Somebody else changed the record while a form was filled in: what it is now, above what was typed. */
export function Meanwhile({ rows }: { rows: readonly SummaryRow[] }) {
  const { t } = usePage();
  return (
    <Notice kind="warning" live title={t('commission:meanwhile.title')}>
      <p>{t('commission:meanwhile.now')}</p>
      <SummaryList rows={rows} />
      <p>{t('commission:meanwhile.yours')}</p>
    </Notice>
  );
}
