import { createHash, randomBytes } from 'node:crypto';
import { findPeople, findPersonByEmail, holdPerson } from '#modules/accounts/index.ts';
import { listStates, type StateRow, stateInSentence } from '#modules/territory/index.ts';
import { giveGrant, grantsOf } from '#platform/access/grants.ts';
import type { Grant, Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import { newId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import { done, type Outcome, refused } from '#platform/errors/outcome.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { type Lang, localizedPath } from '#platform/i18n/languages.ts';
import { type Allowance, takeTurn } from '#platform/limits/limit.ts';
import type { Letter } from '#platform/mail/letter.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { Services } from '#platform/services.ts';
import { plansActions } from '../policies.ts';
import { invitationPath } from '../rules/index.ts';
import {
  addInvitation,
  addRepresentative,
  counterpartGrant,
  endInvitation,
  findInvitation,
  type InvitationRow,
  lockInvitation,
  pendingInvitations,
  voicesOf,
} from '../store/representatives.ts';
import { listMembers, lockSecretariat, type MemberRow } from '../store/secretariats.ts';
import { actInState, recordDraft } from './act.ts';

/** For how many days an invitation can be accepted. */
export const invitationDays = 14;

/** How many invitations one person sends in a day: each writes to an address of their choice. */
const inviting: Allowance = { name: 'invite-representative', burst: 20, periodSeconds: 86_400 };

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

async function memberOf(orm: Orm, state: string, id: string): Promise<MemberRow | undefined> {
  return (await listMembers(orm, state)).find((one) => one.id === id && one.until === null);
}

function letterOf(to: string, lang: Lang, state: StateRow, organisation: string, token: string): Letter {
  const t = translator(lang);
  const words = { organisation, state: stateInSentence(t, state), days: invitationDays };
  return {
    ...{ kind: 'plans.invitation', to, lang },
    subject: t('secretariats:letter.subject', words),
    body: [
      t('secretariats:letter.text', words),
      t('secretariats:letter.meaning'),
      { link: localizedPath(invitationPath(token), lang), label: t('secretariats:letter.link') },
      t('secretariats:letter.until', words),
      t('secretariats:letter.unexpected'),
    ],
  };
}

/** Who is asked to speak for which organisation. */
export interface Invitation {
  member: string;
  email: string;
  /** The language of whoever invites. */
  lang: Lang;
}

export type InvitingRefusal = 'no-member' | 'self' | 'speaks' | 'invited' | 'too-many';

/** Whether the person at an address speaks for an organisation already, with the role that it takes. */
async function speaks(orm: Orm, state: string, member: string, email: string, now: Date): Promise<boolean> {
  const known = await findPersonByEmail(orm, email);
  if (!known || !(await voicesOf(orm, known.id)).some((voice) => voice.member === member)) return false;
  return (await counterpartGrant(orm, known.id, state, now)) !== undefined;
}

/** Asks somebody by letter to speak for an organisation of a state's secretariat. @throws Problem 403 */
export function invite(
  services: Services,
  person: Person,
  clave: string,
  { member, email: given, lang }: Invitation,
): Promise<Outcome<string, InvitingRefusal>> {
  return actInState(services, person, plansActions.secretariat, clave, async (acting) => {
    const { orm, now, state } = acting;
    const email = given.trim().toLowerCase();
    await lockSecretariat(orm, clave);
    const organisation = await memberOf(orm, clave, member);
    if (!organisation) return refused('no-member');
    if ((await findPeople(orm, [person.id])).get(person.id)?.email === email) return refused('self');
    if (await speaks(orm, clave, member, email, now)) return refused('speaks');
    const pending = await pendingInvitations(orm, clave, now);
    if (pending.some((one) => one.member === member && one.email === email)) return refused('invited');
    const turn = await takeTurn(orm, inviting, services.secrets.hash('limits', person.id), now);
    if (!turn.granted) return refused('too-many');
    const id = newId();
    const token = randomBytes(32).toString('base64url');
    await addInvitation(orm, {
      ...{ id, member, state: clave, email, token: hashOf(token), invitedBy: person.id, at: now },
      expiresAt: new Date(now.getTime() + invitationDays * 86_400_000),
    });
    await queueLetter(services, orm, letterOf(email, lang, state, organisation.organisation, token));
    await recordDraft(acting, 'representative-invited', id);
    return done(id);
  });
}

/** Takes an invitation back. @throws Problem 403 */
export function withdrawInvitation(
  services: Services,
  person: Person,
  clave: string,
  invitation: string,
): Promise<Outcome<string, 'no-invitation'>> {
  return actInState(services, person, plansActions.secretariat, clave, async (acting) => {
    const { orm, now } = acting;
    if (!(await endInvitation(orm, clave, invitation, 'withdrawn', now))) return refused('no-invitation');
    await recordDraft(acting, 'invitation-withdrawn', invitation);
    return done(invitation);
  });
}

/** Why an invitation cannot be accepted by anybody (any more). */
export type InvitationEnd = 'unknown' | 'accepted' | 'withdrawn' | 'expired';

/** An invitation that can be accepted, with what it is for. */
export interface OpenInvitation {
  invitation: InvitationRow;
  member: MemberRow;
  state: StateRow;
}

const mayInvite = (state: string) => (grant: Grant) =>
  grant.role === 'commission-secretary' ||
  (grant.role === 'facilitator' && grant.scope.kind === 'state' && grant.scope.state === state);

/** Whether whoever invited may still do so: with their role their open invitations end. */
async function isBacked(orm: Orm, { invitedBy, state }: InvitationRow, now: Date): Promise<boolean> {
  return invitedBy !== null && (await grantsOf(orm, invitedBy, now)).some(mayInvite(state));
}

async function openingOf(
  orm: Orm,
  row: InvitationRow | undefined,
  now: Date,
): Promise<OpenInvitation | InvitationEnd> {
  if (!row) return 'unknown';
  if (row.endedAt !== null) return row.endedHow ?? 'withdrawn';
  if (row.expiresAt <= now) return 'expired';
  const member = await memberOf(orm, row.state, row.member);
  const state = (await listStates(orm)).find(({ clave }) => clave === row.state);
  return member && state && (await isBacked(orm, row, now))
    ? { invitation: row, member, state }
    : 'withdrawn';
}

/** What a token of a letter opens, or why it opens nothing. */
export async function readInvitation(
  { orm, now }: Pick<Services, 'orm' | 'now'>,
  token: string,
): Promise<OpenInvitation | InvitationEnd> {
  return openingOf(orm, await findInvitation(orm, hashOf(token)), now());
}

/** Why it is not this person who can accept it. */
export type NotTheirs = 'other-address' | 'conflict';

/** Whoever keeps a state's exercise or reviews it does not speak for one of its organisations too. */
const isPartial = (state: string) => (grant: Grant) =>
  (grant.role === 'facilitator' || grant.role === 'reviewer') &&
  grant.scope.kind === 'state' &&
  grant.scope.state === state;

/** Why a person cannot accept an invitation that is open; undefined where they can. */
export async function refuseTo(
  orm: Orm,
  person: string,
  { invitation }: OpenInvitation,
  now: Date,
): Promise<NotTheirs | undefined> {
  const known = (await findPeople(orm, [person])).get(person);
  if (!known || known.assurance === 0 || known.email !== invitation.email) return 'other-address';
  return (await grantsOf(orm, person, now)).some(isPartial(invitation.state)) ? 'conflict' : undefined;
}

/**
 * Accepts an invitation: the person speaks for the organisation from now on, with the role that it takes.
 * @throws Problem 403 where their address is not confirmed
 */
export async function acceptInvitation(
  services: Services,
  person: Person,
  token: string,
): Promise<Outcome<OpenInvitation, InvitationEnd | NotTheirs>> {
  services.access.require(person, plansActions.accept, { person: person.id });
  const now = services.now();
  return services.orm.transaction(async (orm) => {
    await holdPerson(orm, person.id);
    const found = await findInvitation(orm, hashOf(token));
    // Whoever ends somebody's voice in the state, and with it perhaps their role, waits, or is waited for.
    if (found) await lockSecretariat(orm, found.state);
    const open = await openingOf(orm, await lockInvitation(orm, hashOf(token)), now);
    if (typeof open === 'string') return refused(open);
    const why = await refuseTo(orm, person.id, open, now);
    if (why) return refused(why);
    const { invitation, member } = open;
    const { id, state, invitedBy } = invitation;
    await endInvitation(orm, state, id, 'accepted', now);
    await addRepresentative(orm, { id: newId(), member: member.id, state, person: person.id, since: now });
    if (invitedBy !== null && (await counterpartGrant(orm, person.id, state, now)) === undefined) {
      await giveGrant(
        orm,
        { person: person.id, role: 'counterpart', scope: { kind: 'state', state }, expiresAt: null },
        { person: invitedBy },
        now,
      );
    }
    await recordAudit(orm, {
      ...{ at: now, actor: person.id, action: 'plans.invitation-accepted', target: member.id, state },
    });
    return done(open);
  });
}
