import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject } from '../ledger/canonical-json.ts';
import type { Services } from '../services.ts';
import { type DataSet, LoadError, type LoadInput, type RowProblem } from './data-set.ts';
import { holdLoads, lastLoad } from './load.ts';
import { seriesOf } from './load-act.ts';

/** What a load of a file would do, found out without writing anything. */
export interface LoadCheck {
  /** `unchanged`: this very file is what stands. `refused`: it has problems. */
  outcome: 'loadable' | 'unchanged' | 'refused';
  rows: number;
  notes: string[];
  /** What is wrong, in the order of the rows; of very many the first. */
  problems: readonly RowProblem[];
  /** How many there are in all. */
  problemCount: number;
  /** How many rows the load that stands now had; null where there is none. */
  rowsBefore: number | null;
  /** The figures that the ledger's entry of such a load tells, where they would become others. */
  figures: { name: string; before: string | null; after: string | null }[];
}

/** More are not kept: long before that, the file is another one. */
const mostProblems = 20_000;

/** Carries the outcome out of a transaction that is not to be kept. */
class RolledBack extends Error {
  readonly check: LoadCheck;

  constructor(check: LoadCheck) {
    super('rolled back');
    this.check = check;
  }
}

/** The single values of a structure by their paths: `national.ga.institutions`. */
function valuesOf(figures: JsonObject, prefix = ''): [string, string][] {
  return Object.entries(figures).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? valuesOf(value as JsonObject, `${prefix}${name}.`)
      : [[prefix + name, canonicalJson(value)]],
  );
}

/** What two sets of figures say differently. */
export function changedFigures(before: JsonObject, after: JsonObject): LoadCheck['figures'] {
  const old = new Map(valuesOf(before));
  const now = new Map(valuesOf(after));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((name) => ({ name, before: old.get(name) ?? null, after: now.get(name) ?? null }))
    .filter((figure) => figure.before !== figure.after);
}

/**
 * Loads a file as `loadDataSet` would and takes everything back: what it says is what a load would say.
 * It waits for a load that goes on, and others wait for it.
 */
export async function checkDataSet(
  services: Services,
  dataSet: DataSet,
  input: LoadInput,
): Promise<LoadCheck> {
  const sha256 = createHash('sha256').update(input.bytes).digest('hex');
  const series = seriesOf(dataSet, input.options);
  let rowsBefore: number | null = null;
  try {
    await services.orm.transaction(async (orm) => {
      await holdLoads(orm);
      const last = await lastLoad(orm, series);
      rowsBefore = last?.rows ?? null;
      const unchanged = last?.sha256 === sha256;
      // Only a series that was loaded has figures; before that its options may name what does not exist.
      const before = last ? ((await dataSet.act?.describe(orm, input.options))?.figures ?? {}) : {};
      const { rows, notes } = await dataSet.load({ ...services, orm }, input);
      const after = (await dataSet.act?.describe(orm, input.options))?.figures ?? {};
      throw new RolledBack({
        outcome: unchanged ? 'unchanged' : 'loadable',
        ...{ rows, notes, problems: [], problemCount: 0, rowsBefore, figures: changedFigures(before, after) },
      });
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.check;
    if (!(error instanceof LoadError)) throw error;
    const problems = error.problems.toSorted((a, b) => a.row - b.row);
    return {
      ...{ outcome: 'refused', rows: 0, notes: [], rowsBefore, figures: [] },
      ...{ problems: problems.slice(0, mostProblems), problemCount: problems.length },
    };
  }
  throw new Error('A check was kept');
}
