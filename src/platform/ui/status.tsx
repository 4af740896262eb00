import type { Child } from 'hono/jsx';
import { usePage } from './page-context.ts';

export type TagKind = 'neutral' | 'kept' | 'late' | 'info' | 'no-data';

/** A state in a word or two. The word carries the meaning; the colour only repeats it. */
export function Tag({ kind = 'neutral', children }: { kind?: TagKind; children?: Child }) {
  return <strong class={`tq-tag tq-tag--${kind}`}>{children}</strong>;
}

export type NoticeKind = 'info' | 'warning' | 'done';

/** Something to know before reading on, or the outcome of what was just done (`live` makes screen readers say it at once). */
export function Notice({
  kind = 'info',
  title,
  live,
  children,
}: {
  kind?: NoticeKind;
  title?: string;
  live?: boolean;
  children?: Child;
}) {
  const { t } = usePage();
  return (
    <div class={`tq-notice tq-notice--${kind}`} role={live ? 'status' : undefined}>
      {title ? (
        <p class="tq-notice__title">{title}</p>
      ) : kind === 'warning' ? (
        <p class="tq-notice__title">{t('notice.warning')}</p>
      ) : null}
      {children}
    </div>
  );
}

/** Nothing to show: says so, says why, and offers what to do. */
export function EmptyState({ title, children }: { title: string; children?: Child }) {
  return (
    <div class="tq-empty">
      <p class="tq-empty__title">{title}</p>
      {children}
    </div>
  );
}
