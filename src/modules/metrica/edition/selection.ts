import { oncePerDataVersion } from '#platform/database/data-memo.ts';
import type { Services } from '#platform/services.ts';
import {
  aggregateUnits,
  componentLevel,
  type Interval,
  type NationalFigures,
  nationalFigures,
  rankIntervals,
  rankUnits,
  selectInstitutions,
  type Tree,
  tellingInterval,
  valuesOf,
} from '../rules/index.ts';
import { type EditionChoice, isFiltered } from './choice.ts';
import { type EditionInstitution, type EditionView, editionList, findEditionView } from './view.ts';

/** Where a unit stands in the chosen measure. */
export interface Standing {
  value: number;
  /** 1 for the highest value; units with the same value share a rank. */
  rank: number;
  /** The institutions it is the mean of. */
  count: number;
  /** 5th to 95th percentile of value and rank; null where the replicates tell nothing. */
  interval: Interval | null;
  /** Value minus that of the edition before; null where that is not known. */
  change: number | null;
}

/** A state or the federation, as the mean of the chosen institutions. */
export interface SelectedUnit {
  clave: string;
  slug: string;
  name: string;
  abbreviation: string;
  /** How many of the chosen institutions are of this unit. */
  institutions: number;
  /** Its mean in every measure that has one. */
  values: Readonly<Record<string, number>>;
  /** Null where no institution has the chosen measure (*sin dato*). */
  standing: Standing | null;
}

export type RankedUnit = SelectedUnit & { standing: Standing };

/** What a choice shows of an edition. */
export interface Selection {
  view: EditionView;
  choice: EditionChoice;
  /** The chosen institutions, by slug. */
  institutions: readonly EditionInstitution[];
  /** All 33, by clave. */
  units: readonly SelectedUnit[];
  /** Those with a value in the chosen measure, highest first. */
  ranked: readonly RankedUnit[];
  /** The means of the chosen institutions, both ways; null where no institution is known. */
  national: NationalFigures | null;
  /** The edition before, and whether it has values by unit to compare with; null for the first. */
  before: { year: number; comparable: boolean } | null;
}

/** Below this many institutions a mean says little, and pages say so. */
export const fewInstitutions = 5;

/** The institutions of an edition that a choice keeps. */
export function chosenInstitutions(
  { institutions }: EditionView,
  { order, kind }: EditionChoice,
): readonly EditionInstitution[] {
  return selectInstitutions(institutions, { order, kind });
}

/**
 * What a choice shows of an edition. All institutions: the stored results, put together once per data version. Only
 * some of them: means, ranks and intervals anew, by the same rules and with the same seed; these are not kept, for
 * there are many choices and the pages made from them are kept.
 */
export async function selectEdition(
  services: Services,
  view: EditionView,
  choice: EditionChoice,
): Promise<Selection> {
  const select = async () => selectionOf(view, choice, await editionBefore(services, view.year));
  if (isFiltered(choice)) return select();
  const key = `metrica selection ${view.year} ${choice.measure} ${choice.source}`;
  return oncePerDataVersion(services, key, select);
}

/** The edition before another, or undefined for the first. */
async function editionBefore(services: Services, year: number): Promise<EditionView | undefined> {
  const years = (await editionList(services)).map((edition) => edition.year).filter((other) => other < year);
  const before = years.at(-1);
  return before === undefined ? undefined : findEditionView(services, before);
}

