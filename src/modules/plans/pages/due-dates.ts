import { stateInSentence } from '#modules/territory/index.ts';
import { type CalendarEvent, calendarFile } from '#platform/calendar/icalendar.ts';
import { publicOrigin } from '#platform/config/config.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import { calendarOf } from '../board/calendar.ts';
import { exerciseOf } from '../board/exercise.ts';
import { commitmentPath, movedTo } from '../rules/index.ts';
import { type CommitmentRow, commitmentsByIds, listMilestones } from '../store/commitments.ts';
import { publishedCommitmentsOf } from '../store/published.ts';
import { completionName } from '../views/words.tsx';
import { findCommitment } from './find-commitment.ts';
import { findPlan, findState } from './find-state.tsx';
import { listedIds } from './listing.ts';

/** The due dates of commitments and of their milestones, each on its whole day. */
async function dueDates(
  { services, page }: PageRequest,
  commitments: readonly CommitmentRow[],
): Promise<CalendarEvent[]> {
  const { t, href, format } = page;
  const calendar = await calendarOf(services);
  const origin = publicOrigin(services.config);
  const milestones = Map.groupBy(
    await listMilestones(
      services.orm,
      commitments.map(({ id }) => id),
    ),
    ({ commitment }) => commitment,
  );
  return commitments.flatMap((commitment) => {
    const shared = {
      address: origin + href(commitmentPath(commitment.id)),
      changed: commitment.updatedAt,
    };
    const name = `${commitment.number}. ${commitment.title}`;
    const { state } = commitment;
    // The event stands on the day that the plan names; where nobody works on it, it says until when the term runs.
    const moved = (dueOn: string) => {
      const last = movedTo({ dueOn, state }, calendar);
      return last === null ? '' : ` ${t('plans:ics.moved', { last: format.day(last) })}`;
    };
    const whole: CalendarEvent[] = commitment.dueOn
      ? [
          {
            ...{ ...shared, uid: `commitment-${commitment.id}@tequio`, at: commitment.dueOn },
            ...{ sequence: commitment.version, title: t('plans:ics.commitment', { name }) },
            text: `${t('plans:ics.completion', { completion: completionName(t, commitment.completion) })}${moved(commitment.dueOn)}`,
          },
        ]
      : [];
    const parts = (milestones.get(commitment.id) ?? []).flatMap((one): CalendarEvent[] =>
      one.dueOn
        ? [
            {
              ...{ ...shared, uid: `milestone-${one.id}@tequio`, at: one.dueOn, sequence: one.version },
              title: t('plans:ics.milestone', { product: one.product }),
              text: `${name}. ${t('plans:ics.completion', { completion: completionName(t, one.completion) })}${moved(one.dueOn)}`,
            },
          ]
        : [],
    );
    return [...whole, ...parts];
  });
}

/** `/planes/oaxaca/1/vencimientos.ics`: a plan's due dates, to be followed by calendar programs. */
export async function planCalendar(request: PageRequest): Promise<PageResult> {
  const found = await findPlan(request, '/vencimientos.ics');
  if ('answer' in found) return found.answer;
  const { t } = request.page;
  const { state, plan } = found;
  return calendarFile({
    name: t('plans:ics.plan', { edition: plan.edition, state: stateInSentence(t, state) }),
    events: await dueDates(request, await publishedCommitmentsOf(request.services.orm, plan.id)),
  });
}

/** `/planes/oaxaca/vencimientos.ics`: the due dates of all plans of a state. */
export async function stateCalendar(request: PageRequest): Promise<PageResult> {
  const found = await findState(request, '/vencimientos.ics');
  if ('answer' in found) return found.answer;
  const { t } = request.page;
  const { services } = request;
  const plans = (await exerciseOf(services)).byClave.get(found.state.clave)?.plans ?? [];
  const commitments = await Promise.all(plans.map(({ id }) => publishedCommitmentsOf(services.orm, id)));
  return calendarFile({
    name: t('plans:ics.state', { state: stateInSentence(t, found.state) }),
    events: await dueDates(request, commitments.flat()),
  });
}

/** `/compromisos/<id>/vencimientos.ics`: a commitment's due date and those of its milestones. */
export async function commitmentCalendar(request: PageRequest): Promise<PageResult> {
  const { t } = request.page;
  const commitment = await findCommitment(request);
  const { number, title } = commitment;
  return calendarFile({
    name: t('plans:ics.one', { number, title }),
    events: await dueDates(request, [commitment]),
  });
}

/** `/compromisos.ics`, with the filters of the page: the due dates of a state, a theme or an institution. */
export async function commitmentsCalendar(request: PageRequest): Promise<PageResult> {
  const { t } = request.page;
  const ids = await listedIds(request);
  return calendarFile({
    name: t('plans:ics.list'),
    events: await dueDates(request, await commitmentsByIds(request.services.orm, ids)),
  });
}
