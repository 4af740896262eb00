import type { HtmlResult, PageResult } from '#platform/http/results.ts';
import type { PageRequest } from '#platform/module.ts';
import {
  Button,
  ButtonLink,
  CheckboxesField,
  ErrorSummary,
  FileField,
  Notice,
  TextArea,
  TextField,
} from '#platform/ui/index.ts';
import { sessionPath, staffPaths } from '../../addresses.ts';
import { sessionTitle } from '../../names.ts';
import { mayHaveMinutes } from '../../rules/index.ts';
import { readSheet, type SessionSheet } from '../../sheet.ts';
import { findSession, type SessionRow } from '../../store/sessions.ts';
import { Agenda, Agreed, Attendance, Motion, SessionFacts } from '../../views/sessions/sheet.tsx';
import { momentWords } from '../../views/words.ts';
import { idOf, nothingThere, staffResult } from '../staff.ts';
import { OpenParts } from './bench-open.tsx';
import { type BenchReturn, benchAddress, PartForm, type PartProps, seatChoices } from './bench-part.tsx';

function DraftParts(props: PartProps) {
  const { t, href } = props.request.page;
  const { id } = props.sheet.session;
  return (
    <>
      <h2>{t('commission:bench.parts.convocar')}</h2>
      <p>{t('commission:bench.callText')}</p>
      <PartForm {...props} part="convocar">
        <Button>{t('commission:bench.call')}</Button>
      </PartForm>
      <p>
        <ButtonLink kind="secondary" href={href(benchAddress(id, 'editar'))}>
          {t('commission:draft.edit')}
        </ButtonLink>
      </p>
      <PartForm {...props} part="borrar">
        <Button kind="warning">{t('commission:bench.discard')}</Button>
      </PartForm>
    </>
  );
}

function CalledParts(props: PartProps) {
  const { t, format, href } = props.request.page;
  const { session, seats, quorum } = props.sheet;
  const early = props.request.services.now() < session.startsAt;
  return (
    <>
      <h2>{t('commission:bench.parts.asistencia')}</h2>
      {seats.length === 0 ? (
        <p>
          {t('commission:refused.no-seats')}{' '}
          <a href={href(staffPaths.seats)}>{t('commission:seats.title')}</a>
        </p>
      ) : (
        <p>{t('commission:bench.quorumText', { needed: quorum.needed, voting: quorum.voting })}</p>
      )}
      {early ? (
        <p>{t('commission:bench.early', { when: momentWords({ t, format }, session.startsAt) })}</p>
      ) : null}
      <PartForm {...props} part="asistencia">
        {seats.length > 0 ? (
          <CheckboxesField
            name="presentes"
            label={t('commission:bench.present')}
            choices={seatChoices(props)}
          />
        ) : null}
        <Button name="decision" value="open">
          {t('commission:bench.open')}
        </Button>{' '}
        <Button kind="secondary" name="decision" value="no-quorum">
          {t('commission:bench.noQuorum')}
        </Button>
      </PartForm>
      <h2>{t('commission:bench.parts.cancelar')}</h2>
      <PartForm {...props} part="cancelar">
        <TextArea name="motivo" label={t('commission:bench.reason')} rows={2} />
        <Button kind="warning">{t('commission:bench.cancel')}</Button>
      </PartForm>
    </>
  );
}

function MinutesPart(props: PartProps) {
  const { t } = props.request.page;
  const { minutes, recording, minutesName } = props.sheet.session;
  return (
    <>
      <h2>{t('commission:minutes.title')}</h2>
      <PartForm {...props} part="minuta" values={{ texto: minutes ?? '', grabacion: recording ?? '' }} files>
        <TextArea
          name="texto"
          label={t('commission:minutes.text')}
          hint={t('commission:minutes.textHint')}
          rows={10}
          optional
        />
        <FileField
          name="archivo"
          label={t('commission:minutes.upload')}
          hint={
            minutesName
              ? t('commission:minutes.uploadAgain', { name: minutesName })
              : t('commission:minutes.uploadHint')
          }
          accept=".pdf,.docx,.odt"
          optional
        />
        <TextField name="grabacion" type="url" label={t('commission:minutes.recording')} optional />
        <Button>{t('commission:minutes.publish')}</Button>
      </PartForm>
    </>
  );
}

function AgreementsPart({ request, sheet }: PartProps) {
  const { t, href } = request.page;
  return (
    <>
      <h2>{t('commission:agreements.title')}</h2>
      {sheet.agreements.length > 0 ? <Agreed agreements={sheet.agreements} /> : null}
      <p>
        <ButtonLink kind="secondary" href={href(benchAddress(sheet.session.id, 'acuerdos'))}>
          {t('commission:agreements.form.new')}
        </ButtonLink>
      </p>
    </>
  );
}

