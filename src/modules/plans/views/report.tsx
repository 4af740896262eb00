import { NoData, SummaryList, usePage } from '#platform/ui/index.ts';
import type { ReportedCommitment } from '../board/plan.ts';
import { urgencyOf, voices } from '../rules/index.ts';
import type { ReportRow } from '../store/commitments.ts';
import type { Calendar } from '../store/listing.ts';
import { completionName, Day, urgencyName } from './words.tsx';

interface ReportProps {
  rows: readonly ReportedCommitment[];
  calendar: Calendar;
  names: ReadonlyMap<string, string>;
}

/** Every commitment of a plan in full, for paper. */
export function PlanReport({ rows, calendar, names }: ReportProps) {
  return (
    <>
      {rows.map((row) => (
        <ReportedPart row={row} calendar={calendar} names={names} />
      ))}
    </>
  );
}

/** What a voice said last, with what it saw come of the commitment. */
function Said({ report }: { report: ReportRow }) {
  const { t, format } = usePage();
  const { completion, text, at, earlyResult, opening } = report;
  return (
    <>
      {`${completionName(t, completion)}. ${text} (${format.date(at)})`}
      {earlyResult ? (
        <p>
          {t('plans:commitment.earlyResult')}: {earlyResult}
        </p>
      ) : null}
      {opening ? (
        <p>
          {t('plans:commitment.opening')} {t(`plans:terms.opening.${opening}`)}.
        </p>
      ) : null}
    </>
  );
}

function ReportedPart({ row, calendar, names }: Omit<ReportProps, 'rows'> & { row: ReportedCommitment }) {
  const page = usePage();
  const { t, format } = page;
  const { commitment, latest, milestones, evidence, reports } = row;
  const urgency = urgencyOf(commitment, calendar.todayIn(commitment.state), calendar);
  return (
    <section class="tq-reported">
      <h3>
        {commitment.number}. {commitment.title}
      </h3>
      <SummaryList
        rows={[
          {
            key: t('plans:list.columns.lead'),
            value: commitment.lead ? (names.get(commitment.lead) ?? commitment.lead) : <NoData />,
          },
          {
            key: t('plans:gantt.to'),
            value: (
              <>
                <Day day={commitment.dueOn} />
                {commitment.dueOn ? `, ${urgencyName(page, urgency)}` : null}
              </>
            ),
          },
          ...voices.map((voice) => {
            const said = latest[voice];
            return {
              key: t(`plans:terms.voice.${voice}`),
              value: said ? <Said report={said} /> : <NoData />,
            };
          }),
          {
            key: t('plans:report.given'),
            value: t('plans:report.counts', {
              count: reports.length,
              ...{ words: format.integer(reports.length), evidence: format.integer(evidence.length) },
            }),
          },
        ]}
      />
      {milestones.length > 0 ? (
        <ul>
          {milestones.map((one) => (
            <li>
              {one.product}: {completionName(t, one.completion)}
              {one.dueOn ? `, ${format.day(one.dueOn)}` : null}
            </li>
          ))}
        </ul>
      ) : null}
      {evidence.length > 0 ? (
        <>
          <h4>{t('plans:commitment.evidence.title')}</h4>
          <ul>
            {evidence.map((one) => (
              <li>
                {one.withdrawnAt ? <del>{one.title}</del> : one.title}
                {'. '}
                {t('plans:commitment.evidence.sent', { day: format.date(one.at) })}
                {one.withdrawnAt
                  ? ` ${t('plans:commitment.evidence.withdrawn', { day: format.date(one.withdrawnAt) })}`
                  : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
