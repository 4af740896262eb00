import { eq, sql } from 'drizzle-orm';
import { dataVersions } from './schema.ts';
import type { Database, Orm } from './types.ts';

const name = 'published';

/** Marks published data as changed. Call it in the transaction that changes them. */
export async function bumpDataVersion(orm: Orm): Promise<void> {
  await orm
    .insert(dataVersions)
    .values({ name, version: 1 })
    .onConflictDoUpdate({ target: dataVersions.name, set: { version: sql`${dataVersions.version} + 1` } });
}

/** The current data version; 0 before anything was loaded. */
export async function readDataVersion(orm: Orm): Promise<number> {
  const [row] = await orm.select().from(dataVersions).where(eq(dataVersions.name, name));
  return row?.version ?? 0;
}

/** The data version as this process knows it, at most a second behind what other processes wrote. */
export interface DataVersionWatch {
  current(): number;
  refresh(): Promise<number>;
  stop(): void;
}

/**
 * Keeps the data version at hand without a query per request.
 * A server that does not answer leaves the last known version standing: cached pages go on being served.
 */
export function watchDataVersion(database: Database, everyMs = 1000): DataVersionWatch {
  let known = 0;
  const refresh = async () => {
    known = await readDataVersion(database.orm);
    return known;
  };
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    refresh()
      .catch(() => known)
      .finally(() => {
        asking = false;
      });
  }, everyMs);
  timer.unref();
  return { current: () => known, refresh, stop: () => clearInterval(timer) };
}
