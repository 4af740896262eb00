import { z } from 'zod';
import { findPeople, type KnownPerson } from '#modules/accounts/index.ts';
import type { Filled } from '#modules/administration/index.ts';
import { type StateRow, stateInSentence } from '#modules/territory/index.ts';
import { personOf } from '#platform/access/access.ts';
import { checkForm } from '#platform/http/form-data.ts';
import type { PageResult } from '#platform/http/results.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import type { FormRequest, PageRequest } from '#platform/module.ts';
import { Button, ButtonLink, ErrorSummary, Form, Note, TextField } from '#platform/ui/index.ts';
import { invitationDays, invite, withdrawInvitation } from '../../../actions/invitations.ts';
import { endVoice } from '../../../actions/representatives.ts';
import { secretariatDeskPaths } from '../../../rules/index.ts';
import {
  type InvitationRow,
  listRepresentatives,
  pendingInvitations,
  type RepresentativeRow,
} from '../../../store/representatives.ts';
import type { MemberRow } from '../../../store/secretariats.ts';
import { backTo, crumbsTo, deskResult, idOf, nothingThere } from '../frame.ts';
import { deskMember } from './member.ts';

interface Part {
  request: PageRequest;
  /** The Spanish path of the organisation's page. */
  path: string;
}

function Speaking({
  request,
  path,
  rows,
  known,
}: Part & { rows: readonly RepresentativeRow[]; known: ReadonlyMap<string, KnownPerson> }) {
  const { t, format, href } = request.page;
  if (rows.length === 0) return <p>{t('secretariats:voices.none')}</p>;
  return (
    <ul>
      {rows.map(({ id, person, since }) => {
        const email = known.get(person ?? '')?.email ?? '';
        return (
          <li>
            {t('secretariats:voices.since', { email, day: format.date(since) })}
            <Form action={href(`${path}/representantes/${id}`)}>
              <Button kind="warning">
                {t('secretariats:voices.end')}
                <span class="govuk-visually-hidden">: {email}</span>
              </Button>
            </Form>
          </li>
        );
      })}
    </ul>
  );
}

function Asked({ request, path, rows }: Part & { rows: readonly InvitationRow[] }) {
  const { t, format, href } = request.page;
  if (rows.length === 0) return <p>{t('secretariats:voices.nobodyAsked')}</p>;
  return (
    <ul>
      {rows.map(({ id, email, expiresAt }) => (
        <li>
          {t('secretariats:voices.until', { email: email ?? '', day: format.date(expiresAt) })}
          <Form action={href(`${path}/invitaciones/${id}`)}>
            <Button kind="secondary">
              {t('secretariats:voices.withdraw')}
              <span class="govuk-visually-hidden">: {email}</span>
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  );
}

function Inviting({ request, filled }: { request: PageRequest; filled: Filled }) {
  const { t } = request.page;
  return (
    <>
      <h2>{t('secretariats:voices.invite')}</h2>
      <p>{t('secretariats:voices.inviteText', { days: invitationDays })}</p>
      <Form values={filled.values} errors={filled.errors ?? []}>
        <TextField
          name="correo"
          type="email"
          label={t('secretariats:voices.email')}
          hint={t('secretariats:voices.emailHint')}
          autocomplete="off"
          spellcheck={false}
          width={30}
        />
        <Button>{t('secretariats:voices.send')}</Button>
      </Form>
    </>
  );
}

function facts({ t, format }: PageRequest['page'], { sector, since, until }: MemberRow): string {
  const name = t(`plans:terms.sector.${sector}`);
  if (until) return t('secretariats:voices.left', { sector: name, day: format.day(until) });
  return since ? t('secretariats:voices.joined', { sector: name, day: format.day(since) }) : name;
}

async function result(
  request: PageRequest,
  { state, member }: { state: StateRow; member: MemberRow },
  filled: Filled,
): Promise<PageResult> {
  const { services, page } = request;
  const { orm } = services;
  const { t, href } = page;
  const path = secretariatDeskPaths.member(state.slug, member.id);
  const ours = <T extends { member: string }>(rows: T[]) => rows.filter((row) => row.member === member.id);
  const speaking = ours(await listRepresentatives(orm, state.clave));
  const persons = speaking.flatMap(({ person }) => (person === null ? [] : [person]));
  return deskResult(request, {
    title: member.organisation,
    lead: t('secretariats:voices.lead', { state: stateInSentence(t, state), facts: facts(page, member) }),
    above: crumbsTo(page, state),
    filled,
    children: (
      <>
        <h2>{t('secretariats:voices.title')}</h2>
        <Note>{t('secretariats:voices.note')}</Note>
        <Speaking request={request} path={path} rows={speaking} known={await findPeople(orm, persons)} />
        {member.until === null ? (
          <>
            <h2>{t('secretariats:voices.asked')}</h2>
            <Asked
              request={request}
              path={path}
              rows={ours(await pendingInvitations(orm, state.clave, services.now()))}
            />
            <Inviting request={request} filled={filled} />
            <h2>{t('secretariats:leaving.heading')}</h2>
            <p>
              <ButtonLink kind="secondary" href={href(`${path}/salida`)}>
                {t('secretariats:leaving.go')}
              </ButtonLink>
            </p>
          </>
        ) : filled.errors ? (
          <ErrorSummary errors={filled.errors} />
        ) : null}
      </>
    ),
  });
}

/** `/gestion/planes/<state>/integrantes/<id>`: who speaks for an organisation, and who was asked to. */
export async function voicesPage(request: PageRequest): Promise<PageResult> {
  return result(request, await deskMember(request), { values: {} });
}

/** The longest address that mail servers take, and before its sign (RFC 5321). */
const emailSchema = (t: Translate) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .max(254, t('form.problem.long', { most: 254 }))
    .pipe(
      z.email(t('secretariats:voices.badEmail')).regex(/^[^@]{1,64}@/, t('secretariats:voices.badEmail')),
    );

export async function inviteForm(request: FormRequest): Promise<PageResult> {
  const { services, page, form } = request;
  const { t, lang } = page;
  const there = await deskMember(request);
  const { state, member } = there;
  const values = form.values();
  const checked = checkForm(z.object({ correo: emailSchema(t) }), form);
  if (!checked.ok) return result(request, there, { values, errors: checked.errors });
  const outcome = await invite(services, personOf(request), state.clave, {
    ...{ member: member.id, email: checked.input.correo, lang },
  });
  if (outcome.kind === 'done') return backTo(secretariatDeskPaths.member(state.slug, member.id), 'invitada');
  if (outcome.kind !== 'refused') throw nothingThere();
  const { why } = outcome;
  const field = why === 'no-member' || why === 'too-many' ? '' : 'correo';
  const message = t(`secretariats:voices.refused.${why}`);
  return result(request, there, { values, errors: [{ field, message }] });
}

export async function withdrawForm(request: FormRequest): Promise<PageResult> {
  const { state, member } = await deskMember(request);
  const id = idOf(request, 'invitation');
  const outcome = await withdrawInvitation(request.services, personOf(request), state.clave, id);
  if (outcome.kind !== 'done') throw nothingThere();
  return backTo(secretariatDeskPaths.member(state.slug, member.id), 'retirada');
}

export async function endVoiceForm(request: FormRequest): Promise<PageResult> {
  const { state, member } = await deskMember(request);
  const id = idOf(request, 'representative');
  const outcome = await endVoice(request.services, personOf(request), state.clave, id);
  if (outcome.kind !== 'done') throw nothingThere();
  return backTo(secretariatDeskPaths.member(state.slug, member.id), 'terminada');
}
