import { normalise, SLUG_LENGTH, slugOf } from '../../../src/modules/territory/rules/index.ts';

const CONNECTIVES = new Set(
  'a al con contra de del e el en la las lo los o para por que sobre su sus u y'.split(' '),
);

/** Characters of a long name's slug that are kept for its last words, which tell like names apart. */
const TAIL_LENGTH = 32;

/** As many whole words as fit, from the beginning of the list. */
function fitting(words: readonly string[], length: number): string[] {
  let used = -1;
  return words.filter((word) => {
    used += word.length + 1;
    return used <= length;
  });
}

/**
 * The slug of an institution's name after its state's. A name that is too long goes without connectives, and if that is
 * not enough without the words in its middle: beginnings are alike, ends differ (`… del Municipio de Xicoténcatl`).
 */
export function institutionSlug(stateSlug: string, text: string): string {
  const words = [stateSlug, ...normalise(text).split(' ')];
  const whole = words.join('-');
  if (whole.length <= SLUG_LENGTH) return slugOf(whole);
  const telling = words.filter((word) => !CONNECTIVES.has(word));
  const short = telling.join('-');
  if (short.length <= SLUG_LENGTH) return slugOf(short);
  const tail = fitting(telling.toReversed(), TAIL_LENGTH).toReversed();
  const head = fitting(
    telling.slice(0, telling.length - tail.length),
    SLUG_LENGTH - 1 - tail.join('-').length,
  );
  return slugOf([...head, ...tail].join('-'));
}
