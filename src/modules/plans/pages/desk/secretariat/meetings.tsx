import { z } from 'zod';
import type { Filled } from '#modules/administration/index.ts';
import { stateInSentence } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { requiredDay, requiredText } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, DayField, Form, TextArea, TextField } from '#platform/ui/index.ts';
import { DocumentFields, readDocument } from '#platform/uploads/document.tsx';
import { recordMeeting } from '../../../actions/secretariat.ts';
import { plansActions } from '../../../policies.ts';
import { stateDeskPath } from '../../../rules/index.ts';
import { backTo, crumbsTo, deskResult, deskState } from '../frame.ts';

/** `/gestion/planes/<state>/sesiones`: a meeting that the secretariat held. */
export async function meetingPage(
  request: PageRequest,
  filled: Filled = { values: {} },
): Promise<PageResult> {
  const { services, page } = request;
  const { t } = page;
  const state = await deskState(request, plansActions.secretariat);
  return deskResult(request, {
    title: t('secretariats:meetings.add'),
    lead: t('secretariats:meetings.lead', { state: stateInSentence(t, state) }),
    above: crumbsTo(page, state),
    filled,
    children: (
      <Form values={filled.values} errors={filled.errors ?? []} files>
        <DayField name="fecha" label={t('secretariats:meetings.heldOn')} values={filled.values} />
        <TextField name="asunto" label={t('secretariats:meetings.subject')} />
        <TextArea
          name="acuerdos"
          label={t('secretariats:meetings.agreements')}
          hint={t('secretariats:meetings.agreementsHint')}
          rows={8}
        />
        <DocumentFields
          label={t('secretariats:meetings.minutes')}
          maxBytes={services.config.maxUploadBytes}
          optional
        />
        <Button>{t('secretariats:meetings.save')}</Button>
      </Form>
    ),
  });
}

const fields = { 'not-installed': '', future: 'fecha', before: 'fecha', already: 'asunto' } as const;

export async function meetingForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t } = page;
  const state = await deskState(request, plansActions.secretariat);
  const values = form.values();
  const schema = z.object({
    fecha: requiredDay(t),
    asunto: requiredText(t, 300),
    acuerdos: requiredText(t, 20_000),
  });
  const checked = checkForm(schema, form);
  const read = await readDocument(request);
  if (!checked.ok || !read.ok) {
    const errors = [...(checked.ok ? [] : checked.errors), ...(read.ok ? [] : read.errors)];
    return meetingPage(request, { values, errors });
  }
  const { fecha: heldOn, asunto: subject, acuerdos: agreements } = checked.input;
  const outcome = await recordMeeting(services, personOf(request), state.clave, {
    ...{ heldOn, subject, agreements, minutes: read.document },
  });
  if (outcome.kind === 'done') return backTo(stateDeskPath(state.slug), 'guardado');
  if (outcome.kind !== 'refused') return meetingPage(request, { values, overtaken: true });
  const { why } = outcome;
  const errors = [{ field: fields[why], message: t(`secretariats:meetings.refused.${why}`) }];
  return meetingPage(request, { values, errors });
}