/** What a choice shows of an edition, next to the edition before. */
export function selectionOf(view: EditionView, choice: EditionChoice, before?: EditionView): Selection {
  const institutions = chosenInstitutions(view, choice);
  const earlier = before ? valuesBefore(before, choice) : new Map<string, number>();
  const standings = isFiltered(choice)
    ? computedUnits(view, choice, institutions)
    : view.units.map((unit) => storedUnit(unit, choice));
  const units = standings.map((unit): SelectedUnit => {
    const value = unit.standing?.value;
    const past = earlier.get(unit.clave);
    if (!unit.standing || value === undefined || past === undefined) return unit;
    return { ...unit, standing: { ...unit.standing, change: value - past } };
  });
  return {
    view,
    choice,
    institutions,
    units,
    ranked: units
      .filter((unit): unit is RankedUnit => unit.standing !== null)
      .sort((a, b) => a.standing.rank - b.standing.rank),
    national: nationalOf(view, choice, institutions),
    before: before ? { year: before.year, comparable: earlier.size > 0 } : null,
  };
}

function nationalOf(
  view: EditionView,
  choice: EditionChoice,
  institutions: readonly EditionInstitution[],
): NationalFigures | null {
  if (!isFiltered(choice)) return view.national;
  if (institutions.length === 0) return null;
  return nationalFigures(institutions, aggregateUnits(institutions, view.measures), view.measures);
}

function valuesBefore(before: EditionView, choice: EditionChoice): ReadonlyMap<string, number> {
  const means = aggregateUnits(chosenInstitutions(before, choice), [choice.measure]);
  return new Map(
    means.flatMap((unit) => {
      const value = valuesOf(unit).get(choice.measure);
      return value === undefined ? [] : [[unit.unit, value]];
    }),
  );
}

type ViewUnit = EditionView['units'][number];

function storedUnit(unit: ViewUnit, { measure, source }: EditionChoice): SelectedUnit {
  const { clave, slug, name, abbreviation, institutions } = unit;
  const own = unit.measures[measure];
  return {
    clave,
    slug,
    name,
    abbreviation,
    institutions,
    values: Object.fromEntries(Object.entries(unit.measures).map(([id, { value }]) => [id, value])),
    standing: own
      ? {
          value: own.value,
          rank: own.rank,
          count: own.count,
          interval: own.intervals[source] ?? null,
          change: null,
        }
      : null,
  };
}

function computedUnits(
  view: EditionView,
  { measure, source }: EditionChoice,
  institutions: readonly EditionInstitution[],
): SelectedUnit[] {
  const claves = view.units.map(({ clave }) => clave);
  const means = new Map(
    aggregateUnits(institutions, view.measures, { units: claves }).map((unit) => [unit.unit, unit]),
  );
  const ranks = new Map(
    rankUnits(claves.map((clave) => [clave, means.get(clave)?.means.get(measure)?.value ?? null])).map(
      ({ unit, rank }) => [unit, rank],
    ),
  );
  const intervals = view.tree ? intervalsBy(view, view.tree, measure, source, institutions) : new Map();
  return view.units.map(({ clave, slug, name, abbreviation }): SelectedUnit => {
    const unit = means.get(clave);
    const rank = ranks.get(clave) ?? null;
    const mean = unit?.means.get(measure);
    return {
      clave,
      slug,
      name,
      abbreviation,
      institutions: unit?.institutions ?? 0,
      values: unit ? Object.fromEntries(valuesOf(unit)) : {},
      standing:
        rank === null || mean?.value == null
          ? null
          : {
              value: mean.value,
              rank,
              count: mean.count,
              interval: intervals.get(clave) ?? null,
              change: null,
            },
    };
  });
}

function intervalsBy(
  view: EditionView,
  tree: Tree,
  measure: string,
  source: EditionChoice['source'],
  institutions: readonly EditionInstitution[],
): Map<string, Interval | null> {
  // Where the edition as a whole has no interval in this measure, its components do not determine it.
  const determined = view.units.some((unit) => unit.measures[measure]?.intervals[source]);
  if (!determined || institutions.length === 0) return new Map();
  const { units } = rankIntervals(tree, institutions, {
    components: componentLevel(tree, view.institutions),
    measures: [measure],
    sources: [source],
  });
  return new Map(units.map((unit) => [unit.unit, tellingInterval(unit, source, measure)]));
}
