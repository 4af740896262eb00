import { findInstitutions, listStates, type StateRow } from '#modules/territory/index.ts';
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
  /** The state it belongs to; undefined for one that the catalogue has not. */
  state: StateRow | undefined;
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
  const calendar = await calendarOf(services);
  const compared = states.flatMap(({ state, plans, commitments: own }): ComparedState[] => {
    const plan = plans.at(-1);
    return plan ? [{ state, plan, sums: tally(own, calendar) }] : [];
  });
  const byLead = Map.groupBy(
    commitments.filter(({ lead }) => lead !== null),
    ({ lead }) => lead ?? '',
  );
  const slugs = [...byLead.keys()].sort();
  const found = new Map(
    slugs.length === 0
      ? []
      : (await findInstitutions(services.orm, slugs)).map((one) => [one.slug, one] as const),
  );
  const byClave = new Map((await listStates(services.orm)).map((state) => [state.clave, state]));
  return {
    states: compared,
    institutions: slugs.map((slug) => ({
      slug,
      name: found.get(slug)?.name ?? slug,
      state: byClave.get(found.get(slug)?.state ?? ''),
      sums: tally(byLead.get(slug) ?? [], calendar),
    })),
    without: states.length - compared.length,
    withoutLead: commitments.filter(({ lead }) => lead === null).length,
    sums: tally(commitments, calendar),
  };
}
