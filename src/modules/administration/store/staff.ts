import { inArray } from 'drizzle-orm';
import { accessGrants } from '#platform/access/schema.ts';
import type { Orm } from '#platform/database/types.ts';

/** Those of these people who hold or have held a role. */
export async function whoHeldRoles(orm: Orm, people: readonly string[]): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set();
  const rows = await orm
    .selectDistinct({ person: accessGrants.person })
    .from(accessGrants)
    .where(inArray(accessGrants.person, [...new Set(people)]));
  return new Set(rows.flatMap(({ person }) => person ?? []));
}
