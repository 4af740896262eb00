import { and, eq, gt } from 'drizzle-orm';
import { newId } from '#platform/database/identifier.ts';
import type { Orm } from '#platform/database/types.ts';
import { personTokens } from '../schema.ts';

/** Keeps something for a while under a name that only its bearer knows. */
export async function keepToken(
  orm: Orm,
  { name, value, now, expiresAt }: { name: string; value: string; now: Date; expiresAt: Date },
): Promise<void> {
  await orm.insert(personTokens).values({
    ...{ id: newId(), identifier: name, value, expiresAt, createdAt: now, updatedAt: now },
  });
}

const valid = (name: string, now: Date) =>
  and(eq(personTokens.identifier, name), gt(personTokens.expiresAt, now));

/** What is kept under a name; undefined where nothing is, any more. */
export async function readToken(orm: Orm, name: string, now: Date): Promise<string | undefined> {
  const [row] = await orm.select({ value: personTokens.value }).from(personTokens).where(valid(name, now));
  return row?.value;
}

/** Takes what is kept under a name: of several who do so at once, one gets it. */
export async function takeToken(orm: Orm, name: string, now: Date): Promise<string | undefined> {
  const [row] = await orm
    .delete(personTokens)
    .where(valid(name, now))
    .returning({ value: personTokens.value });
  return row?.value;
}

/** Puts something else under a name, for as long as before. */
export async function changeToken(orm: Orm, name: string, value: string, now: Date): Promise<void> {
  await orm.update(personTokens).set({ value, updatedAt: now }).where(valid(name, now));
}
