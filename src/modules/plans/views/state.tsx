import { stateInSentence, stateName } from '#modules/territory/index.ts';
import {
  Band,
  type Column,
  DataTable,
  EmptyState,
  Entries,
  NoData,
  SummaryList,
  usePage,
} from '#platform/ui/index.ts';
import type { PlanFigures } from '../board/exercise.ts';
import { enteredOn } from '../board/exercise.ts';
import type { StateDetail, StateDocument, StateEvent } from '../board/state.ts';
import type { Tally } from '../board/tally.ts';
import { isPublic, noteMeasures, planPath } from '../rules/index.ts';
import type { MemberRow } from '../store/secretariats.ts';
import { Away, Day, SourceLink, StatusTag, stageName, statusName } from './words.tsx';

/** The secretariat in facts: how far it has come, since when, and who says so. */
export function SecretariatFacts({ detail: { secretariat, status, state } }: { detail: StateDetail }) {
  const { t } = usePage();
  return (
    <SummaryList
      rows={[
        { key: t('plans:board.columns.status'), value: <StatusTag status={status} /> },
        { key: t('plans:state.since'), value: <Day day={secretariat?.statusSince} /> },
        { key: t('plans:board.columns.declared'), value: <Day day={secretariat?.declaredOn} /> },
        { key: t('plans:board.columns.installed'), value: <Day day={secretariat?.installedOn} /> },
        {
          key: t('plans:board.columns.asOf'),
          value: secretariat && !secretariat.asOf ? t('plans:board.here') : <Day day={secretariat?.asOf} />,
        },
        {
          key: t('plans:source'),
          value: secretariat?.source ? (
            <SourceLink source={secretariat.source} about={stateName(t, state)} />
          ) : (
            <NoData />
          ),
        },
      ]}
    />
  );
}

function memberColumns(): Column<MemberRow>[] {
  const { t } = usePage();
  return [
    {
      key: 'organisation',
      header: t('plans:state.members.organisation'),
      cell: ({ organisation }) => organisation,
    },
    {
      key: 'sector',
      header: t('plans:state.members.sector'),
      cell: ({ sector, facilitates }) =>
        facilitates
          ? t('plans:state.members.facilitates', { sector: t(`plans:terms.sector.${sector}`) })
          : t(`plans:terms.sector.${sector}`),
    },
    {
      key: 'from',
      header: t('plans:state.members.from'),
      cell: ({ since }) => <Day day={since} />,
    },
    {
      key: 'until',
      header: t('plans:state.members.until'),
      cell: ({ until, asOf }) =>
        until ? (
          <Day day={until} />
        ) : asOf ? (
          <>
            {t('plans:state.members.asOf')} <Day day={asOf} />
          </>
        ) : (
          t('plans:state.members.now')
        ),
    },
  ];
}

/** Who sits in the secretariat: organisations, by sector. */
export function Members({ detail: { members, state } }: { detail: StateDetail }) {
  const { t } = usePage();
  return (
    <DataTable
      id="integrantes"
      caption={t('plans:state.members.title', { count: members.length })}
      columns={memberColumns()}
      rows={members}
      empty={{
        title: t('plans:state.members.none'),
        text: t('plans:state.members.noneText', { state: stateInSentence(t, state) }),
      }}
    />
  );
}

/** The plans of a state, each with where it stands. */
export function Plans({ detail, sumsOf }: { detail: StateDetail; sumsOf: (plan: PlanFigures) => Tally }) {
  const { t, format, href } = usePage();
  const { plans, state } = detail;
  if (plans.length === 0) {
    return (
      <EmptyState title={t('plans:state.plans.none')}>
        <p>{t('plans:state.plans.noneText', { state: stateInSentence(t, state) })}</p>
      </EmptyState>
    );
  }
  const promisedIn = ({ total, progress }: Tally) => [
    t('plans:state.plans.commitments', { count: total, total: format.integer(total) }),
    progress.value === null
      ? t('plans:state.plans.noProgress')
      : t('plans:state.plans.progress', { share: format.percent(progress.value) }),
  ];
  return (
    <Entries
      level={3}
      items={plans.map((plan) => {
        const sums = sumsOf(plan);
        const published = enteredOn(plan, 'published');
        return {
          title: planTitle(t, plan),
          href: href(planPath(state.slug, plan.edition)),
          text: [
            t(isPublic(plan.stage) ? 'plans:state.plans.stage' : 'plans:state.plans.writing', {
              stage: stageName(t, plan.stage),
            }),
            ...(published ? [t('plans:state.plans.published', { day: format.day(published) })] : []),
            ...(isPublic(plan.stage) ? promisedIn(sums) : []),
          ].join(' '),
        };
      })}
    />
  );
}

