import { z } from 'zod';
import type { Filled } from '#modules/administration/index.ts';
import { personOf } from '#platform/access/access.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { requiredDay, versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, DayField, Form, Meanwhile, Notice } from '#platform/ui/index.ts';
import { nextEdition, openingConditions, openPlan } from '../../../actions/plans.ts';
import { plansActions } from '../../../policies.ts';
import { planDeskPath, stateDeskPath } from '../../../rules/index.ts';
import { listPlansOf } from '../../../store/plans.ts';
import { findSecretariat } from '../../../store/secretariats.ts';
import { backTo, crumbsTo, deskResult, deskState } from '../frame.ts';
import { Conditions } from './conditions.tsx';
import { PlanFields, planFieldsSchema } from './words.tsx';

/** `/gestion/planes/oaxaca/abrir` */
export async function openPlanPage(
  request: PageRequest,
  filled?: Filled,
  seen?: number,
): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const state = await deskState(request, plansActions.plan);
  const today = dayAt(services.now(), zoneOf(state.clave));
  const edition = nextEdition(await listPlansOf(services.orm, state.clave));
  const conditions = openingConditions(await findSecretariat(services.orm, state.clave), today);
  const may = conditions.every(({ holds }) => holds);
  const values = filled?.values ?? { dia: today };
  return deskResult(request, {
    title: t('promises:open.title', { edition }),
    lead: t('promises:open.lead'),
    above: crumbsTo(page, state),
    ...(filled ? { filled } : {}),
    children: (
      <>
        {filled?.overtaken ? (
          <Meanwhile rows={[{ key: t('promises:open.next'), value: t('desk:plan', { edition }) }]} />
        ) : null}
        <h2>{t('promises:conditions.title')}</h2>
        <Conditions conditions={conditions} />
        {may ? null : (
          <Notice kind="warning" title={t('promises:open.notYet')}>
            <p>
              <a href={href(stateDeskPath(state.slug))}>{t('promises:open.toSecretariat')}</a>
            </p>
          </Notice>
        )}
        {may || filled ? (
          <Form
            values={values}
            errors={filled?.errors ?? []}
            hidden={{ version: String(filled?.overtaken ? edition : (seen ?? edition)) }}
          >
            <PlanFields values={values} />
            <DayField
              name="dia"
              label={t('promises:open.day')}
              hint={t('promises:open.dayHint')}
              values={values}
            />
            <Button>{t('promises:open.send', { edition })}</Button>
          </Form>
        ) : null}
      </>
    ),
  });
}

const refusedFields = { conditions: '', future: 'dia', period: 'hasta' } as const;

export async function openPlanForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t } = page;
  const state = await deskState(request, plansActions.plan);
  const values = form.values();
  const seen = versionField.parse(form.text('version'));
  const checked = checkForm(z.object({ ...planFieldsSchema(t).shape, dia: requiredDay(t) }), form);
  if (!checked.ok) return openPlanPage(request, { values, errors: checked.errors }, seen);
  const { titulo: title, desde: from, hasta: to, dia: openedOn } = checked.input;
  const outcome = await openPlan(services, personOf(request), state.clave, {
    ...{ title, from, to, openedOn, edition: seen },
  });
  if (outcome.kind === 'done') return backTo(planDeskPath(state.slug, outcome.value), 'guardado');
  if (outcome.kind === 'changed-meanwhile') return openPlanPage(request, { values, overtaken: true });
  const errors = [{ field: refusedFields[outcome.why], message: t(`promises:refused.${outcome.why}`) }];
  return openPlanPage(request, { values, errors }, seen);
}
