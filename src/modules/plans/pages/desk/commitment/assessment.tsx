import { z } from 'zod';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, optionalText, requiredText } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { CheckboxesField, RadiosField, TextArea, usePage } from '#platform/ui/index.ts';
import { assess, review } from '../../../actions/assessments.ts';
import { plansActions } from '../../../policies.ts';
import { completions, conflictOf, openings, refuseAssessment, refuseClosing } from '../../../rules/index.ts';
import { Voices } from '../../../views/commitment.tsx';
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
type Voice = 'counterpart' | 'reviewer';

const actionOf = { counterpart: plansActions.assess, reviewer: plansActions.review } as const;

/** Whether it opened government, which may be left unsaid. */
function OpeningField() {
  const { t } = usePage();
  return (
    <RadiosField
      name="apertura"
      label={t('desk:work.assessment.opening')}
      hint={t('desk:work.assessment.openingHint')}
      choices={[
        ...openings.map((value) => ({ value, label: t(`plans:terms.opening.${value}`) })),
        { value: '', label: t('desk:work.assessment.noOpening') },
      ]}
      optional
    />
  );
}

/** Closing it with the review, where it can be closed. */
function ClosingField({ room }: { room: Room }) {
  const { t } = usePage();
  const why = refuseClosing(room.facts);
  if (why) return <p>{t(`desk:work.review.${why}`)}</p>;
  return (
    <CheckboxesField
      name="cerrar"
      label={t('desk:work.review.closing')}
      choices={[{ value: 'si', label: t('desk:work.review.closes'), hint: t('desk:work.review.closesHint') }]}
      optional
    />
  );
}

const show =
  (request: PageRequest, voice: Voice, first: Room): Show =>
  (filled, seen, room = first) => {
    const { page } = request;
    const { t } = page;
    const title = t(`desk:work.assessment.${voice}.title`);
    const why = conflictOf(voice, room.standing) ?? refuseAssessment(room.facts);
    if (why && !filled.errors && !filled.overtaken)
      return roomResult(request, room, { title, children: <NotNow why={why} room={room} /> });
    return formResult(
      request,
      room,
      {
        ...{ title, lead: t(`desk:work.assessment.${voice}.lead`), button: t('desk:work.assessment.send') },
        before: (
          <>
            <h2>{t('plans:commitment.voices')}</h2>
            <Voices detail={room.detail} />
            <h2>{t(`desk:work.assessment.${voice}.yours`)}</h2>
          </>
        ),
        fields: (
          <>
            <RadiosField
              name="avance"
              label={t('desk:work.assessment.completion')}
              choices={completionChoices(page, completions)}
            />
            <TextArea
              name="texto"
              label={t('desk:work.assessment.text')}
              hint={t('desk:work.assessment.textHint')}
              rows={6}
            />
            {voice === 'reviewer' ? (
              <TextArea
                name="resultado"
                label={t('plans:commitment.earlyResult')}
                hint={t('desk:work.earlyHint')}
                rows={3}
                optional
              />
            ) : null}
            <OpeningField />
            {voice === 'reviewer' ? <ClosingField room={room} /> : null}
          </>
        ),
      },
      filled,
      seen,
    );
  };

const page = (voice: Voice) => async (request: PageRequest) =>
  show(request, voice, await roomOf(request, actionOf[voice]))({ values: {} });

const schema = (t: Translate) =>
  z.object({
    avance: oneOf(t, completions),
    texto: requiredText(t, longest),
    resultado: optionalText(t, longest),
    apertura: oneOf(t, ['', ...openings]),
    cerrar: z.array(z.string()),
  });

const form =
  (voice: Voice) =>
  async (request: FormRequest): Promise<PageResult> => {
    const { services, page } = request;
    const again = () => roomOf(request, actionOf[voice]);
    const room = await again();
    const checked = checkForm(schema(page.t), request.form);
    const seen = seenIn(request);
    const shown = show(request, voice, room);
    if (!checked.ok) return shown({ values: request.form.values(), errors: checked.errors }, seen);
    const { avance: completion, texto: text, resultado, apertura, cerrar } = checked.input;
    const said = { completion, text, opening: apertura === '' ? null : apertura };
    const at = { id: room.commitment.id, seen };
    const outcome =
      voice === 'counterpart'
        ? await assess(services, room.person, at, { ...said, earlyResult: null })
        : await review(services, room.person, at, {
            ...{ ...said, earlyResult: resultado, closes: cerrar.includes('si') },
          });
    return answer(request, outcome, shown, again, { closed: 'cerrar', 'not-reported': 'cerrar' });
  };

const paths = {
  counterpart: '/gestion/compromisos/:id/valoracion',
  reviewer: '/gestion/compromisos/:id/revision',
} as const;
const both = ['counterpart', 'reviewer'] as const;

export const assessmentPages = both.map(
  (voice) => ({ path: paths[voice], access: actionOf[voice], cache: 'none', handle: page(voice) }) as const,
);
export const assessmentForms = both.map(
  (voice) => ({ path: paths[voice], access: actionOf[voice], handle: form(voice) }) as const,
);
