import { institutionPath } from '#modules/territory/index.ts';
import {
  type Column,
  Columns,
  DataTable,
  NoData,
  SummaryList,
  type SummaryRow,
  Tag,
  usePage,
} from '#platform/ui/index.ts';
import type { CommitmentDetail } from '../board/commitment.ts';
import {
  type ClockSettings,
  completions,
  evidencePath,
  silenceOf,
  urgencyOf,
  type Voice,
  voices,
} from '../rules/index.ts';
import type { MilestoneRow, ReportRow } from '../store/commitments.ts';
import { Away, CompletionTag, completionName, Day, SourceLink, themeName, UrgencyTag } from './words.tsx';

interface Props {
  detail: CommitmentDetail;
}

/** Where it stands with its date, and whether nobody speaks of it. */
export function CommitmentClock({ detail, settings }: Props & { settings: ClockSettings }) {
  const { t, format } = usePage();
  const { clock, today } = detail;
  const silent = silenceOf(clock, today, settings);
  return (
    <p>
      <CompletionTag completion={clock.completion} />{' '}
      <UrgencyTag urgency={urgencyOf(clock, today, settings)} />
      {silent === null ? null : (
        <>
          {' '}
          <Tag kind="late">{t('plans:clock.silent', { count: silent, days: format.integer(silent) })}</Tag>
        </>
      )}
    </p>
  );
}

function Institution({ slug, detail }: Props & { slug: string }) {
  const { href } = usePage();
  const name = detail.institutions.get(slug);
  return name ? <a href={href(institutionPath(slug))}>{name}</a> : <span>{slug}</span>;
}

/** Who answers for it, who helps, who follows it, and when it is due. */
export function CommitmentFacts({ detail }: Props) {
  const { t } = usePage();
  const { commitment } = detail;
  const { lead, supporting, counterpart, theme, sdgTarget, source } = commitment;
  const rows: SummaryRow[] = [
    { key: t('plans:list.columns.theme'), value: theme ? themeName(t, theme) : <NoData /> },
    { key: t('plans:commitment.sdg'), value: sdgTarget ?? <NoData /> },
    {
      key: t('plans:list.columns.lead'),
      value: lead ? <Institution slug={lead} detail={detail} /> : <NoData />,
    },
    {
      key: t('plans:commitment.supporting'),
      value:
        supporting.length === 0 ? (
          <NoData />
        ) : (
          supporting.map((slug, at) => (
            <>
              {at > 0 ? '; ' : null}
              <Institution slug={slug} detail={detail} />
            </>
          ))
        ),
    },
    { key: t('plans:commitment.counterpart'), value: counterpart ?? <NoData /> },
    { key: t('plans:gantt.from'), value: <Day day={commitment.startsOn} /> },
    { key: t('plans:gantt.to'), value: <Day day={commitment.dueOn} /> },
    { key: t('plans:commitment.lastWord'), value: <Day day={detail.clock.lastUpdateOn} /> },
    {
      key: t('plans:source'),
      value: source ? <SourceLink source={source} about={commitment.title} /> : t('plans:board.here'),
    },
  ];
  return <SummaryList rows={rows} />;
}

/** The problem and what is to come of it, as the plan has them. */
export function ProblemAndGoal({ detail: { commitment } }: Props) {
  const { t } = usePage();
  return (
    <Columns layout="halves">
      {(['problem', 'goal'] as const).map((part) => (
        <div>
          <h2>{t(`plans:commitment.${part}`)}</h2>
          {commitment[part] === null ? (
            <p>
              <NoData />
            </p>
          ) : (
            <p class="tq-lines">{commitment[part]}</p>
          )}
        </div>
      ))}
    </Columns>
  );
}

/** What somebody said, in full. */
function Said({ report }: { report: ReportRow }) {
  const { t, format } = usePage();
  return (
    <>
      <p>
        <CompletionTag completion={report.completion} />
      </p>
      <p class="tq-lines">{report.text}</p>
      {report.earlyResult ? (
        <>
          <h4>{t('plans:commitment.earlyResult')}</h4>
          <p class="tq-lines">{report.earlyResult}</p>
        </>
      ) : null}
      {report.opening ? (
        <p>
          {t('plans:commitment.opening')} {t(`plans:terms.opening.${report.opening}`)}
        </p>
      ) : null}
      <p class="tq-note">{format.date(report.at)}</p>
    </>
  );
}

/** The three voices side by side: none speaks for another, and no mean is made of them. */
export function Voices({ detail: { latest } }: Props) {
  const { t } = usePage();
  const Voice = ({ voice }: { voice: Voice }) => {
    const report = latest[voice];
    return (
      <div class="tq-voice">
        <h3>{t(`plans:terms.voice.${voice}`)}</h3>
        {report ? (
          <Said report={report} />
        ) : (
          <p>
            <NoData /> {t('plans:commitment.nothingSaid')}
          </p>
        )}
      </div>
    );
  };
  return (
    <Columns layout="thirds">
      {voices.map((voice) => (
        <Voice voice={voice} />
      ))}
    </Columns>
  );
}

