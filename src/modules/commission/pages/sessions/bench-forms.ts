import { z } from 'zod';
import type { Person } from '#platform/access/subject.ts';
import { checkForm } from '#platform/http/form-data.ts';
import { optionalAddress, optionalText, requiredText, versionField } from '#platform/http/form-fields.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { FormRequest, FormRoute } from '#platform/module.ts';
import { currentSettings } from '#platform/settings/settings.ts';
import { type FieldError, fileSize } from '#platform/ui/index.ts';
import { acceptFile } from '#platform/uploads/accept.ts';
import { callSession, cancelSession, discardDraft, type SessionOutcome } from '../../actions/call.ts';
import {
  addArrivals,
  closeSession,
  decideMotion,
  publishMinutes,
  putMotion,
  recordBallots,
  recordDepartures,
  takeAttendance,
} from '../../actions/hold.ts';
import { staffPaths } from '../../addresses.ts';
import { commissionActions } from '../../policies.ts';
import { type Ballot, ballots, usualNotice } from '../../rules/index.ts';
import { backTo, idOf, nothingThere } from '../staff.ts';
import { benchResult, benchSession } from './bench.tsx';

/** A form of the bench as it is carried out. */
interface Deed {
  request: FormRequest;
  person: Person;
  at: { id: string; seen: number };
}

type Done = Parameters<typeof backTo>[1];

/** What a form says was wrong with it, or what became of it. */
type Result =
  | { errors: readonly FieldError[] }
  | { outcome: SessionOutcome<string | null, Refusal>; done: Done; back?: string };

/** Every reason for which something is refused in a session, with the field that it concerns. */
const refusedFields = {
  past: '',
  'no-agenda': '',
  early: '',
  'no-seats': '',
  'not-member': 'presentes',
  'no-quorum': 'presentes',
  'has-quorum': 'presentes',
  nobody: '',
  'not-there': '',
  'quorum-lost': '',
  twice: '',
  'no-item': 'punto',
  absent: '',
  closed: '',
  'no-motion': '',
  'no-votes': '',
  'open-motions': '',
  'not-yet': '',
  nothing: 'texto',
  state: '',
} as const;

type Refusal = keyof typeof refusedFields;

/** These concern the list of those who are there only where it is taken. */
const attendanceOnly: ReadonlySet<Refusal> = new Set<Refusal>(['not-member', 'no-quorum', 'has-quorum']);
/** The list in which nobody was marked. */
const nobodyFields: Readonly<Record<string, string>> = { llegadas: 'llegaron', salidas: 'salieron' };

const fieldOf = (why: Refusal, part: string): string => {
  if (why === 'nobody') return nobodyFields[part] ?? '';
  return attendanceOnly.has(why) && part !== 'asistencia' ? '' : refusedFields[why];
};

/** A form of the bench: it comes back as it was typed where it cannot be carried out, beside what the session is now. */
function benchForm(
  part: string,
  carry: (deed: Deed) => Promise<Result>,
  files?: FormRoute['files'],
): FormRoute {
  return {
    path: `${staffPaths.sessions}/:session/${part}`,
    access: commissionActions.sessions,
    ...(files ? { files } : {}),
    async handle(request): Promise<PageResult> {
      const { form, subject, params } = request;
      const session = await benchSession(request);
      const at = { id: session.id, seen: versionField.parse(form.text('version')) };
      const own = part.replace(':motion', params.motion ?? '');
      const back = { part: own, values: form.values() };
      const result = await carry({ request, person: subject as Person, at });
      if ('errors' in result) return benchResult(request, session, { ...back, errors: result.errors });
      const { outcome, done } = result;
      if (outcome.kind === 'done') return backTo(result.back ?? `${staffPaths.sessions}/${session.id}`, done);
      if (outcome.kind === 'changed-meanwhile')
        return benchResult(request, outcome.now, { ...back, overtaken: true });
      if (outcome.why === 'no-session') throw nothingThere();
      const { why } = outcome;
      const message = request.page.t(`commission:refused.${why}`);
      return benchResult(request, session, { ...back, errors: [{ field: fieldOf(why, own), message }] });
    },
  };
}

const call = benchForm('convocar', async ({ request: { services }, person, at }) => {
  const notice = (await currentSettings(services))['session-notice'] ?? usualNotice;
  return { outcome: await callSession(services, person, at.id, at.seen, notice), done: 'convocada' };
});