/** What a plan is called: its own title, or which one it is. */
export function planTitle(
  t: ReturnType<typeof usePage>['t'],
  { title, edition }: { title: string | null; edition: number },
): string {
  return title ?? t('plans:plan.titleOf', { edition });
}

function EventText({ event }: { event: StateEvent }) {
  const { t } = usePage();
  switch (event.what) {
    case 'declared':
    case 'installed':
      return <span>{t(`plans:state.events.${event.what}`)}</span>;
    case 'status':
      return (
        <span>
          {t('plans:state.events.status', { status: statusName(t, event.status) })}
          {event.reason ? <> {t('plans:state.events.reason', { reason: event.reason })}</> : null}
        </span>
      );
    case 'meeting':
      return <span>{t('plans:state.events.meeting', { subject: event.subject })}</span>;
    case 'stage':
      return (
        <span>
          {t('plans:state.events.stage', { edition: event.edition, stage: stageName(t, event.stage) })}
        </span>
      );
  }
}

/** What happened, the newest first, as far as the day is known. */
export function History({ events }: { events: readonly StateEvent[] }) {
  const { t } = usePage();
  if (events.length === 0) return <p>{t('plans:state.events.none')}</p>;
  return (
    <ol class="tq-history">
      {events.map((event) => (
        <li>
          <Day day={event.day} /> <EventText event={event} />
        </li>
      ))}
    </ol>
  );
}

function documentName(t: ReturnType<typeof usePage>['t'], document: StateDocument): string {
  switch (document.title) {
    case 'minutes':
      return t('plans:state.documents.minutes');
    case 'stage':
      return t('plans:state.documents.stage', { stage: stageName(t, document.stage) });
    case 'move':
      return t('plans:state.documents.move', { status: statusName(t, document.status) });
  }
}

/** Meetings and documents; a band that is left out where there are none. */
export function MeetingsAndDocuments({ detail: { meetings, documents } }: { detail: StateDetail }) {
  const { t, format } = usePage();
  if (meetings.length === 0 && documents.length === 0) return null;
  return (
    <Band labelledBy="sesiones">
      <h2 id="sesiones">{t('plans:state.meetings.title')}</h2>
      {meetings.map(({ heldOn, subject, agreements }) => (
        <>
          <h3>{t('plans:state.meetings.of', { day: format.day(heldOn), subject })}</h3>
          {agreements.split('\n').map((line) => (line.trim() ? <p>{line}</p> : null))}
        </>
      ))}
      {documents.length > 0 ? (
        <>
          <h3>{t('plans:state.documents.title')}</h3>
          <ul>
            {documents.map((document) => (
              <li>
                <Away address={document.address}>
                  {documentName(t, document)}
                  {document.day ? `, ${format.day(document.day)}` : null}
                </Away>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Band>
  );
}

/** What dated statements about the country say that concerns this state. */
export function NotesOfState({ detail: { notes, state } }: { detail: StateDetail }) {
  const { t, format } = usePage();
  if (notes.length === 0) return null;
  return (
    <>
      <h3>{t('plans:state.notes.title')}</h3>
      <ul>
        {notes.map(({ asOf, measure, value, source }) => {
          const known = noteMeasures.find((one) => one === measure);
          return known ? (
            <li>
              {t(`plans:state.notes.${known}`, {
                ...{ day: format.day(asOf), value: format.integer(value) },
                state: stateInSentence(t, state),
              })}{' '}
              <span class="tq-note">
                {t('plans:source')}: <SourceLink source={source} about={format.day(asOf)} />
              </span>
            </li>
          ) : null;
        })}
      </ul>
      <p class="tq-note">{t('plans:state.notes.note')}</p>
    </>
  );
}
