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
  /\b(?:partido|politico nacional|estatal|estado|en|de|del|el|la|mexico|comite|comision|directivo|ejecutiv[ao]|operativa|ut|movimiento(?= (?:de )?regeneracion)|regeneracion nacional)\b/g;

/** Parties that lost their national registration: local parties carry on their names and are other institutions. */
const LOST = new Set(['PANAL', 'PES', 'PH', 'PSD']);

/**
 * The national party that an entry stands for in a state: `Partido del Trabajo Estatal de Hidalgo`, `Movimiento
 * Ciudadano`. Nothing but words of office and the state's name may be left over, so a union of a party's workers is not
 * the party; and where local parties carry on a lost party's name, not even the state's (`Nueva Alianza Hidalgo`).
 */
export function partyOf(name: string, stateName: string): string | undefined {
  const plain = normalise(name.replace(/\([^)]*\)/g, ' ')).replace(
    /regeneracion nacional$/,
    'regeneracion nacional morena',
  );
  const core = plain.replace(OFFICE, ' ').replace(/\s+/g, ' ').trim();
  const state = normalise(stateName);
  const found = PARTIES.find((party) => {
    if (!LOST.has(party.acronym)) return core === party.core || core === `${party.core} ${state}`;
    return new RegExp(`^(?:partido (?:politico nacional )?)?${party.core}(?: en ${state})?$`).test(plain);
  });
  return found && fullName(found);
}
