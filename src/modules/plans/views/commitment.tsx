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
import { movedTo, silenceOf, urgencyOf, type Voice, voices } from '../rules/index.ts';
import type { MilestoneRow, ReportRow } from '../store/commitments.ts';
import { CompletionTag, Day, SourceLink, themeName, UrgencyTag } from './words.tsx';

interface Props {
  detail: CommitmentDetail;
}

/** Where it stands with its date, and whether nobody speaks of it. */
export function CommitmentClock({ detail }: Props) {
  const { t, format, href } = usePage();
  const { clock, today, calendar } = detail;
  const silent = silenceOf(clock, today, calendar);
  const last = movedTo(clock, calendar);
  return (
    <>
      <p>
        <CompletionTag completion={clock.completion} />{' '}
        <UrgencyTag urgency={urgencyOf(clock, today, calendar)} />
        {silent === null ? null : (
          <>
            {' '}
            <Tag kind="late">{t('plans:clock.silent', { count: silent, days: format.integer(silent) })}</Tag>
          </>
        )}
      </p>
      {clock.dueOn === null ? null : (
        <p class="tq-note">
          {last === null
            ? null
            : `${t('plans:clock.moved', { day: format.day(clock.dueOn), last: format.day(last) })} `}
          <a href={href('/calendario')}>{t('plans:clock.how')}</a>
        </p>
      )}
    </>
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
