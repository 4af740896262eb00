import { endGrantsOf } from '#platform/access/grants.ts';
import type { Person } from '#platform/access/subject.ts';
import { recordAudit } from '#platform/audit/audit.ts';
import type { Orm } from '#platform/database/types.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { localizedPath } from '#platform/i18n/languages.ts';
import { appendEntry } from '#platform/ledger/append.ts';
import { forgetPersonActs } from '#platform/ledger/person-acts.ts';
import { type Allowance, requireTurn } from '#platform/limits/limit.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { ErasedPerson, Module } from '#platform/module.ts';
import type { Services } from '#platform/services.ts';
import {
  deleteLettersTo,
  deletePerson,
  deleteTokensOf,
  forgetImporter,
  forgetInAuditTrail,
} from '../store/erasure.ts';
import { lockPerson } from '../store/holding.ts';
import { addEndedVerification, removeIdentity } from '../store/identity.ts';
import { voidLinks } from '../store/links.ts';
import { makeLink, spendLink } from './letter-links.ts';

/** The kind of the ledger's entry that says: one verified person fewer. */
export const endedKind = 'accounts.verification-ended';

/** How somebody has shown that they want it: by their password, which was right, or by what a link in a letter holds. */
export type ErasureProof = 'password' | { link: string };

/**
 * Erases an account and all that is kept of the person, at once and in one transaction. What they did in public stays
 * in the ledger, without any way to tell whose it was.
 * @returns false for a link that is not theirs or cannot be used any more
 * @throws Problem 403 for anybody else than the person, 409 for the last administrator
 */
export async function eraseAccount(
  services: Services,
  modules: readonly Module[],
  subject: Person,
  proof: ErasureProof,
): Promise<boolean> {
  const { access, orm } = services;
  access.require(subject, 'accounts.manage-own-data', { person: subject.id });
  const now = services.now();
  return orm.transaction(async (tx) => {
    const { id, email, name } = await lockPerson(tx, subject.id);
    if (proof !== 'password') {
      const link = await spendLink(services, tx, 'erasure', proof.link);
      if (link?.person !== id) return false;
    }
    const erased: ErasedPerson = { id, email: email.toLowerCase(), name };
    for (const module of modules) await module.erase?.(tx, erased, now);
    await deletePerson(tx, id);
    await recordAudit(tx, { at: now, action: 'accounts.account-erased' });
    return true;
  });
}

/** What accounts, and the parts of the platform that know accounts, keep of a person. */
export async function eraseFromAccounts(orm: Orm, erased: ErasedPerson, now: Date): Promise<void> {
  await endVerification(orm, erased.id, now);
  await endGrantsOf(orm, erased.id, now);
  await forgetPersonActs(orm, erased.id);
  await voidLinks(orm, erased.id, erased.email);
  await deleteTokensOf(orm, erased);
  await deleteLettersTo(orm, erased);
  await forgetInAuditTrail(orm, erased);
  await forgetImporter(orm, erased.id);
}

/** Whoever counts verified persons learns that there is one fewer, and which entry no longer counts. */
async function endVerification(orm: Orm, person: string, now: Date): Promise<void> {
  const identity = await removeIdentity(orm, person);
  if (!identity) return;
  const entry = await appendEntry(orm, {
    kind: endedKind,
    time: now,
    act: { verification: identity.entry },
    subject: { type: 'verification', id: identity.entry },
  });
  await addEndedVerification(orm, { entry: identity.entry, endedEntry: entry.id, endedAt: now });
}

/** How often a letter with a link to erase an account is sent. */
const lettersOfErasure: Allowance = { name: 'erasure-letter', burst: 3, periodSeconds: 3600 };

/**
 * Sends a letter with the link by which somebody without a password confirms that their account is to be erased.
 * @throws Problem 403 for anybody else than the person, 429 for too many letters
 */
export async function askForErasure(services: Services, subject: Person): Promise<void> {
  const { access, orm, secrets } = services;
  access.require(subject, 'accounts.manage-own-data', { person: subject.id });
  const now = services.now();
  await requireTurn(orm, lettersOfErasure, secrets.hash('limits', subject.id), now);
  await orm.transaction(async (tx) => {
    const { id, email, lang } = await lockPerson(tx, subject.id);
    const token = await makeLink(services, tx, { purpose: 'erasure', email, person: id });
    const t = translator(lang);
    const path = localizedPath('/cuenta/datos/borrar', lang);
    await queueLetter(services, tx, {
      ...{ kind: 'accounts.erasure', to: email, person: id, lang },
      subject: t('identity:erase.letter.subject'),
      body: [
        t('identity:erase.letter.text'),
        { link: `${path}?enlace=${token}`, label: t('identity:erase.letter.link') },
        t('identity:erase.letter.after'),
      ],
    });
    await recordAudit(tx, { at: now, actor: id, person: id, action: 'accounts.erasure-asked' });
  });
}
