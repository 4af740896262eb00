import type { Child } from 'hono/jsx';
import { type Entry, NextSteps } from './entries.tsx';
import { Band, PageHeading, Prose } from './layout.tsx';
import { usePage } from './page-context.ts';

export interface ErrorPageProps {
  status: number;
  /** What happened, as a short sentence: `No encontramos esa página`. */
  title: string;
  /** What happened, and why where that is known. */
  what: Child;
  /** What the reader can do now. */
  todo: Child;
  /** The number under which the operator finds the request in the log. */
  requestId?: string | undefined;
  /** Where to go from here. Left out: the home page and the states. */
  next?: readonly Entry[] | undefined;
}

/** The content of a page that could not be given: what happened, what to do, where to go. */
export function ErrorPage({ status, title, what, todo, requestId, next }: ErrorPageProps) {
  const { t, href } = usePage();
  const ways = next ?? [
    { title: t('home'), text: t('error.home'), href: href('/') },
    { title: t('error.statesTitle'), text: t('error.states'), href: href('/entidades') },
  ];
  return (
    <Band>
      <PageHeading caption={t('error.caption', { status })} title={title} />
      <Prose>
        <p>{what}</p>
        <p>{todo}</p>
        {requestId ? (
          <p class="tq-note">
            {t('error.request')} <code>{requestId}</code>
          </p>
        ) : null}
      </Prose>
      <NextSteps items={ways} />
    </Band>
  );
}
