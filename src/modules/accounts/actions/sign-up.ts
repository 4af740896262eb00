import { recordAudit } from '#platform/audit/audit.ts';
import type { FormRequest } from '#platform/module.ts';
import { findAccountByEmail, insertAccount } from '../store/own-account.ts';
import { enter } from './enter.ts';
import { makeLink, spendLink, waitingLink } from './letter-links.ts';
import { writeLetter } from './letters.ts';
import { takeConfirmTry, takeLetter } from './limits.ts';
import { hashOf, matches } from './new-password.ts';

/** Something that was done, or how many seconds to wait before it may be tried again. */
export type Done = { done: true } | { done: false; seconds: number };

export interface SignUp {
  name: string;
  /** In lower case. */
  email: string;
  password: string;
  /** Where the person wanted to go. */
  back?: string | undefined;
}

/**
 * Takes a sign-up. No account begins before somebody opens the link that goes to the address: what was typed waits
 * with the link, and is forgotten with it. Whose address has an account already gets a letter that says so; the answer
 * and the work are the same.
 */
export async function signUp(request: FormRequest, { name, email, password, back }: SignUp): Promise<Done> {
  const { services, page } = request;
  const turn = await takeLetter(request, 'sign-up', email);
  if (!turn.granted) return { done: false, seconds: turn.seconds };
  const hash = await hashOf(password);
  const known = await findAccountByEmail(services.orm, email);
  await services.orm.transaction(async (tx) => {
    if (known) {
      await writeLetter(services, tx, {
        ...{ kind: 'sign-up-known', to: email, lang: known.lang, person: known.id },
      });
      return;
    }
    const signUp = { name, lang: page.lang, password: hash };
    const token = await makeLink(services, tx, { purpose: 'sign-up', email, signUp, back: back ?? null });
    await writeLetter(services, tx, { kind: 'sign-up', to: email, lang: page.lang, token });
  });
  return { done: true };
}

export type Confirmation =
  | { kind: 'entered' | 'second-factor'; back: string | null }
  | { kind: 'wrong' }
  | { kind: 'void' }
  | { kind: 'wait'; seconds: number };

/**
 * Opens an account with the link of the letter and the password of the sign-up: who reads the mail of the address and
 * who signed up have to be one, or somebody could open an account in another's name with a password of their own.
 */
export async function confirmSignUp(
  request: FormRequest,
  token: string,
  password: string,
): Promise<Confirmation> {
  const { services } = request;
  const waiting = await waitingLink(services, 'sign-up', token);
  if (!waiting?.signUp) return { kind: 'void' };
  const turn = await takeConfirmTry(request, token);
  if (!turn.granted) return { kind: 'wait', seconds: turn.seconds };
  if (!(await matches(waiting.signUp.password, password))) return { kind: 'wrong' };
  await turn.giveBack();
  const person = await services.orm.transaction(async (tx) => {
    const link = await spendLink(services, tx, 'sign-up', token);
    if (!link?.signUp) return undefined;
    const now = services.now();
    const made = await insertAccount(tx, { ...link.signUp, email: link.email, now });
    if (made) await recordAudit(tx, { at: now, actor: made, person: made, action: 'accounts.signed-up' });
    return made;
  });
  if (!person) return { kind: 'void' };
  return { kind: await enter(request, person, 'sign-up'), back: waiting.back };
}
