import { and, type Column, or, type SQL, sql } from 'drizzle-orm';
import { normalise } from '../rules/index.ts';
import { states } from '../schema.ts';

/** The folded form in which names are searched: a space before every word, so that `% mex%` finds where one begins. */
export function searchable(text: string): string {
  return ` ${normalise(text)}`;
}

/** Orders by code point, so that a list is in the same order on every server, whatever its locale. */
export function plain(column: Column): SQL {
  return sql`${column} collate "C"`;
}

const mostWords = 12;

/** The words typed as patterns. Folded words hold letters and digits only: no LIKE wildcards. */
function patterns(words: string | undefined): string[] {
  return normalise(words ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, mostWords)
    .map((word) => `% ${word}%`);
}

/** Each word typed must begin some word of the name. */
export function everyWord(column: Column, words: string | undefined): SQL | undefined {
  return and(...patterns(words).map((pattern) => sql`${column} like ${pattern}`));
}

/**
 * Each word typed must begin some word of the name or of its state's names, and at least one a word of the name
 * itself: `congreso oaxaca` finds the one Congress among 32 that is Oaxaca's.
 */
export function everyWordWithState(name: Column, state: Column, words: string | undefined): SQL | undefined {
  const typed = patterns(words);
  if (typed.length < 2) return everyWord(name, words);
  const inName = typed.map((pattern) => sql`${name} like ${pattern}`);
  const inEither = typed.map(
    (pattern, at) =>
      sql`(${inName[at]} or ${state} in (select ${states.clave} from ${states} where ${states.search} like ${pattern}))`,
  );
  return and(or(...inName), ...inEither);
}
