import { Details, usePage } from '#platform/ui/index.ts';
import { actKindOf, actTitle } from '../names.ts';
import type { ActRow } from '../store/acts.ts';

/** So many acts are open to the eye; those before them unfold. */
const open = 8;

/** The way to what the public ledger says of an act. @param about names the act for those who hear the link alone */
export function EntryLink({ entry, about }: { entry: string; about: string }) {
  const { t, href } = usePage();
  return (
    <a href={href(`/bitacora/asientos/${entry}`)}>
      {t('plans:history.entry')}
      <span class="govuk-visually-hidden">: {about}</span>
    </a>
  );
}

function Acts({ acts }: { acts: readonly ActRow[] }) {
  const { t, format } = usePage();
  return (
    <ol class="tq-history">
      {acts.map(({ entry, kind, at, act }) => {
        const known = actKindOf(kind);
        const title = known ? actTitle(t, known, act) : kind;
        return (
          <li>
            <time datetime={at.toISOString()}>{format.minute(at)}</time> {title}.{' '}
            <EntryLink entry={entry} about={title} />
          </li>
        );
      })}
    </ol>
  );
}

/** What people did to a record here, the newest first, each with what the ledger says of it. */
export function History({ acts, most }: { acts: readonly ActRow[]; most?: number }) {
  const { t } = usePage();
  if (acts.length === 0) return <p>{t('plans:history.none')}</p>;
  const older = acts.slice(open);
  return (
    <>
      <Acts acts={acts.slice(0, open)} />
      {older.length > 0 ? (
        <Details summary={t('plans:history.older', { count: older.length })}>
          <Acts acts={older} />
        </Details>
      ) : null}
      {acts.length === most ? <p class="tq-note">{t('plans:history.most', { count: most })}</p> : null}
    </>
  );
}
