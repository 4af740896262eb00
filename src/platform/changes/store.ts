import { arrayContains, desc, eq, inArray } from 'drizzle-orm';
import type { Orm } from '../database/types.ts';
import type { Change } from './change.ts';
import { changes } from './schema.ts';
import type { Topic } from './topics.ts';

/** The newest changes, newest first: of a topic, or of everything. */
export function latestChanges(orm: Orm, topic: string | undefined, limit: number): Promise<Change[]> {
  return orm
    .select()
    .from(changes)
    .where(topic === undefined ? undefined : arrayContains(changes.topics, [topic]))
    .orderBy(desc(changes.at), desc(changes.id))
    .limit(limit);
}

export async function findChange(orm: Orm, id: string): Promise<Change | undefined> {
  const [row] = await orm.select().from(changes).where(eq(changes.id, id));
  return row;
}

/** Some changes, in the order of time. */
export function findChanges(orm: Orm, ids: readonly string[]): Promise<Change[]> {
  return orm
    .select()
    .from(changes)
    .where(inArray(changes.id, [...ids]))
    .orderBy(changes.at, changes.id);
}

/** The Spanish path where somebody who follows a topic reads of a change. */
export function pathFor({ parted, path, topics }: Change, { topic, path: own }: Topic): string {
  return parted && topics[0] !== topic ? own : path;
}
