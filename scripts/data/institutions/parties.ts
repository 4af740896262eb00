import { normalise } from '../../../src/modules/territory/rules/index.ts';

/** A national party: how it is named, the acronym the sources use, and how its name is recognised. */
interface Party {
  acronym: string;
  name: string;
  /** What the normalised name holds once `partido` and the like are gone. */
  core: string;
}

const PARTIES: readonly Party[] = [
  { acronym: 'PAN', name: 'Partido Acción Nacional', core: 'accion nacional' },
  { acronym: 'PRI', name: 'Partido Revolucionario Institucional', core: 'revolucionario institucional' },
  { acronym: 'PRD', name: 'Partido de la Revolución Democrática', core: 'revolucion democratica' },
  { acronym: 'PT', name: 'Partido del Trabajo', core: 'trabajo' },
  { acronym: 'PVEM', name: 'Partido Verde Ecologista de México', core: 'verde ecologista' },
  { acronym: 'PMC', name: 'Movimiento Ciudadano', core: 'movimiento ciudadano' },
  { acronym: 'PANAL', name: 'Nueva Alianza', core: 'nueva alianza' },
  { acronym: 'PM', name: 'Morena', core: 'morena' },
  { acronym: 'PES', name: 'Encuentro Social', core: 'encuentro social' },
  { acronym: 'PH', name: 'Partido Humanista', core: 'humanista' },
  { acronym: 'PSD', name: 'Partido Socialdemócrata', core: 'socialdemocrata' },
];

/** `Partido Acción Nacional (PAN)`; Morena is no acronym and stands alone. */
function fullName({ name, acronym }: Party): string {
  return acronym === 'PM' ? name : `${name} (${acronym})`;
}

/** The readable name behind an acronym of the 2017 base, or nothing when it is not a party's. */
export function partyByAcronym(acronym: string): string | undefined {
  const party = PARTIES.find((known) => known.acronym === acronym);
  return party && fullName(party);
}

/** Words around a party's name that tell its office in a state, not another party. */
const OFFICE =
  /\b(?:partido|politico|nacional(?= (?:nueva|movimiento))|estatal|estado|en|de|del|el|la|mexico|comite|comision|directivo|ejecutivo|operativa|ut|movimiento(?= (?:de )?regeneracion)|regeneracion nacional)\b/g;

/**
 * The national party that an entry stands for in a state: `Partido del Trabajo Estatal de Hidalgo`, `Movimiento
 * Ciudadano`. A local party that carries on a national one's name (`Nueva Alianza Hidalgo`) is another institution, as
 * is a union of its workers; so nothing but the state's name may be left over, and for those two not even that.
 */
export function partyOf(name: string, stateNames: readonly string[]): string | undefined {
  const acronymless = name.replace(/\([^)]*\)/g, ' ');
  const plain = normalise(acronymless).replace('regeneracion nacional', 'regeneracion nacional morena');
  const core = plain
    .replace(OFFICE, ' ')
    .replace(/\bmorena morena\b/, 'morena')
    .replace(/\s+/g, ' ')
    .trim();
  for (const party of PARTIES) {
    if (core === party.core) return fullName(party);
    const isLocalName = ['PANAL', 'PES', 'PH', 'PSD'].includes(party.acronym);
    if (isLocalName && !/ en (?:el estado de )?[a-z ]+$/.test(plain)) continue;
    if (stateNames.some((state) => core === `${party.core} ${normalise(state)}`)) return fullName(party);
  }
  return undefined;
}
