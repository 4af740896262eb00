import { personOf } from '#platform/access/access.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Meanwhile, Notice } from '#platform/ui/index.ts';
import { createDraft, rewriteDraft, type WriteRefusal } from '../../../actions/drafts.ts';
import { daysOutside, planDeskPath, takesCommitments } from '../../../rules/index.ts';
import { type CommitmentRow, listCommitmentsOf, listMilestones } from '../../../store/commitments.ts';
import { backTo, crumbsTo, deskPlan, deskResult, idOf, nothingThere } from '../frame.ts';
import { type EditorFilled, EditorForm, nowRows, typedAgain, withOneMoreRow } from './form.tsx';
import { readCommitment } from './read.ts';
import { editorOptions, fieldNames, valuesOf } from './values.ts';

type Found = Awaited<ReturnType<typeof deskPlan>>;

async function optionsOf({ services }: PageRequest, { state }: Found, now?: CommitmentRow) {
  const today = dayAt(services.now(), zoneOf(state.clave));
  return editorOptions(services.orm, state.clave, today, now);
}

/** The draft that an address names (`:id`) in a plan. @throws Problem 404, also for what is published */
export async function deskDraft(request: PageRequest): Promise<Found & { draft: CommitmentRow }> {
  const found = await deskPlan(request);
  const id = idOf(request, 'id');
  const all = await listCommitmentsOf(request.services.orm, found.plan.id);
  const draft = all.find((one) => one.id === id && one.draft);
  if (!draft) throw nothingThere();
  return { ...found, draft };
}

/** The first number that a plan has free. */
function nextNumber(numbers: readonly string[]): string {
  const taken = new Set(numbers);
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

async function newResult(request: PageRequest, found: Found, filled: EditorFilled): Promise<PageResult> {
  const { page } = request;
  const { t } = page;
  const { state, plan } = found;
  return deskResult(request, {
    title: t('promises:editor.new'),
    lead: t('promises:editor.lead'),
    above: crumbsTo(page, state, plan),
    filled,
    children: takesCommitments(plan.stage) ? (
      <EditorForm
        filled={filled}
        options={await optionsOf(request, found)}
        withNumber
        send={t('promises:editor.save')}
        page={page}
      />
    ) : (
      <Notice kind="warning" title={t('promises:refused.stage')} />
    ),
  });
}

/** `/gestion/planes/oaxaca/2/compromisos/nuevo` */
export async function newDraftPage(request: PageRequest): Promise<PageResult> {
  const found = await deskPlan(request);
  const all = await listCommitmentsOf(request.services.orm, found.plan.id);
  const values = { [fieldNames.number]: nextNumber(all.map(({ number }) => number)) };
  return newResult(request, found, { values, rows: 3 });
}

const refusedFields: Readonly<Partial<Record<WriteRefusal, string>>> = {
  'number-taken': fieldNames.number,
  'no-institution': fieldNames.lead,
  'no-member': fieldNames.counterpart,
};

/** Why nothing was written, at the field that it concerns. @throws Problem 404 for what is gone */
function refusalOf({ t }: PageRequest['page'], why: WriteRefusal) {
  if (why === 'no-plan' || why === 'no-commitment') throw nothingThere();
  return [{ field: refusedFields[why] ?? '', message: t(`promises:refused.${why}`) }];
}

export async function newDraftForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const found = await deskPlan(request);
  const more = withOneMoreRow(page, form);
  if (more) return newResult(request, found, more);
  const typed = typedAgain(form);
  const read = await readCommitment(request, found.state.clave, await optionsOf(request, found), true);
  if (!read.ok) return newResult(request, found, { ...typed, errors: read.errors, maybe: read.maybe });
  const outcome = await createDraft(services, personOf(request), found.plan.id, read.draft);
  if (outcome.kind === 'done') return backTo(planDeskPath(found.state.slug, found.plan.edition), 'guardado');
  if (outcome.kind !== 'refused') throw nothingThere();
  return newResult(request, found, { ...typed, errors: refusalOf(page, outcome.why) });
}

async function editResult(
  request: PageRequest,
  found: Found & { draft: CommitmentRow },
  filled: EditorFilled,
  version = found.draft.version,
): Promise<PageResult> {
  const { services, page } = request;
  const { t } = page;
  const { state, plan, draft } = found;
  const options = await optionsOf(request, found, draft);
  const milestones = await listMilestones(services.orm, [draft.id]);
  const outside = daysOutside(plan, draft);
  return deskResult(request, {
    title: t('promises:editor.edit', { number: draft.number }),
    lead: t('promises:editor.lead'),
    above: crumbsTo(page, state, plan),
    filled,
    children: (
      <>
        {filled.overtaken ? <Meanwhile rows={nowRows(page, draft, milestones.length, options)} /> : null}
        {outside.length > 0 ? (
          <Notice kind="warning" title={t('promises:editor.outside')}>
            <p>{outside.map((day) => t(`promises:list.outside.${day}`)).join('; ')}</p>
          </Notice>
        ) : null}
        <EditorForm
          filled={filled}
          options={options}
          version={version}
          withNumber
          send={t('promises:editor.save')}
          page={page}
        />
      </>
    ),
  });
}

/** `/gestion/planes/oaxaca/2/compromisos/<id>` */
export async function editDraftPage(request: PageRequest): Promise<PageResult> {
  const found = await deskDraft(request);
  const milestones = await listMilestones(request.services.orm, [found.draft.id]);
  const values = valuesOf(found.draft, milestones, await optionsOf(request, found, found.draft));
  return editResult(request, found, { values, rows: Math.max(1, milestones.length) });
}

export async function editDraftForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const found = await deskDraft(request);
  const { state, plan, draft } = found;
  const seen = versionField.parse(form.text('version'));
  const more = withOneMoreRow(page, form);
  if (more) return editResult(request, found, more, seen);
  const typed = typedAgain(form);
  const read = await readCommitment(request, state.clave, await optionsOf(request, found, draft), true);
  if (!read.ok) return editResult(request, found, { ...typed, errors: read.errors, maybe: read.maybe }, seen);
  const outcome = await rewriteDraft(services, personOf(request), draft.id, read.draft, seen);
  if (outcome.kind === 'done') return backTo(planDeskPath(state.slug, plan.edition), 'guardado');
  if (outcome.kind === 'changed-meanwhile')
    return editResult(request, { ...found, draft: outcome.now }, { ...typed, overtaken: true });
  return editResult(request, found, { ...typed, errors: refusalOf(page, outcome.why) }, seen);
}
