const COMBINING_MARKS = /\p{M}+/gu;
const NOT_LETTER_OR_DIGIT = /[^\p{L}\p{N}]+/gu;

/**
 * Gives the form in which names are compared and searched: lower case, without accents (`ñ` becomes `n`, as people
 * type it), every run of punctuation and space as one space, nothing at the ends. `normalise('México, D.F.')` is
 * `'mexico d f'`. Idempotent; never throws.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .replace(COMBINING_MARKS, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(COMBINING_MARKS, '')
    .replace(NOT_LETTER_OR_DIGIT, ' ')
    .trim();
}

/**
 * Says whether every word of `query` begins some word of `text`, ignoring case, accents and order: `'mex est'` finds
 * `'Estado de México'`. An empty query finds everything.
 */
export function matchesWords(text: string, query: string): boolean {
  const words = normalise(query).split(' ').filter(Boolean);
  if (words.length === 0) return true;
  const padded = ` ${normalise(text)}`;
  return words.every((word) => padded.includes(` ${word}`));
}
