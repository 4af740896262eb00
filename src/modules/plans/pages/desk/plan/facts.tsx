import { z } from 'zod';
import type { Filled } from '#modules/administration/index.ts';
import { type StateRow, stateInSentence } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { optionalText, versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, Form, Meanwhile, Notice, type SummaryRow, TextArea } from '#platform/ui/index.ts';
import { changePlan } from '../../../actions/plans.ts';
import { isPublic, planDeskPath } from '../../../rules/index.ts';
import type { PlanRow } from '../../../store/plans.ts';
import { Day, stageName } from '../../../views/words.tsx';
import { backTo, crumbsTo, deskPlan, deskResult, nothingThere } from '../frame.ts';
import { PlanFields, planFieldsSchema } from './words.tsx';

/** What a plan is now. */
export function planRows({ t }: PageRequest['page'], plan: PlanRow): SummaryRow[] {
  return [
    { key: t('promises:plan.title'), value: plan.title ?? t('desk:plan', { edition: plan.edition }) },
    { key: t('promises:plan.from'), value: <Day day={plan.from} /> },
    { key: t('promises:plan.to'), value: <Day day={plan.to} /> },
    { key: t('promises:plan.stage'), value: stageName(t, plan.stage) },
  ];
}

function factsResult(
  request: PageRequest,
  { state, plan }: { state: StateRow; plan: PlanRow },
  filled: Filled,
  version = plan.version,
): PageResult {
  const { t } = request.page;
  const { values, errors = [], overtaken } = filled;
  return deskResult(request, {
    title: t('promises:facts.title', { edition: plan.edition, state: stateInSentence(t, state) }),
    lead: t('promises:facts.lead'),
    above: crumbsTo(request.page, state, plan),
    filled,
    children:
      plan.stage === 'closed' && errors.length === 0 ? (
        <Notice kind="warning" title={t('promises:refused.closed')} />
      ) : (
        <>
          {overtaken ? <Meanwhile rows={planRows(request.page, plan)} /> : null}
          <Form values={values} errors={errors} hidden={{ version: String(version) }}>
            <PlanFields values={values} />
            {isPublic(plan.stage) ? (
              <TextArea
                name="motivo"
                label={t('promises:reason')}
                hint={t('promises:facts.reasonHint')}
                rows={3}
                optional
              />
            ) : null}
            <Button>{t(overtaken ? 'form.meanwhile.send' : 'promises:save')}</Button>
          </Form>
        </>
      ),
  });
}

/** `/gestion/planes/oaxaca/2/datos` */
export async function factsPage(request: PageRequest): Promise<PageResult> {
  const found = await deskPlan(request);
  const { title, from, to } = found.plan;
  const values = { titulo: title ?? '', desde: from ?? '', hasta: to ?? '' };
  return factsResult(request, found, { values });
}

const refusedFields = { closed: '', period: 'hasta', reason: 'motivo', 'no-change': '' } as const;

export async function factsForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t } = page;
  const found = await deskPlan(request);
  const values = form.values();
  const seen = versionField.parse(form.text('version'));
  const schema = z.object({ ...planFieldsSchema(t).shape, motivo: optionalText(t, 2000) });
  const checked = checkForm(schema, form);
  if (!checked.ok) return factsResult(request, found, { values, errors: checked.errors }, seen);
  const { titulo: title, desde: from, hasta: to, motivo: reason } = checked.input;
  const outcome = await changePlan(services, personOf(request), found.plan.id, {
    ...{ title, from, to, reason, seen },
  });
  const { state, plan } = found;
  if (outcome.kind === 'done') return backTo(planDeskPath(state.slug, plan.edition), 'guardado');
  if (outcome.kind === 'changed-meanwhile')
    return factsResult(request, { state, plan: outcome.now }, { values, overtaken: true });
  if (outcome.why === 'no-plan') throw nothingThere();
  const errors = [{ field: refusedFields[outcome.why], message: t(`promises:refused.${outcome.why}`) }];
  return factsResult(request, found, { values, errors }, seen);
}
