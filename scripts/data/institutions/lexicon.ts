import { normalise } from '../../../src/modules/territory/rules/index.ts';

/** How words are written in well-written names: where their accents are, and which are acronyms. */
export interface Lexicon {
  /**
   * The word in small letters with the accents it nearly always has, and `-ción`, `-sión` where no name teaches it;
   * as it is when that is not clear.
   */
  accented(word: string): string;
  /** The form of an acronym or brand (`DIF`, `CECyTE`) when the word nearly always is one; else nothing. */
  acronym(word: string): string | undefined;
  /** Whether an article is nearly always a capital before this word, being part of its name: `de Los Mochis`. */
  hasProperArticle(article: string, word: string): boolean;
  /** Whether the word is known in small letters or with one capital: then it is no acronym. */
  isWord(word: string): boolean;
}

/** Short words whose accent changes their meaning: left as they are. */
const AMBIGUOUS = new Set(
  'aun como cual cuando de el este esta esto mas mi que ruiz se si solo te tu ultimo continua'.split(' '),
);

/** Words of everyday Spanish that the catalogues write without their accents or not at all. */
const ORTHOGRAPHY = 'aéreos carbonífera catedráticos específico líquida mágicos minería notarías'.split(' ');

/** How much of a word's uses must agree on a form for it to be taken as the right one. */
const AGREEMENT = 0.65;

/** Forms of words with the number of times each was seen. */
type Forms = Map<string, Map<string, number>>;

function count(forms: Forms, key: string, form: string, weight = 1): void {
  const known = forms.get(key) ?? new Map<string, number>();
  known.set(form, (known.get(form) ?? 0) + weight);
  forms.set(key, known);
}

/** The form that agrees with most uses, if enough of them. */
function agreed(forms: Forms, key: string): string | undefined {
  const known = forms.get(key);
  if (!known) return undefined;
  const total = [...known.values()].reduce((sum, uses) => sum + uses, 0);
  const [best] = [...known].sort(([one, uses], [other, others]) => others - uses || (one < other ? -1 : 1));
  return best && best[1] / total >= AGREEMENT ? best[0] : undefined;
}

/** The words of a name: letters and digits, with full stops inside (`S.A.`), without the signs around. */
export function wordsOf(name: string): string[] {
  return name.match(/[\p{L}\p{N}][\p{L}\p{N}.]*/gu)?.map((word) => word.replace(/\.+$/, '')) ?? [];
}

/** An article within a name, after a preposition, and the word it stands before. */
const ARTICLE = /(?<= (?:de|en) )(l[ao]s?) ([\p{L}]+)/giu;

const hasSmallLetter = (text: string) => /\p{Ll}/u.test(text);
const isAcronymForm = (word: string) =>
  /^(?=.*\p{Lu}.*\p{Lu})[\p{L}\p{N}]+$/u.test(word) && !/[áéíóúüñ]/i.test(word);
const hasAccent = (text: string) => /[áéíóúüñ]/i.test(text);
const isGrave = (word: string) => /[\u0300]/.test(word.normalize('NFD'));

/** What was seen in all the names: forms with accents, forms of acronyms, and articles before words. */
interface Observed {
  accents: Forms;
  cases: Forms;
  articles: Forms;
}

function observe({ accents, cases, articles }: Observed, name: string): void {
  const words = wordsOf(name);
  const teachesAccents = hasAccent(name) || words.length === 1;
  const teachesCases = hasSmallLetter(name);
  for (const word of words) {
    const key = normalise(word);
    if (teachesAccents && !isGrave(word)) count(accents, key, word.toLowerCase(), hasAccent(word) ? 2 : 1);
    if (teachesCases) count(cases, key, isAcronymForm(word) ? word : 'word');
  }
  for (const [, article = '', word = ''] of teachesCases ? name.matchAll(ARTICLE) : []) {
    count(articles, normalise(`${article} ${word}`), /^L/.test(article) ? 'capital' : 'small');
  }
}

/**
 * Learns from names: accents from all of them, acronyms from those written in small and capital letters. A name without
 * any accent teaches no accents, since it may have lost them, and accents count double, since they are rather left out
 * than put in; grave accents, which Spanish lacks, teach nothing.
 */
export function lexiconOf(names: readonly string[]): Lexicon {
  const observed: Observed = { accents: new Map(), cases: new Map(), articles: new Map() };
  for (const name of [...names, ...ORTHOGRAPHY]) observe(observed, name);
  return {
    accented(word) {
      const key = normalise(word);
      const isOwn = hasAccent(word) && !isGrave(word);
      if (isOwn || AMBIGUOUS.has(key)) return word.toLowerCase();
      return agreed(observed.accents, key) ?? word.toLowerCase().replace(/(?<=[cs])ion$/, 'ión');
    },
    acronym(word) {
      const form = agreed(observed.cases, normalise(word));
      return form === 'word' ? undefined : form;
    },
    hasProperArticle(article, word) {
      return agreed(observed.articles, normalise(`${article} ${word}`)) === 'capital';
    },
    isWord(word) {
      return (observed.cases.get(normalise(word))?.get('word') ?? 0) > 0;
    },
  };
}
