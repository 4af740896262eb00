import { badRequest } from '#platform/errors/problem.ts';
import {
  kindOfSlug,
  kindSlugs,
  longestSearch,
  orderOfSlug,
  orderSlugs,
  readStateAddress,
  UNKNOWN_KIND_SLUG,
} from '../rules/index.ts';
import type { InstitutionFilter, StateRow } from '../store.ts';

/** The query parameters that narrow down the list of institutions. */
const filterParameters = ['q', 'entidad', 'orden_gobierno', 'tipo'] as const;
type FilterParameter = (typeof filterParameters)[number];

/** What was asked for, as typed; absent where nothing was. */
export type TypedFilter = Readonly<Partial<Record<FilterParameter, string>>>;

/** Reads what was asked for, as typed; empty fields, as forms send them, are left out. */
export function typedFilter(query: URLSearchParams): TypedFilter {
  const given = filterParameters.flatMap((name) => {
    const value = query.get(name)?.trim();
    return value ? [[name, value]] : [];
  });
  return Object.fromEntries(given);
}

function unknownValue(parameter: FilterParameter, value: string, known: readonly string[]) {
  const list = known.join(', ');
  return badRequest(
    `«${value}» no es un valor de ${parameter}. Puedes usar: ${list}.`,
    `“${value}” is not a value of ${parameter}. You can use: ${list}.`,
    parameter,
  );
}

function tooLong(parameter: FilterParameter, length: number) {
  return badRequest(
    `La búsqueda tiene ${length} caracteres y el máximo es ${longestSearch}. Usa menos palabras.`,
    `The search has ${length} characters and the limit is ${longestSearch}. Use fewer words.`,
    parameter,
  );
}

/**
 * Reads the filters of an address.
 * @throws Problem 400 that names the parameter and lists the values there are
 */
export function readInstitutionFilter(typed: TypedFilter, states: readonly StateRow[]): InstitutionFilter {
  const { q, entidad, orden_gobierno: orderTyped, tipo } = typed;
  if (q && q.length > longestSearch) throw tooLong('q', q.length);
  const order = orderTyped ? orderOfSlug(orderTyped) : undefined;
  if (orderTyped && !order) throw unknownValue('orden_gobierno', orderTyped, orderSlugs);
  const kind = tipo === UNKNOWN_KIND_SLUG ? 'unknown' : tipo ? kindOfSlug(tipo) : undefined;
  if (tipo && !kind) throw unknownValue('tipo', tipo, [...kindSlugs, UNKNOWN_KIND_SLUG]);
  return { words: q, state: entidad ? readState(entidad, states).clave : undefined, order, kind };
}

function readState(typed: string, states: readonly StateRow[]): StateRow {
  const address = readStateAddress(states, typed);
  if (address.kind !== 'unknown') return address.state;
  throw unknownValue(
    'entidad',
    typed,
    (address.near.length > 0 ? address.near : states).map(({ slug }) => slug),
  );
}
