import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import type { FormRequest } from '#platform/module.ts';
import { voidLinks } from '../store/links.ts';
import { findAccountByEmail, findAccountById, setAddress } from '../store/own-account.ts';
import { makeLink, spendLink } from './letter-links.ts';
import { writeLetter } from './letters.ts';
import { takeLetter } from './limits.ts';
import { missingProof } from './proof.ts';

/** What came of asking for another address. */
export type AddressChange =
  | { kind: 'sent' | 'same' | 'password' | 'second-factor' | 'sign-in' }
  | { kind: 'wait'; seconds: number };

/**
 * Asks for another address: a letter to it holds the link that changes it, and one to the old address says so. Whose
 * address it is already gets a letter that says so instead; the answer and the work are the same.
 * @throws Problem 429 after too many tries with a wrong password
 */
export async function askForAddress(
  form: FormRequest,
  person: Person,
  { email, password }: { email: string; password: string },
): Promise<AddressChange> {
  const { services } = form;
  const { orm, now } = services;
  const missing = await missingProof({ ...form, person }, password);
  if (missing) return { kind: missing };
  const account = await findAccountById(orm, person.id);
  if (!account) return { kind: 'sign-in' };
  if (account.email === email) return { kind: 'same' };
  const turn = await takeLetter(form, 'email', email);
  if (!turn.granted) return { kind: 'wait', seconds: turn.seconds };
  const owner = await findAccountByEmail(orm, email);
  const { id, lang } = account;
  await orm.transaction(async (tx) => {
    if (owner) {
      await writeLetter(services, tx, { kind: 'email-taken', to: email, lang: owner.lang, person: owner.id });
    } else {
      const token = await makeLink(services, tx, { purpose: 'email', email, person: id });
      await writeLetter(services, tx, { kind: 'email', to: email, lang, person: id, token });
    }
    await writeLetter(services, tx, { kind: 'email-asked', to: account.email, lang, person: id });
    await recordAudit(tx, { at: now(), actor: id, person: id, action: 'accounts.email-change-asked' });
  });
  return { kind: 'sent' };
}

/**
 * Changes an address with the link of the letter that went to the new one; whoever opens it reads its mail. Links in
 * letters to the old address are void.
 * @returns whether the link could be used and the address is still free
 */
export async function confirmAddress(
  { services }: Pick<FormRequest, 'services'>,
  token: string,
): Promise<boolean> {
  return services.orm.transaction(async (tx) => {
    const link = await spendLink(services, tx, 'email', token);
    const account = link?.person ? await findAccountById(tx, link.person) : undefined;
    if (!link || !account?.emailVerified) return false;
    const { id, lang } = account;
    const now = services.now();
    if (!(await setAddress(tx, id, link.email, now))) return false;
    await voidLinks(tx, id, account.email);
    await voidLinks(tx, id, link.email);
    await writeLetter(services, tx, { kind: 'email-changed', to: account.email, lang, person: id });
    await recordAudit(tx, { at: now, actor: id, person: id, action: 'accounts.email-changed' });
    return true;
  });
}
