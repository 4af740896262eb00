import { normalise } from './normalise.ts';

/** The orders of government, from the country down. */
export const ORDERS = ['federal', 'state', 'municipal'] as const;
export type Order = (typeof ORDERS)[number];

/** The kinds of institution (*tipos de sujeto obligado*), the eleven that the Métrica tells apart. */
export const INSTITUTION_KINDS = [
  'federal_executive',
  'state_executive',
  'legislative',
  'judicial',
  'autonomous',
  'party',
  'union',
  'trust_fund',
  'university',
  'municipality',
  'decentralised',
] as const;
export type InstitutionKind = (typeof INSTITUTION_KINDS)[number];

const ORDER_NAMES: ReadonlyMap<string, Order> = new Map([
  ['federal', 'federal'],
  ['estatal', 'state'],
  ['municipal', 'municipal'],
]);

/** The names the 2017 edition uses, and the forms other editions and catalogues give the same kinds. */
const KIND_NAMES: ReadonlyMap<string, InstitutionKind> = new Map([
  ['ejecutivo federal', 'federal_executive'],
  ['poder ejecutivo federal', 'federal_executive'],
  ['ejecutivo estatal', 'state_executive'],
  ['poder ejecutivo estatal', 'state_executive'],
  ['legislativo', 'legislative'],
  ['poder legislativo', 'legislative'],
  ['judicial', 'judicial'],
  ['poder judicial', 'judicial'],
  ['autonomo', 'autonomous'],
  ['organo autonomo', 'autonomous'],
  ['organismo autonomo', 'autonomous'],
  ['partido', 'party'],
  ['partido politico', 'party'],
  ['sindicato', 'union'],
  ['fideicomiso', 'trust_fund'],
  ['fideicomiso o fondo publico', 'trust_fund'],
  ['universidad', 'university'],
  ['municipio', 'municipality'],
  ['alcaldia', 'municipality'],
  ['descentralizado', 'decentralised'],
  ['organismo descentralizado', 'decentralised'],
]);

/**
 * Reads an order of government from its Spanish name (`Federal`, `Estatal`, `Municipal`; case and accents do not
 * matter) or from our own name for it.
 *
 * @throws RangeError that quotes the text and lists what was expected.
 */
export function parseOrder(text: string): Order {
  const found = ORDERS.find((order) => order === text) ?? ORDER_NAMES.get(normalise(text));
  if (found) return found;
  throw new RangeError(`"${text}" is not an order of government: Federal, Estatal or Municipal was expected`);
}

/**
 * Reads a kind of institution from its Spanish name as the Métrica writes it (`Ejecutivo estatal`, `Sindicato`; case
 * and accents do not matter) or from our own name for it.
 *
 * @throws RangeError that quotes the text and lists what was expected.
 */
export function parseKind(text: string): InstitutionKind {
  const found = INSTITUTION_KINDS.find((kind) => kind === text) ?? KIND_NAMES.get(normalise(text));
  if (found) return found;
  throw new RangeError(
    `"${text}" is not a kind of institution: Ejecutivo federal, Ejecutivo estatal, Legislativo, Judicial, Autónomo, ` +
      'Partido, Sindicato, Fideicomiso, Universidad, Municipio or Descentralizado was expected',
  );
}
