import { z } from 'zod';
import type { FormInput } from '#platform/http/form-data.ts';
import type { Translate } from '#platform/i18n/i18n.ts';
import { languages } from '#platform/i18n/languages.ts';
import type { FieldError } from '#platform/ui/index.ts';
import type { PasswordFault } from '../rules/password.ts';

/** The longest address that mail servers take (RFC 5321). */
const longestAddress = 254;
/** Before the sign: letters go to no more than 64 characters (RFC 5321). */
const mailbox = /^[^@]{1,64}@/;
const longestName = 80;

/** An e-mail address, in lower case. */
export function emailField(t: Translate) {
  return z
    .string()
    .trim()
    .toLowerCase()
    .max(longestAddress, t('accounts:faults.emailLong'))
    .pipe(z.email(t('accounts:faults.email')).regex(mailbox, t('accounts:faults.email')));
}

/** Control characters, line ends, and marks that turn the direction of the text around them. */
const unshowable = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** What somebody wants to be called. */
export function nameField(t: Translate) {
  return z
    .string()
    .trim()
    .normalize('NFC')
    .refine((name) => /[\p{L}\p{N}]/u.test(name), t('accounts:faults.name'))
    .refine((name) => [...name].length <= longestName, t('accounts:faults.nameLong'))
    .refine((name) => !unshowable.test(name), t('accounts:faults.nameSigns'));
}

export function langField(t: Translate) {
  return z.enum(languages, t('accounts:faults.lang'));
}

/** A password as it was typed: whether it may be one is decided apart, with what else is known. */
export function passwordField() {
  return z.string();
}

/** The word of a box that was ticked. */
export const ticked = 'si';

export function privacyField(t: Translate) {
  return z.array(z.string()).refine((values) => values.includes(ticked), t('accounts:faults.privacy'));
}

export function passwordError(t: Translate, field: string, fault: PasswordFault): FieldError {
  return { field, message: t(`accounts:faults.password.${fault}`) };
}

/** Fields whose content is not shown again. */
export const secret = ['password', 'currentPassword', 'newPassword', 'token'] as const;

/** The token of a link: from the address of its page, or from the form on it. */
export function tokenOf({ form, query }: { form?: FormInput; query: URLSearchParams }): string {
  return (form?.text('token') || query.get('token') || '').slice(0, 100);
}