function milestoneColumns(all: number): Column<MilestoneRow>[] {
  const { t, format } = usePage();
  return [
    {
      key: 'product',
      header: t('plans:commitment.milestones.product'),
      cell: ({ number, product }) => (
        <>
          <span class="tq-number">{number}</span> {product}
        </>
      ),
    },
    {
      key: 'responsible',
      header: t('plans:commitment.milestones.responsible'),
      cell: ({ responsible }) => responsible ?? <NoData />,
    },
    { key: 'due', header: t('plans:gantt.to'), cell: ({ dueOn }) => <Day day={dueOn} /> },
    {
      key: 'weight',
      header: t('plans:commitment.milestones.weight'),
      numeric: true,
      description: t('plans:commitment.milestones.weightMeaning'),
      cell: ({ weight }) => format.percent(weight / all, 1),
    },
    {
      key: 'completion',
      header: t('plans:list.columns.completion'),
      cell: ({ completion }) => <CompletionTag completion={completion} />,
    },
  ];
}

/** The steps of it, each with its share of the whole. */
export function Milestones({ detail: { milestones } }: Props) {
  const { t } = usePage();
  const all = milestones.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <DataTable
      id="hitos"
      caption={t('plans:commitment.milestones.title', { count: milestones.length })}
      columns={milestoneColumns(all)}
      rows={milestones}
      empty={{
        title: t('plans:commitment.milestones.none'),
        text: t('plans:commitment.milestones.noneText'),
      }}
    />
  );
}

/** What shows that something was done. */
export function Evidence({ detail: { evidence, milestones } }: Props) {
  const { t, format, href } = usePage();
  const numberOf = new Map(milestones.map(({ id, number }) => [id, number]));
  if (evidence.length === 0) return <p>{t('plans:commitment.evidence.none')}</p>;
  return (
    <ul class="tq-history">
      {evidence.map((one) => (
        <li>
          {one.address ? (
            <Away address={one.address}>{one.title}</Away>
          ) : (
            <a href={href(evidencePath(one.commitment, one.id))}>{one.title}</a>
          )}{' '}
          {one.milestone && numberOf.has(one.milestone)
            ? t('plans:commitment.evidence.ofMilestone', { number: numberOf.get(one.milestone) })
            : null}{' '}
          <span class="tq-note">
            {one.date ? t('plans:commitment.evidence.shows', { day: format.day(one.date) }) : null}{' '}
            {t('plans:commitment.evidence.sent', { day: format.date(one.at) })}
            {one.sha256 ? (
              <>
                {' '}
                SHA-256 <code>{one.sha256}</code>
              </>
            ) : null}
          </span>
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
const fields = [
  ...(['title', 'problem', 'goal', 'theme', 'sdg_target', 'lead', 'supporting', 'counterpart'] as const),
  ...(['starts_on', 'due_on', 'product', 'responsible', 'weight'] as const),
] as const;

/** How what was promised was changed: what it was before stays in view. */
export function Amendments({ detail: { amendments, milestones } }: Props) {
  const { t, format } = usePage();
  const numberOf = new Map(milestones.map(({ id, number }) => [id, number]));
  const value = (text: string | null) =>
    text === null ? <NoData /> : /^\d{4}-\d\d-\d\d$/.test(text) ? format.day(text) : text;
  if (amendments.length === 0) return <p>{t('plans:commitment.amendments.none')}</p>;
  return (
    <ul class="tq-history">
      {amendments.map((one) => {
        const field = fields.find((name) => name === one.field);
        const number = one.milestone ? numberOf.get(one.milestone) : undefined;
        return (
          <li>
            {format.date(one.at)},{' '}
            <strong>{field ? t(`plans:commitment.fields.${field}`) : one.field}</strong>
            {number === undefined ? null : ` (${t('plans:commitment.evidence.ofMilestone', { number })})`}
            {': '}
            <del>{value(one.before)}</del> → <ins>{value(one.after)}</ins>.{' '}
            {t('plans:commitment.amendments.reason', { reason: one.reason })}
          </li>
        );
      })}
    </ul>
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
export function Reports({ detail: { reports, milestones } }: Props) {
  const { t, format } = usePage();
  const numberOf = new Map(milestones.map(({ id, number }) => [id, number]));
  if (reports.length === 0) return <p>{t('plans:commitment.reports.none')}</p>;
  return (
    <ol class="tq-history">
      {reports.map((report) => {
        const number = report.milestone ? numberOf.get(report.milestone) : undefined;
        const step = completions.find((one) => one === report.completion) ?? null;
        return (
          <li>
            {format.date(report.at)}, <strong>{t(`plans:terms.voice.${report.voice}`)}</strong>
            {number === undefined ? null : ` (${t('plans:commitment.evidence.ofMilestone', { number })})`}
            {': '}
            {completionName(t, step)}. {report.text}
          </li>
        );
      })}
    </ol>
  );
}
