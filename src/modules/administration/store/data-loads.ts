import { desc, eq, or, sql } from 'drizzle-orm';
import { dataLoads } from '#platform/database/schema.ts';
import type { Orm } from '#platform/database/types.ts';

export type DataLoad = typeof dataLoads.$inferSelect;

/** The newest loads of a data set, in all its series. */
export function loadsOf(orm: Orm, set: string, limit: number): Promise<DataLoad[]> {
  return orm
    .select()
    .from(dataLoads)
    .where(or(eq(dataLoads.dataSet, set), sql`starts_with(${dataLoads.dataSet}, ${`${set} `})`))
    .orderBy(desc(dataLoads.id))
    .limit(limit);
}
