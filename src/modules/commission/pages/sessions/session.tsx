import { type CalendarEvent, calendarFile } from '#platform/calendar/icalendar.ts';
import { topicFeedPath } from '#platform/changes/addresses.ts';
import { topicAddress } from '#platform/changes/topics.ts';
import { publicOrigin } from '#platform/config/config.ts';
import { notFound } from '#platform/errors/problem.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { Band, Breadcrumbs, EmptyState, NextSteps, PageHeading } from '#platform/ui/index.ts';
import { downloadOf } from '#platform/uploads/accept.ts';
import { type FileKind, fileKinds } from '#platform/uploads/kinds.ts';
import { agreementsPath, commissionPath, sessionPath, sessionsPath } from '../../addresses.ts';
import { sessionTitle } from '../../names.ts';
import { mayHaveMinutes, readSessionSlug, sessionSlug } from '../../rules/index.ts';
import { readSheet } from '../../sheet.ts';
import { actsOf } from '../../store/acts.ts';
import {
  type CalledSession,
  findCalled,
  listCalled,
  listItems,
  minutesFileOf,
} from '../../store/sessions.ts';
import { commissionTopics } from '../../topics.ts';
import { History } from '../../views/history.tsx';
import { Agenda, Agreed, Attendance, Motion, SessionFacts } from '../../views/sessions/sheet.tsx';
import { momentWords } from '../../views/words.ts';

/** The session that an address names. @throws Problem 404 */
async function askedSession({ services, params }: PageRequest): Promise<CalledSession> {
  const key = readSessionSlug(params.session ?? '');
  const found = key && (await findCalled(services.orm, key));
  if (found) return found;
  throw notFound(
    'La Comisión no ha convocado esa sesión. Búscala en /comision/sesiones.',
    'The Commission has called no such session. Look for it at /en/comision/sesiones.',
    'session',
  );
}

/** `/comision/sesiones/2026-ordinaria-1`: the call, the agenda, who came, what was decided, the minutes. */
export async function sessionPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t, href, format } = page;
  const session = await askedSession(request);
  const sheet = await readSheet(services.orm, session);
  const acts = await actsOf(services.orm, 'session', session.id);
  const title = sessionTitle(t, session);
  return {
    kind: 'html',
    title,
    description: t('commission:sessions.describe', {
      title,
      date: momentWords({ t, format }, session.startsAt),
    }),
    feed: topicFeedPath(topicAddress(commissionTopics)),
    main: (
      <>
        <Band>
          <Breadcrumbs
            items={[
              { label: t('commission:name'), href: href(commissionPath) },
              { label: t('commission:sessions.title'), href: href(sessionsPath) },
            ]}
          />
          <PageHeading title={title} />
          <SessionFacts {...sheet} />
        </Band>
        <Band tone="papel" labelledBy="orden">
          <h2 id="orden">{t('commission:sessions.agenda')}</h2>
          <Agenda {...sheet} />
          <h2 id="asistencia">{t('commission:sessions.attendance')}</h2>
          <Attendance {...sheet} />
        </Band>
        <Band labelledBy="votaciones">
          <h2 id="votaciones">{t('commission:votes.title')}</h2>
          {sheet.motions.length === 0 ? (
            <p>{t('commission:votes.empty')}</p>
          ) : (
            sheet.motions.map((each) => (
              <Motion {...each} items={sheet.items} seats={sheet.seats} over={session.state === 'held'} />
            ))
          )}
          <h2 id="acuerdos">{t('commission:agreements.title')}</h2>
          {sheet.agreements.length === 0 ? (
            <p>{t('commission:sessions.noAgreements')}</p>
          ) : (
            <Agreed agreements={sheet.agreements} />
          )}
          <Minutes session={session} page={page} />
        </Band>
        <Band tone="papel">
          <History acts={acts} />
          <NextSteps
            items={[
              { title: t('commission:sessions.all'), href: href(sessionsPath) },
              { title: t('commission:agreements.title'), href: href(agreementsPath) },
            ]}
          />
        </Band>
      </>
    ),
  };
}

function Minutes({ session, page }: { session: CalledSession; page: PageRequest['page'] }) {
  const { t, href, format } = page;
  const { minutes, minutesAt, minutesName, minutesSha256, state } = session;
  return (
    <>
      <h2 id="minuta">{t('commission:minutes.title')}</h2>
      {minutesAt === null ? (
        <EmptyState
          title={t(mayHaveMinutes(state) ? 'commission:minutes.missing' : 'commission:minutes.notYet')}
        />
      ) : (
        <>
          <p class="tq-note">
            {t('commission:minutes.published', { date: momentWords({ t, format }, minutesAt) })}
          </p>
          {minutes?.split(/\n{2,}/).map((paragraph) => (
            <p class="tq-lines">{paragraph}</p>
          ))}
          {minutesSha256 ? (
            <>
              <p>
                <a href={href(`${sessionPath(session)}/minuta`)}>
                  {t('commission:minutes.file', { name: minutesName ?? '' })}
                </a>
              </p>
              <p class="tq-note">
                SHA-256: <code>{minutesSha256}</code>
              </p>
            </>
          ) : null}
        </>
      )}
    </>
  );
}

/** The file of the minutes. */
export async function minutesFile(request: PageRequest): Promise<PageResult> {
  const session = await askedSession(request);
  const bytes = await minutesFileOf(request.services.orm, session.id);
  const kind = session.minutesType as FileKind | null;
  if (bytes && kind && Object.hasOwn(fileKinds, kind) && session.minutesName)
    return downloadOf({ name: session.minutesName, kind, bytes });
  throw notFound(
    'Esta sesión no tiene un archivo de minuta.',
    'This session has no file of minutes.',
    'session',
  );
}

/** How long a session is thought to last in calendars: nobody says so beforehand. */
const usualMinutes = 120;

async function eventOf({ services, page }: PageRequest, session: CalledSession): Promise<CalendarEvent> {
  const { t, href } = page;
  const origin = publicOrigin(services.config);
  const items = await listItems(services.orm, session.id);
  return {
    uid: `${sessionSlug(session)}@comision.tequio`,
    at: session.startsAt,
    minutes: usualMinutes,
    title: `${sessionTitle(t, session)}. ${t('commission:name')}`,
    text: items.map(({ number, title, text }) => `${number}. ${title}${text ? `: ${text}` : ''}`).join('\n'),
    place: session.place,
    address: origin + href(sessionPath(session)),
    changed: session.updatedAt,
    sequence: session.version,
    cancelled: session.state === 'cancelled',
  };
}

/** A session for calendar programs. */
export async function sessionCalendar(request: PageRequest): Promise<PageResult> {
  const session = await askedSession(request);
  return calendarFile({
    name: sessionTitle(request.page.t, session),
    events: [await eventOf(request, session)],
  });
}

/** All sessions, to be followed by calendar programs. */
export async function allSessionsCalendar(request: PageRequest): Promise<PageResult> {
  const events: CalendarEvent[] = [];
  for (const session of await listCalled(request.services.orm)) events.push(await eventOf(request, session));
  return calendarFile({ name: request.page.t('commission:name'), events });
}
