import type { Translate } from '#platform/i18n/i18n.ts';
import { FEDERATION, INSTITUTION_KINDS, type InstitutionKind, type Order } from './rules/index.ts';

function isKind(kind: string | null): kind is InstitutionKind {
  return INSTITUTION_KINDS.some((known) => known === kind);
}

/** A kind of institution in words, one of it: `Poder Ejecutivo estatal`, `Sindicato`. *Sin dato* where it is not known. */
export function kindName(t: Translate, kind: string | null): string {
  return isKind(kind) ? t(`territory:kinds.${kind}`) : t('common:noData');
}

/** All institutions of a kind in words: `Sindicatos`. *Sin dato* where it is not known. */
export function kindGroupName(t: Translate, kind: string | null): string {
  return isKind(kind) ? t(`territory:kindGroups.${kind}`) : t('common:noData');
}

/** An order of government in words: `Estatal`. */
export function orderName(t: Translate, order: Order): string {
  return t(`territory:orders.${order}`);
}

interface Named {
  clave: string;
  name: string;
}

/** A state's name, or the federation's, as a heading or a label. States keep their own names in every language. */
export function stateName(t: Translate, { clave, name }: Named): string {
  return clave === FEDERATION ? t('territory:federation') : name;
}

const ESTADO_DE_MEXICO = '15';

/** A state's name within a sentence, with its article where it takes one: `la Federación`, `el Estado de México`. */
export function stateInSentence(t: Translate, { clave, name }: Named): string {
  if (clave === FEDERATION) return t('territory:theFederation');
  return clave === ESTADO_DE_MEXICO ? t('territory:theStateOf', { name }) : name;
}
