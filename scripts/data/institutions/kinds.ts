import { type InstitutionKind, normalise, type Order } from '../../../src/modules/territory/rules/index.ts';
import type { PntEntry } from './pnt.ts';
import { roleOf } from './roles.ts';

/** The start of a name that says what kind of institution it is; the first that fits counts. */
const STARTS: readonly [RegExp, InstitutionKind][] = [
  [/^(?:[a-z]+ )?(?:sindicato|union sindical|asociacion sindical|federacion de sindicatos) /, 'union'],
  [/^(?:partido|comite (?:directivo|ejecutivo) estatal (?:del )?partido) /, 'party'],
  [/^(?:[a-z]+ )?fideicomiso /, 'trust_fund'],
  [/^(?:benemerita )?universidad |^instituto tecnologico /, 'university'],
  [/^(?:comision (?:estatal )?|defensoria |procuraduria )de (?:los )?derechos humanos/, 'autonomous'],
  [/^instituto (?:[a-z]+ )*de (?:transparencia|acceso a la informacion)/, 'autonomous'],
  [/^organismo publico descentralizado |^o p d /, 'decentralised'],
];

/** Secretariats of a government; the executive secretariats of coordinating systems are no part of it. */
const SECRETARIAT = /^secretaria (?!ejecutiva|tecnica|particular)(?:general )?(?:de|del|para) /;

/** The kind of an entry as far as its own name or the source's mark tells it. */
export function kindOf(entry: PntEntry): InstitutionKind | undefined {
  const plain = normalise(entry.name.replace(/\([^)]*\)/g, ' '));
  const role = roleOf(entry);
  if (role) return role.kind;
  const [, kind] = STARTS.find(([start]) => start.test(`${plain} `)) ?? [];
  if (kind) return kind;
  const executive = entry.clave === '00' ? 'federal_executive' : 'state_executive';
  if (SECRETARIAT.test(plain)) return executive;
  if (entry.mark === 'central') return executive;
  return entry.mark === 'decentralised' || /\bo p d$/.test(plain) ? 'decentralised' : undefined;
}

/** Names of bodies of a municipality that the catalogue of municipalities does not find. */
const MUNICIPAL =
  /^(?:dif|sistema(?: dif)?|instituto|junta|comision|consejo|organismo(?: operador)?) municipal |^monterrey |^ayuntamiento |\bdel (?:h )?(?:municipio|ayuntamiento) de /;
const OF_THE_STATE = /\b(?:estatal|del estado|del edo|poder ejecutivo|gobernador)\b/;

/**
 * The order of an entry. A government of a municipality and the bodies whose names say that they are a municipality's
 * are municipal; the rest of a state's catalogue counts as the state's, as in the 2017 base, where unions and trust
 * funds do whomever they belong to.
 */
export function orderOf(
  entry: PntEntry,
  kind: InstitutionKind | undefined,
  isOfMunicipality: boolean,
): Order {
  if (entry.clave === '00') return 'federal';
  if (isOfMunicipality) return 'municipal';
  const plain = normalise(entry.name);
  return kind !== 'union' && MUNICIPAL.test(plain) && !OF_THE_STATE.test(plain) ? 'municipal' : 'state';
}
