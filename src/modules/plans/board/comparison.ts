import { findInstitutions, type StateRow } from '#modules/territory/index.ts';
import type { Services } from '#platform/services.ts';
import { calendarOf } from './calendar.ts';
import { exerciseOf, type PlanFigures } from './exercise.ts';
import { type Tally, tally } from './tally.ts';

/** A state with what its promises come to. */
export interface ComparedState {
  state: StateRow;
  plan: PlanFigures;
  sums: Tally;
}

/** An institution with what it promised. */
export interface ComparedInstitution {
  slug: string;
  name: string;
  sums: Tally;
}

export interface Comparison {
  /** Those with a plan, by clave. */
  states: readonly ComparedState[];
  /** Those that answer for a commitment. */
  institutions: readonly ComparedInstitution[];
  /** How many states have no plan that is known. */
  without: number;
  /** Commitments for which no institution is known to answer. */
  withoutLead: number;
  sums: Tally;
}

/** States and institutions side by side, on the day of today. */
export async function comparisonOf(services: Services): Promise<Comparison> {
  const { states, commitments } = await exerciseOf(services);
  const calendar = calendarOf(services);
  const compared = states.flatMap(({ state, plans, commitments: own }): ComparedState[] => {
    const plan = plans.at(-1);
    return plan ? [{ state, plan, sums: tally(own, calendar) }] : [];
  });
  const byLead = Map.groupBy(
    commitments.filter(({ lead }) => lead !== null),
    ({ lead }) => lead ?? '',
  );
  const slugs = [...byLead.keys()].sort();
  const names = new Map(
    slugs.length === 0
      ? []
      : (await findInstitutions(services.orm, slugs)).map(({ slug, name }) => [slug, name] as const),
  );
  return {
    states: compared,
    institutions: slugs.map((slug) => ({
      slug,
      name: names.get(slug) ?? slug,
      sums: tally(byLead.get(slug) ?? [], calendar),
    })),
    without: states.length - compared.length,
    withoutLead: commitments.filter(({ lead }) => lead === null).length,
    sums: tally(commitments, calendar),
  };
}
