import { meanOf } from './exact-sum.ts';
import { institutionsByUnit, type ScoredInstitution } from './institutions.ts';
import type { Scores } from './scores.ts';

/** A simple mean, and what it is a mean of. */
export interface Mean {
  /** From 0 to 1, or null where nothing had a score. */
  readonly value: number | null;
  /** How many scores it is the mean of. */
  readonly count: number;
  /** What had no score and so does not count: slugs of institutions or claves of units, sorted. */
  readonly missing: readonly string[];
}

/** A state or the federation, with the mean of its institutions in each measure. */
export interface UnitMeans {
  readonly unit: string;
  /** How many institutions the edition has in it, with scores or without. */
  readonly institutions: number;
  readonly means: ReadonlyMap<string, Mean>;
}

/** The two national figures, which answer two questions: how open is an institution, how open is a unit. */
export interface NationalFigures {
  /** The mean of all institutions; for 2017 `ga` is 0.3887, the figure that was published (as 0.39). */
  readonly institutions: ReadonlyMap<string, Mean>;
  /** The mean of the units, each counting the same; for 2017 `ga` is 0.3872. */
  readonly units: ReadonlyMap<string, Mean>;
}

export interface AggregateOptions {
  /** Units to list even where they have no institutions: their means are null (*sin dato*). */
  readonly units?: readonly string[];
}

/**
 * The simple mean of the institutions of each unit, in the order of the claves. The order of the institutions
 * does not matter, to the last bit. An institution without a score in a measure does not count in it, and is named.
 *
 * @throws DuplicateInstitutionError
 */
export function aggregateUnits(
  institutions: readonly ScoredInstitution[],
  measures: readonly string[],
  options: AggregateOptions = {},
): UnitMeans[] {
  return [...institutionsByUnit(institutions, options.units)].map(([unit, members]) => ({
    unit,
    institutions: members.length,
    means: meansOf(
      members.map(({ slug, scores }) => ({ name: slug, scores })),
      measures,
    ),
  }));
}

/**
 * The national figure of each measure, both ways.
 *
 * @param units what `aggregateUnits` made of the same institutions
 * @throws DuplicateInstitutionError
 */
export function nationalFigures(
  institutions: readonly ScoredInstitution[],
  units: readonly UnitMeans[],
  measures: readonly string[],
): NationalFigures {
  const everyone = [...institutionsByUnit(institutions).values()].flat();
  return {
    institutions: meansOf(
      everyone.map(({ slug, scores }) => ({ name: slug, scores })),
      measures,
    ),
    units: meansOf(
      units.map((unit) => ({ name: unit.unit, scores: valuesOf(unit) })),
      measures,
    ),
  };
}

/** The means there are of a unit, as scores by measure. */
export function valuesOf({ means }: UnitMeans): Scores {
  const values = new Map<string, number>();
  for (const [measure, { value }] of means) if (value !== null) values.set(measure, value);
  return values;
}

function meansOf(
  members: readonly { readonly name: string; readonly scores: Scores }[],
  measures: readonly string[],
): ReadonlyMap<string, Mean> {
  return new Map(
    measures.map((measure) => {
      const known: number[] = [];
      const missing: string[] = [];
      for (const { name, scores } of members) {
        const score = scores.get(measure);
        if (score === undefined) missing.push(name);
        else known.push(score);
      }
      return [measure, { value: meanOf(known), count: known.length, missing: missing.sort() }];
    }),
  );
}
