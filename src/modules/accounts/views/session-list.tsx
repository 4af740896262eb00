import { Button, Form, Note, SummaryList, Tag, usePage } from '#platform/ui/index.ts';
import { browserName } from '../rules/browser-name.ts';
import type { OpenSession } from '../store/sessions.ts';

/** Where somebody is signed in, with a way to end each. */
export function SessionList({
  sessions,
  here,
  close,
  closeOthers,
}: {
  sessions: readonly OpenSession[];
  /** The session that asks. */
  here: string;
  close: string;
  closeOthers: string;
}) {
  const { t } = usePage();
  return (
    <>
      <SummaryList
        rows={sessions.map((session) => ({
          key: <SessionName session={session} here={session.id === here} />,
          value: <SessionFacts session={session} close={session.id === here ? undefined : close} />,
        }))}
      />
      {sessions.length > 1 ? (
        <>
          <p>{t('accounts:sessions.othersText')}</p>
          <Form action={closeOthers}>
            <Button kind="warning">{t('accounts:sessions.others')}</Button>
          </Form>
        </>
      ) : (
        <p>{t('accounts:sessions.only')}</p>
      )}
      <Note>{t('accounts:sessions.end')}</Note>
    </>
  );
}

function useSessionName({ userAgent }: OpenSession): string {
  const { t } = usePage();
  const { browser, system } = browserName(userAgent);
  if (browser && system) return t('accounts:sessions.on', { browser, system });
  return browser ?? system ?? t('accounts:sessions.unknown');
}

function SessionName({ session, here }: { session: OpenSession; here: boolean }) {
  const { t } = usePage();
  const name = useSessionName(session);
  return (
    <>
      {name} {here ? <Tag kind="info">{t('accounts:sessions.here')}</Tag> : null}
    </>
  );
}

function SessionFacts({ session, close }: { session: OpenSession; close: string | undefined }) {
  const { t, format } = usePage();
  const name = useSessionName(session);
  const date = format.minute(session.createdAt);
  return (
    <>
      <p>
        {t('accounts:sessions.since')}: {date}.
        <br />
        {t('accounts:sessions.used')}: {format.minute(session.updatedAt)}.
      </p>
      {close ? (
        <Form action={close} hidden={{ sesion: session.id }}>
          <Button kind="secondary">
            {t('accounts:sessions.close')}
            <span class="govuk-visually-hidden"> {t('accounts:sessions.closeAbout', { name, date })}</span>
          </Button>
        </Form>
      ) : null}
    </>
  );
}
