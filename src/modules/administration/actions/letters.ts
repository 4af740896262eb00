import type { KnownPerson } from '#modules/accounts/index.ts';
import { accountPath, secondFactorPath, staffPath } from '#platform/access/addresses.ts';
import type { GrantRow } from '#platform/access/grants.ts';
import { createFormat } from '#platform/i18n/format.ts';
import { translator } from '#platform/i18n/i18n.ts';
import { type Lang, localizedPath } from '#platform/i18n/languages.ts';
import type { Letter, LetterPart } from '#platform/mail/letter.ts';
import { grantName, type PlaceNames } from '../names.ts';

type Grant = Pick<GrantRow, 'role' | 'scopeKind' | 'state' | 'institution' | 'edition' | 'expiresAt'>;

/** The last day on which a grant holds. */
export function lastDay(expiresAt: Date): Date {
  return new Date(expiresAt.getTime() - 1);
}

/** Tells somebody of a role they were given. */
export function givenLetter(
  { id, email, lang, secondFactor }: KnownPerson,
  grant: Grant,
  names: PlaceNames,
): Letter {
  const t = translator(lang);
  const name = grantName(t, grant, names);
  const until: LetterPart[] = grant.expiresAt
    ? [t('administration:letters.until', { date: createFormat(lang).date(lastDay(grant.expiresAt)) })]
    : [];
  const factor: LetterPart[] = secondFactor
    ? [
        t('administration:letters.given.factor'),
        { link: localizedPath(staffPath, lang), label: t('administration:letters.given.go') },
      ]
    : [
        t('administration:letters.given.noFactor'),
        {
          link: localizedPath(secondFactorPath, lang),
          label: t('administration:letters.given.setUp'),
        },
      ];
  return {
    ...{ kind: 'administration.grant-given', to: email, person: id, lang },
    subject: t('administration:letters.given.subject', { name }),
    body: [
      t('administration:letters.given.text', { name }),
      ...until,
      ...factor,
      t('administration:letters.public'),
      t('administration:letters.given.unexpected'),
    ],
  };
}

/** Tells somebody that a role of theirs was withdrawn, and why. */
export function withdrawnLetter(
  { id, email, lang }: KnownPerson,
  grant: Grant,
  reason: string,
  names: PlaceNames,
): Letter {
  const t = translator(lang);
  const name = grantName(t, grant, names);
  return {
    ...{ kind: 'administration.grant-ended', to: email, person: id, lang },
    subject: t('administration:letters.withdrawn.subject', { name }),
    body: [
      t('administration:letters.withdrawn.text', { name }),
      t('administration:letters.withdrawn.reason', { reason }),
      t('administration:letters.public'),
      {
        link: localizedPath(`${accountPath}/actos`, lang),
        label: t('administration:letters.withdrawn.acts'),
      },
    ],
  };
}

/** Tells whoever reads an address that somebody wants to give them a role, for which they need an account. */
export function invitationLetter(to: string, lang: Lang, grant: Grant, names: PlaceNames): Letter {
  const t = translator(lang);
  const name = grantName(t, grant, names);
  return {
    ...{ kind: 'administration.invitation', to, lang },
    subject: t('administration:letters.invitation.subject', { name }),
    body: [
      t('administration:letters.invitation.text', { name }),
      t('administration:letters.invitation.steps'),
      { link: localizedPath('/registro', lang), label: t('administration:letters.invitation.account') },
      t('administration:letters.invitation.unexpected'),
    ],
  };
}
