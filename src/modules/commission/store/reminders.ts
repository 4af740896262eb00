import { and, eq } from 'drizzle-orm';
import { holdsAt } from '#platform/access/grants.ts';
import { accessGrants } from '#platform/access/schema.ts';
import type { Orm } from '#platform/database/types.ts';
import { covenantReminders } from '../schema.ts';

/** Notes that a reminder goes out. @returns false where it went out before */
export async function noteReminder(
  orm: Orm,
  reminder: typeof covenantReminders.$inferInsert,
): Promise<boolean> {
  const rows = await orm.insert(covenantReminders).values(reminder).onConflictDoNothing().returning();
  return rows.length > 0;
}

/** Who looks after the Commission's papers. */
export async function secretaries(orm: Orm, now: Date): Promise<string[]> {
  const rows = await orm
    .selectDistinct({ person: accessGrants.person })
    .from(accessGrants)
    .where(and(eq(accessGrants.role, 'commission-secretary'), holdsAt(now)));
  return rows.flatMap(({ person }) => person ?? []);
}
