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
  '16 zinapacuaro': 'Zinapécuaro',
  '17 jonacatepec': 'Jonacatepec de Leandro Valle',
  '17 zacualpan': 'Zacualpan de Amilpas',
  '20 san pedro mixtepec region costa juquila': '20318',
  '23 othon': 'Othón P. Blanco',
  '24 real de catorce': 'Catorce',
  '28 xicotancatl': 'Xicoténcatl',
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

/** A municipality with its names, and its clave, in the forms in which they are compared. */
interface Known {
  municipality: Municipality;
  /** Normalised. */
  names: readonly string[];
  /** The telling words of each name. */
  telling: readonly (readonly string[])[];
}

function knownBy(municipality: Municipality): Known {
  const { clave, name, otherName } = municipality;
  const names = [...new Set([clave, name, otherName ?? name])];
  return { municipality, names: names.map(normalise), telling: names.map(telling) };
}

const begins = (words: readonly string[], start: readonly string[]) =>
  start.every((word, at) => words[at] === word);

/** Prepares the search. A name is compared with both names of a municipality where the sources differ. */
export function municipalityFinder(municipalities: readonly Municipality[]): MunicipalityFinder {
  const byState = Map.groupBy(municipalities.map(knownBy), ({ municipality }) => municipality.state);

  function search(clave: string, fits: (known: Known) => boolean): Municipality | undefined {
    return only((byState.get(clave) ?? []).filter(fits))?.municipality;
  }

  function findListed(clave: string, name: string): Municipality | undefined {
    const wanted = normalise(name);
    const known = normalise(KNOWN[`${clave} ${wanted}`] ?? name);
    return search(clave, ({ names }) => names.includes(known));
  }

  function find(clave: string, name: string): Municipality | undefined {
    const wanted = telling(name);
    const joined = wanted.join('');
    const fitting = (fits: (words: readonly string[]) => boolean) =>
      search(clave, (known) => known.telling.some(fits));
    return (
      findListed(clave, name) ??
      fitting((words) => words.join('') === joined) ??
      fitting((words) => begins(words, wanted)) ??
      fitting((words) => begins(words.toReversed(), wanted.toReversed())) ??
      fitting((words) => begins(wanted, words))
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

const BODY_OF_MUNICIPALITY = /\b(?:municipio|municipal|ayuntamiento|ayto)\b/;
const OF_SEVERAL = /\bintermunicipal|\bmunicipios\b/;

/**
 * The one municipality that a body belongs to, where its name says so: `DIF Municipal de Tuxpan`, `Instituto Municipal
 * de la Mujer de Mazatlán`, `SIMAS Torreón`. The name must end with the municipality's, the state's name and notes
 * aside.
 */
export function municipalityOfBody(
  finder: MunicipalityFinder,
  clave: string,
  name: string,
  stateName: string,
): Municipality | undefined {
  // `Saltillo, Coahuila` loses the state; `de Chihuahua` and `DIF Chihuahua` may be the city and keep it.
  const state = new RegExp(`(?<! del?|^dif|^simas) ${normalise(stateName)}$`);
  const plain = normalise(name.replace(/\([^)]*\)| - DIF .*$/g, ' ')).replace(state, '');
  const short =
    /^(?:sistema municipal dif|dif municipal|dif|simas|implan) (?:de |del municipio de )?(.+)$/.exec(
      plain,
    )?.[1];
  if (short !== undefined) return finder.findListed(clave, short);
  if (!BODY_OF_MUNICIPALITY.test(plain) || OF_SEVERAL.test(plain)) return undefined;
  const tails = [...plain.matchAll(/ (?:del?|en) /g)].map((found) =>
    plain.slice(found.index + found[0].length),
  );
  return tails.map((tail) => finder.findListed(clave, tail)).find((found) => found !== undefined);
}
