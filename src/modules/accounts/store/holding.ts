import { eq } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { Problem } from '#platform/errors/problem.ts';
import { people } from '../schema.ts';

export type PersonRow = typeof people.$inferSelect;

/**
 * Sees that an account is there and stays until the transaction ends: one that is being erased gets nothing more.
 * @throws Problem 403 where it is gone
 */
export async function holdPerson(orm: Orm, person: string): Promise<void> {
  const [held] = await orm
    .select({ id: people.id })
    .from(people)
    .where(eq(people.id, person))
    .for('key share');
  if (!held) throw accountGone();
}

/** An account, locked against every other change until the transaction ends. @throws Problem 403 where it is gone */
export async function lockPerson(orm: Orm, person: string): Promise<PersonRow> {
  const [locked] = await orm.select().from(people).where(eq(people.id, person)).for('update');
  if (!locked) throw accountGone();
  return locked;
}

function accountGone(): Problem {
  return new Problem(403, {
    es: 'Esta cuenta ya no existe, así que no se guardó nada.',
    en: 'This account is no longer there, so nothing was kept.',
  });
}
