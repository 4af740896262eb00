import type { Lang } from '#platform/i18n/languages.ts';
import type { Bilingual, Tree } from '../../rules/index.ts';

/** A text of the data in the language of the page. */
export function inLanguage(text: Bilingual, lang: Lang): string {
  return lang === 'en' ? text.en : text.es;
}

/** A formula with the symbols of the published report in place of our ids: `T = (TG + TC) / 2`. */
export function symbolicFormula(tree: Tree, formula: string): string {
  return formula.replace(/[a-z][a-z0-9_]*/g, (id) => tree.measures.get(id)?.symbol ?? id);
}

/** How much each node of the tree counts in the index as a whole, by id: the product of the weights above it. */
export function sharesInTotal(tree: Tree): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  const descend = (id: string, share: number): void => {
    shares.set(id, share);
    for (const part of tree.measures.get(id)?.parts ?? []) descend(part.id, share * part.weight);
  };
  descend(tree.root, 1);
  return shares;
}
