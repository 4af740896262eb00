import { z } from 'zod';
import type { Filled } from '#modules/administration/index.ts';
import { personOf } from '#platform/access/access.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { requiredDay } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, DayField, Form } from '#platform/ui/index.ts';
import { endMember } from '../../../actions/secretariat.ts';
import { secretariatDeskPaths, stateDeskPath } from '../../../rules/index.ts';
import { backTo, crumbsTo, deskResult, nothingThere } from '../frame.ts';
import { deskMember } from './member.ts';

/** `/gestion/planes/<state>/integrantes/<id>/salida`: an organisation leaves the secretariat. */
export async function leavingPage(request: PageRequest, filled?: Filled): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const { state, member } = await deskMember(request);
  const shown = filled ?? { values: { hasta: dayAt(services.now(), zoneOf(state.clave)) } };
  return deskResult(request, {
    title: t('secretariats:leaving.title', { organisation: member.organisation }),
    lead: t('secretariats:leaving.lead'),
    above: [
      ...crumbsTo(page, state),
      { label: member.organisation, href: href(secretariatDeskPaths.member(state.slug, member.id)) },
    ],
    filled: shown,
    children: (
      <Form values={shown.values} errors={shown.errors ?? []}>
        <DayField name="hasta" label={t('secretariats:leaving.until')} values={shown.values} />
        <Button kind="warning">{t('secretariats:leaving.save')}</Button>
      </Form>
    ),
  });
}

export async function leavingForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t } = page;
  const { state, member } = await deskMember(request);
  const values = form.values();
  const checked = checkForm(z.object({ hasta: requiredDay(t) }), form);
  if (!checked.ok) return leavingPage(request, { values, errors: checked.errors });
  const outcome = await endMember(services, personOf(request), state.clave, {
    member: member.id,
    until: checked.input.hasta,
  });
  if (outcome.kind === 'done') return backTo(stateDeskPath(state.slug), 'guardado');
  if (outcome.kind !== 'refused' || outcome.why === 'no-member') throw nothingThere();
  const { why } = outcome;
  const field = why === 'ended' ? '' : 'hasta';
  return leavingPage(request, {
    values,
    errors: [{ field, message: t(`secretariats:leaving.refused.${why}`) }],
  });
}
