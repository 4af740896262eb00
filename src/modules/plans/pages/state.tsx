import { stateInSentence, stateName, stateTopics } from '#modules/territory/index.ts';
import { topicFeedPath } from '#platform/changes/addresses.ts';
import { Follow } from '#platform/changes/follow.tsx';
import { topicAddress } from '#platform/changes/topics.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest, Section } from '#platform/module.ts';
import { Band, Breadcrumbs, Columns, EmptyState, NextSteps, PageHeading } from '#platform/ui/index.ts';
import { calendarOf } from '../board/calendar.ts';
import { exerciseOf, type PlanFigures } from '../board/exercise.ts';
import { type StateDetail, stateDetail } from '../board/state.ts';
import { tally } from '../board/tally.ts';
import { commitmentsPath, plansPath, statePlansPath } from '../rules/index.ts';
import { SumFigures } from '../views/plan.tsx';
import {
  History,
  MeetingsAndDocuments,
  Members,
  NotesOfState,
  Plans,
  SecretariatFacts,
} from '../views/state.tsx';
import { wayToBoard, wayToCommitments, wayToComparison } from '../views/ways-on.ts';
import { StatusTag } from '../views/words.tsx';
import { findState } from './find-state.tsx';

async function sumsFor({ services }: PageRequest) {
  const calendar = await calendarOf(services);
  return (plan: PlanFigures) => tally(plan.commitments, calendar);
}

function leadOf({ t, format }: PageRequest['page'], { status, secretariat, state }: StateDetail): string {
  const values = { state: stateInSentence(t, state) };
  if (status === 'unknown') return t('plans:state.lead.unknown', values);
  const since = secretariat?.statusSince ?? null;
  const says = t(`plans:state.lead.${status}`, values);
  return since
    ? t('plans:state.lead.since', { says, day: format.day(since) })
    : t('plans:state.lead.plain', { says });
}

/** `/planes/oaxaca`: a state's secretariat, who sits in it, what it did, and its plans. */
export async function statePage(request: PageRequest): Promise<PageResult> {
  const found = await findState(request);
  if ('answer' in found) return found.answer;
  const { state } = found;
  const { page, services } = request;
  const { t, href } = page;
  const detail = await stateDetail(services, state.clave);
  // The list of states has it and the exercise is made of that list.
  if (!detail) throw new Error(`The exercise has no state ${state.clave}`);
  const topic = topicAddress(stateTopics, state.clave);
  const name = stateName(t, state);
  return {
    kind: 'html',
    title: t('plans:state.title', { state: stateInSentence(t, state) }),
    description: t('plans:state.description', { state: stateInSentence(t, state) }),
    feed: topicFeedPath(topic),
    main: (
      <>
        <Band>
          <Breadcrumbs items={[{ label: t('plans:board.title'), href: href(plansPath) }]} />
          <PageHeading caption={t('plans:state.caption')} title={name} lead={leadOf(page, detail)} />
          <Columns layout="halves">
            <SecretariatFacts detail={detail} />
            <div>
              <h2>{t('plans:state.events.title')}</h2>
              <History events={detail.events} />
              <NotesOfState detail={detail} />
            </div>
          </Columns>
          <Follow topic={topic} name={name} />
        </Band>
        <Band tone="papel" labelledBy="planes">
          <h2 id="planes">{t('plans:state.plans.title')}</h2>
          <Plans detail={detail} sumsOf={await sumsFor(request)} />
        </Band>
        <Band>
          <Members detail={detail} />
        </Band>
        <MeetingsAndDocuments detail={detail} />
        <Band tone="papel">
          <NextSteps items={[wayToCommitments(page), wayToComparison(page), wayToBoard(page)]} />
        </Band>
      </>
    ),
  };
}

/** What the page of a state says of its exercise; nothing of the federation. */
async function stateSection(request: PageRequest, clave: string) {
  const { page, services } = request;
  const { t, href } = page;
  const row = (await exerciseOf(services)).byClave.get(clave);
  if (!row) return null;
  const path = statePlansPath(row.state.slug);
  const detail = await stateDetail(services, clave);
  if (!detail) return null;
  return (
    <Band tone="papel" labelledBy="ejercicio-local">
      <h2 id="ejercicio-local">{t('plans:section.title')}</h2>
      {row.status === 'unknown' && row.plans.length === 0 ? (
        <EmptyState title={t('plans:section.unknown', { state: stateInSentence(t, row.state) })}>
          <p>
            <a href={href(plansPath)}>{t('plans:section.board')}</a>
          </p>
        </EmptyState>
      ) : (
        <>
          <p>
            <StatusTag status={row.status} /> {leadOf(page, detail)}
          </p>
          <Plans detail={detail} sumsOf={await sumsFor(request)} />
          <p>
            <a href={href(path)}>{t('plans:section.more', { state: stateInSentence(t, row.state) })}</a>
          </p>
        </>
      )}
    </Band>
  );
}

/** What the page of an institution says of what it promised; nothing where it answers for nothing that is known. */
async function institutionSection({ page, services }: PageRequest, slug: string) {
  const { t, format, href } = page;
  const own = (await exerciseOf(services)).commitments.filter(({ lead }) => lead === slug);
  if (own.length === 0) return null;
  const sums = tally(own, await calendarOf(services));
  const list = `${commitmentsPath}?institucion=${slug}`;
  return (
    <Band labelledBy="compromisos-propios">
      <h2 id="compromisos-propios">
        {t('plans:section.promised', { count: own.length, total: format.integer(own.length) })}
      </h2>
      <SumFigures sums={sums} />
      <p>
        <a href={href(list)}>{t('plans:section.theirs')}</a>
      </p>
      <p>
        <a href={href(`${commitmentsPath}.ics?institucion=${slug}`)}>{t('plans:plan.calendar')}</a>
      </p>
    </Band>
  );
}

/** What this module adds to the pages of states and institutions. */
export const sections: readonly Section[] = [
  { place: 'state', order: 20, render: stateSection },
  { place: 'institution', order: 20, render: institutionSection },
];
