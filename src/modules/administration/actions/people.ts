import { endSessionsOf, findPersonByEmail, type KnownPerson } from '#modules/accounts/index.ts';
import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import type { Services } from '#platform/services.ts';
import { findPersonAction } from './grants.ts';

/** Who may sign others out, when an account is in the wrong hands. */
export const signOutAction = 'administration.sign-out-person';

/**
 * Looks a person up by their exact e-mail address. That it was done is recorded, also where nobody was found.
 * @throws Problem 403 where whoever asks may not
 */
export async function lookUp(
  services: Services,
  subject: Person,
  email: string,
): Promise<KnownPerson | undefined> {
  const { access, orm, now } = services;
  access.require(subject, findPersonAction, {});
  return orm.transaction(async (tx) => {
    const found = await findPersonByEmail(tx, email);
    await recordAudit(tx, {
      ...{ at: now(), actor: subject.id, action: 'administration.person-looked-up' },
      ...(found ? { person: found.id } : {}),
      detail: { found: found !== undefined },
    });
    return found;
  });
}

/**
 * Ends all sessions of a person, for when somebody else may have got into their account.
 * @throws Problem 403 where whoever asks may not
 */
export async function signOutEverywhere(
  services: Services,
  subject: Person,
  person: string,
): Promise<number> {
  const { access, orm, now } = services;
  access.require(subject, signOutAction, { person });
  return orm.transaction(async (tx) => {
    const sessions = await endSessionsOf(tx, person);
    await recordAudit(tx, {
      ...{ at: now(), actor: subject.id, action: 'administration.person-signed-out', person },
      detail: { sessions },
    });
    return sessions;
  });
}
