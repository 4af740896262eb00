import type { Lang } from '../i18n/languages.ts';

/**
 * A paragraph; a link that stands on a line of its own; a code to type; a list of links. Links are addresses of ours,
 * beginning at the root (`/en/entrar`), or whole ones.
 */
export type LetterPart =
  | string
  | { link: string; label: string }
  | { code: string }
  | { items: readonly { text: string; link?: string }[] };

/** A letter to one person, in their language. It goes out as text and as HTML. */
export interface Letter {
  /** What it is about, for the queue's page: `accounts.verify-address`. */
  kind: string;
  to: string;
  /** The account it goes to, where there is one; its letters are erased with it. */
  person?: string;
  lang: Lang;
  subject: string;
  body: readonly LetterPart[];
  /**
   * The list that one click takes the person off (RFC 8058), such as the identifier of a subscription; `person` says
   * who is on it. Left out for letters that answer something the person did.
   */
  list?: string;
}
