import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { dataLoads } from '../database/schema.ts';
import type { Orm } from '../database/types.ts';
import { appendEntry } from '../ledger/append.ts';
import { canonicalJson, type JsonObject } from '../ledger/canonical-json.ts';
import type { Entry, Subject } from '../ledger/entry.ts';
import type { RecordCheck } from '../ledger/record-check.ts';
import type { Services } from '../services.ts';
import type { DataSet } from './data-set.ts';

/** How the loads of a data set stand in the public ledger. */
export interface LoadAct {
  /** The kind of their entries. */
  kind: string;
  /** What a load was about, and the figures that follow from it. Asked in the load's transaction, after its rows are in. */
  describe(
    orm: Orm,
    options: Readonly<Record<string, string>>,
  ): Promise<{ subject: Subject; figures: JsonObject }>;
}

type LoadRow = typeof dataLoads.$inferSelect;

/** Two editions of one data set are two series of loads; a file counts as loaded only within its own. */
export function seriesOf({ name }: DataSet, options: Readonly<Record<string, string>>): string {
  const named = Object.entries(options).map(([option, value]) => `${option}=${value}`);
  return [name, ...named.sort()].join(' ');
}

/** The options in the name of a series: ` edition=2017`. Data sets of one kind and with the same options share a subject. */
function optionsText(series: string): string {
  const space = series.indexOf(' ');
  return space < 0 ? '' : series.slice(space);
}

function optionsOf(series: string): Record<string, string> {
  const named = optionsText(series).split(' ').filter(Boolean);
  return Object.fromEntries(named.map((option) => option.split('=', 2) as [string, string]));
}

/** What an entry says of a load beside the figures. The path of the file stays out: it may name a person. */
function factsOf({ dataSet, sha256, rows }: Pick<LoadRow, 'dataSet' | 'sha256' | 'rows'>) {
  return { data_set: dataSet, sha256, rows };
}

/** Writes the ledger entry of a load, in its transaction. @returns the entry's identifier; null where loads are no public acts */
export async function appendLoad(
  orm: Orm,
  { act }: DataSet,
  load: Pick<LoadRow, 'dataSet' | 'sha256' | 'rows' | 'loadedAt'>,
): Promise<string | null> {
  if (!act) return null;
  const { subject, figures } = await act.describe(orm, optionsOf(load.dataSet));
  const { id } = await appendEntry(orm, {
    kind: act.kind,
    time: load.loadedAt,
    act: { ...figures, ...factsOf(load) },
    subject,
  });
  return id;
}

/** The last load of each series, newest first. */
async function latestRows(orm: Orm): Promise<LoadRow[]> {
  const rows = await orm.select().from(dataLoads).orderBy(desc(dataLoads.id));
  const seen = new Set<string>();
  return rows.filter(({ dataSet }) => !seen.has(dataSet) && seen.add(dataSet));
}

const setOf = (dataSets: readonly DataSet[], series: string) =>
  dataSets.find(({ name }) => name === series.split(' ', 1)[0]);

/** Gives loads that were made before there was a ledger their entries: those that stand now, in the order they were made. */
export async function recordEarlierLoads(
  { orm }: Pick<Services, 'orm'>,
  dataSets: readonly DataSet[],
): Promise<void> {
  const missing = (await latestRows(orm)).filter(({ entry }) => entry === null).reverse();
  for (const { id, dataSet: series } of missing) {
    const dataSet = setOf(dataSets, series);
    if (!dataSet?.act) continue;
    await orm.transaction(async (session) => {
      // Locked, so that of several processes that start at once only one records it.
      const [load] = await session
        .select()
        .from(dataLoads)
        .where(and(eq(dataLoads.id, id), isNull(dataLoads.entry)))
        .for('update');
      if (!load) return;
      const entry = await appendLoad(session, dataSet, load);
      await session.update(dataLoads).set({ entry }).where(eq(dataLoads.id, id));
    });
  }
}

/** What an entry says other than the record of its load. */
function factsThatDiffer(entry: Entry, load: LoadRow): string[] {
  const facts = Object.entries(factsOf(load));
  const differing = facts.filter(([name, value]) => entry.act[name] !== value).map(([name]) => name);
  return entry.time.getTime() === load.loadedAt.getTime() ? differing : [...differing, 'time'];
}

/** The figures of an entry that are not the ones of the records now. What later versions add to `now` is passed over. */
function figuresThatDiffer(entry: Entry, now: JsonObject): string[] {
  const facts = ['data_set', 'sha256', 'rows'];
  return Object.entries(entry.act)
    .filter(
      ([name, value]) => !facts.includes(name) && canonicalJson(value) !== canonicalJson(now[name] ?? null),
    )
    .map(([name]) => name);
}

/** The newest recorded load of each subject: the one whose figures the records must still give. */
function newestBySubject(loads: readonly LoadRow[], dataSets: readonly DataSet[]): Set<number> {
  const newest = new Map<string, number>();
  for (const { id, dataSet } of loads) {
    newest.set(`${setOf(dataSets, dataSet)?.act?.kind}${optionsText(dataSet)}`, id);
  }
  return new Set(newest.values());
}

/** Stands where an entry should be named and none is. */
const noEntry = '00000000-0000-0000-0000-000000000000';

/**
 * Shows that the entries of loads and the recorded loads say the same, and that the figures of the last load of each
 * subject are the ones that follow from the records today.
 */
export function checkLoads(name: string, dataSets: readonly DataSet[]): RecordCheck {
  const own = dataSets.filter(({ act }) => act !== undefined);
  const isOwn = ({ dataSet }: LoadRow) => setOf(own, dataSet) !== undefined;
  const recordedLoads = async (orm: Orm) =>
    (await orm.select().from(dataLoads).where(isNotNull(dataLoads.entry)).orderBy(dataLoads.id)).filter(
      isOwn,
    );

  async function differenceOf(orm: Orm, entry: Entry, load: LoadRow | undefined, newest: boolean) {
    if (!load) return 'no load in the records goes with it';
    const differing = factsThatDiffer(entry, load);
    const act = setOf(own, load.dataSet)?.act;
    if (act?.kind !== entry.kind) differing.push('kind');
    else if (newest) {
      const { figures } = await act.describe(orm, optionsOf(load.dataSet));
      differing.push(...figuresThatDiffer(entry, figures));
    }
    return differing.length > 0 ? `the records give another ${differing.join(', ')}` : undefined;
  }

  return {
    name,
    kinds: [...new Set(own.flatMap(({ act }) => act?.kind ?? []))],
    async compare(orm, entries) {
      const loads = await recordedLoads(orm);
      const newest = newestBySubject(loads, own);
      const byEntry = new Map(loads.map((load) => [load.entry, load]));
      const differences = new Map<string, string>();
      for (const entry of entries) {
        const load = byEntry.get(entry.id);
        const difference = await differenceOf(orm, entry, load, load !== undefined && newest.has(load.id));
        if (difference !== undefined) differences.set(entry.id, difference);
      }
      return differences;
    },
    async *recorded(orm) {
      const standing = (await latestRows(orm)).filter((load) => load.entry === null && isOwn(load));
      yield [...(await recordedLoads(orm)), ...standing].map(({ id, dataSet, entry }) => ({
        entry: entry ?? noEntry,
        record: `load ${id} (${dataSet})`,
      }));
    },
  };
}
