import { createFormat, type Format } from '../i18n/format.ts';
import { type Translate, translator } from '../i18n/i18n.ts';
import { type Lang, languages } from '../i18n/languages.ts';

/** A text in each language of the interface. */
export type InEveryLanguage = Readonly<Record<Lang, string>>;

/** Something that changed, as a module reports it. */
export interface NewChange {
  /** As its module names it: `metrica.observations-loaded`. */
  kind: string;
  /** Everything that it is a change of, what it is mainly about first. */
  topics: readonly [string, ...string[]];
  /** What happened, as a sentence without full stop. */
  title: InEveryLanguage;
  /** The Spanish path of the page that shows it. */
  path: string;
  /**
   * True where the page of each topic shows its own part of it: whoever follows a state is sent to the state's page
   * instead of the one that shows all.
   */
  parted?: boolean;
  /** The entry of the public ledger that records it. */
  entry?: string | null;
}

/** A change that was announced. */
export interface Change extends Required<Omit<NewChange, 'topics'>> {
  /** UUIDv7. */
  id: string;
  at: Date;
  topics: readonly string[];
}

const formats = new Map<Lang, Format>(languages.map((lang) => [lang, createFormat(lang)]));

/** Writes a text in every language, for readers who are not there yet. */
export function inEveryLanguage(write: (t: Translate, format: Format) => string): InEveryLanguage {
  const texts = languages.map((lang) => [lang, write(translator(lang), formats.get(lang) as Format)]);
  return Object.fromEntries(texts) as InEveryLanguage;
}
