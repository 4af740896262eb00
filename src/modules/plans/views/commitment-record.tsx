import { DataTable, NoData, usePage } from '#platform/ui/index.ts';
import type { CommitmentDetail } from '../board/commitment.ts';
import { completions, evidencePath, themes } from '../rules/index.ts';
import type { AmendmentRow, EvidenceRow } from '../store/commitments.ts';
import { EntryLink } from './history.tsx';
import { Away, completionName, themeName } from './words.tsx';

interface Props {
  detail: CommitmentDetail;
}

/** The number of the milestone that something belongs to, in brackets. */
function MilestoneNumber({ milestone, detail }: Props & { milestone: string | null }) {
  const { t } = usePage();
  const number = detail.milestones.find(({ id }) => id === milestone)?.number;
  return number === undefined ? null : (
    <span> ({t('plans:commitment.evidence.ofMilestone', { number })})</span>
  );
}

/** The title, which leads to the file or address while there is one: of what was withdrawn the words stay alone. */
function EvidenceTitle({ one }: { one: EvidenceRow }) {
  const { href } = usePage();
  if (one.withdrawnAt) return <del>{one.title}</del>;
  if (one.address) return <Away address={one.address}>{one.title}</Away>;
  return <a href={href(evidencePath(one.commitment, one.id))}>{one.title}</a>;
}

/** What shows that something was done; what was withdrawn stays named, with the reason. */
export function Evidence({ detail }: Props) {
  const { t, format } = usePage();
  if (detail.evidence.length === 0) return <p>{t('plans:commitment.evidence.none')}</p>;
  return (
    <ul class="tq-history">
      {detail.evidence.map((one) => (
        <li>
          <EvidenceTitle one={one} />
          <MilestoneNumber milestone={one.milestone} detail={detail} />{' '}
          <span class="tq-note">
            {one.date ? t('plans:commitment.evidence.shows', { day: format.day(one.date) }) : null}{' '}
            {t('plans:commitment.evidence.sent', { day: format.date(one.at) })}
            {one.sha256 ? (
              <>
                {' '}
                {t(`plans:commitment.evidence.${one.withdrawnAt ? 'sha256Withdrawn' : 'sha256'}`)}{' '}
                <code>{one.sha256}</code>
              </>
            ) : null}
          </span>
          {one.withdrawnAt ? (
            <p>
              {t('plans:commitment.evidence.withdrawn', { day: format.date(one.withdrawnAt) })}{' '}
              {one.withdrawnReason
                ? t('plans:commitment.amendments.reason', { reason: one.withdrawnReason })
                : null}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What stands in the way, what is done against it and what came of that. */
export function Resistances({ detail: { resistances } }: Props) {
  const { t } = usePage();
  if (resistances.length === 0) return <p>{t('plans:commitment.resistances.none')}</p>;
  return (
    <DataTable
      id="resistencias"
      caption={t('plans:commitment.resistances.table')}
      rows={resistances}
      columns={[
        {
          key: 'description',
          header: t('plans:commitment.resistances.what'),
          cell: ({ description }) => description,
        },
        {
          key: 'kind',
          header: t('plans:commitment.resistances.kind'),
          cell: ({ kind }) => t(`plans:terms.resistance.${kind}`),
        },
        {
          key: 'strategy',
          header: t('plans:commitment.resistances.strategy'),
          cell: ({ strategy }) => strategy ?? <NoData />,
        },
        {
          key: 'result',
          header: t('plans:commitment.resistances.result'),
          cell: ({ result }) => result ?? <NoData />,
        },
      ]}
    />
  );
}

/** The names of what amendments change. */
export const amendedFields = [
  ...(['title', 'problem', 'goal', 'theme', 'sdg_target', 'lead', 'supporting', 'counterpart'] as const),
  ...(['starts_on', 'due_on', 'product', 'responsible', 'weight', 'closed_at'] as const),
] as const;

/** A value of what was promised, as readers read it: names of institutions, themes and days in words. */
function Value({ of, text, detail }: Props & { of: string; text: string }) {
  const { t, format } = usePage();
  if (of === 'theme') return <span>{themeName(t, themes.find((theme) => theme === text) ?? null)}</span>;
  if (of === 'lead' || of === 'supporting')
    return (
      <span>
        {text
          .split(' ')
          .map((slug) => detail.institutions.get(slug) ?? slug)
          .join('; ')}
      </span>
    );
  return <span>{/^\d{4}-\d\d-\d\d$/.test(text) ? format.day(text) : text}</span>;
}

function Amendment({ one, detail }: Props & { one: AmendmentRow }) {
  const { t, format } = usePage();
  const field = amendedFields.find((name) => name === one.field);
  const name = field ? t(`plans:commitment.fields.${field}`) : one.field;
  return (
    <li>
      <time datetime={one.at.toISOString()}>{format.date(one.at)}</time> <strong>{name}</strong>
      <MilestoneNumber milestone={one.milestone} detail={detail} />
      <p class="tq-lines">
        {t('plans:commitment.amendments.before')}:{' '}
        {one.before === null ? (
          <NoData />
        ) : (
          <del>
            <Value of={one.field} text={one.before} detail={detail} />
          </del>
        )}
      </p>
      <p class="tq-lines">
        {t('plans:commitment.amendments.after')}:{' '}
        {one.after === null ? (
          <NoData />
        ) : (
          <ins>
            <Value of={one.field} text={one.after} detail={detail} />
          </ins>
        )}
      </p>
      <p>
        {t('plans:commitment.amendments.reason', { reason: one.reason })}{' '}
        <EntryLink entry={one.entry} about={`${name}, ${format.date(one.at)}`} />
      </p>
    </li>
  );
}

/** How what was promised was changed: what it was before stays in view. */
export function Amendments({ detail }: Props) {
  const { t } = usePage();
  if (detail.amendments.length === 0) return <p>{t('plans:commitment.amendments.none')}</p>;
  return (
    <ol class="tq-history">
      {detail.amendments.map((one) => (
        <Amendment one={one} detail={detail} />
      ))}
    </ol>
  );
}

/** What belongs to it elsewhere on the platform. */
export function Links({ detail: { links } }: Props) {
  const { t, href } = usePage();
  if (links.length === 0) return <p>{t('plans:commitment.links.none')}</p>;
  return (
    <ul>
      {links.map(({ path, title }) => (
        <li>
          <a href={href(path)}>{title}</a>
        </li>
      ))}
    </ul>
  );
}

/** Everything that was said, the newest first. */
export function Reports({ detail }: Props) {
  const { t, format } = usePage();
  if (detail.reports.length === 0) return <p>{t('plans:commitment.reports.none')}</p>;
  return (
    <ol class="tq-history">
      {detail.reports.map((report) => {
        const step = completions.find((one) => one === report.completion) ?? null;
        return (
          <li>
            <time datetime={report.at.toISOString()}>{format.date(report.at)}</time>{' '}
            <strong>{t(`plans:terms.voice.${report.voice}`)}</strong>
            <MilestoneNumber milestone={report.milestone} detail={detail} />
            {': '}
            {completionName(t, step)}. {report.text}
            {report.earlyResult ? (
              <p>
                {t('plans:commitment.earlyResult')}: {report.earlyResult}
              </p>
            ) : null}
            {report.opening ? (
              <p>
                {t('plans:commitment.opening')} {t(`plans:terms.opening.${report.opening}`)}
              </p>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
