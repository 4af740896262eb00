import { FEDERATION, longestSearch, readStateAddress, type StateRow } from '#modules/territory/index.ts';
import { badRequest } from '#platform/errors/problem.ts';
import { completions, themes, themeWords } from '../rules/index.ts';
import { type CommitmentFilter, urgencies } from '../store/listing.ts';

/** The query parameters that narrow a list of commitments. */
const filterParameters = ['q', 'entidad', 'tema', 'avance', 'plazo', 'institucion'] as const;
type FilterParameter = (typeof filterParameters)[number];

/** Those that the form has a field for; the institution comes with a link and stays. */
export const filterFields = ['q', 'entidad', 'tema', 'avance', 'plazo'] as const;

/** What was asked for, as typed; absent where nothing was. */
export type TypedFilter = Readonly<Partial<Record<FilterParameter, string>>>;

export { themeWords };

/** Words of addresses for those of the records. */
export const completionWords = {
  'not-started': 'no-iniciado',
  limited: 'limitado',
  substantial: 'sustancial',
  complete: 'completo',
  unknown: 'sin-dato',
} as const;

export const urgencyWords = {
  overdue: 'vencido',
  soon: 'por-vencer',
  ahead: 'en-plazo',
  'no-date': 'sin-fecha',
  done: 'cerrado',
  silent: 'en-silencio',
} as const;

/** Reads what was asked for, as typed; empty fields, as forms send them, are left out. */
export function typedFilter(query: URLSearchParams): TypedFilter {
  const given = filterParameters.flatMap((name) => {
    const value = query.get(name)?.trim();
    return value ? [[name, value]] : [];
  });
  return Object.fromEntries(given);
}

/** @throws Problem 400 that lists the values there are */
function wordOf<Key extends string>(
  parameter: FilterParameter,
  typed: string | undefined,
  keys: readonly Key[],
  words: Readonly<Record<Key, string>>,
): Key | undefined {
  if (typed === undefined) return undefined;
  const found = keys.find((key) => words[key] === typed);
  if (found !== undefined) return found;
  throw unknownValue(
    parameter,
    typed,
    keys.map((key) => words[key]),
  );
}

function unknownValue(parameter: FilterParameter, value: string, known: readonly string[]) {
  const list = known.join(', ');
  return badRequest(
    `«${value}» no es un valor de ${parameter}. Puedes usar: ${list}.`,
    `“${value}” is not a value of ${parameter}. You can use: ${list}.`,
    parameter,
  );
}

/** The clave of a state by any way to write it. */
function readState(typed: string | undefined, states: readonly StateRow[]): string | undefined {
  if (typed === undefined) return undefined;
  const all = states.filter(({ clave }) => clave !== FEDERATION);
  const address = readStateAddress(all, typed);
  if (address.kind !== 'unknown') return address.state.clave;
  const near = address.near.length > 0 ? address.near : all;
  throw unknownValue(
    'entidad',
    typed,
    near.map(({ slug }) => slug),
  );
}

/**
 * Reads the filters of an address.
 * @throws Problem 400 that names the parameter and lists the values there are
 */
export function readFilter(typed: TypedFilter, states: readonly StateRow[]): CommitmentFilter {
  const { q, entidad, tema, avance, plazo, institucion } = typed;
  if (q && q.length > longestSearch) {
    throw badRequest(
      `La búsqueda tiene ${q.length} caracteres y el máximo es ${longestSearch}. Usa menos palabras.`,
      `The search has ${q.length} characters and the limit is ${longestSearch}. Use fewer words.`,
      'q',
    );
  }
  return {
    words: q,
    state: readState(entidad, states),
    theme: wordOf('tema', tema, themes, themeWords),
    completion: wordOf('avance', avance, [...completions, 'unknown'], completionWords),
    urgency: wordOf('plazo', plazo, urgencies, urgencyWords),
    institution: institucion,
  };
}
