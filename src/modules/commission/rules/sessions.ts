import type { Ballot, SessionKind, SessionState } from './terms.ts';

const dayMs = 86_400_000;

/** Which states of a session follow which. A draft may be thrown away; what was held stays held. */
const moves: Readonly<Record<SessionState, readonly SessionState[]>> = {
  draft: ['called', 'cancelled'],
  called: ['open', 'no-quorum', 'cancelled'],
  open: ['held'],
  held: [],
  'no-quorum': [],
  cancelled: [],
};

/** What may become of a session. One that ended without being held is followed by another session. */
export function sessionMoves(from: SessionState): readonly SessionState[] {
  return moves[from];
}

/** The least number of members present with which a session may decide: more than half of those who vote. */
export function quorumOf(votingSeats: number): number {
  return Math.floor(votingSeats / 2) + 1;
}

/** Whether enough voting members are present. With no voting seats nothing can be decided. */
export function hasQuorum(votingSeats: number, present: number): boolean {
  return votingSeats > 0 && present >= quorumOf(votingSeats);
}

/** A seat in a session: whether it votes, and whether somebody came for it and is still there. */
export interface Attendant {
  seat: string;
  votes: boolean;
  present: boolean;
  left: boolean;
}

/** Who is at the table now. */
export function atTable<T extends Pick<Attendant, 'present' | 'left'>>(seats: readonly T[]): T[] {
  return seats.filter(({ present, left }) => present && !left);
}

/** The quorum of a session as it goes on: it can be lost by those who leave, and be reached again by those who come. */
export function quorumNow(seats: readonly Attendant[]): {
  voting: number;
  needed: number;
  present: number;
  reached: boolean;
} {
  const voting = seats.filter(({ votes }) => votes);
  const present = atTable(voting).length;
  return {
    ...{ voting: voting.length, needed: quorumOf(voting.length), present },
    reached: hasQuorum(voting.length, present),
  };
}

/** How many days before a session of each kind its call must be published: natural days of 24 hours, days of rest too. */
export type NoticeDays = Readonly<Record<SessionKind, number>>;

/** What is asked where nothing else is set. */
export const usualNotice: NoticeDays = { ordinary: 5, extraordinary: 1 };

/** Whether minutes may be published: only of what took place, or should have. */
export function mayHaveMinutes(state: SessionState): boolean {
  return state === 'held' || state === 'no-quorum';
}

/**
 * Why ballots cannot be recorded: a seat has two of them, one is of a seat that has no vote or is not at the table, or
 * too few are at the table to decide anything.
 */
export function refuseBallots(
  ballotSeats: readonly string[],
  seats: readonly Attendant[],
): 'twice' | 'not-member' | 'absent' | 'quorum-lost' | undefined {
  if (new Set(ballotSeats).size < ballotSeats.length) return 'twice';
  const voting = new Set(seats.filter(({ votes }) => votes).map(({ seat }) => seat));
  if (ballotSeats.some((seat) => !voting.has(seat))) return 'not-member';
  const there = new Set(atTable(seats).map(({ seat }) => seat));
  if (ballotSeats.some((seat) => !there.has(seat))) return 'absent';
  return quorumNow(seats).reached ? undefined : 'quorum-lost';
}

/** Whether a call came later than it had to; a session that was never called is late by definition. */
export function isLateCall(
  session: { kind: SessionKind; startsAt: Date; calledAt: Date | null },
  notice: NoticeDays,
): boolean {
  if (session.calledAt === null) return true;
  return session.startsAt.getTime() - session.calledAt.getTime() < notice[session.kind] * dayMs;
}

export interface Tally {
  for: number;
  against: number;
  abstain: number;
}

export function tallyOf(ballots: readonly Ballot[]): Tally {
  const tally = { for: 0, against: 0, abstain: 0 };
  for (const ballot of ballots) tally[ballot] += 1;
  return tally;
}

/** What a vote decided: more for than against. Abstentions count for neither. */
export function resultOf({ for: yes, against: no }: Tally): 'approved' | 'rejected' | 'tied' {
  if (yes === no) return 'tied';
  return yes > no ? 'approved' : 'rejected';
}

/** A quarter in which an ordinary session had to be held. */
export interface QuarterDuty {
  year: number;
  quarter: 1 | 2 | 3 | 4;
  /** Held; passed without one; or not over yet. */
  state: 'met' | 'missed' | 'due';
  sessions: readonly string[];
}

/** The quarters from one to another with whether an ordinary session was held in each. */
export function quarterlyDuty(
  sessions: readonly { id: string; kind: SessionKind; state: SessionState; year: number; quarter: number }[],
  from: { year: number; quarter: number },
  today: { year: number; quarter: number },
): QuarterDuty[] {
  const list: QuarterDuty[] = [];
  for (let at = from.year * 4 + from.quarter - 1; at <= today.year * 4 + today.quarter - 1; at += 1) {
    const year = Math.floor(at / 4);
    const quarter = ((at % 4) + 1) as 1 | 2 | 3 | 4;
    const held = sessions.filter(
      (one) =>
        one.kind === 'ordinary' && one.state === 'held' && one.year === year && one.quarter === quarter,
    );
    const over = at < today.year * 4 + today.quarter - 1;
    const state = held.length > 0 ? 'met' : over ? 'missed' : 'due';
    list.push({ year, quarter, state, sessions: held.map(({ id }) => id) });
  }
  return list;
}
