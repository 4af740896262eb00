import { eq, lte } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import type { Residence } from '../rules/residence.ts';
import { personResidences } from '../schema.ts';

export type ResidenceRow = typeof personResidences.$inferSelect;

/** Where a person lives, or undefined where that is not known. */
export async function findResidence(orm: Orm, person: string): Promise<ResidenceRow | undefined> {
  const [row] = await orm.select().from(personResidences).where(eq(personResidences.person, person));
  return row;
}

/**
 * Sets a residence that a person declares, unless the one they have was set after an instant. One statement, so that of
 * two changes at once one is refused.
 * @returns whether it was set
 */
export async function declareResidenceUnless(
  orm: Orm,
  person: string,
  { state, municipality }: Residence,
  now: Date,
  changeableSince: Date,
): Promise<boolean> {
  const values = { state, municipality, source: 'person' as const, declaredAt: now };
  const set = await orm
    .insert(personResidences)
    .values({ person, ...values })
    .onConflictDoUpdate({
      target: personResidences.person,
      set: values,
      setWhere: lte(personResidences.declaredAt, changeableSince),
    })
    .returning({ person: personResidences.person });
  return set.length > 0;
}

/** Sets the residence that the census gives, whatever was declared before. */
export async function setCensusResidence(
  orm: Orm,
  person: string,
  { state, municipality }: Residence,
  now: Date,
): Promise<void> {
  const values = { state, municipality, source: 'census' as const, declaredAt: now };
  await orm
    .insert(personResidences)
    .values({ person, ...values })
    .onConflictDoUpdate({ target: personResidences.person, set: values });
}
