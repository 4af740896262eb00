import { usePage } from '#platform/ui/index.ts';
import { actKindOf, actTitle } from '../names.ts';
import type { ActRow } from '../store/acts.ts';

/** What was done to a record, when, and where the ledger says so. */
export function History({ acts, id = 'historia' }: { acts: readonly ActRow[]; id?: string }) {
  const { t, format, href } = usePage();
  if (acts.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t('commission:history.title')}</h2>
      <ol class="tq-history">
        {acts.map(({ entry, kind, at, act }) => {
          const known = actKindOf(kind);
          return (
            <li>
              <time datetime={at.toISOString()}>{format.minute(at)}</time>{' '}
              {known ? actTitle(t, known, act) : kind}.{' '}
              <a href={href(`/bitacora/asientos/${entry}`)}>
                {t('commission:history.entry')}
                <span class="govuk-visually-hidden">: {known ? actTitle(t, known, act) : kind}</span>
              </a>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
