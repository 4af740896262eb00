import { NoData, SummaryList, type SummaryRow, Tag, usePage } from '#platform/ui/index.ts';
import { agreementPath, sessionPath } from '../../addresses.ts';
import type { SessionKind } from '../../rules/index.ts';
import { ballots, tallyOf } from '../../rules/index.ts';
import type { SessionSheet } from '../../sheet.ts';
import type { SeatRow } from '../../store/seats.ts';
import type { MotionRow, VoteRow } from '../../store/votes.ts';
import { AgreementTag } from '../agreement-tag.tsx';
import { momentWords } from '../words.ts';
import { SessionTag } from './tags.tsx';

/** A session as its page shows it. */
export type SheetProps = Omit<SessionSheet, 'day'>;

/** When and where a session is, and whether its call came in time. */
export function SessionFacts({ session, late }: SheetProps) {
  const { t, format, href } = usePage();
  const { state, startsAt, place, calledAt, noticeDays, reason, recording, year, number, kind } = session;
  const rows: SummaryRow[] = [
    { key: t('commission:sessions.facts.state'), value: <SessionTag state={state} /> },
    { key: t('commission:sessions.facts.when'), value: momentWords({ t, format }, startsAt) },
    { key: t('commission:sessions.facts.place'), value: place },
  ];
  if (calledAt)
    rows.push({
      key: t('commission:sessions.facts.called'),
      value: (
        <>
          {momentWords({ t, format }, calledAt)}{' '}
          {late ? (
            <Tag kind="late">{t('commission:sessions.late')}</Tag>
          ) : (
            <Tag kind="kept">{t('commission:sessions.inTime')}</Tag>
          )}
          <br />
          {t('commission:sessions.notice', { count: noticeDays ?? 0 })}
        </>
      ),
    });
  if (reason) rows.push({ key: t('commission:sessions.facts.reason'), value: reason });
  if (recording)
    rows.push({
      key: t('commission:sessions.facts.recording'),
      value: (
        <a href={recording} rel="nofollow noopener">
          {t('commission:sessions.recording')}
        </a>
      ),
    });
  if (number !== null && state === 'called')
    rows.push({
      key: t('commission:sessions.facts.calendar'),
      value: (
        <a href={href(`${sessionPath({ year, kind: kind as SessionKind, number })}/calendario.ics`)}>
          {t('commission:sessions.ics')}
        </a>
      ),
    });
  return <SummaryList rows={rows} />;
}

