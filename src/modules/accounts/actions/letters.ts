import type { Orm } from '#platform/database/types.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { type Lang, localizedPath } from '#platform/i18n/languages.ts';
import { queueLetter } from '#platform/mail/queue.ts';
import type { Services } from '#platform/services.ts';

/** What we write to people about their account. None holds a name: whoever signs up chooses it, and anyone can. */
export type LetterKind =
  | 'sign-up'
  | 'sign-up-known'
  | 'sign-in'
  | 'recovery'
  | 'no-account'
  | 'password-changed'
  | 'email'
  | 'email-taken'
  | 'email-asked'
  | 'email-changed';

/** Where the letters lead that have no link of their own. */
const places: Readonly<Record<LetterKind, string>> = {
  'sign-up': '/confirmar',
  'sign-up-known': '/entrar',
  'sign-in': '/entrar/enlace',
  recovery: '/recuperar/nueva',
  'no-account': '/registro',
  'password-changed': '/recuperar',
  email: '/confirmar/correo',
  'email-taken': '/cuenta',
  'email-asked': '/cuenta/sesiones',
  'email-changed': '/acerca',
};

export interface AccountLetter {
  kind: LetterKind;
  to: string;
  lang: Lang;
  /** The account it goes to, where there is one. */
  person?: string;
  /** What the link of the letter holds, where it can be used once. */
  token?: string;
}

/** Queues a letter about an account, in the transaction of what it tells of. */
export async function writeLetter(
  services: Services,
  orm: Orm,
  { kind, to, lang, person, token }: AccountLetter,
): Promise<void> {
  const t = translator(lang);
  const query = token === undefined ? '' : `?token=${token}`;
  const link = localizedPath(places[kind], lang) + query;
  await queueLetter(services, orm, {
    ...{ kind: `accounts.${kind}`, to, lang, ...(person === undefined ? {} : { person }) },
    subject: t(`accounts:letters.${kind}.subject`),
    body: [
      t(`accounts:letters.${kind}.text`),
      { link, label: t(`accounts:letters.${kind}.link`) },
      t(`accounts:letters.${kind}.after`),
    ],
  });
}
