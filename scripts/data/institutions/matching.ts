import { normalise } from '../../../src/modules/territory/rules/index.ts';
import { stateNames } from '../states.ts';
import { FEDERAL_NAMES } from './federal.ts';
import { KNOWN_PAIRS } from './known-pairs.ts';
import type { Observation } from './metrica-base.ts';
import { governmentOf, type MunicipalityFinder } from './municipal.ts';
import { partyByAcronym, partyOf } from './parties.ts';
import type { PntEntry } from './pnt.ts';
import { plainName, roleOf } from './roles.ts';

/** The rules by which an observation finds its entry in the catalogue, the strictest first. */
export type MatchRule =
  | 'municipality'
  | 'party'
  | 'federal'
  | 'known pair'
  | 'role'
  | 'name'
  | 'name without notes'
  | 'name without state';

/** The entries that are one institution with an observation, and the rule that said so. */
export interface Match {
  entries: PntEntry[];
  rule: MatchRule;
}

/** What an observation and an entry must have in common by a rule; nothing where the rule does not speak of them. */
interface Keys {
  rule: MatchRule;
  ofObservation(observation: Observation): string | undefined;
  ofEntry(entry: PntEntry): string | undefined;
}

/**
 * Local parties that took the name of a national one after it had lost its registration: in Colima `Partido Encuentro
 * Social` entered the catalogue in August 2019, so it is not the party observed for the edition of 2017.
 */
const SUCCESSORS = new Set(['06 Partido Encuentro Social']);

/** Labels of the base that stand for a role rather than a name. */
const LABELS = new Set([
  'Congreso Estatal',
  'Auditoria Estatal',
  'Tribunal Superior De Justicia',
  'Gobernador',
  'Instituto Electoral',
  'DIF',
  'Secretaria de Gobierno',
  'Secretaria de Seguridad',
  'Secretaria de Educacion',
  'Secretaria de Salud',
  'Secretaria de Hacienda',
  'Secretaria de Desarrollo Social',
]);

const withoutNotes = (name: string) => normalise(name.replace(/\([^)]*\)|[“"”][^“"”]*[“"”]/g, ' '));

function rules(finder: MunicipalityFinder): Keys[] {
  return [
    {
      rule: 'municipality',
      ofObservation: ({ clave, kind, name }) =>
        kind === 'municipality' ? finder.find(clave, name)?.clave : undefined,
      ofEntry: ({ clave, name }) => (clave === '00' ? undefined : governmentOf(finder, clave, name)?.clave),
    },
    {
      rule: 'party',
      ofObservation: ({ kind, name }) => (kind === 'party' ? partyByAcronym(name) : undefined),
      ofEntry: ({ clave, name }) =>
        SUCCESSORS.has(`${clave} ${name}`) ? undefined : partyOf(name, stateNames(clave).name),
    },
    {
      rule: 'federal',
      ofObservation: ({ clave, name }) => {
        const known = clave === '00' ? FEDERAL_NAMES.find(({ base }) => base === name) : undefined;
        return known?.pnt && normalise(known.pnt);
      },
      ofEntry: ({ clave, name }) => (clave === '00' ? normalise(name) : undefined),
    },
    {
      rule: 'known pair',
      ofObservation: ({ clave, name }) => {
        const [, , pnt] = KNOWN_PAIRS.find(([state, base]) => state === clave && base === name) ?? [];
        return pnt && normalise(pnt);
      },
      ofEntry: ({ name }) => normalise(name),
    },
    {
      rule: 'role',
      ofObservation: ({ name }) => (LABELS.has(name) ? name : undefined),
      ofEntry: (entry) => roleOf(entry)?.label,
    },
    { rule: 'name', ofObservation: ({ name }) => normalise(name), ofEntry: ({ name }) => normalise(name) },
    {
      rule: 'name without notes',
      ofObservation: ({ name }) => withoutNotes(name),
      ofEntry: ({ name }) => withoutNotes(name),
    },
    {
      rule: 'name without state',
      ofObservation: ({ clave, name }) =>
        clave === '00' ? undefined : plainName(clave, name).replace(/ del estado$/, ''),
      ofEntry: ({ clave, name }) =>
        clave === '00' ? undefined : plainName(clave, name).replace(/ del estado$/, ''),
    },
  ];
}

/** Whether a rule may be used on a label: labels of roles are matched by their role alone, federal ones by the table. */
function mayUse(rule: MatchRule, { clave, name, kind }: Observation): boolean {
  if (!rule.startsWith('name')) return true;
  if (kind === 'municipality' || kind === 'party') return false;
  if (clave === '00') return !FEDERAL_NAMES.some(({ base }) => base === name);
  return !LABELS.has(name);
}

/** Whether several entries are one institution that the catalogue lists more than once: the same name throughout. */
const isRepeated = (entries: readonly PntEntry[]) =>
  new Set(entries.map(({ name }) => normalise(name))).size === 1;

/**
 * Finds for each observation the entry of the catalogue that is the same institution. A match needs the same state and
 * the same key by some rule, with no other observation and no other entry having that key; what is left over by one
 * rule goes to the next. What finds none stays alone: a missing match is a gap, a wrong one would be a falsehood.
 */
export function matchObservations(
  observations: readonly Observation[],
  entries: readonly PntEntry[],
  finder: MunicipalityFinder,
): Map<Observation, Match> {
  const matches = new Map<Observation, Match>();
  const taken = new Set<PntEntry>();
  for (const { rule, ofObservation, ofEntry } of rules(finder)) {
    const key = (clave: string, own: string | undefined) => (own ? `${clave} ${own}` : '');
    const free = entries.filter((entry) => !taken.has(entry));
    const byKey = Map.groupBy(free, (entry) => key(entry.clave, ofEntry(entry)));
    const waiting = observations.filter(
      (observation) => !matches.has(observation) && mayUse(rule, observation),
    );
    for (const [own, candidates] of Map.groupBy(waiting, (one) => key(one.clave, ofObservation(one)))) {
      const found = byKey.get(own);
      const [observation] = candidates;
      if (own === '' || !found || !observation || candidates.length > 1 || !isRepeated(found)) continue;
      matches.set(observation, { entries: found, rule });
      for (const entry of found) taken.add(entry);
    }
  }
  return matches;
}
