/** Why a password is not taken. */
export type PasswordFault = 'missing' | 'short' | 'long' | 'repeated' | 'sequence' | 'own' | 'common';

/** In characters as people count them (code points). */
export const shortestPassword = 12;
export const longestPassword = 128;

/** Words that are the first thing to try with an account of this platform. */
const serviceWords = ['tequio', 'metrica', 'gobierno', 'abierto', 'mexico', 'contrasena', 'password'];
/** Shorter words are in too many others. */
const shortestWord = 4;
/** How much of a password must be left without the words that anybody would try. */
const leastOfOnesOwn = 8;
/** What is added to a common password at most for it to count as that password still: `margarita2024!`. */
const mostAdded = 8;
const fewestKinds = 5;
const trivialShare = 0.75;
const rows = ['1234567890', 'qwertyuiop', 'asdfghjklñ', 'zxcvbnm'];
const lookalikes: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};

/**
 * Why a password is not taken; undefined for one that is. Its length counts, not what it is composed of
 * (NIST SP 800-63B, 3.1.1.2): every character may stand in it, and none has to.
 * @param own the person's own words: their name and their address
 * @param isCommon whether a text in lower case is among the passwords that many people use
 */
export function passwordFault(
  password: string,
  own: readonly string[],
  isCommon: (text: string) => boolean,
): PasswordFault | undefined {
  const length = [...password.normalize('NFC')].length;
  if (length === 0) return 'missing';
  if (length < shortestPassword) return 'short';
  if (length > longestPassword) return 'long';
  const text = plain(password);
  if (isRepeated(text)) return 'repeated';
  if (isSequence(text)) return 'sequence';
  if (commonForms(text).some(isCommon)) return 'common';
  if (isMadeOf(text, [...serviceWords, ...own.flatMap(wordsOf)])) return 'own';
  return undefined;
}

/** A text without capitals and accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a name or an address that are long enough to tell. */
function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= shortestWord);
}

/** Whether a text is the same thing again and again, or of hardly any different characters. */
function isRepeated(text: string): boolean {
  if (new Set(text).size < fewestKinds) return true;
  for (let unit = 1; unit <= text.length / 2; unit += 1) {
    if ([...text.slice(unit)].every((_, at) => text[at + unit] === text[at])) return true;
  }
  return false;
}

/** Whether nearly every character follows from the one before: `abcdef`, `987654`, `qwerty`. */
function isSequence(text: string): boolean {
  const steps = [...text.slice(1)].filter((character, at) => isNeighbour(text[at] ?? '', character)).length;
  return steps >= trivialShare * (text.length - 1);
}

function isNeighbour(a: string, b: string): boolean {
  if (Math.abs(a.charCodeAt(0) - b.charCodeAt(0)) <= 1) return true;
  return rows.some((row) => row.includes(a + b) || row.includes(b + a));
}

/** What a common password could be hidden as: with digits and signs around it, with digits in the place of letters. */
function commonForms(text: string): string[] {
  const before = /^[^\p{L}]*/u.exec(text)?.[0].length ?? 0;
  const after = /[^\p{L}]*$/u.exec(text)?.[0].length ?? 0;
  const forms: string[] = [];
  for (let first = 0; first <= Math.min(before, mostAdded); first += 1) {
    for (let last = 0; last <= Math.min(after, mostAdded - first); last += 1) {
      const core = text.slice(first, text.length - last);
      if (core.length >= shortestWord) forms.push(core, withLetters(core));
    }
  }
  return forms;
}

function withLetters(text: string): string {
  return [...text].map((character) => lookalikes[character] ?? character).join('');
}

/** Whether hardly anything is left of a text without some words. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const found = words.filter((word) => text.includes(word) || withLetters(text).includes(word));
  if (found.length === 0) return false;
  const without = (form: string) =>
    found.reduce((rest, word) => rest.replaceAll(word, ''), form).replace(/[^\p{L}\p{N}]/gu, '').length;
  return Math.min(without(text), without(withLetters(text))) < leastOfOnesOwn;
}
