import { normalise } from './normalise.ts';

/** The longest slug given out, in characters; longer names are cut after a whole word. */
export const SLUG_LENGTH = 80;

/**
 * Makes the part of an address that stands for a name: lower-case ASCII words joined by hyphens, at most `length`
 * characters, cut after a whole word (inside the first one only when that alone is too long). The same name always
 * gives the same slug.
 *
 * @throws RangeError when the text has no letter or digit of the Latin script to make a slug from.
 */
export function slugOf(text: string, length: number = SLUG_LENGTH): string {
  const words = normalise(text)
    .replace(/[^a-z0-9 ]/g, '')
    .split(' ')
    .filter(Boolean);
  let slug = (words[0] ?? '').slice(0, length);
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > length) break;
    slug += `-${word}`;
  }
  if (slug === '') throw new RangeError(`No slug can be made from "${text}": it has no letter or digit`);
  return slug;
}
