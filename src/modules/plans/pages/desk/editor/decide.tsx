import type { Filled } from '#modules/administration/index.ts';
import { personOf } from '#platform/access/access.ts';
import { versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, Form, Notice, SummaryList, Tag } from '#platform/ui/index.ts';
import { dropDraft, publishDraft } from '../../../actions/drafts.ts';
import { missingToPublish, planDeskPath, publishesAlone, publishingNeeds } from '../../../rules/index.ts';
import { listMilestones } from '../../../store/commitments.ts';
import { backTo, crumbsTo, deskResult, nothingThere } from '../frame.ts';
import { deskDraft } from './draft.tsx';
import { nowRows } from './form.tsx';
import { editorOptions } from './values.ts';

type Found = Awaited<ReturnType<typeof deskDraft>>;
type Decision = 'remove' | 'publish';

const unasked: Filled = { values: {} };

/** A draft as it is, above the question whether it goes or is published. */
async function decideResult(
  request: PageRequest,
  { state, plan, draft }: Found,
  decision: Decision,
  filled: Filled = unasked,
): Promise<PageResult> {
  const { services, page } = request;
  const { t } = page;
  const milestones = await listMilestones(services.orm, [draft.id]);
  const options = await editorOptions(services.orm, state.clave, '', draft);
  const { lead, dueOn } = draft;
  const missing = missingToPublish({ lead, dueOn, milestones: milestones.length });
  const may = decision === 'remove' || (publishesAlone(plan.stage) && missing.length === 0);
  return deskResult(request, {
    title: t(`promises:decide.${decision}.title`, { number: draft.number }),
    lead: t(`promises:decide.${decision}.lead`),
    above: crumbsTo(page, state, plan),
    filled,
    children: (
      <>
        {filled.overtaken ? (
          <Notice kind="warning" live title={t('form.meanwhile.title')}>
            <p>{t('promises:decide.look')}</p>
          </Notice>
        ) : null}
        <SummaryList rows={nowRows(page, draft, milestones.length, options)} />
        {decision === 'publish' ? (
          <ul class="tq-checks">
            {publishingNeeds.map((need) => (
              <li>
                {missing.includes(need) ? (
                  <Tag kind="late">{t('promises:conditions.missing')}</Tag>
                ) : (
                  <Tag kind="kept">{t('promises:conditions.met')}</Tag>
                )}{' '}
                {t(`promises:decide.needs.${need}`)}
              </li>
            ))}
          </ul>
        ) : null}
        {decision === 'publish' && !publishesAlone(plan.stage) ? (
          <Notice kind="warning" title={t('promises:decide.withPlan')} />
        ) : null}
        {may || (filled.errors?.length ?? 0) > 0 ? (
          <Form values={{}} errors={filled.errors ?? []} hidden={{ version: String(draft.version) }}>
            <Button kind={decision === 'remove' ? 'warning' : 'primary'}>
              {t(`promises:decide.${decision}.send`)}
            </Button>
          </Form>
        ) : null}
      </>
    ),
  });
}

/** `…/compromisos/<id>/quitar` and `…/publicar` */
export function decidePage(decision: Decision) {
  return async (request: PageRequest): Promise<PageResult> =>
    decideResult(request, await deskDraft(request), decision);
}

export function decideForm(decision: Decision) {
  return async (request: FormRequest): Promise<PageResult> => {
    const { services, page, form } = request;
    const found = await deskDraft(request);
    const { state, plan, draft } = found;
    const seen = versionField.parse(form.text('version'));
    const act = decision === 'remove' ? dropDraft : publishDraft;
    const outcome = await act(services, personOf(request), draft.id, seen);
    if (outcome.kind === 'done') return backTo(planDeskPath(state.slug, plan.edition), 'guardado');
    if (outcome.kind === 'changed-meanwhile')
      return decideResult(request, { ...found, draft: outcome.now }, decision, {
        ...unasked,
        overtaken: true,
      });
    if (outcome.why === 'no-commitment' || outcome.why === 'published') throw nothingThere();
    const message = page.t(
      outcome.why === 'missing' ? 'promises:decide.missing' : 'promises:decide.withPlan',
    );
    return decideResult(request, found, decision, { ...unasked, errors: [{ field: '', message }] });
  };
}
