import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import { topicFeedPath } from '#platform/changes/addresses.ts';
import { Follow } from '#platform/changes/follow.tsx';
import { topicAddress } from '#platform/changes/topics.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest, PageRoute } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  Columns,
  DataTable,
  EmptyState,
  Entries,
  KeyFigures,
  NoData,
  Note,
  PageHeading,
} from '#platform/ui/index.ts';
import {
  agreementsPath,
  commissionPath,
  covenantsPath,
  exhortationsPath,
  planPath,
  seatsPath,
  sessionPath,
  sessionsPath,
  staffPaths,
} from '../addresses.ts';
import { dutyStrip } from '../duty.ts';
import { sessionTitle } from '../names.ts';
import { commissionActions } from '../policies.ts';
import { isOpen } from '../rules/index.ts';
import { listSeats } from '../store/seats.ts';
import { type CalledSession, listCalled, listDrafts } from '../store/sessions.ts';
import { commissionTopics } from '../topics.ts';
import { QuarterStrip, SessionTag } from '../views/sessions/tags.tsx';
import { momentWords, shareWords } from '../views/words.ts';
import { ratesBy, readAgreements } from './agreements/read.ts';
import { sessionColumns } from './sessions/list.tsx';
import { staffResult } from './staff.ts';

function NextSession({ session, page }: { session: CalledSession | undefined; page: PageRequest['page'] }) {
  const { t, href, format } = page;
  if (!session)
    return (
      <EmptyState title={t('commission:start.noNext')}>
        <p>{t('commission:start.noNextText')}</p>
      </EmptyState>
    );
  return (
    <>
      <h2>{t('commission:start.next')}</h2>
      <p class="tq-lead">
        <a href={href(sessionPath(session))}>{sessionTitle(t, session)}</a>
      </p>
      <p>
        {momentWords({ t, format }, session.startsAt)} <SessionTag state={session.state} />
        <br />
        {session.place}
      </p>
      <p>
        <a href={href(`${sessionPath(session)}/calendario.ics`)}>{t('commission:sessions.ics')}</a>
      </p>
    </>
  );
}

/** `/comision`: when it meets, whether it met each quarter, and what is still owed. */
async function startPage({ services, page }: PageRequest): Promise<PageResult> {
  const { t, href, format } = page;
  const now = services.now();
  const sessions = await listCalled(services.orm);
  const coming = sessions
    .filter(({ state }) => state === 'called' || state === 'open')
    .findLast(({ startsAt, state }) => state === 'open' || startsAt >= now);
  const agreements = await readAgreements(services.orm, now);
  const [rate] = ratesBy(agreements, now, () => '');
  const open = agreements.filter(({ row }) => isOpen(row.state));
  const title = t('commission:name');
  return {
    kind: 'html',
    title,
    description: t('commission:start.lead'),
    feed: topicFeedPath(topicAddress(commissionTopics)),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[]} />
          <Columns layout="wide-left">
            <div>
              <PageHeading title={title} lead={t('commission:start.lead')} />
              <h2 id="trimestres">{t('commission:sessions.duty.title')}</h2>
              <QuarterStrip quarters={dutyStrip(sessions, now).slice(-8)} id="trimestres" />
              <Note>{t('commission:sessions.duty.note')}</Note>
            </div>
            <div>
              <NextSession session={coming} page={page} />
            </div>
          </Columns>
          <KeyFigures
            items={[
              {
                label: t('commission:start.open'),
                value: format.integer(open.length),
                note: t('commission:start.overdue', {
                  count: open.filter(({ clock }) => clock === 'overdue').length,
                }),
              },
              {
                label: t('commission:start.rate'),
                value:
                  rate?.rate === null || rate?.rate === undefined ? <NoData /> : format.percent(rate.rate),
                note: rate && rate.due > 0 ? shareWords(page, rate.kept, rate.due) : null,
              },
              {
                label: t('commission:start.held'),
                value:
                  sessions.length === 0 ? (
                    <NoData />
                  ) : (
                    format.integer(sessions.filter(({ state }) => state === 'held').length)
                  ),
              },
            ]}
          />
          <Follow topic={topicAddress(commissionTopics)} name={title} />
        </Band>
        <Band tone="papel" labelledBy="que-hay">
          <h2 id="que-hay">{t('commission:start.what')}</h2>
          <Entries
            level={3}
            items={[
              { title: t('commission:plan.title'), text: t('commission:start.plan'), href: href(planPath) },
              {
                title: t('commission:sessions.title'),
                text: t('commission:start.sessions'),
                href: href(sessionsPath),
              },
              {
                title: t('commission:agreements.title'),
                text: t('commission:start.agreements'),
                href: href(agreementsPath),
              },
              {
                title: t('commission:exhortations.title'),
                text: t('commission:start.exhortations'),
                href: href(exhortationsPath),
              },
              {
                title: t('commission:covenants.title'),
                text: t('commission:start.covenants'),
                href: href(covenantsPath),
              },
              {
                title: t('commission:seats.title'),
                text: t('commission:start.seats'),
                href: href(seatsPath),
              },
            ]}
          />
        </Band>
        <Band>
          <DataTable
            id="sesiones"
            caption={t('commission:start.latest')}
            columns={sessionColumns(page)}
            rows={sessions.slice(0, 5)}
            empty={{ title: t('commission:sessions.empty.title'), text: t('commission:sessions.empty.text') }}
          />
          <Note>
            {t('commission:start.popolo')} <a href="/comision/popolo.json">Popolo JSON</a>
          </Note>
        </Band>
      </>
    ),
  };
}

/** `/gestion/comision`: what the secretary looks after, with what waits. */
async function staffStart(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const now = services.now();
  const today = dayAt(now, centralZone);
  const agreements = await readAgreements(services.orm, now);
  const overdue = agreements.filter(({ clock }) => clock === 'overdue').length;
  const drafts = (await listDrafts(services.orm)).length;
  const seats = (await listSeats(services.orm)).filter(({ until }) => until === null).length;
  return staffResult(request, {
    title: t('commission:staff.title'),
    lead: t('commission:staff.summary'),
    children: (
      <>
        <p>{t('commission:staff.today', { date: page.format.day(today) })}</p>
        <Entries
          items={[
            {
              title: t('commission:sessions.title'),
              text: t('commission:staff.drafts', { count: drafts }),
              href: href(staffPaths.sessions),
            },
            {
              title: t('commission:agreements.title'),
              text: t('commission:start.overdue', { count: overdue }),
              href: href(staffPaths.agreements),
            },
            {
              title: t('commission:exhortations.title'),
              text: t('commission:start.exhortations'),
              href: href(staffPaths.exhortations),
            },
            {
              title: t('commission:covenants.title'),
              text: t('commission:start.covenants'),
              href: href(staffPaths.covenants),
            },
            {
              title: t('commission:seats.title'),
              text: t('commission:staff.seats', { count: seats }),
              href: href(staffPaths.seats),
            },
            {
              title: t('commission:plan.staff.title'),
              text: t('commission:plan.staff.lead'),
              href: href(staffPaths.plan),
            },
          ]}
        />
      </>
    ),
  });
}

export const startPages: readonly PageRoute[] = [
  { path: commissionPath, access: 'public', cache: 'hour', handle: startPage },
  { path: staffPaths.start, access: commissionActions.enter, cache: 'none', handle: staffStart },
];
