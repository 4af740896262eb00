import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#platform/config/project.ts';
import { readTable } from '#platform/data-sets/table.ts';
import type { EditionView } from '../edition/view.ts';
import {
  type Verification as CellVerification,
  consistencyOf,
  type Inconsistency,
  roundHalfUp,
  roundingTolerance,
  type Tree,
  verifyClose,
  verifyRounded,
} from '../rules/index.ts';
import type { ObservedInstitution } from '../store.ts';

/** Differences below this are noise of floats. */
const NOISE = 1e-9;

function ourMean({ unitByClave }: EditionView, clave: string, measure: string): number | null {
  return unitByClave.get(clave)?.measures[measure]?.value ?? null;
}

/**
 * The official figures of an edition by unit, each beside ours rounded half up to the decimals it was published with.
 * Without cells where the edition has no such figures.
 */
export function verifyAnnex(view: EditionView): CellVerification {
  const ours = (clave: string, measure: string) => ourMean(view, clave, measure);
  const parts = [...Map.groupBy(view.published, ({ decimals }) => decimals)].map(([decimals, rows]) =>
    verifyRounded(
      rows.map(({ clave, measure, score }) => ({ row: clave, measure, value: score })),
      ours,
      decimals,
    ),
  );
  const sum = (count: (part: CellVerification) => number) =>
    parts.reduce((total, part) => total + count(part), 0);
  return {
    cells: parts.flatMap(({ cells }) => cells),
    total: sum(({ total }) => total),
    equal: sum(({ equal }) => equal),
    different: sum(({ different }) => different),
    absent: sum(({ absent }) => absent),
    largestDifference: Math.max(0, ...parts.map(({ largestDifference }) => largestDifference)),
  };
}

/** A mean that lies exactly halfway between two printed values, where binary floats go astray. */
export interface BorderCase {
  clave: string;
  measure: string;
  published: number;
  /** The mean as a decimal. */
  exact: number;
  /** What adding the scores one after the other, from the highest to the lowest, and dividing gives. */
  naive: number;
  /** What printing that would give. */
  plain: number;
}

/** The cells whose mean lies halfway between two printed values. 2017 has one: Morelos in `pg`. */
export function borderCases(view: EditionView): BorderCase[] {
  return view.published.flatMap(({ clave, measure, score, decimals }) => {
    const ours = ourMean(view, clave, measure);
    const scaled = Math.abs(ours ?? 0) * 10 ** decimals;
    if (ours === null || Math.abs(scaled - Math.floor(scaled) - 0.5) > NOISE) return [];
    const scores = view.institutions
      .filter(({ unit }) => unit === clave)
      .flatMap((institution) => institution.scores.get(measure) ?? [])
      .sort((a, b) => b - a);
    const naive = scores.reduce((sum, each) => sum + each, 0) / scores.length;
    return [
      {
        clave,
        measure,
        published: score,
        exact: roundHalfUp(ours, decimals + 1),
        naive,
        plain: Number(naive.toFixed(decimals)),
      },
    ];
  });
}

/** The units' means may differ from those of the published base by no more than this. */
export const BASE_TOLERANCE = 1e-6;

/**
 * Our means by unit beside those that the published base itself gives in full, from `data/metrica/<year>/base_units.csv`
 * (a `clave` column and one for each measure); null where there is no such file.
 * @throws LoadError for a broken file
 */
export async function verifyBaseUnits(view: EditionView): Promise<CellVerification | null> {
  const file = join(projectRoot, 'data', 'metrica', String(view.year), 'base_units.csv');
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!bytes) return null;
  const published = readTable('metrica-base-units', bytes, ['clave']).flatMap(({ values }) =>
    Object.entries(values)
      .filter(([measure, text]) => view.tree?.measures.has(measure) && text !== '')
      .map(([measure, text]) => ({ row: values.clave ?? '', measure, value: Number(text) })),
  );
  return verifyClose(published, (clave, measure) => ourMean(view, clave, measure), BASE_TOLERANCE);
}

/** The published scores of institutions held against what their own published parts make. */
export interface BaseConsistency {
  institutions: number;
  /** How many scores could be computed from their parts. */
  checks: number;
  /** How many of them come out the same to the last published decimal and beyond. */
  exact: number;
  /** How far rounding alone may take a published score from its parts. */
  tolerance: number;
  /** The largest difference there is; null where nothing could be checked. */
  largest: Inconsistency | null;
  /** The differences that rounding does not explain. */
  beyond: readonly Inconsistency[];
}

/**
 * Holds every published score of institutions against what its own published parts make.
 * @throws ScoreError as `evaluate` does
 */
