import type { Orm } from '#platform/database/types.ts';
import {
  aggregateUnits,
  buildTree,
  evaluate,
  type Methodology,
  rankIntervals,
  rankUnits,
  type ScoredInstitution,
  scoredMeasures,
  type Tree,
  tellingInterval,
  UNCERTAINTY_SOURCES,
} from './rules/index.ts';
import type { UnitMeasure } from './schema.ts';
import {
  type EditionResults,
  findEdition,
  listObserved,
  type ObservedInstitution,
  replaceObservations,
  replaceResults,
} from './store.ts';

function scoreInstitution(tree: Tree, row: ObservedInstitution) {
  const { nodes, scores } = evaluate(tree, new Map(Object.entries(row.observed)), { who: row.institution });
  const missing = Object.fromEntries(
    [...nodes].filter(([, node]) => node.state === 'missing').map(([id, node]) => [id, [...node.missing]]),
  );
  return { row, scores, missing };
}

/** Means, ranks and intervals of the units, as records keep them: a measure without a value is absent. */
function scoreUnits(tree: Tree, institutions: readonly ScoredInstitution[]): EditionResults['units'] {
  const measures = scoredMeasures(tree, institutions);
  const units = aggregateUnits(institutions, measures);
  const uncertainty = institutions.length > 0 ? rankIntervals(tree, institutions).units : [];
  const uncertaintyOf = new Map(uncertainty.map((unit) => [unit.unit, unit]));
  const ranksIn = (measure: string) =>
    new Map(
      rankUnits(units.map(({ unit, means }) => [unit, means.get(measure)?.value ?? null])).map(
        ({ unit, rank }) => [unit, rank],
      ),
    );
  const ranks = new Map(measures.map((measure) => [measure, ranksIn(measure)]));
  const intervalsOf = (unit: string, measure: string) => {
    const own = uncertaintyOf.get(unit);
    return Object.fromEntries(
      UNCERTAINTY_SOURCES.map((source) => [source, own ? tellingInterval(own, source, measure) : null]),
    );
  };
  return units.map(({ unit, institutions: count, means }) => ({
    clave: unit,
    institutions: count,
    measures: Object.fromEntries(
      measures.flatMap((measure): [string, UnitMeasure][] => {
        const mean = means.get(measure);
        const rank = ranks.get(measure)?.get(unit);
        if (mean?.value == null || rank == null) return [];
        const intervals = intervalsOf(unit, measure);
        return [[measure, { value: mean.value, rank, count: mean.count, intervals }]];
      }),
    ),
  }));
}

/**
 * Everything that follows from the observations of an edition: scores of institutions, means, ranks and intervals
 * of units. The same observations give the same results on every machine.
 * @throws ScoreError, MethodologyError
 */
export function computeResults(
  methodology: Methodology,
  observed: readonly ObservedInstitution[],
): EditionResults {
  const tree = buildTree(methodology);
  const scored = observed.map((row) => scoreInstitution(tree, row));
  const institutions = scored.map(
    ({ row, scores }): ScoredInstitution => ({
      slug: row.institution,
      unit: row.clave,
      order: row.order,
      kind: row.kind,
      scores,
    }),
  );
  return {
    institutions: scored.map(({ row, scores, missing }) => ({
      institution: row.institution,
      scores: Object.fromEntries(scores),
      missing,
    })),
    units: scoreUnits(tree, institutions),
  };
}

/**
 * Records what was observed in an edition, in place of what was there, and all that follows from it.
 * @throws ScoreError, MethodologyError
 */
export async function recordObservations(
  orm: Orm,
  edition: { year: number; methodology: Methodology },
  observed: readonly ObservedInstitution[],
): Promise<void> {
  const results = computeResults(edition.methodology, observed);
  await replaceObservations(orm, edition.year, observed);
  await replaceResults(orm, edition.year, results);
}

/** Computes an edition anew from its methodology and observations, where it has both. */
export async function recomputeEdition(orm: Orm, year: number): Promise<void> {
  const edition = await findEdition(orm, year);
  if (!edition?.methodology) return;
  await replaceResults(orm, year, computeResults(edition.methodology, await listObserved(orm, year)));
}
