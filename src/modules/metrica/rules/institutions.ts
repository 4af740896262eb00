import type { Scores } from './scores.ts';

/** The order of government an institution belongs to. */
export type Order = 'federal' | 'state' | 'municipal';

/** An institution of an edition with the scores known of it, observed or computed. */
export interface ScoredInstitution {
  /** Stable and unique within the edition. */
  readonly slug: string;
  /** The unit it counts in: the INEGI clave of a state, `00` for the federation. */
  readonly unit: string;
  readonly order: Order;
  readonly kind: string;
  readonly scores: Scores;
}

/** Which institutions to look at; what is absent does not restrict. */
export interface InstitutionFilter {
  readonly order?: Order | undefined;
  readonly kind?: string | undefined;
  readonly unit?: string | undefined;
}

/** The same institution twice, which would count double. */
export class DuplicateInstitutionError extends Error {
  override readonly name = 'DuplicateInstitutionError';
  readonly slug: string;

  constructor(slug: string) {
    super(`The institution "${slug}" is there more than once.`);
    this.slug = slug;
  }
}

/** The institutions of an order, a kind, a unit, or any combination of them. */
export function selectInstitutions<T extends ScoredInstitution>(
  institutions: readonly T[],
  { order, kind, unit }: InstitutionFilter,
): T[] {
  return institutions.filter(
    (institution) =>
      (order === undefined || institution.order === order) &&
      (kind === undefined || institution.kind === kind) &&
      (unit === undefined || institution.unit === unit),
  );
}

/**
 * The institutions of each unit, both in the order of their identifiers (by code unit, the same on every machine),
 * whatever order they came in.
 *
 * @param units units to list even without institutions
 * @throws DuplicateInstitutionError
 */
export function institutionsByUnit<T extends ScoredInstitution>(
  institutions: readonly T[],
  units: readonly string[] = [],
): ReadonlyMap<string, readonly T[]> {
  const sorted = institutions.toSorted((a, b) => byCodeUnit(a.slug, b.slug));
  sorted.forEach(({ slug }, at) => {
    if (sorted[at + 1]?.slug === slug) throw new DuplicateInstitutionError(slug);
  });
  const groups = Map.groupBy(sorted, ({ unit }) => unit);
  const all = [...new Set([...units, ...groups.keys()])].sort(byCodeUnit);
  return new Map(all.map((unit) => [unit, groups.get(unit) ?? []]));
}

/** Compares two texts by code unit: no locale, so the same on every machine. */
export function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
