import { kindGroupName, orderName, stateInSentence, stateName } from '#modules/territory/index.ts';
import type { PageContext } from '#platform/ui/index.ts';
import type { EditionChoice } from '../../edition/choice.ts';
import type { EditionView } from '../../edition/view.ts';
import type { Tree } from '../../rules/index.ts';
import { inLanguage } from '../method/words.ts';

/** What texts are written with, in or outside a component. */
export type Words = Pick<PageContext, 'lang' | 't' | 'format'>;

/** The text with a capital at its beginning, as a sentence wants it. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** A name within a sentence: `Transparencia` becomes `transparencia`. */
export function inSentence(text: string): string {
  return text.charAt(0).toLocaleLowerCase() + text.slice(1);
}

/** A measure's name, `Participación desde el gobierno`; its id where the methodology does not know it. */
export function measureName(words: Words, tree: Tree | null, id: string): string {
  const measure = tree?.measures.get(id);
  return measure ? inLanguage(measure.label, words.lang) : id;
}

/** A measure's short name in the published report: `PG`. */
export function measureSymbol(tree: Tree | null, id: string): string {
  return tree?.measures.get(id)?.symbol ?? id.toUpperCase();
}

interface Named {
  clave: string;
  name: string;
}

/** A unit's name as a label. */
export function unitName({ t }: Words, unit: Named): string {
  return stateName(t, unit);
}

/** A unit's name within a sentence. */
export function unitInSentence({ t }: Words, unit: Named): string {
  return stateInSentence(t, unit);
}

/** What a choice leaves of the institutions, in words: `Sindicatos, orden estatal`. Empty where it leaves all. */
export function chosenWords({ t }: Words, { order, kind }: EditionChoice): string {
  const parts = [
    kind === undefined ? '' : kindGroupName(t, kind),
    order === undefined ? '' : t('metrica:choice.ofOrder', { order: inSentence(orderName(t, order)) }),
  ];
  return parts.filter(Boolean).join(', ');
}

/** Where the figures of an edition come from, in one sentence. */
export function sourceWords(words: Words, view: EditionView): string {
  return words.t('metrica:source', {
    title: inLanguage(view.facts.title, words.lang),
    who: words.format.list(view.facts.organisations),
  });
}

/** The measures that have a question of their own. */
const asked = ['ga', 't', 'p', 'tg', 'tc', 'pg', 'pc', 'ga_gov', 'ga_cit'] as const;

/** The question that a measure answers: "¿Qué tanto dejaban participar los gobiernos de México en 2017?" */
export function questionWords(
  words: Words,
  measure: string,
  { year, tree }: Pick<EditionView, 'year' | 'tree'>,
): string {
  const own = asked.find((id) => id === measure);
  if (own) return words.t(`metrica:question.${own}`, { year });
  return words.t('metrica:question.other', { year, measure: measureName(words, tree, measure) });
}
