import type { Child } from 'hono/jsx';
import { NoData, type PageContext, Tag, type TagKind, usePage } from '#platform/ui/index.ts';
import type { Completion, SecretariatStatus, Stage, Theme, Urgency } from '../rules/index.ts';

type T = PageContext['t'];

export function statusName(t: T, status: SecretariatStatus): string {
  return status === 'unknown' ? t('common:noData') : t(`plans:terms.status.${status}`);
}

export function stageName(t: T, stage: Stage): string {
  return t(`plans:terms.stage.${stage}`);
}

/** *Sin dato* where nobody has said how far it is. */
export function completionName(t: T, completion: Completion | null): string {
  return completion === null ? t('common:noData') : t(`plans:terms.completion.${completion}`);
}

export function themeName(t: T, theme: Theme | null): string {
  return theme === null ? t('common:noData') : t(`plans:terms.theme.${theme}`);
}

const statusKinds: Readonly<Record<SecretariatStatus, TagKind>> = {
  unknown: 'no-data',
  declared: 'info',
  installed: 'kept',
  renewal: 'info',
  inactive: 'late',
};

export function StatusTag({ status }: { status: SecretariatStatus }) {
  const { t } = usePage();
  return <Tag kind={statusKinds[status]}>{statusName(t, status)}</Tag>;
}

const completionKinds: Readonly<Record<Completion, TagKind>> = {
  'not-started': 'neutral',
  limited: 'info',
  substantial: 'info',
  complete: 'kept',
};

export function CompletionTag({ completion }: { completion: Completion | null }) {
  const { t } = usePage();
  const kind = completion === null ? 'no-data' : completionKinds[completion];
  return <Tag kind={kind}>{completionName(t, completion)}</Tag>;
}

/** Where a commitment stands on its way to its due date, in words. */
export function urgencyName({ t, format }: Pick<PageContext, 't' | 'format'>, urgency: Urgency): string {
  switch (urgency.state) {
    case 'done':
      return t('plans:clock.done');
    case 'no-date':
      return t('plans:clock.no-date');
    case 'overdue':
      return t('plans:clock.overdue', { count: urgency.days, days: format.integer(urgency.days) });
    case 'soon':
      return urgency.days === 0
        ? t('plans:clock.today')
        : t('plans:clock.soon', { count: urgency.days, days: format.integer(urgency.days) });
    case 'ahead':
      return t('plans:clock.ahead', { count: urgency.days, days: format.integer(urgency.days) });
  }
}

const urgencyKinds: Readonly<Record<Urgency['state'], TagKind>> = {
  done: 'neutral',
  'no-date': 'no-data',
  ahead: 'neutral',
  soon: 'info',
  overdue: 'late',
};

export function UrgencyTag({ urgency }: { urgency: Urgency }) {
  return <Tag kind={urgencyKinds[urgency.state]}>{urgencyName(usePage(), urgency)}</Tag>;
}

/** A day, a month or a year as far as it is known. */
export function Day({ day }: { day: string | null | undefined }) {
  const { format } = usePage();
  return day ? <time datetime={day}>{format.day(day)}</time> : <NoData />;
}

/** A figure that may not be known. */
export function Count({ value }: { value: number | null }) {
  const { format } = usePage();
  return value === null ? <NoData /> : <span>{format.integer(value)}</span>;
}

const hostOf = (address: string) =>
  URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : '';

/** A link out of the platform, where what was given is an address; else the words alone. */
export function Away({ address, children }: { address: string; children?: Child }) {
  return /^https?:\/\//.test(address) ? <a href={address}>{children}</a> : <span>{children}</span>;
}

/** Where something was published: a link where it is an address, else its name. @param about names it for those who hear the link alone */
export function SourceLink({ source, about }: { source: string; about: string }) {
  return /^https?:\/\//.test(source) ? (
    <a href={source}>
      {hostOf(source)}
      <span class="govuk-visually-hidden"> ({about})</span>
    </a>
  ) : (
    <span>{source}</span>
  );
}
