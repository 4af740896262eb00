import { eq } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { commissionFiles } from '../schema.ts';

export type FileRow = typeof commissionFiles.$inferSelect;

export async function addFile(orm: Orm, row: typeof commissionFiles.$inferInsert): Promise<void> {
  await orm.insert(commissionFiles).values(row);
}

/** A document with its bytes. */
export async function findFile(orm: Orm, id: string): Promise<FileRow | undefined> {
  const [row] = await orm.select().from(commissionFiles).where(eq(commissionFiles.id, id));
  return row;
}
