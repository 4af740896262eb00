import type { Child } from 'hono/jsx';
import { NoData, type PageContext, Tag, type TagKind, usePage } from '#platform/ui/index.ts';
import { urgencyName } from '../names.ts';
import {
  type Completion,
  isOwnFile,
  type SecretariatStatus,
  type Stage,
  type Theme,
  type Urgency,
} from '../rules/index.ts';

export { urgencyName } from '../names.ts';

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

/** A document: a link out of the platform, or to a file of ours to be kept; the words alone for what is neither. */
export function Away({ address, children }: { address: string; children?: Child }) {
  const { href } = usePage();
  if (isOwnFile(address)) {
    return (
      <a href={href(address)} download>
        {children}
      </a>
    );
  }
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
