import { stateInSentence } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { zoneOf } from '#platform/calendar/zones.ts';
import { requiredText, versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { type FieldError, Meanwhile, Notice, TextArea } from '#platform/ui/index.ts';
import { type AmendRefusal, amendCommitment, refuseAmending } from '../../../actions/amendments.ts';
import { plansActions } from '../../../policies.ts';
import { commitmentDeskPath, commitmentPath } from '../../../rules/index.ts';
import { listMilestones } from '../../../store/commitments.ts';
import { backTo, crumbsTo, type DeskCommitment, deskCommitment, deskResult, nothingThere } from '../frame.ts';
import { type EditorFilled, EditorForm, nowRows, typedAgain, withOneMoreRow } from './form.tsx';
import { readCommitment } from './read.ts';
import { editorOptions, fieldNames, valuesOf } from './values.ts';

const reasonField = 'motivo';

/** A published commitment that the reader may amend. @throws Problem 403, 404 */
async function amendable(request: PageRequest): Promise<DeskCommitment> {
  const found = await deskCommitment(request, plansActions.amend);
  if (found.commitment.draft) throw nothingThere();
  return found;
}

function optionsOf({ services }: PageRequest, { state, commitment }: DeskCommitment) {
  const today = dayAt(services.now(), zoneOf(state.clave));
  return editorOptions(services.orm, state.clave, today, commitment);
}

async function amendResult(
  request: PageRequest,
  found: DeskCommitment,
  filled: EditorFilled,
  version = found.commitment.version,
): Promise<PageResult> {
  const { services, page } = request;
  const { t, href } = page;
  const { commitment, plan, state } = found;
  const options = await optionsOf(request, found);
  const milestones = await listMilestones(services.orm, [commitment.id]);
  const never = refuseAmending(found);
  const mayPlan = services.access.allows(request.subject, plansActions.plan, { state: state.clave });
  return deskResult(request, {
    title: t('promises:amend.title', { number: commitment.number }),
    lead: t('promises:amend.lead'),
    above: [
      ...(mayPlan ? crumbsTo(page, state, plan) : []),
      {
        label: t('desk:work.name', { number: commitment.number, state: stateInSentence(t, state) }),
        href: href(commitmentDeskPath(commitment.id)),
      },
    ],
    filled,
    children: (
      <>
        <p>
          <a href={href(commitmentPath(commitment.id))}>{commitment.title}</a>
        </p>
        {filled.overtaken ? <Meanwhile rows={nowRows(page, commitment, milestones.length, options)} /> : null}
        {never ? (
          <Notice kind="warning" title={t(`promises:refused.${never}`)} />
        ) : (
          <EditorForm
            filled={filled}
            options={options}
            version={version}
            withNumber={false}
            send={t('promises:amend.send')}
            page={page}
          >
            <TextArea
              name={reasonField}
              label={t('promises:reason')}
              hint={t('promises:amend.reasonHint')}
              rows={3}
            />
          </EditorForm>
        )}
      </>
    ),
  });
}

/** `/gestion/compromisos/<id>/modificar` */
export async function amendPage(request: PageRequest): Promise<PageResult> {
  const found = await amendable(request);
  const milestones = await listMilestones(request.services.orm, [found.commitment.id]);
  const values = valuesOf(found.commitment, milestones, await optionsOf(request, found));
  return amendResult(request, found, { values, rows: Math.max(1, milestones.length) });
}

const refusedFields: Readonly<Partial<Record<AmendRefusal, string>>> = {
  'no-institution': fieldNames.lead,
  'no-member': fieldNames.counterpart,
  milestones: fieldNames.product(1),
};

export async function amendForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t } = page;
  const found = await amendable(request);
  const { commitment, state } = found;
  const seen = versionField.parse(form.text('version'));
  const more = withOneMoreRow(page, form);
  if (more) return amendResult(request, found, more, seen);
  const typed = typedAgain(form);
  const failed = (errors: FieldError[], rest: Partial<EditorFilled> = {}) =>
    amendResult(request, found, { ...typed, ...rest, errors }, seen);
  const read = await readCommitment(request, state.clave, await optionsOf(request, found), false);
  const reason = requiredText(t, 2000).safeParse(form.text(reasonField));
  const noReason = reason.success
    ? []
    : [{ field: reasonField, message: reason.error.issues[0]?.message ?? '' }];
  if (!read.ok) return failed([...read.errors, ...noReason], { maybe: read.maybe });
  if (!reason.success) return failed(noReason);
  const { number: _, milestones, ...facts } = read.draft;
  const outcome = await amendCommitment(services, personOf(request), commitment.id, {
    to: { ...facts, milestones: milestones.map((one, at) => ({ ...one, id: read.ids[at] ?? null })) },
    ...{ reason: reason.data, seen },
  });
  if (outcome.kind === 'done') return backTo(commitmentDeskPath(commitment.id), 'guardado');
  if (outcome.kind === 'changed-meanwhile')
    return amendResult(request, { ...found, commitment: outcome.now }, { ...typed, overtaken: true });
  const { why } = outcome;
  if (why === 'no-commitment') throw nothingThere();
  return failed([{ field: refusedFields[why] ?? '', message: t(`promises:refused.${why}`) }]);
}
