/** INEGI's two-digit *clave de entidad*: `'01'` to `'32'` for the states, `'00'` for the federation. */
export type Clave = string & { readonly brand: 'clave' };

/** INEGI's five-digit *clave de municipio*: the state's two digits and three of its own, as in `'20067'`. */
export type MunicipalityClave = string & { readonly brand: 'municipality clave' };

const STATE = /^(?:0[1-9]|[12][0-9]|3[0-2])$/;
const MUNICIPALITY = /^(?:0[1-9]|[12][0-9]|3[0-2])(?!000)[0-9]{3}$/;

/** The federation's clave, `'00'`: not INEGI's own, but what federal data sets use. */
export const FEDERATION = '00' as Clave;

/** Says whether a text is the clave of the federation or of a state. */
export function isClave(text: string): text is Clave {
  return text === FEDERATION || STATE.test(text);
}

/** Says whether a text has the form of a municipality's clave; whether that municipality exists the catalogue says. */
export function isMunicipalityClave(text: string): text is MunicipalityClave {
  return MUNICIPALITY.test(text);
}

/**
 * Reads a clave, two digits from `00` to `32`.
 *
 * @throws RangeError that quotes the text and says what was expected.
 */
export function parseClave(text: string): Clave {
  if (isClave(text)) return text;
  const padded = text.trim().padStart(2, '0');
  const hint = isClave(padded) ? `; did you mean "${padded}"?` : '';
  throw new RangeError(
    `"${text}" is not the clave of a state: two digits from 00 to 32 were expected${hint}`,
  );
}

/**
 * Reads a municipality's clave, five digits of which the first two are a state's (`01` to `32`).
 *
 * @throws RangeError that quotes the text and says what was expected.
 */
export function parseMunicipalityClave(text: string): MunicipalityClave {
  if (isMunicipalityClave(text)) return text;
  const padded = text.trim().padStart(5, '0');
  const hint = isMunicipalityClave(padded) ? `; did you mean "${padded}"?` : '';
  throw new RangeError(
    `"${text}" is not the clave of a municipality: five digits, the first two from 01 to 32, were expected${hint}`,
  );
}

/** Gives the clave of the state a municipality belongs to. */
export function stateOf(municipality: MunicipalityClave): Clave {
  return municipality.slice(0, 2) as Clave;
}

/** The 33 units of the country in the order of their claves: the federation first, then the 32 states. */
export const CLAVES: readonly Clave[] = Array.from(
  { length: 33 },
  (_, number) => String(number).padStart(2, '0') as Clave,
);
