import { eq } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { planFiles } from '../schema.ts';

export async function addPlanFile(orm: Orm, row: typeof planFiles.$inferInsert): Promise<void> {
  await orm.insert(planFiles).values(row);
}

/** A document that was sent as a file, with its bytes. */
export async function findPlanFile(orm: Orm, id: string) {
  const [row] = await orm
    .select({ file: planFiles.file, fileName: planFiles.fileName, contentType: planFiles.contentType })
    .from(planFiles)
    .where(eq(planFiles.id, id));
  return row;
}
