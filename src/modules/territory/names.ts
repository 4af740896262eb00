import type { Translate } from '#platform/i18n/i18n.ts';
import {
  FEDERATION,
  INSTITUTION_KINDS,
  type InstitutionKind,
  type Order,
  STATE_NAMES,
} from './rules/index.ts';

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

const CIUDAD_DE_MEXICO = '09';
const ESTADO_DE_MEXICO = '15';

/** A state's name within a sentence, with its article where it takes one: `la Federación`, `el Estado de México`, `la Ciudad de México`. */
export function stateInSentence(t: Translate, { clave, name }: Named): string {
  if (clave === FEDERATION) return t('territory:theFederation');
  if (clave === ESTADO_DE_MEXICO) return t('territory:theStateOf', { name });
  return clave === CIUDAD_DE_MEXICO ? t('territory:theCityOf', { name }) : name;
}

/** A state as its clave names it, without asking the records; the clave itself where it is none. */
export function stateOfClave(clave: string): { clave: string; name: string } {
  return { clave, name: STATE_NAMES[clave] ?? clave };
}

/** What a state is divided into: names the texts about its parts. Those of Ciudad de México are *alcaldías* (boroughs). */
export function divisionOf(clave: string): 'municipality' | 'borough' {
  return clave === CIUDAD_DE_MEXICO ? 'borough' : 'municipality';
}

/** A municipality's place in the country: `Municipio de Oaxaca · clave 20067`. */
export function municipalityPlace(t: Translate, clave: string, state: Named): string {
  return t(`territory:divisions.${divisionOf(state.clave)}.in`, { state: stateInSentence(t, state), clave });
}

/** The catalogues an institution was found in, as records write them (`metrica-2017;pnt-2021`), in words. */
export function sourceNames(t: Translate, source: string): string[] {
  return source.split(';').map((one) => {
    const [, catalogue, year] = /^(metrica|pnt)-(\d{4})$/.exec(one) ?? [];
    return catalogue === 'metrica' || catalogue === 'pnt'
      ? t(`territory:sources.${catalogue}`, { year })
      : one;
  });
}