export const sessionWords = ({ page: { t } }: PageRequest, { year, kind, number }: SessionRow) =>
  number === null ? t(`commission:draft.titles.${kind}`) : sessionTitle(t, { year, kind, number });

/** Whether the bench shows a form of a session as it is now. */
function hasPart(
  { session, motions, seats, present, left, quorumLeft }: SessionSheet,
  part: string,
): boolean {
  const [name = '', motion] = part.split('/');
  switch (session.state) {
    case 'draft':
      return name === 'convocar' || name === 'borrar';
    case 'called':
      return name === 'asistencia' || name === 'cancelar';
    case 'open':
      if (name === 'salidas' || name === 'terminar') return true;
      if (name === 'llegadas') return seats.some(({ id }) => !present.get(id) || left.has(id));
      if (!quorumLeft.reached) return false;
      if (motion !== undefined)
        return motions.some((each) => each.motion.id === motion && each.motion.closedAt === null);
      return name === 'mociones';
    default:
      return name === 'minuta' && mayHaveMinutes(session.state);
  }
}

/** What came back of a form that a session has no more: why, and what was typed, so that none of it is lost. */
function Leftover({ request, returned }: { request: PageRequest; returned: BenchReturn }) {
  const { t } = request.page;
  const typed = Object.entries(returned.values).filter(
    ([name, value]) => name !== 'version' && name !== 'decision' && typeof value === 'string' && value !== '',
  );
  return (
    <>
      {returned.errors ? (
        <ErrorSummary errors={returned.errors.map(({ message }) => ({ field: '', message }))} />
      ) : null}
      {typed.length > 0 ? (
        <>
          <p>{t('commission:bench.typed')}</p>
          {typed.map(([, value]) => (
            <blockquote class="tq-lines">{value}</blockquote>
          ))}
        </>
      ) : null}
    </>
  );
}

/** The session that an address of the staff area names. @throws Problem 404 */
export async function benchSession(request: PageRequest): Promise<SessionRow> {
  const session = await findSession(request.services.orm, idOf(request, 'session'));
  if (session) return session;
  throw nothingThere();
}

/** `/gestion/comision/sesiones/<id>`: what can be done with a session now. */
export async function benchResult(
  request: PageRequest,
  session: SessionRow,
  returned?: BenchReturn,
): Promise<HtmlResult> {
  const { t, href } = request.page;
  const sheet = await readSheet(request.services.orm, session);
  const props = { request, sheet, returned };
  const { state, number, year, kind } = session;
  return staffResult(request, {
    title: sessionWords(request, session),
    above: [{ label: t('commission:sessions.title'), href: href(staffPaths.sessions) }],
    ...(returned ? { filled: returned } : {}),
    children: (
      <>
        {returned?.overtaken ? (
          <Notice kind="warning" live title={t('form.meanwhile.title')}>
            <p>{t('commission:meanwhile.bench')}</p>
          </Notice>
        ) : null}
        {returned && !hasPart(sheet, returned.part) ? (
          <Leftover request={request} returned={returned} />
        ) : null}
        <SessionFacts {...sheet} />
        {number === null ? null : (
          <p>
            <a href={href(sessionPath({ year, kind, number }))}>{t('commission:bench.public')}</a>
          </p>
        )}
        <h2>{t('commission:sessions.agenda')}</h2>
        <Agenda {...sheet} />
        {state === 'draft' ? null : (
          <>
            <h2>{t('commission:sessions.attendance')}</h2>
            <Attendance {...sheet} />
          </>
        )}
        {state === 'draft' ? <DraftParts {...props} /> : null}
        {state === 'called' ? <CalledParts {...props} /> : null}
        {state === 'open' ? <OpenParts {...props} /> : null}
        {state === 'held' && sheet.motions.length > 0 ? (
          <>
            <h2>{t('commission:votes.title')}</h2>
            {sheet.motions.map((each) => (
              <Motion {...each} items={sheet.items} seats={sheet.seats} over />
            ))}
          </>
        ) : null}
        {state === 'open' || state === 'held' ? <AgreementsPart {...props} /> : null}
        {mayHaveMinutes(state) ? <MinutesPart {...props} /> : null}
      </>
    ),
  });
}

export async function benchPage(request: PageRequest): Promise<PageResult> {
  return benchResult(request, await benchSession(request));
}
