import { recordAudit } from '#platform/audit/audit.ts';
import type { Orm } from '#platform/database/types.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { localizedPath } from '#platform/i18n/languages.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { Services } from '#platform/services.ts';
import { findAccountById } from '../store/own-account.ts';

/** What changed in how somebody signs in; part of the names in the audit trail and of the letters. */
export type FactorChange =
  | 'second-factor-on'
  | 'second-factor-off'
  | 'recovery-codes-renewed'
  | 'recovery-code-used'
  | 'passkey-added'
  | 'passkey-removed'
  | 'sign-on-linked'
  | 'sign-on-unlinked';

/**
 * Writes a change in how somebody signs in into the audit trail, and tells them in a letter: if it was not them, they
 * should know. Call it in the transaction of the change where there is one.
 */
export async function tellOfChange(
  services: Pick<Services, 'jobs' | 'now'>,
  orm: Orm,
  person: string,
  change: FactorChange,
): Promise<void> {
  await recordAudit(orm, { at: services.now(), actor: person, person, action: `accounts.${change}` });
  const row = await findAccountById(orm, person);
  if (!row?.emailVerified) return;
  const { lang, email } = row;
  const t = translator(lang);
  await queueLetter(services, orm, {
    ...{ kind: `accounts.${change}`, to: email, person, lang },
    subject: t('factors:letter.changed.subject'),
    body: [
      t(`factors:letter.changed.${change}`),
      t('factors:letter.changed.notYou'),
      {
        link: localizedPath('/cuenta/sesiones', lang),
        label: t('factors:letter.changed.sessions'),
      },
    ],
  });
}
