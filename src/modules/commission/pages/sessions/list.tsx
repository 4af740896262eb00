import { topicFeedPath } from '#platform/changes/addresses.ts';
import { Follow } from '#platform/changes/follow.tsx';
import { topicAddress } from '#platform/changes/topics.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Band,
  Breadcrumbs,
  type Column,
  DataTable,
  NextSteps,
  Note,
  PageHeading,
  Tag,
} from '#platform/ui/index.ts';
import { agreementsPath, commissionPath, planPath, sessionPath, sessionsPath } from '../../addresses.ts';
import { dutyStrip } from '../../duty.ts';
import { sessionTitle } from '../../names.ts';
import { wasLate } from '../../sheet.ts';
import { type CalledSession, listCalled } from '../../store/sessions.ts';
import { commissionTopics } from '../../topics.ts';
import { QuarterStrip, SessionTag } from '../../views/sessions/tags.tsx';
import { fileForms } from '../files.ts';

export function sessionColumns({ t, href, format }: PageRequest['page']): Column<CalledSession>[] {
  return [
    {
      key: 'session',
      header: t('commission:sessions.columns.session'),
      cell: (row) => <a href={href(sessionPath(row))}>{sessionTitle(t, row)}</a>,
    },
    {
      key: 'when',
      header: t('commission:sessions.columns.when'),
      cell: ({ startsAt }) => format.minute(startsAt),
    },
    {
      key: 'state',
      header: t('commission:sessions.columns.state'),
      cell: ({ state }) => <SessionTag state={state} />,
    },
    {
      key: 'call',
      header: t('commission:sessions.columns.call'),
      cell: (row) =>
        wasLate(row) ? (
          <Tag kind="late">{t('commission:sessions.late')}</Tag>
        ) : (
          <Tag kind="kept">{t('commission:sessions.inTime')}</Tag>
        ),
    },
    {
      key: 'minutes',
      header: t('commission:sessions.columns.minutes'),
      cell: ({ minutesAt }) => (minutesAt ? format.minute(minutesAt) : t('commission:sessions.noMinutes')),
    },
  ];
}

/** `/comision/sesiones`: the quarterly duty, and every session that was called. */
export async function sessionsPage({ services, page }: PageRequest): Promise<PageResult> {
  const { t, href } = page;
  const sessions = await listCalled(services.orm);
  const strip = dutyStrip(sessions, services.now());
  return {
    kind: 'html',
    title: t('commission:sessions.title'),
    description: t('commission:sessions.lead'),
    feed: topicFeedPath(topicAddress(commissionTopics)),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[{ label: t('commission:name'), href: href(commissionPath) }]} />
          <PageHeading title={t('commission:sessions.title')} lead={t('commission:sessions.lead')} />
          <h2 id="trimestres">{t('commission:sessions.duty.title')}</h2>
          <QuarterStrip quarters={strip} id="trimestres" />
          <Note>{t('commission:sessions.duty.note')}</Note>
          <p>
            <a href={href(`${sessionsPath}/calendario.ics`)}>{t('commission:sessions.allIcs')}</a>
          </p>
          <Follow topic={topicAddress(commissionTopics)} name={t('commission:name')} />
        </Band>
        <Band tone="papel">
          <DataTable
            id="sesiones"
            caption={t('commission:sessions.all')}
            columns={sessionColumns(page)}
            rows={sessions}
            empty={{ title: t('commission:sessions.empty.title'), text: t('commission:sessions.empty.text') }}
            downloads={fileForms.map((form) => ({
              href: href(`${sessionsPath}.${form}`),
              format: form.toUpperCase(),
            }))}
          />
        </Band>
        <Band>
          <NextSteps
            items={[
              { title: t('commission:agreements.title'), href: href(agreementsPath) },
              { title: t('commission:plan.title'), href: href(planPath) },
            ]}
          />
        </Band>
      </>
    ),
  };
}
