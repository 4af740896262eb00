import { z } from 'zod';
import { checkForm } from '#platform/http/form-data.ts';
import { requiredText } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { TextArea } from '#platform/ui/index.ts';
import { reopen } from '../../../actions/assessments.ts';
import { plansActions } from '../../../policies.ts';
import { conflictOf, refuseReopening } from '../../../rules/index.ts';
import { NotNow } from './not-now.tsx';
import { answer, formResult, type Room, roomOf, roomResult, type Show, seenIn } from './room.tsx';

const open = (request: PageRequest) => roomOf(request, plansActions.review);

const show =
  (request: PageRequest, first: Room): Show =>
  (filled, seen, room = first) => {
    const { t } = request.page;
    const title = t('desk:work.reopening.title');
    const why = conflictOf('reviewer', room.standing) ?? refuseReopening(room.facts, '');
    if (why && !filled.errors && !filled.overtaken)
      return roomResult(request, room, { title, children: <NotNow why={why} room={room} /> });
    return formResult(
      request,
      room,
      {
        ...{ title, lead: t('desk:work.reopening.lead'), button: t('desk:work.reopening.send') },
        fields: (
          <TextArea
            name="motivo"
            label={t('desk:work.reason')}
            hint={t('desk:work.reopening.reasonHint')}
            rows={4}
          />
        ),
      },
      filled,
      seen,
    );
  };

/** `/gestion/compromisos/<id>/reabrir` */
async function reopeningPage(request: PageRequest): Promise<PageResult> {
  return show(request, await open(request))({ values: {} });
}

async function reopeningForm(request: FormRequest): Promise<PageResult> {
  const { services, form, page } = request;
  const room = await open(request);
  const seen = seenIn(request);
  const checked = checkForm(z.object({ motivo: requiredText(page.t, 2000) }), form);
  if (!checked.ok) return show(request, room)({ values: form.values(), errors: checked.errors }, seen);
  const outcome = await reopen(services, room.person, { id: room.commitment.id, seen }, checked.input.motivo);
  return answer(request, outcome, show(request, room), () => open(request), { 'no-reason': 'motivo' });
}

const path = '/gestion/compromisos/:id/reabrir';
const access = plansActions.review;

export const reopeningPages = [{ path, access, cache: 'none', handle: reopeningPage }] as const;
export const reopeningForms = [{ path, access, handle: reopeningForm }] as const;
