import { asc } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import type { HolidayRule } from '../rules/index.ts';
import { holidays } from '../schema.ts';

/** The rules of all days of rest, in the order of their file. */
export async function listHolidayRules(orm: Orm): Promise<HolidayRule[]> {
  const rows = await orm.select().from(holidays).orderBy(asc(holidays.id));
  return rows.map(({ id: _, ...rule }) => rule);
}

/** Puts these rules in place of all others. */
export async function saveHolidayRules(orm: Orm, rules: readonly HolidayRule[]): Promise<void> {
  await orm.delete(holidays);
  if (rules.length > 0) await orm.insert(holidays).values(rules.map((rule, at) => ({ id: at + 1, ...rule })));
}
