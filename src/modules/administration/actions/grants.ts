import { findPeople, findPersonByEmail, holdPerson, type KnownPerson } from '#modules/accounts/index.ts';
import { type GrantRow, giveGrant, withdrawGrant } from '#platform/access/grants.ts';
import { grantAction, type Office, officeRules, resourceOf } from '#platform/access/roles.ts';
import type { Person, Scope } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import type { Orm } from '#platform/database/types.ts';
import { Problem } from '#platform/errors/problem.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { type Allowance, requireTurn } from '#platform/limits/limit.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { Services } from '#platform/services.ts';
import { readPlaceNames } from '../names.ts';
import { findGrant } from '../store/grants.ts';
import { givenLetter, invitationLetter, withdrawnLetter } from './letters.ts';

/** Who may look people up by e-mail and is told what there is at an address. */
export const findPersonAction = 'administration.find-person';

/** How many roles one person gives in a day: giving them writes letters to addresses of their choice. */
const giving: Allowance = { name: 'give-role', burst: 40, periodSeconds: 86_400 };

export interface Gift {
  office: Office;
  scope: Scope;
  /** The state of the institution of the scope. */
  state?: string;
  email: string;
  expiresAt: Date | null;
  /** The language of whoever gives. */
  lang: Lang;
}

export type GiveOutcome =
  | { kind: 'given'; person: string }
  /** What became of it is not said: the giver may not know who has an account. */
  | { kind: 'sent' }
  | { kind: 'refused'; why: 'no-account' | 'self' | 'held' };

const isFault = (error: unknown, fault: string) => error instanceof Problem && error.fault === fault;

/** The holder-to-be: only an account whose address is verified is known to be theirs. */
async function recipientOf(orm: Orm, email: string): Promise<KnownPerson | undefined> {
  const person = await findPersonByEmail(orm, email);
  return person && person.assurance > 0 ? person : undefined;
}

function grantOf({ office, scope, state, expiresAt }: Gift) {
  return {
    role: officeRules[office].role,
    ...{ scope, scopeKind: scope.kind, expiresAt },
    state: scope.kind === 'state' ? scope.state : (state ?? null),
    institution: scope.kind === 'institution' ? scope.institution : null,
    edition: scope.kind === 'edition' ? scope.edition : null,
  };
}

/** Writes to an address without a verified account that somebody wants to give it a role. */
async function invite(services: Services, orm: Orm, giver: Person, gift: Gift): Promise<void> {
  const grant = grantOf(gift);
  const names = await readPlaceNames(orm, [grant]);
  await queueLetter(services, orm, invitationLetter(gift.email, gift.lang, grant, names));
  await recordAudit(orm, {
    ...{ at: services.now(), actor: giver.id, action: 'access.invited', target: grant.role },
    ...(grant.state === null ? {} : { state: grant.state }),
    ...(grant.institution === null ? {} : { institution: grant.institution }),
  });
}

/**
 * Gives a role to the person at an address. Who may look people up is told what became of it; to others the answer is
 * the same whoever has an account.
 * @throws Problem 403 where the giver may not, 429 for too many in a day
 */
export async function giveOffice(services: Services, giver: Person, gift: Gift): Promise<GiveOutcome> {
  const { access, orm, now, secrets } = services;
  access.require(giver, grantAction(gift.office), resourceOf(gift, gift.state));
  await requireTurn(orm, giving, secrets.hash('limits', giver.id), now());
  const told = access.allows(giver, findPersonAction);
  try {
    return await orm.transaction(async (tx): Promise<GiveOutcome> => {
      const person = await recipientOf(tx, gift.email);
      if (person?.id === giver.id) return { kind: 'refused', why: 'self' };
      if (!person) {
        if (told) return { kind: 'refused', why: 'no-account' };
        await invite(services, tx, giver, gift);
        return { kind: 'sent' };
      }
      await holdPerson(tx, person.id);
      const { role, scope, expiresAt } = grantOf(gift);
      const row = await giveGrant(
        tx,
        { person: person.id, role, scope, expiresAt, ...(gift.state ? { state: gift.state } : {}) },
        { person: giver.id },
        now(),
      );
      await queueLetter(services, tx, givenLetter(person, row, await readPlaceNames(tx, [row])));
      return told ? { kind: 'given', person: person.id } : { kind: 'sent' };
    });
  } catch (error) {
    if (!isFault(error, 'alreadyHeld')) throw error;
    return told ? { kind: 'refused', why: 'held' } : { kind: 'sent' };
  }
}

export type WithdrawOutcome =
  | { kind: 'withdrawn'; grant: GrantRow }
  | { kind: 'refused'; why: 'ended' | 'last' };

/**
 * Withdraws a grant and tells its holder why.
 * @returns undefined where there is no such grant for whoever asks
 * @throws Problem 403 where they may not
 */
export async function withdraw(
  services: Services,
  subject: Person,
  { id, reason }: { id: string; reason: string },
): Promise<WithdrawOutcome | undefined> {
  const { access, orm, now } = services;
  try {
    return await orm.transaction(async (tx): Promise<WithdrawOutcome | undefined> => {
      const known = await findGrant(tx, access, subject, id);
      if (!known) return undefined;
      const row = await withdrawGrant(tx, id, { person: subject.id }, reason, now());
      if (!row) return { kind: 'refused', why: 'ended' };
      const holder = row.person === null ? undefined : (await findPeople(tx, [row.person])).get(row.person);
      if (holder) {
        const names = await readPlaceNames(tx, [row]);
        await queueLetter(services, tx, withdrawnLetter(holder, row, reason, names));
      }
      return { kind: 'withdrawn', grant: row };
    });
  } catch (error) {
    if (isFault(error, 'lastAdministrator')) return { kind: 'refused', why: 'last' };
    throw error;
  }
}
