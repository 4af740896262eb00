import type { Child } from 'hono/jsx';
import type { Filled } from '#modules/administration/index.ts';
import { stateInSentence } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import type { Person } from '#platform/access/subject.ts';
import type { Outcome } from '#platform/errors/outcome.ts';
import { versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, type FieldError, Form, Meanwhile, NoData, type SummaryRow } from '#platform/ui/index.ts';
import { factsOf, standingOf } from '../../../actions/words.ts';
import { type CommitmentDetail, commitmentDetail } from '../../../board/commitment.ts';
import { type PlansAction, plansActions } from '../../../policies.ts';
import {
  type ClosingFacts,
  type Completion,
  commitmentDeskPath,
  type Standing,
  voices,
} from '../../../rules/index.ts';
import type { CommitmentRow } from '../../../store/commitments.ts';
import { CompletionTag, Day } from '../../../views/words.tsx';
import { backTo, crumbsTo, type DeskCommitment, deskCommitment, deskResult, nothingThere } from '../frame.ts';
import type { RefusalWord } from './words.ts';

/** A commitment as somebody works on it. */
export interface Room extends DeskCommitment {
  person: Person;
  detail: CommitmentDetail;
  facts: ClosingFacts;
  standing: Standing;
}

/** The public commitment that an address names, for somebody who may do one of these to it. @throws Problem 403, 404 */
export async function roomOf(request: PageRequest, ...actions: readonly PlansAction[]): Promise<Room> {
  const { services } = request;
  const at = await deskCommitment(request, ...actions);
  if (at.commitment.draft) throw nothingThere();
  const person = personOf(request);
  return {
    ...{ ...at, person },
    detail: await commitmentDetail(services, at.commitment),
    facts: await factsOf(services.orm, at.plan, at.commitment),
    standing: await standingOf(services.orm, person, at.commitment),
  };
}

/** What was said last and what there is, for whoever was overtaken while they wrote. */
function nowRows({ t, format }: PageRequest['page'], { detail }: Room): SummaryRow[] {
  const { latest, commitment, evidence, resistances } = detail;
  const standing = evidence.filter(({ withdrawnAt }) => withdrawnAt === null).length;
  return [
    ...voices.map((voice) => {
      const said = latest[voice];
      return {
        key: t(`plans:terms.voice.${voice}`),
        value: said ? (
          <>
            <CompletionTag completion={said.completion} /> {said.text}
          </>
        ) : (
          <NoData />
        ),
      };
    }),
    { key: t('plans:commitment.evidence.title'), value: format.integer(standing) },
    { key: t('plans:commitment.resistances.title'), value: format.integer(resistances.length) },
    { key: t('plans:list.columns.clock'), value: <Day day={commitment.dueOn} /> },
    {
      key: t('desk:work.closed'),
      value: commitment.closedAt ? format.date(commitment.closedAt) : t('desk:work.open'),
    },
  ];
}

export interface RoomForm {
  title: string;
  lead?: string;
  /** The action's name on its button. */
  button: string;
  /** True where files may come along. */
  files?: boolean;
  /** What stands above the form, and below it. */
  before?: Child;
  after?: Child;
  fields: Child;
}

/** A page of a commitment's desk: where it stands and what its form has to say. */
export function roomResult(
  request: PageRequest,
  room: Room,
  { title, lead, children }: { title: string; lead?: string; children: Child },
  filled?: Filled,
): PageResult {
  const { t, href } = request.page;
  const { commitment, state, plan, person } = room;
  const { number } = commitment;
  const plans = request.services.access.allows(person, plansActions.plan, { state: state.clave });
  const name = t('desk:work.name', { number, state: stateInSentence(t, state) });
  const own = request.page.path === commitmentDeskPath(commitment.id);
  return deskResult(request, {
    title,
    ...(lead ? { lead } : {}),
    above: [
      ...(plans ? crumbsTo(request.page, state, plan) : []),
      ...(own ? [] : [{ label: name, href: href(commitmentDeskPath(commitment.id)) }]),
    ],
    ...(filled ? { filled } : {}),
    children,
  });
}

/** A page with the one form of what is done there. @param seen the version that its answer is about */
export function formResult(
  request: PageRequest,
  room: Room,
  form: RoomForm,
  filled: Filled,
  seen = room.commitment.version,
): PageResult {
  const { t } = request.page;
  const { title, lead, button, files, before, after, fields } = form;
  return roomResult(
    request,
    room,
    {
      ...{ title, ...(lead ? { lead } : {}) },
      children: (
        <>
          <p>
            <strong>{room.commitment.title}</strong>
          </p>
          {filled.overtaken ? <Meanwhile rows={nowRows(request.page, room)} /> : null}
          {before}
          <Form
            values={filled.values}
            errors={filled.errors ?? []}
            hidden={{ version: String(seen) }}
            {...(files ? { files } : {})}
          >
            {fields}
            <Button>{filled.overtaken ? t('form.meanwhile.send') : button}</Button>
          </Form>
          {after}
        </>
      ),
    },
    filled,
  );
}

/** The version that a form was filled in for. */
export const seenIn = ({ form }: FormRequest): number => versionField.parse(form.text('version'));

/** How a page shows its form again. */
export type Show = (filled: Filled, seen?: number, room?: Room) => PageResult | Promise<PageResult>;

/** What a form is answered with. @param fields the fields that refusals are about; the others are about the whole form */
export async function answer(
  request: FormRequest,
  outcome: Outcome<null, RefusalWord | 'no-commitment', CommitmentRow>,
  show: Show,
  again: () => Promise<Room>,
  fields: Partial<Record<RefusalWord, string>> = {},
): Promise<PageResult> {
  const values = request.form.values();
  if (outcome.kind === 'done') return backTo(commitmentDeskPath(request.params.id ?? ''), 'guardado');
  if (outcome.kind === 'changed-meanwhile') {
    const room = await again();
    return show({ values, overtaken: true }, room.commitment.version, room);
  }
  const { why } = outcome;
  if (why === 'no-commitment') throw nothingThere();
  const error: FieldError = {
    field: fields[why] ?? '',
    message: request.page.t(`desk:work.refused.${why}`),
  };
  return show({ values, errors: [error] }, seenIn(request));
}

/** The steps of the scale as choices, with what each means. */
export function completionChoices({ t }: PageRequest['page'], list: readonly Completion[]) {
  return list.map((value) => ({
    value,
    label: t(`plans:terms.completion.${value}`),
    hint: t(`desk:work.scale.${value}`),
  }));
}
