import { dayAt, quarterOf } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import type { Orm } from '#platform/database/types.ts';
import { agreementClock, fulfilment } from '../../rules/index.ts';
import { type AgreementRow, listAgreements } from '../../store/agreements.ts';
import { type CalledSession, listCalled } from '../../store/sessions.ts';

/** An agreement with the session that made it and how it stands today. */
export interface Agreement {
  row: AgreementRow;
  session: CalledSession | undefined;
  /** The quarter that it is due in. */
  quarter: { year: number; quarter: number };
  clock: ReturnType<typeof agreementClock>;
}

export async function readAgreements(orm: Orm, now: Date): Promise<Agreement[]> {
  const today = dayAt(now, centralZone);
  const sessions = new Map((await listCalled(orm)).map((session) => [session.id, session]));
  return (await listAgreements(orm)).map((row) => ({
    row,
    session: sessions.get(row.session),
    quarter: quarterOf(row.dueOn),
    clock: agreementClock(row, today),
  }));
}

/** How many of the agreements of a group that had to be kept were. */
export interface Rate {
  name: string;
  due: number;
  kept: number;
  rate: number | null;
  all: number;
}

/** The rate of fulfilment of each group, in the order of their names. */
export function ratesBy(
  agreements: readonly Agreement[],
  now: Date,
  nameOf: (agreement: Agreement) => string,
): Rate[] {
  const today = dayAt(now, centralZone);
  return [...Map.groupBy(agreements, nameOf)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, group]) => ({
      name,
      all: group.length,
      ...fulfilment(
        group.map(({ row }) => row),
        today,
      ),
    }));
}
