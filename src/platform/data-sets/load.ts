import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { desc, eq, sql } from 'drizzle-orm';
import { announceChange } from '../changes/announce.ts';
import { projectRoot } from '../config/project.ts';
import { bumpDataVersion } from '../database/data-version.ts';
import { dataLoads } from '../database/schema.ts';
import type { Orm } from '../database/types.ts';
import type { Services } from '../services.ts';
import type { DataSet, LoadInput, LoadReport } from './data-set.ts';
import { appendLoad, seriesOf } from './load-act.ts';

/** Any number will do, as long as every version of Tequio takes the same one. */
const loadLock = 7_483_648;

type Load = typeof dataLoads.$inferSelect;

/** What else is written with a load that changes something, in its transaction: if it throws, nothing was loaded. */
export type WithinLoad = (orm: Orm, report: LoadReport) => Promise<void>;

/** Lets one load go on at a time, whichever process runs it. A load takes the time it takes, and so does waiting for another. */
export async function holdLoads(orm: Orm): Promise<void> {
  await orm.execute(sql`set local statement_timeout = 0`);
  await orm.execute(sql`select pg_advisory_xact_lock(${loadLock})`);
}

/** The load of a series that stands now. */
export async function lastLoad(orm: Orm, series: string): Promise<Load | undefined> {
  const [last] = await orm
    .select()
    .from(dataLoads)
    .where(eq(dataLoads.dataSet, series))
    .orderBy(desc(dataLoads.id))
    .limit(1);
  return last;
}

/**
 * Loads a file into a data set: all of it or nothing, recorded with source, SHA-256 and row count, in the public ledger
 * where the data set says so, and announced to those who follow what it changes.
 * The file that was loaded last changes nothing when loaded again. One load goes on at a time, whichever process
 * runs it.
 * @throws LoadError with every problem by row and column
 */
export async function loadDataSet(
  services: Services,
  dataSet: DataSet,
  input: LoadInput,
  within?: WithinLoad,
): Promise<LoadReport> {
  return loadUnless(services, dataSet, input, () => false, within);
}

async function loadUnless(
  services: Services,
  dataSet: DataSet,
  input: LoadInput,
  leaveAlone: (last: Load) => boolean,
  within?: WithinLoad,
): Promise<LoadReport> {
  const sha256 = createHash('sha256').update(input.bytes).digest('hex');
  const series = seriesOf(dataSet, input.options);
  const standing = async (orm: Orm): Promise<LoadReport | undefined> => {
    const last = await lastLoad(orm, series);
    if (!last || (last.sha256 !== sha256 && !leaveAlone(last))) return undefined;
    return { dataSet: series, outcome: 'unchanged', rows: last.rows, notes: last.notes };
  };
  const known = await standing(services.orm);
  if (known) return known;
  return services.orm.transaction(async (orm) => {
    await holdLoads(orm);
    const meanwhile = await standing(orm);
    if (meanwhile) return meanwhile;
    const { rows, notes } = await dataSet.load({ ...services, orm }, input);
    const load = { dataSet: series, sha256, rows, loadedAt: new Date() };
    const entry = await appendLoad(orm, dataSet, load);
    await orm.insert(dataLoads).values({ ...load, source: input.source, notes, entry });
    await bumpDataVersion(orm);
    const change = await dataSet.announce?.(orm, { rows, options: input.options });
    if (change) await announceChange({ ...services, orm }, orm, { ...change, entry });
    const report: LoadReport = { dataSet: series, outcome: 'loaded', rows, notes };
    await within?.(orm, report);
    return report;
  });
}

/** Begins the source of what the platform ships with; an operator's file is recorded by its name alone. */
const shippedPrefix = 'data/';

/**
 * The data sets that come with the platform: each file once, in the order of the modules.
 * A series that an operator has since loaded from elsewhere is theirs and is left alone.
 */
export async function loadShipped(
  services: Services,
  dataSets: readonly DataSet[],
  onLoaded: (report: LoadReport) => void,
): Promise<void> {
  for (const dataSet of dataSets) {
    for (const { file, options } of dataSet.shipped) {
      const bytes = await readFile(join(projectRoot, 'data', file));
      const input = { bytes, source: `${shippedPrefix}${file}`, options };
      const report = await loadUnless(
        services,
        dataSet,
        input,
        (last) => !last.source.startsWith(shippedPrefix),
      );
      if (report.outcome === 'loaded') onLoaded(report);
    }
  }
}

/** The last load of each series, newest first: what the platform knows and since when. */
export async function latestLoads(services: Services) {
  const rows = await services.orm.select().from(dataLoads).orderBy(desc(dataLoads.id));
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.dataSet) && seen.add(row.dataSet));
}
