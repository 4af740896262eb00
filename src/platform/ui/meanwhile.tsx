import { usePage } from './page-context.ts';
import { Notice } from './status.tsx';
import { SummaryList, type SummaryRow } from './summary-list.tsx';

/** Somebody else changed the record while a form was filled in: what it is now, above what was typed. */
export function Meanwhile({ rows }: { rows: readonly SummaryRow[] }) {
  const { t } = usePage();
  return (
    <Notice kind="warning" live title={t('form.meanwhile.title')}>
      <p>{t('form.meanwhile.now')}</p>
      <SummaryList rows={rows} />
      <p>{t('form.meanwhile.yours')}</p>
    </Notice>
  );
}
