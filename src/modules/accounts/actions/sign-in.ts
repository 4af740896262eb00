import { recordAudit } from '#platform/audit/audit.ts';
import type { FormRequest } from '#platform/module.ts';
import { type AccountRow, findAccountByEmail, verifyAddress } from '../store/own-account.ts';
import { enter } from './enter.ts';
import { makeLink, spendLink } from './letter-links.ts';
import { writeLetter } from './letters.ts';
import { takeLetter, takeTry } from './limits.ts';
import { matches } from './new-password.ts';
import type { Done } from './sign-up.ts';

/** What came of a try to sign in. `unconfirmed`: of an account whose address nobody has shown yet to be theirs. */
export type SignIn =
  | { kind: 'entered' | 'second-factor' | 'wrong' | 'unconfirmed' }
  | { kind: 'wait'; seconds: number };

/**
 * Signs somebody in by e-mail address and password. An address without account takes as much work and gets the same
 * answer as a wrong password; so does one with a sign-up that waits, or whoever signs others up could see in which way
 * they are refused whether there was an account before.
 */
export async function signInByPassword(
  request: FormRequest,
  { email, password }: { email: string; password: string },
): Promise<SignIn> {
  const { services } = request;
  const { orm, now } = services;
  const account = await findAccountByEmail(orm, email);
  const turns = await takeTry(request, email, account?.id);
  if (!turns.granted) return { kind: 'wait', seconds: turns.seconds };
  const right = await matches(account?.password, password);
  if (!right || !account) {
    await recordAudit(orm, {
      ...{ at: now(), action: 'accounts.sign-in-failed', ...(account ? { person: account.id } : {}) },
    });
    return { kind: 'wrong' };
  }
  await turns.giveBack();
  if (account.emailVerified) return { kind: await enter(request, account.id, 'password') };
  await sendSignInLink(request, email, undefined);
  return { kind: 'unconfirmed' };
}

/**
 * Sends a link that signs in to the account with an address, or a letter that says that there is none: the answer and
 * the work are the same.
 */
export function sendSignInLink(request: FormRequest, email: string, back: string | undefined): Promise<Done> {
  return sendLink(request, 'sign-in', email, back);
}

/** Sends a link to set a new password with; whoever has no account is told so. */
export function sendRecoveryLink(request: FormRequest, email: string): Promise<Done> {
  return sendLink(request, 'recovery', email, undefined);
}

async function sendLink(
  request: FormRequest,
  purpose: 'sign-in' | 'recovery',
  email: string,
  back: string | undefined,
): Promise<Done> {
  const { services, page } = request;
  const turn = await takeLetter(request, purpose, email);
  if (!turn.granted) return { done: false, seconds: turn.seconds };
  const account = await findAccountByEmail(services.orm, email);
  await services.orm.transaction(async (tx) => {
    if (!account) return writeLetter(services, tx, { kind: 'no-account', to: email, lang: page.lang });
    const { id: person, lang } = account;
    const token = await makeLink(services, tx, { purpose, email, person, back: back ?? null });
    await writeLetter(services, tx, { kind: purpose, to: email, lang, person, token });
  });
  return { done: true };
}

/** What came of opening a link: where the person goes on, or that the link can not be used. */
export type LinkSignIn = { kind: 'entered' | 'second-factor'; back: string | null } | { kind: 'void' };

/** Signs somebody in with the link of a letter. It is one factor: an account with two asks for the other. */
export async function signInByLink(request: FormRequest, token: string): Promise<LinkSignIn> {
  const { services } = request;
  const opened = await services.orm.transaction(async (tx) => {
    const link = await spendLink(services, tx, 'sign-in', token);
    const account = link && (await findAccountByEmail(tx, link.email));
    // An address that was changed since the letter went out lets nobody in.
    if (!link || !account || account.id !== link.person) return undefined;
    await proveAddress(tx, account, services.now());
    return { person: account.id, back: link.back };
  });
  if (!opened) return { kind: 'void' };
  return { kind: await enter(request, opened.person, 'link'), back: opened.back };
}

/** Somebody has read a letter to the address of an account: from now on it is verified, and what was set before is void. */
export async function proveAddress(
  tx: Parameters<typeof verifyAddress>[0],
  { id, emailVerified }: Pick<AccountRow, 'id' | 'emailVerified'>,
  now: Date,
): Promise<void> {
  if (emailVerified) return;
  await verifyAddress(tx, id, now);
  await recordAudit(tx, { at: now, actor: id, person: id, action: 'accounts.email-verified' });
}
