import { normalise } from './normalise.ts';

/**
 * How many letters must be put in, left out, replaced or swapped with their neighbour to turn one text into the
 * other (optimal string alignment distance).
 */
export function editDistance(one: string, other: string): number {
  const [from, to] = [[...one], [...other]];
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

/** Slips forgiven in a word: none in the shortest, one in every three letters of the others. */
function forgiven(word: string): number {
  return word.length < 3 ? 0 : Math.min(3, Math.floor(word.length / 3));
}

/** Words too common in names to tell one from another. */
const fillers = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'y']);

function tellingWords(text: string): string[] {
  const words = normalise(text).split(' ').filter(Boolean);
  const telling = words.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : words;
}

/** Slips by which a typed word misses the nearest of some words, or the beginning of one; null when it misses all. */
function slips(typed: string, words: readonly string[]): number | null {
  const allowed = forgiven(typed);
  let best = allowed + 1;
  for (const word of words) {
    best = Math.min(best, editDistance(typed, word));
    if (word.length > typed.length + 1) {
      best = Math.min(best, editDistance(typed, word.slice(0, typed.length)) + 0.5);
    }
  }
  return best <= allowed ? best : null;
}

/** How far a name is from what was typed: 0 is the same; null is too far to be meant. */
function farness(typed: readonly string[], name: string): number | null {
  const words = tellingWords(name);
  const glued = typed.join('');
  const asOne = editDistance(glued, words.join(''));
  let sum = 0;
  for (const word of typed) {
    const missed = slips(word, words);
    if (missed === null) return asOne <= forgiven(glued) ? asOne : null;
    sum += missed;
  }
  // Words of the name that nobody typed make it a little less likely to be meant.
  return Math.min(sum + 0.1 * Math.max(0, words.length - typed.length), asOne);
}

/**
 * The things whose names are nearest to a misspelt one, nearest first, at most `most`: `nearestNames('gunajuato', …)`
 * finds Guanajuato. Case, accents and short joining words do not matter; every other word typed must be near to some
 * word of the name. Equally near ones stay in the order they came in. Empty when nothing is near.
 */
export function nearestNames<T>(
  typed: string,
  things: readonly T[],
  nameOf: (thing: T) => string,
  most: number,
): T[] {
  const words = tellingWords(typed);
  if (words.length === 0) return [];
  return things
    .flatMap((thing) => {
      const far = farness(words, nameOf(thing));
      return far === null ? [] : [{ thing, far }];
    })
    .sort((one, other) => one.far - other.far)
    .slice(0, most)
    .map(({ thing }) => thing);
}
