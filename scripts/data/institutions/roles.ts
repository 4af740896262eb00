import { type InstitutionKind, normalise } from '../../../src/modules/territory/rules/index.ts';
import { STATES } from '../states.ts';

/**
 * An institution that every state has just one of and that the 2017 base calls by the same label everywhere, whatever
 * its name in the state: `Congreso Estatal`, `Gobernador`. `names` says what the catalogue may call it.
 */
export interface Role {
  label: string;
  kind: InstitutionKind;
  names: RegExp;
}

/** Matched against a normalised name without honorifics, notes in parentheses and the state's name at its end. */
const ROLES: readonly Role[] = [
  {
    label: 'Congreso Estatal',
    kind: 'legislative',
    names:
      /^(?:congreso(?: del estado(?: libre y soberano)?)?|poder legislativo(?: del estado)?|lxiii legislatura(?: del estado)?)$/,
  },
  {
    label: 'Auditoria Estatal',
    kind: 'legislative',
    names:
      /^(?:auditoria superior|organo superior de fiscalizacion|organo de fiscalizacion superior|entidad de auditoria superior|entidad superior de(?: auditoria y)? fiscalizacion|instituto superior de auditoria y fiscalizacion|osafig)(?: del estado| del congreso del estado)?$/,
  },
  {
    label: 'Tribunal Superior De Justicia',
    kind: 'judicial',
    names:
      /^(?:supremo tribunal|tribunal superior) de justicia(?: del estado)?(?: y)?(?: consejo de la judicatura)?$/,
  },
  {
    label: 'Gobernador',
    kind: 'state_executive',
    names:
      /^(?:gubernatura|jefatura de gobierno|oficinas? (?:ejecutiva )?(?:del c |del |de la )(?:gobernador|gubernatura)(?: del estado)?|despacho (?:del )?(?:titular del |c )?(?:ejecutivo(?: estatal)?|gobernador))$/,
  },
  {
    label: 'Instituto Electoral',
    kind: 'autonomous',
    names:
      /^(?:instituto (?:estatal )?electoral|instituto de elecciones|instituto tlaxcalteca de elecciones|instituto morelense de procesos electorales|comision estatal electoral|consejo estatal electoral|organismo publico local electoral)(?: y (?:de )?participacion ciudadana)?(?: del estado)?$/,
  },
  {
    label: 'DIF',
    kind: 'state_executive',
    names:
      /^(?:dif|dif estatal|sistema dif estatal|(?:sistema (?:estatal )?para el )?desarrollo integral (?:de|para) la familia(?: dif)?)(?: del estado)?$/,
  },
  {
    label: 'Secretaria de Gobierno',
    kind: 'state_executive',
    names: /^secretaria (?:general de gobierno|de gobierno|de gobernacion)$/,
  },
  {
    label: 'Secretaria de Seguridad',
    kind: 'state_executive',
    names: /^secretaria de seguridad(?: publica| ciudadana| y proteccion ciudadana)?(?: del estado)?$/,
  },
  {
    label: 'Secretaria de Educacion',
    kind: 'state_executive',
    names: /^secretaria de educacion(?: publica)?(?: del estado)?$/,
  },
  {
    label: 'Secretaria de Salud',
    kind: 'state_executive',
    names: /^secretaria de salud(?: publica)?(?: del estado)?$/,
  },
  {
    label: 'Secretaria de Hacienda',
    kind: 'state_executive',
    names: /^secretaria de (?:la )?hacienda(?: publica)?$/,
  },
  {
    label: 'Secretaria de Desarrollo Social',
    kind: 'state_executive',
    names: /^secretaria de desarrollo social$/,
  },
];

/** Official names that differ from the everyday ones, as institutions carry them. */
const OFFICIAL: Readonly<Record<string, string>> = {
  '05': 'Coahuila de Zaragoza',
  '16': 'Michoacán de Ocampo',
  '30': 'Veracruz de Ignacio de la Llave',
};

/** What a state's name looks like at the end of an institution's, with the words that lead to it. */
const ENDINGS = new Map(
  STATES.map(({ clave, name, aliases }) => {
    const names = [OFFICIAL[clave] ?? name, name, ...aliases].map(normalise).join('|');
    const leading = '(?: (?:del?|en)(?: la| el)?)?( estado(?: libre y soberano)?(?: de)?)?';
    return [clave, new RegExp(`${leading} (?:${names})$`)];
  }),
);

/** The normalised name without honorifics, notes in parentheses and the state's name at its end. */
export function plainName(clave: string, name: string): string {
  const bare = normalise(name.replace(/\([^)]*\)/g, ' ')).replace(/^(?:h |honorable )/, '');
  const ending = ENDINGS.get(clave);
  if (!ending) throw new Error(`There is no state with the clave "${clave}"`);
  return bare.replace(ending, (_, ofState?: string) => (ofState ? ' del estado' : '')).trim();
}

/** The role of a state's institution by its name in the catalogue. */
export function roleOf({ clave, name }: { clave: string; name: string }): Role | undefined {
  if (clave === '00') return undefined;
  // Chihuahua's catalogue lists the DIF of its capital and of each other municipality as `DIF <municipality>`.
  if (clave === '08' && name === 'DIF Chihuahua') return undefined;
  const plain = plainName(clave, name);
  return ROLES.find(({ names }) => names.test(plain));
}