/** The agenda: what was put on it, then the agreements that were still open. */
export function Agenda({ items, carried }: SheetProps) {
  const { t, href } = usePage();
  return (
    <ol class="tq-agenda">
      {items.map(({ title, text, agreement }) => {
        const open = agreement === null ? undefined : carried.get(agreement);
        return (
          <li>
            {open ? (
              <>
                {t('commission:sessions.carried')} <a href={href(agreementPath(open.code))}>{open.code}</a>:{' '}
                {text} <AgreementTag state={open.state} />
              </>
            ) : (
              title
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** A seat with whether somebody came for it, and whether they stayed. */
function Attendee({
  session,
  seat: { holder, post, votes },
  there,
  gone,
}: Pick<SheetProps, 'session'> & { seat: SeatRow; there: boolean | undefined; gone: boolean }) {
  const { t } = usePage();
  const before = session.state === 'called' || session.state === 'draft';
  return (
    <li>
      {holder}, {t(`commission:seats.posts.${post}`)}
      {votes ? '' : ` (${t('commission:seats.noVote')})`} {there === undefined && !before ? <NoData /> : null}
      {there === undefined ? null : (
        <Tag kind={there ? 'kept' : 'late'}>
          {t(there ? 'commission:sessions.present' : 'commission:sessions.absent')}
        </Tag>
      )}{' '}
      {gone ? <Tag kind="neutral">{t('commission:sessions.left')}</Tag> : null}
    </li>
  );
}

/** Who sits at the table and who came, and whether that was enough. */
export function Attendance({ session, seats, present, left, quorum, quorumLeft }: SheetProps) {
  const { t, format } = usePage();
  const taken = present.size > 0;
  const values = {
    present: format.integer(quorum.present),
    voting: format.integer(quorum.voting),
    needed: format.integer(quorum.needed),
  };
  return (
    <>
      <p>
        {quorum.voting === 0
          ? t('commission:sessions.quorum.nobody')
          : taken
            ? t(`commission:sessions.quorum.${quorum.reached ? 'reached' : 'missed'}`, values)
            : t('commission:sessions.quorum.needed', values)}
      </p>
      {quorum.reached && !quorumLeft.reached ? (
        <p>
          <Tag kind="late">{t('commission:sessions.quorum.lostTag')}</Tag>{' '}
          {t('commission:sessions.quorum.lost', {
            ...{ present: format.integer(quorumLeft.present), needed: values.needed },
          })}
        </p>
      ) : null}
      {seats.length > 0 ? (
        <ul class="tq-seats">
          {seats.map((seat) => (
            <Attendee {...{ session, seat }} there={present.get(seat.id)} gone={left.has(seat.id)} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** What was decided on a motion, and how each member voted. */
export function Motion({
  motion,
  votes,
  items,
  seats,
  over = false,
}: Pick<SheetProps, 'items' | 'seats'> & {
  motion: MotionRow;
  votes: readonly VoteRow[];
  /** Whether the session is over: what was not decided then stays so. */
  over?: boolean;
}) {
  const { t, format } = usePage();
  const item = items.find(({ id }) => id === motion.item);
  const tally = tallyOf(votes.map(({ ballot }) => ballot));
  const nameOf = (seat: string) => seats.find(({ id }) => id === seat)?.holder ?? seat;
  const values = {
    for: format.integer(tally.for),
    against: format.integer(tally.against),
    abstain: format.integer(tally.abstain),
  };
  return (
    <article class="tq-motion" aria-labelledby={`m-${motion.id}`}>
      <h3 id={`m-${motion.id}`}>{motion.text}</h3>
      <p>
        {motion.result ? (
          <Tag kind={motion.result === 'approved' ? 'kept' : 'late'}>
            {t(`commission:votes.results.${motion.result}`)}
          </Tag>
        ) : (
          <Tag kind={over ? 'late' : 'info'}>
            {t(over ? 'commission:votes.undecided' : 'commission:votes.open')}
          </Tag>
        )}{' '}
        {item ? t('commission:votes.item', { number: item.number }) : null}{' '}
        {votes.length > 0 ? t('commission:votes.tally', values) : t('commission:votes.none')}
      </p>
      {votes.length > 0 ? (
        <dl class="tq-ballots">
          {ballots
            .map((ballot) => ({ ballot, of: votes.filter((vote) => vote.ballot === ballot) }))
            .filter(({ of }) => of.length > 0)
            .map(({ ballot, of }) => (
              <div>
                <dt>{t(`commission:votes.ballots.${ballot}`)}</dt>
                <dd>{format.list(of.map(({ seat }) => nameOf(seat)))}</dd>
              </div>
            ))}
        </dl>
      ) : null}
    </article>
  );
}

/** What was agreed in a session. */
export function Agreed({ agreements }: Pick<SheetProps, 'agreements'>) {
  const page = usePage();
  const { t, href } = page;
  return (
    <ul class="tq-agreed">
      {agreements.map(({ code, text, responsible, dueOn, state }) => (
        <li>
          <a href={href(agreementPath(code))}>{code}</a>: {text} <AgreementTag state={state} />
          <br />
          {t('commission:plan.responsible', { responsible })}{' '}
          {t('commission:plan.due', { date: page.format.day(dueOn) })}
        </li>
      ))}
    </ul>
  );
}
