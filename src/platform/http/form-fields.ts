import { z } from 'zod';
import { isDay } from '../calendar/days.ts';
import { isTime } from '../calendar/instants.ts';
import { unsafeText } from '../data-sets/table.ts';
import type { Translate } from '../i18n/i18n.ts';

/** What stands in a table that is given out as CSV may not begin like a formula; see `unsafeText`. */
const isSafe = (text: string) => unsafeText(text.replace(/\n/g, ' ')) === undefined;

/** A text that has to be there. */
export function requiredText(t: Translate, most = 300) {
  return z
    .string()
    .trim()
    .min(1, t('form.problem.empty'))
    .max(most, t('form.problem.long', { most }))
    .refine(isSafe, t('form.problem.unsafe'));
}

/** A text that may be left out: null then. */
export function optionalText(t: Translate, most = 300) {
  return z
    .string()
    .trim()
    .max(most, t('form.problem.long', { most }))
    .refine(isSafe, t('form.problem.unsafe'))
    .transform((text) => (text === '' ? null : text));
}

/** A day that has to be there. */
export function requiredDay(t: Translate) {
  return z.string().trim().refine(isDay, t('form.problem.day'));
}

/** A day that may be left out: null then. */
export function optionalDay(t: Translate) {
  return z
    .string()
    .trim()
    .refine((text) => text === '' || isDay(text), t('form.problem.day'))
    .transform((text) => (text === '' ? null : text));
}

/** A time of the day, `10:00`. */
export function requiredTime(t: Translate) {
  return z.string().trim().refine(isTime, t('form.problem.time'));
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https:\/\/[^\s/]+\.[^\s/]+/.test(text) && text.length <= 1000;
}

/** The address of a document or recording elsewhere; null where it is left out. */
export function optionalAddress(t: Translate) {
  return z
    .string()
    .trim()
    .refine((text) => text === '' || isAddress(text), t('form.problem.address'))
    .transform((text) => (text === '' ? null : text));
}

/** One of a list. */
export function oneOf<const T extends string>(t: Translate, list: readonly T[]) {
  return z
    .string()
    .refine((text) => (list as readonly string[]).includes(text), t('form.problem.choice'))
    .transform((text) => text as T);
}

/** The version of a record that a form was filled in for; -1 for what is none, which no record has. */
export const versionField = z.string().transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : -1));
