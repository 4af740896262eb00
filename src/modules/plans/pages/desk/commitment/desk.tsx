import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { usePage } from '#platform/ui/index.ts';
import { mayDo } from '../../../actions/act.ts';
import { refuseAmending } from '../../../actions/amendments.ts';
import { type PlansAction, plansActions } from '../../../policies.ts';
import {
  commitmentDeskPath,
  commitmentPath,
  conflictOf,
  refuseAssessment,
  refuseReopening,
  refuseReport,
  refuseResistance,
} from '../../../rules/index.ts';
import { CommitmentClock, CommitmentFacts, Voices } from '../../../views/commitment.tsx';
import { planTitle } from '../../../views/state.tsx';
import { type Room, roomOf, roomResult } from './room.tsx';
import type { RefusalWord } from './words.ts';

const tasks = [
  ...(['progress', 'evidence', 'resistances', 'amendment', 'assessment', 'review', 'reopening'] as const),
];
type Task = (typeof tasks)[number];

const taskPaths: Readonly<Record<Task, string>> = {
  progress: 'avance',
  evidence: 'evidencias',
  resistances: 'resistencias',
  amendment: 'modificar',
  assessment: 'valoracion',
  review: 'revision',
  reopening: 'reabrir',
};

const taskActions: Readonly<Record<Task, PlansAction>> = {
  progress: plansActions.report,
  evidence: plansActions.evidence,
  resistances: plansActions.resistances,
  amendment: plansActions.amend,
  assessment: plansActions.assess,
  review: plansActions.review,
  reopening: plansActions.review,
};

/** Why a task cannot be done now; undefined where it can. */
function refusalOf(task: Task, { facts, standing, commitment, plan }: Room): RefusalWord | undefined {
  switch (task) {
    case 'progress':
      return refuseReport(facts) ?? conflictOf('officer', standing);
    case 'evidence':
      return refuseReport(facts);
    case 'resistances':
      return refuseResistance(facts);
    case 'amendment': {
      const why = refuseAmending({ commitment, plan });
      return why === 'draft' ? undefined : why;
    }
    case 'assessment':
      return conflictOf('counterpart', standing) ?? refuseAssessment(facts);
    case 'review':
      return conflictOf('reviewer', standing) ?? refuseAssessment(facts);
    case 'reopening':
      return conflictOf('reviewer', standing) ?? refuseReopening(facts, '');
  }
}

/** What its reader may do with the commitment, and why not where that is so. */
function Tasks({ room, own }: { room: Room; own: readonly Task[] }) {
  const { t, href } = usePage();
  return (
    <ul class="tq-entries">
      {own.map((task) => {
        const why = refusalOf(task, room);
        return (
          <li>
            <h3>
              {why ? (
                t(`desk:work.tasks.${task}`)
              ) : (
                <a href={href(`${commitmentDeskPath(room.commitment.id)}/${taskPaths[task]}`)}>
                  {t(`desk:work.tasks.${task}`)}
                </a>
              )}
            </h3>
            <p>{why ? t(`desk:work.refused.${why}`) : t(`desk:work.taskTexts.${task}`)}</p>
          </li>
        );
      })}
    </ul>
  );
}

/** `/gestion/compromisos/<id>`: where a commitment stands, and what its reader may do with it. */
async function commitmentDesk(request: PageRequest): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const room = await roomOf(request, ...Object.values(taskActions), plansActions.plan);
  const { commitment, detail, person } = room;
  const own = tasks.filter(
    (task) =>
      mayDo(services, person, taskActions[task], commitment) &&
      (task !== 'reopening' || commitment.closedAt !== null),
  );
  return roomResult(request, room, {
    title: commitment.title,
    lead: `${t('desk:work.name', { number: commitment.number, state: detail.state.name })}. ${planTitle(t, room.plan)}.`,
    children: (
      <>
        <CommitmentClock detail={detail} />
        {commitment.closedAt ? (
          <p>{t('desk:work.closedOn', { day: page.format.date(commitment.closedAt) })}</p>
        ) : null}
        <h2>{t('desk:work.todo')}</h2>
        {own.length === 0 ? <p>{t('desk:work.nothing')}</p> : <Tasks room={room} own={own} />}
        <h2>{t('plans:commitment.voices')}</h2>
        <Voices detail={detail} />
        <h2>{t('desk:work.facts')}</h2>
        <CommitmentFacts detail={detail} />
        <p>
          <a href={href(commitmentPath(commitment.id))}>{t('desk:work.public')}</a>
        </p>
      </>
    ),
  });
}

export const commitmentDeskPages = [
  {
    path: '/gestion/compromisos/:id',
    access: plansActions.enter,
    cache: 'none',
    handle: commitmentDesk,
  },
] as const;
