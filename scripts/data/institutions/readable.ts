import { normalise } from '../../../src/modules/territory/rules/index.ts';
import type { Lexicon } from './lexicon.ts';

/** Words that stay small within a Spanish name. */
const CONNECTIVES = new Set(
  (
    'a al ante antes bajo con contra de del desde durante e el en entre hacia hasta la las lo los mediante o para por que ' +
    'sin sobre su sus tras u un una unas unos y'
  ).split(' '),
);

const ROMAN = /^(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

/** A piece of a name: a word, or what stands between two words. */
interface Piece {
  text: string;
  isWord: boolean;
}

function piecesOf(name: string): Piece[] {
  return (name.match(/[\p{L}\p{N}][\p{L}\p{N}.]*|[^\p{L}\p{N}]+/gu) ?? []).map((text) => ({
    text,
    isWord: /^[\p{L}\p{N}]/u.test(text),
  }));
}

const isConnective = (word: string) => CONNECTIVES.has(normalise(word));
const isCapitals = (text: string) => /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
const capitalised = (word: string) => word.replace(/\p{L}/u, (letter) => letter.toUpperCase());

/** What is known of a word's place when its form is decided. */
interface Place {
  /** The whole name is in capitals, so capitals say nothing. */
  inCapitals: boolean;
  /** Capitals within words say nothing either: a program gave every word one capital (`Dif`, `Sutema`). */
  isMachineCased: boolean;
  /** Nothing before it but signs: the first word of the name or of a quotation. */
  opens: boolean;
  /** Alone between parentheses or quotation marks, where acronyms stand. */
  isAside: boolean;
  /** All of a name in capitals, or what stands before its first hyphen: the acronym of the institution or its owner. */
  isOwner: boolean;
}

/** Abbreviations with full stops between letters: `S.A.`, `C.V.`, `O.P.D.`. */
const isInitials = (word: string) => /^(?:\p{L}\.)+\p{L}?$/u.test(word) || /^[^AEOUY\P{Lu}]$/u.test(word);

function isAcronym(word: string, place: Place, lexicon: Lexicon): boolean {
  if ((place.isAside || place.isOwner) && isCapitals(word) && word.length <= 3) return true;
  if (lexicon.isWord(word)) return false;
  if (place.isOwner) return true;
  if (!/[aeiouáéíóú]/i.test(word) && word.length > 1) return true;
  if (place.inCapitals || place.isMachineCased) return place.isAside;
  return isCapitals(word) && word.length > 1;
}

function readableWord(word: string, place: Place, lexicon: Lexicon): string {
  const bare = word.replace(/\.$/, '');
  const stop = place.isMachineCased && bare.length > 1 ? '' : word.slice(bare.length);
  if (isConnective(bare) && !isInitials(word)) {
    return (place.opens ? capitalised(bare.toLowerCase()) : bare.toLowerCase()) + stop;
  }
  if (isInitials(word)) return word.toUpperCase();
  if (bare.includes('.')) return bare.split('.').map(capitalised).join('.') + stop;
  if (/\p{N}/u.test(word) || (ROMAN.test(bare) && !lexicon.isWord(bare))) return word;
  const acronym = lexicon.acronym(bare);
  if (acronym) return acronym + stop;
  if (isAcronym(bare, place, lexicon)) return (place.isMachineCased ? bare.toUpperCase() : bare) + stop;
  const isMixed = /\p{Ll}.*\p{Lu}/u.test(bare);
  if (isMixed && !place.isMachineCased) return word;
  return capitalised(lexicon.accented(bare)) + stop;
}

/**
 * Whether the article at `index` is part of a place's name. In capitals or from a machine, when the name of a
 * municipality of the state begins with it and ends where the name or a part of it does; written by a person, when they
 * wrote a capital and it follows a noun (`Proyecto La Bufadora`), begins such a municipality or is nearly always a
 * capital before its word.
 */
function isProperArticle(
  pieces: readonly Piece[],
  index: number,
  isTypedCase: boolean,
  places: ReadonlySet<string>,
  lexicon: Lexicon,
): boolean {
  const article = pieces[index]?.text ?? '';
  if (!/^[EL]/.test(article)) return false;
  const rest = pieces
    .slice(index)
    .map(({ text }) => text)
    .join('');
  const isPlace = places.has(normalise(rest.split(/[,()–/"”]| - /)[0] ?? ''));
  if (isTypedCase && !isCapitals(article)) {
    if (!isConnective(pieces[index - 2]?.text ?? '')) return true;
    return isPlace || lexicon.hasProperArticle(article, pieces[index + 2]?.text ?? '');
  }
  return isPlace;
}

/**
 * Writes a name as one reads it in Spanish: capitals for the words that carry meaning, small connectives, accents
 * restored where the lexicon knows them, acronyms in their own form, one space between words, no sign at the end.
 * `places` are the normalised names of municipalities that begin with an article: `de La Paz`, but `de la Familia`.
 */
export function readable(
  name: string,
  lexicon: Lexicon,
  places: ReadonlySet<string>,
  isMachineCased = false,
): string {
  const tidy = name
    .replace(/\s+/g, ' ')
    .replace(/[“”"]([^“”"]*)[“”"]/g, '“$1”')
    .replace(/“ +| +”/g, (quote) => quote.trim())
    .replace(/ +([,;:)])/g, '$1')
    .replace(/([,;])(?=\p{L})/gu, '$1 ')
    .replace(/(?<=[\p{L}.])\(/gu, ' (')
    .trim();
  const pieces = piecesOf(tidy);
  const inCapitals = isCapitals(tidy.replace(/\([^)]*\)/g, ''));
  const written = pieces.map(({ text, isWord }, index) => {
    if (!isWord) return text;
    const before = pieces[index - 1]?.text ?? '';
    const after = pieces[index + 1]?.text ?? '';
    const place: Place = {
      inCapitals,
      isMachineCased,
      opens: index === 0 || /[“«:]$|^-$/.test(before),
      isAside: (/\($/.test(before) && /^\)/.test(after)) || (/“$/.test(before) && /^”/.test(after)),
      isOwner: inCapitals && index === 0 && (after === '' || after.startsWith('-')),
    };
    if (/^el$/i.test(text) && /^(?:de|a)$/i.test(pieces[index - 2]?.text ?? '')) return 'El';
    const isTypedCase = !inCapitals && !isMachineCased;
    if (/^(?:el|l[ao]s?)$/i.test(text) && isProperArticle(pieces, index, isTypedCase, places, lexicon)) {
      return capitalised(text.toLowerCase());
    }
    return readableWord(text, place, lexicon);
  });
  const whole = written.join('');
  return /(?:\b\p{Lu}|\b\p{L}\.\p{L})\.$/u.test(whole) ? whole : whole.replace(/[\s,;.]+$/, '');
}