const discard = benchForm('borrar', async ({ request: { services }, person, at }) => ({
  outcome: await discardDraft(services, person, at.id, at.seen),
  done: 'borrada',
  back: staffPaths.sessions,
}));

const cancel = benchForm('cancelar', async ({ request: { services, page, form }, person, at }) => {
  const checked = checkForm(z.object({ motivo: requiredText(page.t, 1000) }), form);
  if (!checked.ok) return checked;
  const { motivo } = checked.input;
  return { outcome: await cancelSession(services, person, at.id, at.seen, motivo), done: 'cancelada' };
});

const attend = benchForm('asistencia', async ({ request: { services, form }, person, at }) => {
  const to = form.text('decision') === 'no-quorum' ? 'no-quorum' : 'open';
  const outcome = await takeAttendance(services, person, at, form.list('presentes'), to);
  return { outcome, done: to === 'open' ? 'abierta' : 'sin-quorum' };
});

const arrive = benchForm('llegadas', async ({ request: { services, form }, person, at }) => ({
  outcome: await addArrivals(services, person, at, form.list('llegaron')),
  done: 'guardado',
}));

const depart = benchForm('salidas', async ({ request: { services, form }, person, at }) => ({
  outcome: await recordDepartures(services, person, at, form.list('salieron')),
  done: 'guardado',
}));

const put = benchForm('mociones', async ({ request: { services, page, form }, person, at }) => {
  const { t } = page;
  const schema = z.object({
    punto: z.string().min(1, t('form.problem.choice')),
    texto: requiredText(t, 2000),
  });
  const checked = checkForm(schema, form);
  if (!checked.ok) return checked;
  const { punto: item, texto: text } = checked.input;
  return { outcome: await putMotion(services, person, at, { item, text }), done: 'mocion' };
});

const prefix = 'voto-';

/** The votes that a form brings, with their seats; seats left without one did not vote. A word that is no vote is a mistake. */
function ballotsOf({ request: { form, page } }: Deed): [string, Ballot][] | FieldError {
  const cast: [string, Ballot][] = [];
  for (const name of Object.keys(form.values())) {
    if (!name.startsWith(prefix)) continue;
    for (const word of form.list(name)) {
      if (word === '') continue;
      const ballot = ballots.find((each) => each === word);
      if (!ballot) return { field: name, message: page.t('form.problem.choice') };
      cast.push([name.slice(prefix.length), ballot]);
    }
  }
  return cast;
}

const vote = benchForm('votos/:motion', async (deed) => {
  const { request, person, at } = deed;
  const cast = ballotsOf(deed);
  if (!Array.isArray(cast)) return { errors: [cast] };
  const motion = idOf(request, 'motion');
  return { outcome: await recordBallots(request.services, person, at, motion, cast), done: 'votos' };
});

const decide = benchForm('decidir/:motion', async ({ request, person, at }) => ({
  outcome: await decideMotion(request.services, person, at, idOf(request, 'motion')),
  done: 'decidida',
}));

const close = benchForm('terminar', async ({ request: { services }, person, at }) => ({
  outcome: await closeSession(services, person, at),
  done: 'terminada',
}));

const minutes = benchForm(
  'minuta',
  async ({ request: { services, page, form }, person, at }) => {
    const { t } = page;
    const { maxUploadBytes: maxBytes } = services.config;
    const schema = z.object({ texto: optionalText(t, 200_000), grabacion: optionalAddress(t) });
    const checked = checkForm(schema, form);
    const sent = form.file('archivo');
    const accepted = sent ? await acceptFile(sent, { kinds: ['pdf', 'docx', 'odt'], maxBytes }) : undefined;
    const errors = checked.ok ? [] : [...checked.errors];
    if (accepted && !accepted.ok) {
      const size = fileSize(maxBytes);
      const message =
        accepted.problem === 'other-kind' || accepted.problem === 'unknown'
          ? t('commission:minutes.otherKind')
          : t(`uploads:send.problem.${accepted.problem}`, { size });
      errors.push({ field: 'archivo', message });
    }
    if (!checked.ok || errors.length > 0) return { errors };
    const { texto: text, grabacion: recording } = checked.input;
    const file = accepted?.ok ? { file: accepted.file } : {};
    const outcome = await publishMinutes(services, person, at, { text, recording, ...file });
    return { outcome, done: 'minuta' };
  },
  {},
);

/** Everything that is done to a session once it is drafted. */
export const benchForms: readonly FormRoute[] = [
  ...[call, discard, cancel, attend, arrive, depart, put, vote, decide, close, minutes],
];
