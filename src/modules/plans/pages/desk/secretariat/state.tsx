import type { Child } from 'hono/jsx';
import { type StateRow, stateInSentence, stateName } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { ButtonLink, type Column, DataTable, SummaryList } from '#platform/ui/index.ts';
import { plansActions } from '../../../policies.ts';
import {
  planDeskPath,
  secretariatDeskPaths,
  secretariatMoves,
  statePlansPath,
} from '../../../rules/index.ts';
import { listPlansOf, type PlanRow } from '../../../store/plans.ts';
import { listRepresentatives, pendingInvitations } from '../../../store/representatives.ts';
import {
  findSecretariat,
  listMeetings,
  listMembers,
  type MeetingRow,
  type MemberRow,
} from '../../../store/secretariats.ts';
import { planTitle } from '../../../views/state.tsx';
import { Away, Day, stageName } from '../../../views/words.tsx';
import { deskResult, deskState } from '../frame.ts';
import { standingRows } from './move.tsx';

interface Part {
  request: PageRequest;
  state: StateRow;
}

/** How many people speak for an organisation, and how many were asked to, by member. */
type Voices = ReadonlyMap<string, { speaking: number; asked: number }>;

function counted(speaking: readonly { member: string }[], asked: readonly { member: string }[]): Voices {
  const of = (list: readonly { member: string }[], id: string) =>
    list.filter(({ member }) => member === id).length;
  const ids = new Set([...speaking, ...asked].map(({ member }) => member));
  return new Map([...ids].map((id) => [id, { speaking: of(speaking, id), asked: of(asked, id) }]));
}

function Members({ request, state, rows, voices }: Part & { rows: readonly MemberRow[]; voices: Voices }) {
  const { t, href } = request.page;
  const columns: Column<MemberRow>[] = [
    {
      key: 'organisation',
      header: t('plans:state.members.organisation'),
      cell: ({ id, organisation }) => (
        <a href={href(secretariatDeskPaths.member(state.slug, id))}>{organisation}</a>
      ),
    },
    {
      key: 'sector',
      header: t('plans:state.members.sector'),
      cell: ({ sector, facilitates }) => {
        const name = t(`plans:terms.sector.${sector}`);
        return facilitates ? t('plans:state.members.facilitates', { sector: name }) : name;
      },
    },
    {
      key: 'since',
      header: t('plans:state.members.from'),
      cell: ({ since }) => <Day day={since} />,
    },
    {
      key: 'until',
      header: t('plans:state.members.until'),
      cell: ({ until }) => (until ? <Day day={until} /> : t('plans:state.members.now')),
    },
    {
      key: 'voices',
      header: t('secretariats:desk.voices'),
      cell: ({ id }) => {
        const { speaking, asked } = voices.get(id) ?? { speaking: 0, asked: 0 };
        return t('secretariats:desk.voicesOf', { speaking, asked });
      },
    },
  ];
  return (
    <DataTable
      id="integrantes"
      caption={t('secretariats:desk.membersCaption', { count: rows.length })}
      columns={columns}
      rows={rows}
      empty={{
        title: t('secretariats:desk.noMembers'),
        text: t('secretariats:desk.noMembersText'),
      }}
    />
  );
}

function Meetings({ request, rows }: Pick<Part, 'request'> & { rows: readonly MeetingRow[] }) {
  const { t } = request.page;
  const columns: Column<MeetingRow>[] = [
    {
      key: 'held',
      header: t('secretariats:meetings.heldOn'),
      cell: ({ heldOn }) => <Day day={heldOn} />,
    },
    { key: 'subject', header: t('secretariats:meetings.subject'), cell: ({ subject }) => subject },
    {
      key: 'minutes',
      header: t('secretariats:meetings.minutes'),
      cell: ({ minutes, subject }) =>
        minutes ? (
          <Away address={minutes}>
            {t('secretariats:desk.document')}
            <span class="govuk-visually-hidden">: {subject}</span>
          </Away>
        ) : (
          t('secretariats:desk.none')
        ),
    },
  ];
  return (
    <DataTable
      id="sesiones"
      caption={t('secretariats:desk.meetingsCaption', { count: rows.length })}
      columns={columns}
      rows={rows}
      empty={{ title: t('secretariats:desk.noMeetings'), text: t('secretariats:desk.noMeetingsText') }}
    />
  );
}

function Plans({ request, state, rows }: Part & { rows: readonly PlanRow[] }) {
  const { t, href } = request.page;
  const columns: Column<PlanRow>[] = [
    {
      key: 'plan',
      header: t('secretariats:desk.plan'),
      cell: (plan) => <a href={href(planDeskPath(state.slug, plan.edition))}>{planTitle(t, plan)}</a>,
    },
    {
      key: 'stage',
      header: t('secretariats:desk.stage'),
      cell: ({ stage }) => stageName(t, stage),
    },
  ];
  return (
    <DataTable
      id="planes"
      caption={t('secretariats:desk.plansCaption', { count: rows.length })}
      columns={columns}
      rows={rows}
      empty={{ title: t('secretariats:desk.noPlans'), text: t('secretariats:desk.noPlansText') }}
    />
  );
}

function Way({ request, path, children }: { request: PageRequest; path: string; children: Child }) {
  return (
    <p>
      <ButtonLink kind="secondary" href={request.page.href(path)}>
        {children}
      </ButtonLink>
    </p>
  );
}

/** `/gestion/planes/<state>`: the secretariat of a state, who sits in it, what it did, and its plans. */
export async function stateDeskPage(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { orm, access } = services;
  const { t, href } = page;
  const state = await deskState(request, plansActions.secretariat);
  const { clave, slug } = state;
  const secretariat = await findSecretariat(orm, clave);
  const voices = counted(
    await listRepresentatives(orm, clave),
    await pendingInvitations(orm, clave, services.now()),
  );
  const opens = access.allows(personOf(request), plansActions.plan, { state: clave });
  const next = secretariatMoves(secretariat?.status ?? 'unknown');
  return deskResult(request, {
    title: stateName(t, state),
    lead: t('secretariats:desk.lead', { state: stateInSentence(t, state) }),
    children: (
      <>
        <h2>{t('secretariats:desk.secretariat')}</h2>
        <SummaryList rows={standingRows(page, secretariat)} />
        {next.length > 0 ? (
          <Way request={request} path={secretariatDeskPaths.move(slug)}>
            {t('secretariats:move.title')}
          </Way>
        ) : null}
        <h2>{t('secretariats:desk.plans')}</h2>
        <Plans request={request} state={state} rows={await listPlansOf(orm, clave)} />
        {opens ? (
          <Way request={request} path={secretariatDeskPaths.open(slug)}>
            {t('secretariats:desk.open')}
          </Way>
        ) : null}
        <h2>{t('secretariats:desk.members')}</h2>
        <Members request={request} state={state} rows={await listMembers(orm, clave)} voices={voices} />
        {secretariat ? (
          <Way request={request} path={secretariatDeskPaths.members(slug)}>
            {t('secretariats:members.add')}
          </Way>
        ) : (
          <p>{t('secretariats:members.refused.no-secretariat')}</p>
        )}
        <h2>{t('secretariats:desk.meetings')}</h2>
        <Meetings request={request} rows={await listMeetings(orm, clave)} />
        <Way request={request} path={secretariatDeskPaths.meetings(slug)}>
          {t('secretariats:meetings.add')}
        </Way>
        <p>
          <a href={href(statePlansPath(slug))}>{t('secretariats:desk.public')}</a>
        </p>
      </>
    ),
  });
}
