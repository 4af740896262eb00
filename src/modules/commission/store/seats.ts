import { and, asc, eq, gte, isNull, lte, or } from 'drizzle-orm';
import type { Orm } from '#platform/database/types.ts';
import { commissionSeats } from '../schema.ts';

export type SeatRow = typeof commissionSeats.$inferSelect;

/** All seats there ever were: who coordinates first, then by name. */
export function listSeats(orm: Orm): Promise<SeatRow[]> {
  return orm.select().from(commissionSeats).orderBy(asc(commissionSeats.holder), asc(commissionSeats.id));
}

/** The seats of a day. */
export function seatsOn(orm: Orm, day: string): Promise<SeatRow[]> {
  return orm
    .select()
    .from(commissionSeats)
    .where(
      and(
        lte(commissionSeats.since, day),
        or(isNull(commissionSeats.until), gte(commissionSeats.until, day)),
      ),
    )
    .orderBy(asc(commissionSeats.holder), asc(commissionSeats.id));
}

export async function addSeat(orm: Orm, row: typeof commissionSeats.$inferInsert): Promise<void> {
  await orm.insert(commissionSeats).values(row);
}

export async function findSeat(orm: Orm, id: string): Promise<SeatRow | undefined> {
  const [row] = await orm.select().from(commissionSeats).where(eq(commissionSeats.id, id));
  return row;
}

/** Ends a seat; false where it has ended already. */
export async function endSeat(orm: Orm, id: string, until: string): Promise<boolean> {
  const rows = await orm
    .update(commissionSeats)
    .set({ until })
    .where(and(eq(commissionSeats.id, id), isNull(commissionSeats.until)))
    .returning({ id: commissionSeats.id });
  return rows.length > 0;
}