export function baseConsistency(tree: Tree, observed: readonly ObservedInstitution[]): BaseConsistency {
  const checks = observed.flatMap(({ institution, observed }) =>
    consistencyOf(tree, new Map(Object.entries(observed)), institution).map((check) => ({
      who: institution,
      ...check,
    })),
  );
  const size = ({ difference }: Inconsistency) => Math.abs(difference);
  const tolerance = roundingTolerance(tree.methodology.decimals);
  return {
    institutions: observed.length,
    checks: checks.length,
    exact: checks.filter((check) => size(check) < NOISE).length,
    tolerance,
    largest: checks.reduce<Inconsistency | null>(
      (largest, check) => (largest && size(largest) >= size(check) ? largest : check),
      null,
    ),
    beyond: checks.filter((check) => size(check) > tolerance),
  };
}

/** National figures are published with two decimals. */
const NATIONAL_DECIMALS = 2;

/** What a published national figure can be held against: our mean of institutions, its own published parts, or nothing. */
export type NationalOrigin = 'institutions' | 'parts' | 'none';

/** `rounding`: not the same when printed, but no further apart than the rounding of its parts can take it. */
export type NationalVerdict = 'equal' | 'rounding' | 'different' | 'unknown';

/** A published national figure beside what it should be. */
export interface NationalCheck {
  year: number;
  measure: string;
  published: number;
  origin: NationalOrigin;
  /** In full; null where there is nothing to compute it from. */
  ours: number | null;
  /** Ours minus the published one. */
  difference: number | null;
  verdict: NationalVerdict;
}

/**
 * The published national figures of an edition, in reading order.
 * @param tree the edition's own, or, where that is not known, the one to try its figures against
 */
export function nationalChecks(view: EditionView, tree: Tree): NationalCheck[] {
  const known = new Map(Object.entries(view.facts.national).filter(([id]) => tree.measures.has(id)));
  const fromParts = new Map(consistencyOf(tree, known).map(({ node, computed }) => [node, computed]));
  return [...tree.measures.keys()].flatMap((measure) => {
    const published = known.get(measure);
    if (published === undefined) return [];
    const mean = view.national?.institutions.get(measure)?.value ?? null;
    const ours = mean ?? fromParts.get(measure) ?? null;
    const origin = mean !== null ? 'institutions' : ours !== null ? 'parts' : 'none';
    const difference = ours === null ? null : ours - published;
    return [
      {
        year: view.year,
        measure,
        published,
        origin,
        ours,
        difference,
        verdict: nationalVerdict(published, ours, origin),
      },
    ];
  });
}

function nationalVerdict(published: number, ours: number | null, origin: NationalOrigin): NationalVerdict {
  if (ours === null) return 'unknown';
  if (Math.abs(roundHalfUp(ours, NATIONAL_DECIMALS) - published) < NOISE) return 'equal';
  // The parts and the whole are rounded each: half a unit of the last decimal on either side.
  const rounding = 2 * roundingTolerance(NATIONAL_DECIMALS);
  return origin === 'parts' && Math.abs(ours - published) <= rounding ? 'rounding' : 'different';
}

/**
 * Changes of the index that were published as such.
 * Source: work plan of the Commission of Open Government and Proactive Transparency, October 2019, diagnosis.
 */
const PUBLISHED_CHANGES: readonly { from: number; to: number; value: number }[] = [
  { from: 2017, to: 2019, value: 0.13 },
];

/** How the national index changed from one edition to the next. */
export interface Change {
  from: number;
  to: number;
  /** The change that was published as such; null where none was. */
  published: number | null;
  /** The difference of the two national values, ours in full where we have it and else as published. */
  ours: number;
  /** Whether ours prints as the published change; null where none was published. */
  agrees: boolean | null;
}

/** The changes between editions, oldest first; editions without a national value are left out. */
export function indexChanges(views: readonly EditionView[], measure = 'ga'): Change[] {
  const values = views
    .toSorted((a, b) => a.year - b.year)
    .flatMap(({ year, national, facts }) => {
      const value = national?.institutions.get(measure)?.value ?? facts.national[measure];
      return value === undefined ? [] : [{ year, value }];
    });
  return values.slice(1).flatMap((later, at) => {
    const earlier = values[at];
    if (!earlier) return [];
    const [from, to] = [earlier.year, later.year];
    const published = PUBLISHED_CHANGES.find((change) => change.from === from && change.to === to);
    const ours = later.value - earlier.value;
    const same = (value: number) => Math.abs(roundHalfUp(ours, NATIONAL_DECIMALS) - value) < NOISE;
    return [
      {
        from,
        to,
        published: published?.value ?? null,
        ours,
        agrees: published ? same(published.value) : null,
      },
    ];
  });
}
