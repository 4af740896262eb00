import { z } from 'zod';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, optionalText, requiredText } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  type FieldError,
  type FormValues,
  RadiosField,
  SelectField,
  TextArea,
  usePage,
} from '#platform/ui/index.ts';
import { reportProgress } from '../../../actions/progress.ts';
import { plansActions } from '../../../policies.ts';
import { type Completion, completions, conflictOf, refuseReport } from '../../../rules/index.ts';
import type { MilestoneRow } from '../../../store/commitments.ts';
import { EvidenceFields, readEvidence } from './evidence-fields.tsx';
import { NotNow } from './not-now.tsx';
import {
  answer,
  completionChoices,
  formResult,
  type Room,
  roomOf,
  roomResult,
  type Show,
  seenIn,
} from './room.tsx';

const longest = 5000;
const open = (request: PageRequest) => roomOf(request, plansActions.report);
const fieldOf = ({ number }: MilestoneRow) => `hito-${number}`;

function MilestoneFields({ milestones }: { milestones: readonly MilestoneRow[] }) {
  const { t } = usePage();
  if (milestones.length === 0) return null;
  return (
    <>
      <h2>{t('desk:work.progress.milestones')}</h2>
      <p>{t('desk:work.progress.milestonesText')}</p>
      {milestones.map((milestone) => (
        <SelectField
          name={fieldOf(milestone)}
          label={`${milestone.number}. ${milestone.product}`}
          {...(milestone.completion === null ? { empty: t('common:noData') } : {})}
          options={completions.map((value) => ({ value, label: t(`plans:terms.completion.${value}`) }))}
          optional={milestone.completion === null}
        />
      ))}
    </>
  );
}

const show =
  (request: PageRequest, first: Room): Show =>
  (filled, seen, room = first) => {
    const { page } = request;
    const { t } = page;
    const title = t('desk:work.progress.title');
    const why = refuseReport(room.facts) ?? conflictOf('officer', room.standing);
    if (why && !filled.errors && !filled.overtaken)
      return roomResult(request, room, { title, children: <NotNow why={why} room={room} /> });
    return formResult(
      request,
      room,
      {
        ...{ title, lead: t('desk:work.progress.lead'), button: t('desk:work.progress.send'), files: true },
        fields: (
          <>
            <RadiosField
              name="avance"
              label={t('desk:work.progress.completion')}
              choices={completionChoices(page, completions)}
            />
            <TextArea
              name="texto"
              label={t('desk:work.progress.text')}
              hint={t('desk:work.progress.textHint')}
              rows={6}
            />
            <TextArea
              name="resultado"
              label={t('plans:commitment.earlyResult')}
              hint={t('desk:work.earlyHint')}
              rows={3}
              optional
            />
            <MilestoneFields milestones={room.detail.milestones} />
            <h2>{t('desk:work.evidence.with')}</h2>
            <p>{t('desk:work.evidence.withText')}</p>
            <EvidenceFields request={request} room={room} values={filled.values} optional />
          </>
        ),
      },
      filled,
      seen,
    );
  };

/** How far it is now, as the form begins. */
function firstValues({ commitment, detail }: Room): FormValues {
  return {
    avance: commitment.completion ?? '',
    ...Object.fromEntries(detail.milestones.map((one) => [fieldOf(one), one.completion ?? ''])),
  };
}

/** `/gestion/compromisos/<id>/avance` */
async function progressPage(request: PageRequest): Promise<PageResult> {
  const room = await open(request);
  return show(request, room)({ values: firstValues(room) });
}

/** How far the milestones are said to be. */
function readMilestones(
  { form, page: { t } }: FormRequest,
  { detail }: Room,
): { said: Map<string, Completion>; errors: FieldError[] } {
  const said = new Map<string, Completion>();
  const errors: FieldError[] = [];
  for (const milestone of detail.milestones) {
    const text = form.text(fieldOf(milestone));
    const completion = completions.find((one) => one === text);
    if (completion) said.set(milestone.id, completion);
    else if (text !== '') errors.push({ field: fieldOf(milestone), message: t('form.problem.choice') });
  }
  return { said, errors };
}

async function progressForm(request: FormRequest): Promise<PageResult> {
  const { services, form, page } = request;
  const { t } = page;
  const room = await open(request);
  const schema = z.object({
    avance: oneOf(t, completions),
    texto: requiredText(t, longest),
    resultado: optionalText(t, longest),
  });
  const checked = checkForm(schema, form);
  const { said, errors: wrong } = readMilestones(request, room);
  const { evidence, errors: unshown } = await readEvidence(request, false);
  const errors = [...(checked.ok ? [] : checked.errors), ...wrong, ...unshown];
  const seen = seenIn(request);
  if (!checked.ok || errors.length > 0) return show(request, room)({ values: form.values(), errors }, seen);
  const { avance: completion, texto: text, resultado: earlyResult } = checked.input;
  const outcome = await reportProgress(
    services,
    room.person,
    { id: room.commitment.id, seen },
    { completion, text, earlyResult, milestones: said, evidence },
  );
  return answer(request, outcome, show(request, room), () => open(request), {
    ...{ future: 'fecha', 'no-milestone': 'hito', 'no-proof': 'evidencia' },
  });
}

const path = '/gestion/compromisos/:id/avance';
const access = plansActions.report;

export const progressPages = [{ path, access, cache: 'none', handle: progressPage }] as const;
export const progressForms = [{ path, access, files: {}, handle: progressForm }] as const;
