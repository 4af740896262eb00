import { z } from 'zod';
import type { Filled } from '#modules/administration/index.ts';
import { stateInSentence } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, optionalDay, requiredText } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, CheckboxesField, DayField, Form, RadiosField, TextField } from '#platform/ui/index.ts';
import { addMember } from '../../../actions/secretariat.ts';
import { plansActions } from '../../../policies.ts';
import { secretariatDeskPaths, sectors } from '../../../rules/index.ts';
import { backTo, crumbsTo, deskResult, deskState } from '../frame.ts';

/** `/gestion/planes/<state>/integrantes`: an organisation joins the secretariat. */
export async function newMemberPage(
  request: PageRequest,
  filled: Filled = { values: {} },
): Promise<PageResult> {
  const { page } = request;
  const { t } = page;
  const state = await deskState(request, plansActions.secretariat);
  return deskResult(request, {
    title: t('secretariats:members.add'),
    lead: t('secretariats:members.lead', { state: stateInSentence(t, state) }),
    above: crumbsTo(page, state),
    filled,
    children: (
      <Form values={filled.values} errors={filled.errors ?? []}>
        <TextField
          name="organizacion"
          label={t('secretariats:members.organisation')}
          hint={t('secretariats:members.organisationHint')}
        />
        <RadiosField
          name="sector"
          label={t('plans:state.members.sector')}
          choices={sectors.map((sector) => ({ value: sector, label: t(`plans:terms.sector.${sector}`) }))}
        />
        <DayField
          name="desde"
          label={t('plans:state.members.from')}
          hint={t('secretariats:members.sinceHint')}
          values={filled.values}
          optional
        />
        <CheckboxesField
          name="facilita"
          label={t('secretariats:members.facilitates')}
          choices={[{ value: 'si', label: t('secretariats:members.facilitatesYes') }]}
          optional
        />
        <Button>{t('secretariats:members.save')}</Button>
      </Form>
    ),
  });
}

const fields = { 'no-secretariat': '', future: 'desde', already: 'organizacion' } as const;

export async function newMemberForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t } = page;
  const state = await deskState(request, plansActions.secretariat);
  const values = form.values();
  const schema = z.object({
    organizacion: requiredText(t, 200),
    sector: oneOf(t, sectors),
    desde: optionalDay(t),
    facilita: z.array(z.string()),
  });
  const checked = checkForm(schema, form);
  if (!checked.ok) return newMemberPage(request, { values, errors: checked.errors });
  const { organizacion: organisation, sector, desde: since, facilita } = checked.input;
  const outcome = await addMember(services, personOf(request), state.clave, {
    ...{ organisation, sector, since, facilitates: facilita.includes('si') },
  });
  if (outcome.kind === 'done')
    return backTo(secretariatDeskPaths.member(state.slug, outcome.value), 'guardado');
  if (outcome.kind !== 'refused') return newMemberPage(request, { values, overtaken: true });
  const { why } = outcome;
  const errors = [{ field: fields[why], message: t(`secretariats:members.refused.${why}`) }];
  return newMemberPage(request, { values, errors });
}
