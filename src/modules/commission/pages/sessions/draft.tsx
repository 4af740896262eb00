import { z } from 'zod';
import type { Person } from '#platform/access/subject.ts';
import { dayAt } from '#platform/calendar/days.ts';
import { instantOf, timeAt } from '#platform/calendar/instants.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { oneOf, requiredDay, requiredText, requiredTime, versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import {
  Button,
  DayField,
  Form,
  type FormValues,
  Meanwhile,
  RadiosField,
  type SummaryRow,
  TextArea,
  TextField,
} from '#platform/ui/index.ts';
import { draftSession, editDraft, type SessionFacts } from '../../actions/call.ts';
import { staffPaths } from '../../addresses.ts';
import { sessionKinds } from '../../rules/index.ts';
import { findSession, listItems, type SessionRow } from '../../store/sessions.ts';
import { momentWords } from '../../views/words.ts';
import { backTo, type Filled, idOf, nothingThere, staffResult } from '../staff.ts';

const mostItems = 40;

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter(Boolean);

const draftSchema = (t: Translate) =>
  z.object({
    tipo: oneOf(t, sessionKinds),
    fecha: requiredDay(t),
    hora: requiredTime(t),
    lugar: requiredText(t, 500),
    orden: z
      .string()
      .transform(linesOf)
      .refine((lines) => lines.length > 0, t('commission:problem.noAgenda'))
      .refine((lines) => lines.length <= mostItems, t('commission:problem.longAgenda', { most: mostItems }))
      .refine(
        (lines) => lines.every((line) => requiredText(t).safeParse(line).success),
        t('commission:problem.agendaItem'),
      ),
    version: versionField,
  });

function factsOf(input: z.output<ReturnType<typeof draftSchema>>): SessionFacts {
  const { tipo, fecha, hora, lugar, orden } = input;
  return { kind: tipo, startsAt: instantOf(fecha, hora, centralZone), place: lugar, agenda: orden };
}

function DraftForm({
  request,
  filled,
  version,
  now,
}: {
  request: PageRequest;
  filled: Filled;
  version: number;
  now?: readonly SummaryRow[];
}) {
  const { t } = request.page;
  return (
    <>
      {filled.overtaken && now ? <Meanwhile rows={now} /> : null}
      <Form values={filled.values} errors={filled.errors ?? []} hidden={{ version: String(version) }}>
        <RadiosField
          name="tipo"
          label={t('commission:draft.kind')}
          choices={sessionKinds.map((kind) => ({
            value: kind,
            label: t(`commission:draft.kinds.${kind}.name`),
            hint: t(`commission:draft.kinds.${kind}.hint`),
          }))}
        />
        <DayField name="fecha" label={t('commission:draft.day')} values={filled.values} />
        <TextField
          name="hora"
          label={t('commission:draft.time')}
          hint={t('commission:draft.timeHint')}
          width={5}
          autocomplete="off"
        />
        <TextField name="lugar" label={t('commission:draft.place')} hint={t('commission:draft.placeHint')} />
        <TextArea
          name="orden"
          label={t('commission:draft.agenda')}
          hint={t('commission:draft.agendaHint')}
          rows={8}
        />
        <Button>{t(filled.overtaken ? 'form.meanwhile.send' : 'commission:draft.save')}</Button>
      </Form>
    </>
  );
}

const above = ({ page: { t, href } }: PageRequest) => [
  { label: t('commission:sessions.title'), href: href(staffPaths.sessions) },
];

export function newDraftPage(
  request: PageRequest,
  filled: Filled = { values: { tipo: 'ordinary', hora: '10:00' } },
): PageResult {
  const { t } = request.page;
  return staffResult(request, {
    title: t('commission:draft.new'),
    lead: t('commission:draft.lead'),
    above: above(request),
    filled,
    children: <DraftForm request={request} filled={filled} version={0} />,
  });
}

export async function newDraftForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const values = form.values();
  const checked = checkForm(draftSchema(page.t), form);
  if (!checked.ok) return newDraftPage(request, { values, errors: checked.errors });
  const outcome = await draftSession(services, subject as Person, factsOf(checked.input));
  if (outcome.kind === 'done') return backTo(`${staffPaths.sessions}/${outcome.value}`, 'guardado');
  return newDraftPage(request, { values, errors: [pastProblem(page.t)] });
}

const pastProblem = (t: Translate) => ({ field: 'fecha', message: t('commission:refused.past') });

async function draftOf(request: PageRequest): Promise<SessionRow> {
  const session = await findSession(request.services.orm, idOf(request, 'session'));
  if (session?.state === 'draft') return session;
  throw nothingThere();
}

async function valuesOf(request: PageRequest, session: SessionRow): Promise<FormValues> {
  const items = await listItems(request.services.orm, session.id);
  return {
    tipo: session.kind,
    fecha: dayAt(session.startsAt, centralZone),
    hora: timeAt(session.startsAt, centralZone),
    lugar: session.place,
    orden: items.map(({ title }) => title).join('\n'),
  };
}

async function editResult(
  request: PageRequest,
  session: SessionRow,
  filled: Filled,
  version = session.version,
): Promise<PageResult> {
  const { t, format, href } = request.page;
  const now = await valuesOf(request, session);
  return staffResult(request, {
    title: t('commission:draft.edit'),
    above: [
      ...above(request),
      { label: t('commission:sessions.states.draft'), href: href(`${staffPaths.sessions}/${session.id}`) },
    ],
    filled,
    children: (
      <DraftForm
        request={request}
        filled={filled}
        version={version}
        now={[
          { key: t('commission:draft.kind'), value: t(`commission:draft.kinds.${session.kind}.name`) },
          { key: t('commission:sessions.facts.when'), value: momentWords({ t, format }, session.startsAt) },
          { key: t('commission:draft.place'), value: session.place },
          {
            key: t('commission:draft.agenda'),
            value: String(now.orden ?? '')
              .split('\n')
              .map((line) => <p>{line}</p>),
          },
        ]}
      />
    ),
  });
}

export async function editDraftPage(request: PageRequest): Promise<PageResult> {
  const session = await draftOf(request);
  return editResult(request, session, { values: await valuesOf(request, session) });
}

export async function editDraftForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form, subject } = request;
  const session = await draftOf(request);
  const values = form.values();
  const checked = checkForm(draftSchema(page.t), form);
  const seen = versionField.parse(form.text('version'));
  if (!checked.ok) return editResult(request, session, { values, errors: checked.errors }, seen);
  const facts = factsOf(checked.input);
  const outcome = await editDraft(services, subject as Person, session.id, facts, seen);
  if (outcome.kind === 'done') return backTo(`${staffPaths.sessions}/${session.id}`, 'guardado');
  if (outcome.kind === 'changed-meanwhile')
    return editResult(request, outcome.now, { values, overtaken: true });
  if (outcome.why === 'past') return editResult(request, session, { values, errors: [pastProblem(page.t)] });
  throw nothingThere();
}
