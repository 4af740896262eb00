import { INSTITUTION_KINDS, type InstitutionKind, ORDERS, type Order } from './kinds.ts';

/** How kinds are written in addresses: `/instituciones?tipo=ejecutivo-estatal`. */
const KIND_SLUGS: Readonly<Record<InstitutionKind, string>> = {
  federal_executive: 'ejecutivo-federal',
  state_executive: 'ejecutivo-estatal',
  legislative: 'legislativo',
  judicial: 'judicial',
  autonomous: 'autonomo',
  party: 'partido',
  union: 'sindicato',
  trust_fund: 'fideicomiso',
  university: 'universidad',
  municipality: 'municipio',
  decentralised: 'descentralizado',
};

/** How orders of government are written in addresses: `/instituciones?orden_gobierno=estatal`. */
const ORDER_SLUGS: Readonly<Record<Order, string>> = {
  federal: 'federal',
  state: 'estatal',
  municipal: 'municipal',
};

/** Stands in an address for the institutions whose kind is not known. */
export const UNKNOWN_KIND_SLUG = 'sin-dato';

/** A kind as addresses write it, in Spanish: `'ejecutivo-estatal'`. */
export function kindSlug(kind: InstitutionKind): string {
  return KIND_SLUGS[kind];
}

/** The kind that an address names; undefined where it names none. */
export function kindOfSlug(slug: string): InstitutionKind | undefined {
  return INSTITUTION_KINDS.find((kind) => KIND_SLUGS[kind] === slug);
}

/** Every kind as addresses write it, in the order of {@link INSTITUTION_KINDS}. */
export const kindSlugs: readonly string[] = INSTITUTION_KINDS.map(kindSlug);

/** An order of government as addresses write it, in Spanish: `'estatal'`. */
export function orderSlug(order: Order): string {
  return ORDER_SLUGS[order];
}

/** The order of government that an address names; undefined where it names none. */
export function orderOfSlug(slug: string): Order | undefined {
  return ORDERS.find((order) => ORDER_SLUGS[order] === slug);
}

/** Every order as addresses write it, from the country down. */
export const orderSlugs: readonly string[] = ORDERS.map(orderSlug);

/** The page of a state or of the federation: `/entidades/oaxaca`. */
export function statePath(slug: string): string {
  return `/entidades/${slug}`;
}

/** The page of an institution. */
export function institutionPath(slug: string): string {
  return `/instituciones/${slug}`;
}

/** The id of a municipality's row on the page that lists those of its state. */
export function municipalityAnchor(clave: string): string {
  return `municipio-${clave}`;
}

/** The longest search taken, in characters. */
export const longestSearch = 100;
