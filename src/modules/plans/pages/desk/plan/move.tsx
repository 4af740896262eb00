import { z } from 'zod';
import type { Filled } from '#modules/administration/index.ts';
import { type StateRow, stateInSentence } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, optionalText, requiredDay, versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  Button,
  DayField,
  type FieldError,
  Form,
  Meanwhile,
  RadiosField,
  TextArea,
} from '#platform/ui/index.ts';
import { DocumentFields, readDocument } from '#platform/uploads/document.tsx';
import { factsOf, type MoveOutcome, movePlan } from '../../../actions/stages.ts';
import {
  type Condition,
  entryConditions,
  isStepBack,
  movesFrom,
  type PlanFacts,
  planDeskPath,
} from '../../../rules/index.ts';
import type { PlanRow } from '../../../store/plans.ts';
import { stageName } from '../../../views/words.tsx';
import { backTo, crumbsTo, deskPlan, deskResult, nothingThere } from '../frame.ts';
import { Conditions } from './conditions.tsx';
import { planRows } from './facts.tsx';

/** What comes with the form: its document. */
const withForm: readonly Condition[] = ['document'];

/** The stages ahead, with what each asks. */
export function NextStage({
  facts,
  today,
  page: { t },
}: {
  facts: PlanFacts;
  today: string;
  page: PageRequest['page'];
}) {
  const next = movesFrom(facts.stage).find((to) => !isStepBack(facts.stage, to));
  if (!next) return <p>{t('promises:move.last')}</p>;
  return (
    <>
      <h2>{t('promises:move.next', { stage: stageName(t, next) })}</h2>
      <Conditions conditions={entryConditions(facts, next, { document: null, today })} pending={withForm} />
    </>
  );
}

async function moveResult(
  request: PageRequest,
  { state, plan }: { state: StateRow; plan: PlanRow },
  filled: Filled,
  version = plan.version,
): Promise<PageResult> {
  const { services, page } = request;
  const { t } = page;
  const { values, errors = [], overtaken } = filled;
  const facts = await factsOf(services.orm, plan);
  const today = dayAt(services.now(), zoneOf(state.clave));
  return deskResult(request, {
    title: t('promises:move.title', { edition: plan.edition, state: stateInSentence(t, state) }),
    lead: t('promises:move.lead', { stage: stageName(t, plan.stage) }),
    above: crumbsTo(page, state, plan),
    filled,
    children: (
      <>
        {overtaken ? <Meanwhile rows={planRows(page, plan)} /> : null}
        <NextStage facts={facts} today={today} page={page} />
        <Form values={values} errors={errors} hidden={{ version: String(version) }} files>
          <RadiosField
            name="etapa"
            label={t('promises:move.to')}
            choices={movesFrom(plan.stage).map((to) => ({
              value: to,
              label: stageName(t, to),
              hint: isStepBack(plan.stage, to)
                ? t('promises:move.back')
                : to === 'published'
                  ? t('promises:move.publishes', { count: facts.commitments.length })
                  : undefined,
            }))}
          />
          <DayField
            name="dia"
            label={t('promises:move.day')}
            hint={t('promises:move.dayHint')}
            values={values}
          />
          <DocumentFields
            label={t('promises:move.document')}
            hint={t('promises:move.documentHint')}
            maxBytes={services.config.maxUploadBytes}
            optional
          />
          <TextArea
            name="motivo"
            label={t('promises:reason')}
            hint={t('promises:move.reasonHint')}
            rows={3}
            optional
          />
          <Button>{t(overtaken ? 'form.meanwhile.send' : 'promises:move.send')}</Button>
        </Form>
      </>
    ),
  });
}

/** `/gestion/planes/oaxaca/2/etapa` */
export async function movePage(request: PageRequest): Promise<PageResult> {
  const found = await deskPlan(request);
  const [to = ''] = movesFrom(found.plan.stage);
  const today = dayAt(request.services.now(), zoneOf(found.state.clave));
  return moveResult(request, found, { values: { etapa: to, dia: today } });
}

const refusedFields = { 'no-such-move': 'etapa', reason: 'motivo', future: 'dia', before: 'dia' } as const;

/** The fields that mend a condition; the others are about the stage. */
const conditionFields: Readonly<Partial<Record<Condition, string>>> = {
  document: 'direccion',
  started: 'dia',
};

type Refused = Extract<MoveOutcome, { kind: 'refused' }>;

function errorsOf({ t }: PageRequest['page'], refused: Refused): FieldError[] {
  if ('conditions' in refused) {
    return refused.conditions.map((condition) => ({
      field: conditionFields[condition] ?? 'etapa',
      message: t(`promises:conditions.unmet.${condition}`),
    }));
  }
  const { why } = refused;
  if (why === 'no-plan' || why === 'conditions') throw nothingThere();
  return [{ field: refusedFields[why], message: t(`promises:refused.${why}`) }];
}

export async function moveForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t } = page;
  const found = await deskPlan(request);
  const { state, plan } = found;
  const values = form.values();
  const seen = versionField.parse(form.text('version'));
  // Where somebody moved it meanwhile, the stage that was chosen may be none of those offered now: that is told first.
  if (seen !== plan.version && seen !== -1) return moveResult(request, found, { values, overtaken: true });
  const schema = z.object({
    etapa: oneOf(t, movesFrom(plan.stage)),
    dia: requiredDay(t),
    motivo: optionalText(t, 2000),
  });
  const checked = checkForm(schema, form);
  const read = await readDocument(request);
  if (!checked.ok || !read.ok) {
    const errors = [...(checked.ok ? [] : checked.errors), ...(read.ok ? [] : read.errors)];
    return moveResult(request, found, { values, errors }, seen);
  }
  const { etapa: to, dia: on, motivo: reason } = checked.input;
  const { document } = read;
  const outcome = await movePlan(services, personOf(request), plan.id, { to, on, document, reason, seen });
  if (outcome.kind === 'done') return backTo(planDeskPath(state.slug, plan.edition), 'guardado');
  if (outcome.kind === 'changed-meanwhile')
    return moveResult(request, { state, plan: outcome.now }, { values, overtaken: true });
  return moveResult(request, found, { values, errors: errorsOf(page, outcome) }, seen);
}
