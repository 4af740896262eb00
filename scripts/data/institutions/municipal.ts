import { normalise } from '../../../src/modules/territory/rules/index.ts';
import type { Municipality } from '../territory.ts';

/** Words that do not tell municipalities apart. */
const FILLERS = new Set(['de', 'del', 'la', 'las', 'los', 'el', 'y', 'heroica', 'ciudad', 'h', 'cd']);

const ABBREVIATIONS: Readonly<Record<string, string>> = { gral: 'general', dr: 'doctor' };

const words = (text: string) => normalise(text).split(' ');
const telling = (text: string) =>
  words(text)
    .map((word) => ABBREVIATIONS[word] ?? word)
    .filter((word) => !FILLERS.has(word));

/**
 * Names that data sets give to municipalities and that no rule below finds: seats of government, earlier names, and
 * names cut short or misspelt in the source. By state and normalised name, with the name in the catalogue, or the clave where two there share it (the one on the coast, in Juquila, is 20318).
 */
const KNOWN: Readonly<Record<string, string>> = {
  '04 san francisco de campeche': 'Campeche',
  '05 parras de la fuente': 'Parras',
  '05 cuatrocienegas': 'Cuatro Ciénegas',
  '07 capitan angel vidal': 'Capitán Luis Ángel Vidal',
  '07 pueblo nuevo solistuacan': 'Pueblo Nuevo Solistahuacán',
  '08 batopilas': 'Batopilas de Manuel Gómez Morín',
  '08 coyame': 'Coyame del Sotol',
  '08 temosachi': 'Temósachic',
  '11 dolores': 'Dolores Hidalgo Cuna de la Independencia Nacional',
  '11 guanajuato capital': 'Guanajuato',
  '11 juventino rosas': 'Santa Cruz de Juventino Rosas',
  '11 san miguel allende': 'San Miguel de Allende',
  '11 silao': 'Silao de la Victoria',
  '11 tierrablanca': 'Tierra Blanca',
  '12 florencio villareal': 'Florencio Villarreal',
  '13 meztitlan': 'Metztitlán',
  '17 jonacatepec': 'Jonacatepec de Leandro Valle',
  '17 zacualpan': 'Zacualpan de Amilpas',
  '20 san pedro mixtepec region costa juquila': '20318',
  '23 othon': 'Othón P. Blanco',
  '24 real de catorce': 'Catorce',
  '29 zitlaltepec de trinidad sanchez santos': 'Ziltlaltépec de Trinidad Sánchez Santos',
  '31 suma de hidalgo': 'Suma',
  '31 tiziman': 'Tizimín',
  '32 cuahutemoc': 'Cuauhtémoc',
  '32 florencia de benito juarez': 'Benito Juárez',
};

/** Finds municipalities by name within a state. */
export interface MunicipalityFinder {
  /** The municipality meant by a name, or nothing when no single one is. */
  find(clave: string, name: string): Municipality | undefined;
  /** The municipality listed under just this name, without a word that says so: only by its exact or known name. */
  findListed(clave: string, name: string): Municipality | undefined;
}

/** The one element of a list that has just one. */
function only<Element>(elements: readonly Element[]): Element | undefined {
  return elements.length === 1 ? elements[0] : undefined;
}

/** Prepares the search. A name is compared with both names of a municipality where the sources differ. */
export function municipalityFinder(municipalities: readonly Municipality[]): MunicipalityFinder {
  const byState = Map.groupBy(municipalities, ({ state }) => state);
  const namesOf = ({ clave, name, otherName }: Municipality) => [clave, name, otherName ?? name];

  function search(clave: string, fits: (name: string) => boolean): Municipality | undefined {
    return only((byState.get(clave) ?? []).filter((municipality) => namesOf(municipality).some(fits)));
  }

  function findExactly(clave: string, name: string): Municipality | undefined {
    return search(clave, (known) => normalise(known) === normalise(name));
  }

  function findListed(clave: string, name: string): Municipality | undefined {
    return findExactly(clave, KNOWN[`${clave} ${normalise(name)}`] ?? name);
  }

  function find(clave: string, name: string): Municipality | undefined {
    const wanted = telling(name);
    const joined = wanted.join('');
    return (
      findListed(clave, name) ??
      search(clave, (candidate) => telling(candidate).join('') === joined) ??
      search(clave, (candidate) => ` ${telling(candidate).join(' ')} `.startsWith(` ${wanted.join(' ')} `)) ??
      search(clave, (candidate) => ` ${telling(candidate).join(' ')} `.endsWith(` ${wanted.join(' ')} `)) ??
      search(clave, (candidate) => ` ${wanted.join(' ')} `.startsWith(` ${telling(candidate).join(' ')} `))
    );
  }

  return { find, findListed };
}

const GOVERNMENT =
  /^(?:el )?(?:h\.? ?|honorable )?(?:ayuntamiento|municipio|presidencia municipal|gobierno municipal|alcald[ií]a|concejo municipal)(?: municipal| constitucional)?(?: del? municipio)?(?: de[l.]?)?(?: )(.+)$/i;

/**
 * The municipality whose government a name stands for: `H. Ayuntamiento de Calvillo`, `Municipio de Calvillo`,
 * `Alcaldía Coyoacán`, or in the states that list them so just `Calvillo`. Bodies of a municipality are not it.
 */
export function governmentOf(
  finder: MunicipalityFinder,
  clave: string,
  name: string,
): Municipality | undefined {
  const named = GOVERNMENT.exec(name.trim());
  const place = named?.[1];
  if (place === undefined) return finder.findListed(clave, name);
  const isBody = /[-–(]|\b(?:DIF|SAPAM|SMAPA)\b/.test(place.replace(/\(REGIÓN .*\)$/, ''));
  return isBody ? undefined : finder.find(clave, place);
}
