import { dayAt } from '#platform/calendar/days.ts';
import { centralZone } from '#platform/calendar/zones.ts';
import type { Orm } from '#platform/database/types.ts';
import { isLateCall, quorumNow } from './rules/index.ts';
import { type AgreementRow, agreementById, agreementsOf } from './store/agreements.ts';
import { listSeats, type SeatRow, seatsOn } from './store/seats.ts';
import { type ItemRow, listItems, type SessionRow } from './store/sessions.ts';
import { listAttendance, listMotions, listVotes, type MotionRow, type VoteRow } from './store/votes.ts';

/** All that is recorded of a session. */
export interface SessionSheet {
  session: SessionRow;
  /** The day it is held on, in Mexico City. */
  day: string;
  items: readonly ItemRow[];
  /** The agreements that were carried over into its agenda, by identifier. */
  carried: ReadonlyMap<string, AgreementRow>;
  seats: readonly SeatRow[];
  /** Whether each seat was there; empty before attendance was taken. */
  present: ReadonlyMap<string, boolean>;
  /** The seats that left before the end. */
  left: ReadonlySet<string>;
  /** Of the seats that vote: of all who came. */
  quorum: { voting: number; needed: number; present: number; reached: boolean };
  /** The same of those who stayed. */
  quorumLeft: { present: number; reached: boolean };
  motions: readonly { motion: MotionRow; votes: readonly VoteRow[] }[];
  agreements: readonly AgreementRow[];
  /** Whether the call came later than it had to; undefined for a draft. */
  late: boolean | undefined;
}

/** Whether a call came later than what was asked when it was published. */
export function wasLate({ kind, startsAt, calledAt, noticeDays }: SessionRow): boolean | undefined {
  if (calledAt === null || noticeDays === null) return undefined;
  return isLateCall({ kind, startsAt, calledAt }, { ordinary: noticeDays, extraordinary: noticeDays });
}

/** Reads all of a session. */
export async function readSheet(orm: Orm, session: SessionRow): Promise<SessionSheet> {
  const day = dayAt(session.startsAt, centralZone);
  const items = await listItems(orm, session.id);
  const carried = new Map<string, AgreementRow>();
  for (const { agreement } of items) {
    const found = agreement === null ? undefined : await agreementById(orm, agreement);
    if (found) carried.set(found.id, found);
  }
  const rows = await listAttendance(orm, session.id);
  const present = new Map(rows.map((row) => [row.seat, row.present]));
  const left = new Set(rows.filter(({ leftAt }) => leftAt !== null).map(({ seat }) => seat));
  // Once attendance was taken, the table stands as it was then, whatever is said of seats later.
  const seats =
    present.size > 0 ? (await listSeats(orm)).filter(({ id }) => present.has(id)) : await seatsOn(orm, day);
  const came = seats.map(({ id, votes }) => ({
    ...{ seat: id, votes, present: present.get(id) ?? false, left: false },
  }));
  const motions = await listMotions(orm, session.id);
  const votes = Map.groupBy(
    await listVotes(
      orm,
      motions.map(({ id }) => id),
    ),
    ({ motion }) => motion,
  );
  return {
    ...{ session, day, items, carried, seats, present, left },
    quorum: quorumNow(came),
    quorumLeft: quorumNow(came.map((one) => ({ ...one, left: left.has(one.seat) }))),
    motions: motions.map((motion) => ({ motion, votes: votes.get(motion.id) ?? [] })),
    agreements: await agreementsOf(orm, session.id),
    late: wasLate(session),
  };
}
