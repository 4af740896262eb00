import { ascending, descending } from 'd3-array';
import { componentLevel, rankUnits, type Tree } from '../rules/index.ts';
import { indexMeasure } from './choice.ts';
import type { EditionInstitution, EditionUnit, EditionView } from './view.ts';

/** How many others a state is compared with. */
const peerCount = 5;

/** A state as the comparison needs it. */
interface Populated {
  clave: string;
  population2020: number | null;
}

/** The states nearest in population to one of them (2020 census), nearest first; none for one of unknown population. */
export function nearestInPopulation<T extends Populated>(states: readonly T[], clave: string): T[] {
  const own = states.find((state) => state.clave === clave)?.population2020;
  if (own == null) return [];
  const distance = ({ population2020 }: T) => Math.abs((population2020 ?? Number.POSITIVE_INFINITY) - own);
  return states
    .filter((state) => state.clave !== clave && state.population2020 !== null)
    .sort((a, b) => ascending(distance(a), distance(b)) || ascending(a.clave, b.clave))
    .slice(0, peerCount);
}

/** The units next to one in the ranking, above and below, the nearest ranks first; without the unit itself. */
export function nearestInRank(
  units: readonly EditionUnit[],
  clave: string,
  measure = indexMeasure,
): EditionUnit[] {
  const rankOf = (unit: EditionUnit) => unit.measures[measure]?.rank;
  const own = units.find((unit) => unit.clave === clave);
  const rank = own && rankOf(own);
  if (rank === undefined) return [];
  return units
    .filter((unit) => unit.clave !== clave && rankOf(unit) !== undefined)
    .sort(
      (a, b) =>
        ascending(Math.abs((rankOf(a) ?? 0) - rank), Math.abs((rankOf(b) ?? 0) - rank)) ||
        ascending(rankOf(a), rankOf(b)),
    )
    .slice(0, peerCount);
}

/** The measures at which institutions were scored and that together make the index: for 2017 `tg`, `tc`, `pg`, `pc`. */
export function indexComponents(view: EditionView): string[] {
  return view.tree && view.institutions.length > 0 ? componentLevel(view.tree, view.institutions) : [];
}

/** How much a component counts in the index: the product of the weights on the way up. */
export function shareInIndex(tree: Tree, component: string): number {
  let share = 1;
  for (let node = tree.measures.get(component); node?.parent; node = tree.measures.get(node.parent)) {
    share *= node.weight;
  }
  return share;
}

/** What raising one component of a unit to the best there is would do to its index. */
export interface Lever {
  component: string;
  /** The unit's own value of the component. */
  from: number;
  /** The highest value any unit has, and who has it. */
  to: number;
  best: EditionUnit;
  /** How much the index would rise; 0 where the unit is itself the best in everything. */
  gain: number;
  /** What the index would be, and which rank that would take among the others as they are. */
  value: number;
  rank: number;
}

/** The component that would move a unit's index most; null where its values are not known. */
export function strongestLever(view: EditionView, clave: string): Lever | null {
  const { tree, units } = view;
  const own = view.unitByClave.get(clave);
  const index = own?.measures[indexMeasure]?.value;
  if (!tree || !own || index === undefined) return null;
  const levers = indexComponents(view).flatMap((component): Lever[] => {
    const from = own.measures[component]?.value;
    const partValue = (unit: EditionUnit) => unit.measures[component]?.value ?? Number.NEGATIVE_INFINITY;
    const [best] = units.toSorted((a, b) => descending(partValue(a), partValue(b)));
    if (from === undefined || !best) return [];
    const to = partValue(best);
    const gain = shareInIndex(tree, component) * (to - from);
    const value = index + gain;
    return [{ component, from, to, best, gain, value, rank: rankAmong(units, clave, value) }];
  });
  // Where nothing can be learned from another unit, what is lowest has most room.
  levers.sort((a, b) => descending(a.gain, b.gain) || ascending(a.from, b.from));
  return levers[0] ?? null;
}

/** The rank that a unit would have with another value, the others as they are. */
function rankAmong(units: readonly EditionUnit[], clave: string, value: number): number {
  const ranked = rankUnits(
    units.map((unit) => [
      unit.clave,
      unit.clave === clave ? value : (unit.measures[indexMeasure]?.value ?? null),
    ]),
  );
  return ranked.find((unit) => unit.unit === clave)?.rank ?? 1;
}

/** A place in a list: 2 of 27. */
export interface Place {
  rank: number;
  of: number;
}

/** The place of an institution among others by one measure; null where it has no score. */
export function placeAmong(
  institutions: readonly EditionInstitution[],
  slug: string,
  measure = indexMeasure,
): Place | null {
  const ranked = rankUnits(institutions.map((one) => [one.slug, one.scores.get(measure) ?? null]));
  const rank = ranked.find(({ unit }) => unit === slug)?.rank ?? null;
  return rank === null ? null : { rank, of: ranked.filter((other) => other.rank !== null).length };
}

/** Institutions by a measure, highest first; those without it are left out. Equal ones by slug. */
export function byScore(
  institutions: readonly EditionInstitution[],
  measure = indexMeasure,
): EditionInstitution[] {
  return institutions
    .filter(({ scores }) => scores.has(measure))
    .sort((a, b) => descending(a.scores.get(measure), b.scores.get(measure)) || ascending(a.slug, b.slug));
}
