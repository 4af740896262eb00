import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import type { Orm } from '#platform/database/types.ts';
import type { FormRequest } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import type { PasswordFault } from '../rules/password.ts';
import { endSessionsOf } from '../store/known-people.ts';
import { voidLinks } from '../store/links.ts';
import { type AccountRow, findAccountById, setPassword } from '../store/own-account.ts';
import { endSessionsBut, forgetChallenges } from '../store/sessions.ts';
import { spendLink, waitingLink } from './letter-links.ts';
import { writeLetter } from './letters.ts';
import { faultOfPassword, hashOf } from './new-password.ts';
import { isPassword, proofNeeded, requireOwner } from './proof.ts';
import { proveAddress } from './sign-in.ts';

/** Sets a password and tells its owner. Links to recover the old one are void from now on. */
async function keepPassword(
  services: Services,
  tx: Orm,
  account: Pick<AccountRow, 'id' | 'email' | 'lang'>,
  hash: string,
): Promise<void> {
  const { id, email, lang } = account;
  const now = services.now();
  await setPassword(tx, id, hash, now);
  await voidLinks(tx, id, email);
  await recordAudit(tx, { at: now, actor: id, person: id, action: 'accounts.password-changed' });
  await writeLetter(services, tx, { kind: 'password-changed', to: email, lang, person: id });
}

/** Why a new password was not set. `void`: the link can not be used any more. */
export type RecoveryFault = PasswordFault | 'void';

/**
 * Sets a new password with the link of a letter and ends all sessions: whoever had the old one is out. The second factor
 * stays, and nobody is signed in by this.
 */
export async function recover(
  { services }: Pick<FormRequest, 'services'>,
  token: string,
  password: string,
): Promise<RecoveryFault | undefined> {
  const waiting = await waitingLink(services, 'recovery', token);
  const owner = waiting?.person ? await findAccountById(services.orm, waiting.person) : undefined;
  if (!owner) return 'void';
  const fault = await faultOfPassword(password, [owner.name, owner.email]);
  if (fault) return fault;
  const hash = await hashOf(password);
  return services.orm.transaction(async (tx) => {
    const link = await spendLink(services, tx, 'recovery', token);
    const account = link?.person ? await findAccountById(tx, link.person) : undefined;
    if (!account || account.email !== link?.email) return 'void';
    await proveAddress(tx, account, services.now());
    await keepPassword(services, tx, account, hash);
    await endSessionsOf(tx, account.id);
    await forgetChallenges(tx, account.id);
    return undefined;
  });
}

/**
 * Why a password was not changed. `current`: the old one is wrong; `second-factor`: the session is without the one the
 * account has; `sign-in`: without a password, who signed in long ago has to do so again.
 */
export type ChangeFault = PasswordFault | 'current' | 'same' | 'second-factor' | 'sign-in';

/**
 * Changes a person's password, or gives one to somebody who has none; all other sessions end.
 * @throws Problem 429 after too many tries with a wrong password
 */
export async function changePassword(
  form: FormRequest,
  person: Person,
  { current, password }: { current: string; password: string },
): Promise<ChangeFault | undefined> {
  const { services } = form;
  requireOwner({ services, person });
  const proof = await proofNeeded({ services, person });
  if (proof === 'second-factor') return proof;
  const account = await findAccountById(services.orm, person.id);
  if (!account) return 'sign-in';
  if (account.password) {
    if (!(await isPassword({ ...form, person }, current))) return 'current';
    if (current.normalize('NFKC') === password.normalize('NFKC')) return 'same';
  } else if (proof !== 'none') return 'sign-in';
  const fault = await faultOfPassword(password, [account.name, account.email]);
  if (fault) return fault;
  const hash = await hashOf(password);
  await services.orm.transaction(async (tx) => {
    await keepPassword(services, tx, account, hash);
    await endSessionsBut(tx, person.id, person.session.id);
    await forgetChallenges(tx, person.id);
  });
  return undefined;
}
